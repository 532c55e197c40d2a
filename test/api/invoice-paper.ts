import type { InvoicePaper, InvoicePaperLine } from '../../src/domain/invoice-paper.js'
import { cents } from '../../src/domain/money.js'

export const line = (changes: Partial<InvoicePaperLine> = {}): InvoicePaperLine => ({
  kind: 'collected',
  on: '2026-01-12',
  file: 'K7M2P9QR7',
  debtor: 'Garage Martin',
  payment: 'VIR-2026-0042',
  baseCents: cents(104_50),
  ppm: 150_000,
  amountCents: cents(15_68),
  ...changes,
})

/** An invoice of 15.68 + 7.50 − 3.00 = 20.18, with 20 percent 4.036, so 4.04: 24.22. */
export const paper = (changes: Partial<InvoicePaper> = {}): InvoicePaper => ({
  kind: 'invoice',
  number: 'F-2026-000007',
  from: '2026-01-01',
  through: '2026-01-31',
  issuedOn: '2026-02-02',
  dueOn: '2026-03-04',
  currency: 'EUR',
  seller: {
    name: 'Recouvrement Rhône',
    addressLines: ['3 rue du Test'],
    postcode: '69001',
    city: 'Lyon',
    country: 'FR',
    siren: '404833048',
    vat: 'FR83404833048',
  },
  iban: 'FR7630006000011234567890189',
  buyer: {
    name: 'Énergie Sud & Fils',
    addressLines: ['2 quai du Port', 'Bâtiment B', 'Escalier 3'],
    postcode: '13002',
    city: 'Marseille',
    country: 'FR',
    siren: '732829320',
    vat: null,
  },
  lines: [
    line(),
    line({ kind: 'placement', payment: null, baseCents: cents(0), ppm: 0, amountCents: cents(7_50) }),
    line({ on: '2026-01-20', payment: 'CB-3', baseCents: cents(-20_00), amountCents: cents(-3_00) }),
  ],
  netCents: cents(20_18),
  vat: { category: 'S', ppm: 200_000, mention: null },
  vatCents: cents(4_04),
  totalCents: cents(24_22),
  isNetted: true,
  corrects: [{ number: 'F-2026-000003', issuedOn: '2026-01-03' }],
  terms: ['Paiement à 30 jours.', 'Indemnité forfaitaire : 40 €.'],
  ...changes,
})

/** The same given back. */
export const creditNote = (): InvoicePaper =>
  paper({
    kind: 'credit-note',
    number: 'F-2026-000008',
    lines: [line({ amountCents: cents(-15_68), baseCents: cents(-104_50) }), line({ amountCents: cents(5_68), payment: 'VIR-9' })],
    netCents: cents(-10_00),
    vatCents: cents(-2_00),
    totalCents: cents(-12_00),
    isNetted: false,
  })
