import { beforeAll, describe, expect, it } from 'vitest'
import { inWords } from '../../src/api/french-number.js'
import { mandateDocument, mandatePdf } from '../../src/api/mandate-document.js'
import type { MandatePaper } from '../../src/store/mandate-paper.js'

const day = (text: string) => new Date(`${text}T00:00:00Z`)
const organisation = (name: string, changes: object = {}) => ({
  name,
  addressLines: ['8 rue de la Verrerie'],
  postcode: '54000',
  city: 'Nancy',
  country: 'FR',
  siren: '732829320',
  ...changes,
})

const paper = {
  mandate: {
    reference: 'M-2026',
    validFrom: day('2026-01-01'),
    validUntil: day('2026-12-31'),
    scope: 'judicial',
    specialPowers: ['settle'],
    covers: ['principal', 'interest', 'indemnity'],
    leastClaimCents: 50_00n,
    mostClaimCents: 10_000_00n,
    requires: ['proof'],
    toleranceCents: 500n,
    longestPlanMonths: 12,
    mostRemissionPercent: 10,
    remitWithinMonths: 1,
    remittance: 'net',
    tariff: {
      bands: [
        { road: 'amicable', fromDays: 0, uptoCents: 1_000_00, ppm: 125_000 },
        { road: 'judicial', fromDays: 90, uptoCents: null, ppm: 250_000 },
      ],
      placementCents: 900,
      monthlyMinimumCents: 0,
      withdrawal: { ppm: 50_000, leastCents: 20_00 },
    },
  },
  creditor: organisation('Mobilier Dumas'),
  agency: organisation('Cabinet Lefèvre Recouvrement', { city: 'Paris' }),
  papers: [
    { kind: 'insurance', issuer: 'Assurances du Midi', reference: 'RCP-4411827', validUntil: day('2026-12-31') },
    { kind: 'account', issuer: 'Banque', reference: 'FR7630006000011234567890189', validUntil: null },
  ],
  iban: 'FR1420041010050500013M02606',
  remitWithinMonths: 1,
  today: '2025-12-15',
} as unknown as MandatePaper

/** All that a paper says, without the spaces that keep figures together. */
const wordsOf = (changed: Partial<MandatePaper['mandate']> = {}) =>
  JSON.stringify(mandateDocument({ ...paper, mandate: { ...paper.mandate, ...changed } })).replaceAll('\u00A0', ' ')

describe('the paper of a mandate', () => {
  it.each([
    ['its days', 'prend effet le 1er janvier 2026 et prend fin le 31 décembre 2026'],
    ['both parties', 'Mobilier Dumas, 8 rue de la Verrerie, 54000 Nancy, SIREN 732829320'],
    ['how far it goes', 'les procédures judiciaires que le créancier approuve'],
    ['the powers that it gives by name', 'transiger'],
    ['the bounds of its claims', 'd’un principal de 50,00 € au moins et de 10 000,00 € au plus'],
    ['the limits of what is granted', '10 % de la créance au plus'],
    ['the tariff in figures and words', '12,5 % (douze virgule cinq pour cent)'],
    ['whose to pay it is', 'n’est jamais demandée au débiteur'],
    ['how money is passed on', 'nettes de sa rémunération'],
    ['within when', '1 mois au plus à compter de l’encaissement effectif'],
    ['where to', 'FR14 2004 1010 0505 0001 3M02 606'],
    ['the insurance of the agency', 'Assurances du Midi, n° RCP-4411827, jusqu’au 31 décembre 2026'],
    ['the annex on data processing', 'article 28 du RGPD'],
  ])('says %s', (_, words) => expect(wordsOf()).toContain(words))

  it('leaves out what the mandate does not give', () => {
    const words = wordsOf({
      scope: 'amicable',
      specialPowers: [],
      tariff: null,
      remittance: 'gross',
      validUntil: null,
      covers: ['principal'],
    })
    expect(words).toContain('à l’exclusion de toute procédure judiciaire')
    expect(words).toContain('Aucun pouvoir spécial')
    expect(words).toContain('Aucune rémunération n’est convenue')
    expect(words).toContain('sa rémunération est payée sur facture')
    expect(words).toContain('durée indéterminée')
    expect(words).not.toContain('indemnité forfaitaire')
  })

  describe('as PDF', () => {
    let made: Uint8Array[]
    beforeAll(async () => {
      made = [await mandatePdf(paper), await mandatePdf(paper)]
    })

    it('is the same bytes for the same mandate', () => {
      const [one, other] = made as [Uint8Array, Uint8Array]
      expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
      expect(Buffer.from(one).toString('latin1', 0, 5)).toBe('%PDF-')
    })
  })
})

it.each([
  [0, 'zéro'],
  [1, 'un'],
  [16, 'seize'],
  [20, 'vingt'],
  [21, 'vingt et un'],
  [61, 'soixante et un'],
  [70, 'soixante-dix'],
  [71, 'soixante et onze'],
  [77, 'soixante-dix-sept'],
  [80, 'quatre-vingts'],
  [81, 'quatre-vingt-un'],
  [91, 'quatre-vingt-onze'],
  [99, 'quatre-vingt-dix-neuf'],
  [100, 'cent'],
  [12.5, 'douze virgule cinq'],
  [0.25, 'zéro virgule deux cinq'],
])('%d in words is “%s”', (percent, words) => expect(inWords(percent)).toBe(words))
