import { generate } from 'node-iso11649'
import { newReference } from '../../src/domain/reference.js'
import type { CamtEntry, CamtTransaction } from './camt.js'

/** What a file owes, as far as a payment can be known by it. */
export interface KnownFile {
  /** Nine characters, as letters print it. */
  reference: string
  name: string
  iban: string
  owedCents: number
}

/** How an entry can be known, or what it is if it is no payment. */
export type EntryCase =
  | 'rf'
  | 'reference'
  | 'iban'
  | 'name'
  | 'batch'
  | 'return'
  | 'reversal'
  | 'charge'
  | 'other-currency'
  | 'pending'
  | 'duplicate'
  | 'unknown'

/** What must be read, one for each entry that comes out: a batch of three is three. */
export interface ExpectedEntry {
  case: EntryCase
  /** Index of the file that it is for; null where nothing says so. */
  file: number | null
  amountCents: number
  currency: string
  status: 'booked' | 'pending'
  kind: 'credit' | 'debit' | 'return' | 'reversal' | 'charge'
  reference: string | null
  remittance: string
  name: string | null
  iban: string | null
  returnCode: string | null
}

export interface ManyEntries {
  files: readonly KnownFile[]
  /** As `camt()` writes them. */
  entries: CamtEntry[]
  expected: ExpectedEntry[]
  /** Of the booked entries in euros. */
  sumCents: number
}

type Random = (below: number) => number

/** So many bookings of all cases, the same ones for the same seed. */
export function manyEntries(n: number, seed: number, files: readonly KnownFile[] = knownFiles(100, seed)): ManyEntries {
  const random = seeded(seed)
  const entries: CamtEntry[] = []
  const expected: ExpectedEntry[] = []
  for (let index = 0; index < n; index++) {
    const which = CASES[index < CASES.length ? index : random(CASES.length)] as EntryCase
    const made = make(which, index, files, random)
    entries.push(made.entry)
    expected.push(...made.expected)
  }
  const counted = expected.filter(({ status, currency }) => status === 'booked' && currency === 'EUR')
  return { files, entries, expected, sumCents: counted.reduce((total, { amountCents }) => total + amountCents, 0) }
}

/** The commoner ones more often; the first of them are each met once in a short file. */
const CASES: readonly EntryCase[] = [
  ...(['rf', 'reference', 'iban', 'name', 'batch', 'return', 'reversal', 'charge', 'other-currency'] as const),
  ...(['pending', 'duplicate', 'unknown', 'rf', 'rf', 'reference', 'reference', 'iban', 'unknown'] as const),
]

/** Files with references, accounts and sums of their own. */
export function knownFiles(n: number, seed: number): KnownFile[] {
  const random = seeded(seed + 1)
  return Array.from({ length: n }, (_, index) => ({
    reference: newReference(9, random),
    name: `${FIRST[random(FIRST.length)]} ${LAST[random(LAST.length)]}${index}`,
    iban: frenchIban(20_041_010_050_000 + random(9999), `${10_000_000_000 + index * 7919}`),
    owedCents: 1_00 + random(500_000),
  }))
}

const FIRST = ['Camille', 'Jean', 'Élodie', 'Noël', 'Inès', 'Paul']
const LAST = ["D'Amboise", 'Roux', 'Müller', 'Œuvrard', 'Petit & Fils', 'Lefèvre']

interface Made {
  entry: CamtEntry
  expected: ExpectedEntry[]
}

