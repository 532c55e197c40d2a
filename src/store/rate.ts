import { v7 as uuidv7 } from 'uuid'
import type { RateList, RateResult, RateView } from '../contracts/rate.js'
import { DomainError } from '../domain/errors.js'
import { semesterEnd } from '../domain/interest.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { percentOf, type RateKind, rateOn } from '../domain/rate.js'
import { BOOKS_OF_LAW, lawOf } from '../law/book.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { lockFilesSharing } from './file-row.js'
import { lawFor } from './law.js'
import { postConsequences } from './ledger.js'

export interface NewRate {
  tenantId: string
  actor: string
  country: string
  kind: RateKind
  /** First day of a semester. */
  from: LegalDay
  ppm: number
  source: string
}

const TRANSACTION_MS = 60_000

/**
 * Enters a published rate. The row, which says who has entered it and from which source, and a word for every open file of
 * the country commit together, so that each decides anew. The files whose ledger it changes are corrected afterwards, one by one; what
 * a crash leaves out is corrected with the file's next fact.
 * @throws DomainError rate-unknown where the country's law refers to no such rate
 */
export async function setRate(db: Database, rate: NewRate): Promise<RateResult> {
  requireKnown(rate)
  const entered = await db.$transaction((tx) => enterRate(tx, rate), { timeout: TRANSACTION_MS })
  if (entered.changed) for (const fileId of await filesToCorrect(db, rate)) await correct(db, fileId, rate)
  const rates = await listRates(db, rate.tenantId, rate.country)
  const view = rates.rates.findLast(({ kind, from, superseded }) => kind === rate.kind && from === rate.from && !superseded)
  return { rate: view ?? standing(await lawFor(db, rate.tenantId, rate.country), rate), ...entered }
}

function requireKnown({ country, kind }: Pick<NewRate, 'country' | 'kind'>): void {
  const book = lawOf(country)
  if (book.country !== country) throw new DomainError('rate-unknown', 'country')
  if (!book.rates[kind]) throw new DomainError('rate-unknown', 'kind')
}

async function enterRate(tx: Transaction, rate: NewRate): Promise<{ changed: boolean; filesTold: number }> {
  const { tenantId, country, kind, from, ppm, source, actor } = rate
  // One at a time: two that enter the same rate at once must not both find it missing.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`law-rate ${tenantId}`}, 0))`
  const known = rateOn((await lawFor(tx, tenantId, country)).rates, kind, from)
  if (known?.known && known.ppm === ppm) return { changed: false, filesTold: 0 }
  await tx.lawRate.create({ data: { id: uuidv7(), tenantId, country, kind, validFrom: toDay(from), ppm, source, actor } })
  return { changed: true, filesTold: await tellOpenFiles(tx, tenantId, country) }
}

/**
 * Leaves word for each open file of a country, under its lock, in the order of their ids. The lock is the weaker one, which
 * does not keep others from writing rows that refer to the file.
 */
async function tellOpenFiles(tx: Transaction, tenantId: string, country: string): Promise<number> {
  return tx.$executeRaw`
    WITH open AS (
      SELECT id FROM debt_file WHERE tenant_id = ${tenantId}::uuid AND country = ${country} AND status = 'open' ORDER BY id FOR NO KEY UPDATE
    )
    INSERT INTO outbox (file_id, fact) SELECT id, 'rate' FROM open`
}

/** Open files to whose claims something was posted that counts from the semester on. */
async function filesToCorrect(db: Database, { tenantId, country, from }: NewRate): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT f.id::text AS id FROM debt_file f JOIN file_claim fc ON fc.file_id = f.id JOIN ledger_entry e ON e.claim_id = fc.claim_id
     WHERE f.tenant_id = ${tenantId}::uuid AND f.country = ${country} AND f.status = 'open'
       AND e.kind <> 'claim' AND e.value_on >= ${from}::date ORDER BY 1`
  return rows.map(({ id }) => id)
}

/** A claim on two files is corrected with the first of them: the second finds nothing to correct. */
async function correct(db: Database, fileId: string, { tenantId, kind, from, ppm }: NewRate): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const { file } of await lockFilesSharing(tx, tenantId, [fileId]))
      await postConsequences(tx, file, `rate:${kind}:${from}:${ppm}:${uuidv7()}`)
  })
}

/** The rates of a country, or of all countries, as a tenant knows them: those that ship and those that it has entered, by kind and day. */
export async function listRates(db: Database, tenantId: string, country?: string): Promise<RateList> {
  const books = BOOKS_OF_LAW.filter((book) => country === undefined || book.country === country)
  const lists = await Promise.all(books.map((book) => ratesOf(db, tenantId, book.country)))
  return { rates: lists.flatMap(({ rates }) => rates), known: lists.flatMap(({ known }) => known) }
}

async function ratesOf(db: Database, tenantId: string, country: string): Promise<RateList> {
  const rows = await db.lawRate.findMany({ where: { tenantId, country }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] })
  const own = rows.map(({ kind, validFrom, ppm, source, actor, recordedAt }) => ({
    country,
    kind: kind as RateKind,
    from: fromDay(validFrom),
    percent: percentOf(ppm),
    source,
    actor,
    recordedAt: recordedAt.toISOString(),
  }))
  const isLater = (one: (typeof own)[number], index: number) =>
    own.slice(index + 1).some(({ kind, from }) => kind === one.kind && from === one.from)
  const entered = own.map((one, index): RateView => ({ ...one, superseded: isLater(one, index) }))
  const rates = [...shippedRates(country, entered), ...entered].sort(byKindAndDay)
  return { rates, known: knownThrough(await lawFor(db, tenantId, country)) }
}

/** Rates that ship; one that falls into a semester which the tenant has entered a rate for counts no more. */
function shippedRates(country: string, entered: readonly RateView[]): RateView[] {
  return series(lawOf(country)).flatMap(([kind, { points }]) =>
    points.map(({ from, ppm, source }) => ({
      country,
      kind,
      from,
      percent: percentOf(ppm),
      source,
      actor: null,
      recordedAt: null,
      superseded: entered.some((own) => own.kind === kind && from >= own.from && from <= semesterEnd(own.from)),
    })),
  )
}

const series = ({ rates }: LawBook) => Object.entries(rates) as [RateKind, NonNullable<LawBook['rates'][RateKind]>][]
const knownThrough = (book: LawBook) => series(book).map(([kind, { knownThrough: through }]) => ({ country: book.country, kind, through }))

function byKindAndDay(a: RateView, b: RateView): number {
  const key = ({ kind, from, recordedAt }: RateView) => `${kind} ${from} ${recordedAt ?? ''}`
  return key(a) < key(b) ? -1 : 1
}

/** The rate that was known already on a day that no row begins with: that of an earlier change. */
function standing(book: LawBook, { country, kind, from }: NewRate): RateView {
  const rate = rateOn(book.rates, kind, from)
  const view = { country, kind, from, percent: percentOf(rate?.ppm ?? 0), source: rate?.source ?? '' }
  return { ...view, actor: null, recordedAt: null, superseded: false }
}
