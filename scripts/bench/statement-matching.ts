import { randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { ReadEntry, ReadStatement } from '../../src/domain/bank-statement.js'
import { addBankAccount } from '../../src/store/bank-account.js'
import { importStatements } from '../../src/store/import-statement.js'
import { insertRows, type Tables } from '../../src/store/insert-rows.js'
import { newReferences } from '../../src/store/new-references.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { secondsOf } from './timing.js'

const CLAIMS = 100_000
const BATCH = 1_000
const ENTRIES = 1_000
const ACCOUNT = 'FR7630006000011234567890189'
const DAY = '2026-03-10'
/** Far enough ahead for no interest to run and nothing to fall due. */
const DUE = new Date('2099-01-01T00:00:00Z')

/** How entries are known, of twenty. */
const BY_REFERENCE = 12
const BY_IBAN = 15
const BY_NAME = 18

/** Statement entries for which the file is found among 100,000 open claims, and entries taken whole, money posted and all. */
export const statementMatching: Measurement = {
  name: 'statement-matching',
  async measure(stack) {
    const files = await fill(stack)
    await stack.ask('relance', 'ANALYZE')
    const account = { kind: 'client-funds', name: 'bench', identification: ACCOUNT, bic: null, currency: 'EUR' } as const
    await addBankAccount(stack.db, stack.tenantId, account)
    const take = (key: string, dryRun: boolean) => {
      const file = { sha256: '0'.repeat(64), statements: [statementOf(key, files)] }
      return importStatements(stack.db, { tenantId: stack.tenantId, actor: 'bench' }, file, { dryRun }, () => new Date())
    }
    await take('first', true) // statements and code that are used for the first time
    const matching = await secondsOf(() => take('matched', true))
    const taking = await secondsOf(() => take('taken', false))
    const unit = 'entries/s'
    return [
      { name: 'statement entries matched, 100,000 open claims', unit, ours: ENTRIES / matching, bare: null, aim: '' },
      { name: 'statement entries matched and taken, one by one', unit, ours: ENTRIES / taking, bare: null, aim: '' },
    ]
  },
}

interface BenchFile {
  reference: string
  name: string
  iban: string
  amountCents: number
}

/** Writes files of one claim each, with what an import would write of them, and no word to any workflow. */
async function fill({ db, tenantId, creditor }: BenchStack): Promise<BenchFile[]> {
  const { id: creditorId } = await db.organisation.findFirstOrThrow({ where: { tenantId, reference: creditor } })
  const { id: mandateId } = await db.mandate.findFirstOrThrow({ where: { creditorId } })
  const { id: strategyId } = await db.strategyVersion.findFirstOrThrow({ where: { tenantId, name: 'three-letters' } })
  const files: BenchFile[] = []
  for (let from = 0; from < CLAIMS; from += BATCH) {
    const made = Array.from({ length: BATCH }, (_, index) => rowsOf(from + index, { tenantId, creditorId, mandateId, strategyId }))
    await db.$transaction(async (tx) => {
      const add = <T extends keyof Tables>(table: T, row: (of: (typeof made)[number]) => Tables[T][]) =>
        insertRows(tx, table, made.flatMap(row))
      await add('party', ({ party }) => [party])
      await add('party_identifier', ({ identifier }) => [identifier])
      await add('debt_file', ({ file }) => [file])
      await add('claim', ({ claim }) => [claim])
      await add('file_claim', ({ file, claim }) => [{ fileId: file.id, claimId: claim.id }])
      await add('ledger_entry', ({ entry }) => [entry])
      await add('ledger_leg', ({ entry, amountCents }) => [
        { entryId: entry.id, account: 'principal', amountCents },
        { entryId: entry.id, account: 'creditor', amountCents: 0 - amountCents },
      ])
    })
    files.push(
      ...made.map(({ file, party, identifier, amountCents }) => ({
        reference: file.reference,
        name: party.name,
        iban: identifier.value,
        amountCents,
      })),
    )
  }
  return files
}

interface Owner {
  tenantId: string
  creditorId: string
  mandateId: string
  strategyId: string
}

const FIRST = ['Camille', 'Jean', 'Élodie', 'Noël', 'Inès', 'Paul', 'Aïcha', 'Louis', 'Chloé', 'Hugo']

/** A name that a few others share, and a sum that some others owe. */
function rowsOf(number: number, { tenantId, creditorId, mandateId, strategyId }: Owner) {
  const amountCents = 20_00 + (number % 9_973) * 13
  const party = { id: uuidv7(), tenantId, name: `${FIRST[number % FIRST.length]} ${surname(Math.floor(number / FIRST.length))}` }
  const identifier = { tenantId, kind: 'iban', value: `FR76${String(number).padStart(23, '0')}`, partyId: party.id }
  const opened = { openingKey: randomUUID(), openingHash: '', legalStart: new Date(), legalOffsetMs: 0 }
  const file = { id: uuidv7(), tenantId, ...newReferences(), debtorId: party.id, creditorId, mandateId, strategyId, ...opened }
  const claim = { id: uuidv7(), tenantId, creditorId, reference: `INV-${number}`, amountCents, currency: 'EUR', dueDate: DUE }
  const entry = { id: uuidv7(), tenantId, claimId: claim.id, kind: 'claim' as const, reference: claim.reference, amountCents, valueOn: DUE }
  return { party, identifier, file, claim, entry, amountCents }
}

/** So many different ones, four files to a surname of one first name. */
function surname(number: number): string {
  const letters = Array.from({ length: 4 }, (_, place) => 'aeioulnrst'[Math.floor(number / 4 / 10 ** place) % 10])
  return `Mar${letters.join('')}in`
}

function statementOf(key: string, files: readonly BenchFile[]): ReadStatement {
  const entries = Array.from({ length: ENTRIES }, (_, index) => entryOf(key, index, files[(index * 97) % files.length] as BenchFile))
  const sumCents = entries.reduce((total, { amountCents }) => total + amountCents, 0)
  const balance = (amountCents: number) => ({ amountCents, currency: 'EUR', on: DAY })
  const head = {
    format: 'camt.053.001.08',
    kind: 'statement',
    key,
    account: ACCOUNT,
    currency: 'EUR',
    openedOn: DAY,
    closedOn: DAY,
  } as const
  return { ...head, opening: balance(0), closing: balance(sumCents), entries, sumCents, balanced: true, faults: [] }
}

function entryOf(key: string, index: number, { reference, name, iban, amountCents }: BenchFile): ReadEntry {
  const kind = index % 20
  const isNamed = kind < BY_REFERENCE
  const isKnown = kind >= BY_IBAN && kind < BY_NAME
  return {
    key: `${key}-${index}`,
    status: 'booked',
    bookedOn: DAY,
    valueOn: DAY,
    amountCents,
    currency: 'EUR',
    kind: 'credit',
    counterparty: { name: kind < BY_NAME ? name.toUpperCase() : `INCONNU ${index}`, iban: isNamed || isKnown ? null : iban },
    remittance: isNamed ? `VIREMENT DOSSIER ${reference} MERCI` : `VIREMENT DU ${DAY}`,
    reference: null,
    endToEndId: null,
    mandateId: null,
    returnCode: null,
    chargesCents: 0,
    instructed: null,
    code: 'PMNT/RCDT/ESCT',
  }
}
