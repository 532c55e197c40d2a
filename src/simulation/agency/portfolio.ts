import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { addDays, type LegalDay } from '../../domain/legal-day.js'
import { euros } from '../../domain/money.js'

/** An invoice as a creditor's system has it, with whoever owes it. */
export interface Invoice {
  number: string
  customer: string
  kind: 'person' | 'company'
  name: string
  siren: string | null
  street: string
  postcode: string
  city: string
  email: string | null
  phone: string | null
  issued: LegalDay
  due: LegalDay
  amountCents: number
}

/** Numbers that look thrown and are always the same. @returns the next one below `limit` */
function thrown(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const FIRST_NAMES =
  'Camille Inès Hugo Louise Mehdi Jeanne Paul Aïcha Théo Nora Léa Gabriel Manon Lucas Chloé Antoine Fatima Julien Élodie Karim Sophie Marc Agathe Yann'.split(
    ' ',
  )
const LAST_NAMES =
  'Bernard Petit Durand Moreau Lefort Garnier Faure Mercier Blanc Chevalier Roy Le Goff Marchand Benali Fontaine Roussel Picard Da Silva Brunet Caron Leroux N’Diaye Perrin Guillot'
    .replace('Le Goff', 'Le_Goff')
    .replace('Da Silva', 'Da_Silva')
    .split(' ')
    .map((name) => name.replace('_', ' '))
const TRADES = [
  'Garage',
  'Boulangerie',
  'Menuiserie',
  'Hôtel',
  'Pharmacie',
  'Imprimerie',
  'Plomberie',
  'Transports',
  'Couverture',
  'Maçonnerie',
]
const STREETS = [
  'rue des Lilas',
  'avenue de la Gare',
  'rue Victor-Hugo',
  'place du Marché',
  'chemin des Vignes',
  'boulevard Gambetta',
  'rue de l’Église',
]
const TOWNS: [postcode: string, city: string][] = [
  ['35000', 'Rennes'],
  ['67000', 'Strasbourg'],
  ['33000', 'Bordeaux'],
  ['31000', 'Toulouse'],
  ['13001', 'Marseille'],
  ['69003', 'Lyon'],
  ['44000', 'Nantes'],
  ['59000', 'Lille'],
  ['06000', 'Nice'],
  ['34000', 'Montpellier'],
]

/** Days that invoices are past due, as portfolios have them: most are fresh. */
const AGES = [5, 9, 14, 20, 31, 36, 45, 58, 73, 95, 140, 210]

/** Invoices of debtors of one kind, each of its own. They are past due on the day that they are placed. */
export function invoicesOf(kind: Invoice['kind'], { count, seed, prefix, placedOn }: Portfolio): Invoice[] {
  const next = thrown(seed)
  const pick = <T>(values: readonly T[]): T => values[next(values.length)] as T
  return Array.from({ length: count }, (_, index): Invoice => {
    const last = pick(LAST_NAMES)
    const [postcode, city] = pick(TOWNS)
    const due = addDays(placedOn, -pick(AGES))
    const number = `${prefix}-${due.slice(0, 4)}-${String(1001 + index)}`
    const name = kind === 'person' ? `${pick(FIRST_NAMES)} ${last}` : `${pick(TRADES)} ${last} ${index + 1}`
    const mailbox = name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9 ]/g, '')
      .toLowerCase()
      .replaceAll(' ', '.')
    return {
      number,
      customer: `${prefix}C${5001 + index}`,
      kind,
      name,
      siren: kind === 'company' ? sirenOf(10_000_000 + seed * 1000 + index) : null,
      street: `${1 + next(120)} ${pick(STREETS)}`,
      postcode,
      city,
      email: next(8) === 0 ? null : `${mailbox}.${index}@example.org`,
      phone: next(6) === 0 ? null : `06 55 50 ${String(next(100)).padStart(2, '0')} ${String(next(100)).padStart(2, '0')}`,
      issued: addDays(due, -30),
      due,
      amountCents: kind === 'person' ? 38_00 + next(620_00) : 240_00 + next(4_800_00),
    }
  })
}