function make(which: EntryCase, index: number, files: readonly KnownFile[], random: Random): Made {
  const file = random(files.length)
  const { reference, name, iban, owedCents } = files[file] as KnownFile
  const bookedOn = `2026-11-${String(1 + random(20)).padStart(2, '0')}`
  const bankReference = `BANK${String(index).padStart(8, '0')}`
  const amountCents = which === 'name' ? owedCents : 1 + random(owedCents)
  const base: ExpectedEntry = { ...PLAIN, case: which, file, amountCents, name, iban }
  const payer: CamtTransaction = { debtor: name, debtorIban: iban }
  const one = (transaction: CamtTransaction, expected: Partial<ExpectedEntry>, entry: Partial<CamtEntry> = {}): Made => ({
    entry: { amountCents, bookedOn, bankReference, transactions: [transaction], ...entry },
    expected: [{ ...base, ...expected }],
  })

  switch (which) {
    case 'rf': {
      const rf = generate(reference)
      return one({ ...payer, references: [rf] }, { reference: rf })
    }
    case 'reference': {
      const lines = [`Reglement dossier ${reference.slice(0, 3)} ${reference.slice(3, 6)} ${reference.slice(6)}`, 'merci']
      return one({ ...payer, remittance: lines }, { remittance: lines.join(' ') })
    }
    case 'iban':
      return one({ ...payer, debtor: 'M OU MME', remittance: ['VIREMENT'] }, { name: 'M OU MME', remittance: 'VIREMENT' })
    case 'name':
      return one({ debtor: name, remittance: ['facture'] }, { iban: null, remittance: 'facture' })
    case 'batch':
      return batch(index, files, bookedOn, random)
    case 'return': {
      const back = { ...payer, mandateId: `MANDATE${file}`, endToEndId: reference, returnCode: 'AM04' }
      return one(
        back,
        { amountCents: -amountCents, kind: 'return', returnCode: 'AM04' },
        { amountCents: -amountCents, code: 'PMNT/IDDT/UPDD' },
      )
    }
    case 'reversal':
      return one(
        payer,
        { amountCents: -amountCents, kind: 'reversal' },
        { amountCents: -amountCents, reversal: true, code: 'PMNT/RCDT/ESCT' },
      )
    case 'charge': {
      const nobody = { file: null, name: null, iban: null, kind: 'charge', remittance: 'FRAIS DE TENUE DE COMPTE' } as const
      return one(
        {},
        { ...nobody, amountCents: -350 },
        { amountCents: -350, code: 'ACMT/MDOP/CHRG', info: nobody.remittance, transactions: [] },
      )
    }
    case 'other-currency':
      return one({ ...payer, remittance: [reference] }, { currency: 'CHF', remittance: reference }, { currency: 'CHF' })
    case 'pending':
      return one({ ...payer, remittance: [reference] }, { status: 'pending', remittance: reference }, { status: 'PDNG' })
    case 'duplicate': {
      // The same payer pays the same again on the same day, and the bank gives no reference: two bookings, not one.
      const first = files[0] as KnownFile
      const rf = generate(first.reference)
      const twice = { debtor: first.name, debtorIban: first.iban, references: [rf] }
      const expected: ExpectedEntry = { ...base, file: 0, amountCents: 25_00, reference: rf, name: first.name, iban: first.iban }
      return { entry: { amountCents: 25_00, bookedOn: '2026-11-10', transactions: [twice] }, expected: [expected] }
    }
    case 'unknown': {
      const stranger = { debtor: `Inconnu ${index}`, remittance: [`sans objet ${index}`] }
      return one(stranger, { file: null, name: stranger.debtor, iban: null, remittance: `sans objet ${index}` })
    }
  }
}

const PLAIN = {
  currency: 'EUR',
  status: 'booked',
  kind: 'credit',
  reference: null,
  remittance: '',
  returnCode: null,
} as const satisfies Partial<ExpectedEntry>

/** One booking of several transfers, each for a file of its own. */
function batch(index: number, files: readonly KnownFile[], bookedOn: string, random: Random): Made {
  const expected = Array.from({ length: 2 + random(4) }, (): ExpectedEntry => {
    const file = random(files.length)
    const { reference, name, iban } = files[file] as KnownFile
    return { ...PLAIN, case: 'batch', file, amountCents: 1 + random(90_000), name, iban, reference: generate(reference) }
  })
  const transactions = expected.map(({ amountCents, name, iban, reference }) => ({
    amountCents,
    debtor: name ?? '',
    debtorIban: iban ?? '',
    references: [reference ?? ''],
  }))
  const amountCents = expected.reduce((total, each) => total + each.amountCents, 0)
  return { entry: { amountCents, bookedOn, bankReference: `BATCH${index}`, transactions, code: 'PMNT/RCDT/ESCT' }, expected }
}

/** An IBAN that can exist, with both of its check numbers. */
function frenchIban(bankAndBranch: number, account: string): string {
  const bank = String(bankAndBranch).slice(0, 10)
  const bban = bank + account.padStart(11, '0').slice(-11)
  const key = String(97n - ((BigInt(bban) * 100n) % 97n)).padStart(2, '0')
  // F is 15 and R is 27.
  const check = String(98n - (BigInt(`${bban}${key}152700`) % 97n)).padStart(2, '0')
  return `FR${check}${bban}${key}`
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