interface Portfolio {
  count: number
  seed: number
  prefix: string
  placedOn: LegalDay
}

const SIREN_DIGITS = 9

/** Eight digits with the one that proves them (Luhn). */
function sirenOf(eight: number): string {
  const digits = `${eight}0`.split('').map(Number)
  const sum = digits.reduce((total, digit, index) => {
    const doubled = (SIREN_DIGITS - 1 - index) % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${eight}${(10 - (sum % 10)) % 10}`
}

/** What cannot be taken in charge, put among the others: barred long ago, not due yet, and an invoice told twice in two spellings. */
export function withFaults(invoices: readonly Invoice[]): Invoice[] {
  const faulty = [...invoices]
  const at = (share: number) => Math.floor(invoices.length * share)
  const change = (share: number, more: Partial<Invoice>) => {
    const invoice = faulty[at(share)]
    if (invoice) faulty[at(share)] = { ...invoice, ...more }
  }
  for (const share of [0.15, 0.5]) change(share, { issued: '2019-03-12', due: '2019-04-11' })
  for (const share of [0.25, 0.6]) change(share, { issued: '2026-01-02', due: '2026-03-15' })
  const twin = faulty[at(0.35)]
  const customer = faulty[at(0.75)]?.customer
  if (twin && customer) change(0.75, { ...twin, customer, number: twin.number.replaceAll('-', ' ') })
  return faulty
}

const spoken = (day: LegalDay) => day.split('-').reverse().join('/')

/** How the first creditor's system names its columns, which nobody else does: the mapping says which is which. */
export const CSV_MAPPING = [
  'debtor.customerReference=Tiers',
  'debtor.name=Libellé tiers',
  'address.line1=Voie',
  'address.postcode=Code dist.',
  'address.city=Bureau dist.',
  'debtor.email=Mél.',
  'debtor.phone=Tél. port.',
  'claim.reference=Num. pièce',
  'claim.issueDate=Émis',
  'claim.dueDate=Exigible',
  'claim.amount=Solde TTC',
  'claim.capacity=Cat. tiers',
]

/** A list as that system exports it: semicolons, decimal commas, days as people write them. */
export function asCsv(invoices: readonly Invoice[]): Uint8Array {
  const header = [
    'Tiers',
    'Libellé tiers',
    'Cat. tiers',
    'Voie',
    'Code dist.',
    'Bureau dist.',
    'Mél.',
    'Tél. port.',
    'Num. pièce',
    'Émis',
    'Exigible',
    'Solde TTC',
  ]
  const lines = invoices.map((one) => [
    one.customer,
    one.name,
    one.kind === 'person' ? 'consumer' : 'trader',
    one.street,
    one.postcode,
    one.city,
    one.email ?? '',
    one.phone ?? '',
    one.number,
    spoken(one.issued),
    spoken(one.due),
    euros(one.amountCents).replace('.', ','),
  ])
  return new TextEncoder().encode([header, ...lines].map((cells) => cells.join(';')).join('\r\n'))
}

/** A workbook as the second creditor's accountant keeps it: days as dates, sums as numbers. */
export async function asXlsx(invoices: readonly Invoice[]): Promise<Uint8Array> {
  const header = [
    'N° client',
    'Raison sociale',
    'Type',
    'SIREN',
    'Adresse',
    'Code postal',
    'Ville',
    'E-mail',
    'Téléphone',
    'N° facture',
    'Date facture',
    'Échéance',
    'Montant TTC',
    'Qualité',
  ]
  const rows = invoices.map((one): Cell[] => [
    one.customer,
    one.name,
    one.kind === 'person' ? 'particulier' : 'société',
    one.siren,
    one.street,
    one.postcode,
    one.city,
    one.email,
    one.phone,
    one.number,
    { value: new Date(`${one.issued}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' },
    { value: new Date(`${one.due}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' },
    { value: one.amountCents / 100, type: Number, format: '#,##0.00' },
    one.kind === 'person' ? 'consumer' : 'trader',
  ])
  return writeExcelFile([{ sheet: 'Impayés', data: [header, ...rows] }]).toBuffer()
}
