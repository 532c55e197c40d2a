import { semesterEnd } from '../domain/interest.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { RateKind, RateTable } from '../domain/rate.js'
import { lawOf } from '../law/book.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

/** A rate that a tenant has entered for a semester. */
export interface EnteredRate {
  kind: RateKind
  from: LegalDay
  ppm: number
  source: string
}

/** Books with the same rates are one object, so that what is reckoned of a book (its hash) is reckoned once. */
const books = new Map<string, LawBook>()
const REMEMBERED_BOOKS = 1000

/** The law of a country with the rates that a tenant has entered: each stands for its semester, in place of what shipped. */
export function lawWith(country: string, entered: readonly EnteredRate[]): LawBook {
  const book = lawOf(country)
  if (entered.length === 0) return book
  const key = JSON.stringify([country, entered.map(({ kind, from, ppm, source }) => [kind, from, ppm, source])])
  const known = books.get(key)
  if (known) return known
  const own = { ...book, rates: entered.reduce(withRate, book.rates) }
  if (books.size >= REMEMBERED_BOOKS) books.clear()
  books.set(key, own)
  return own
}

/** The law at an address in a country, as a tenant knows it. */
export async function lawFor(tx: Transaction, tenantId: string, country: string): Promise<LawBook> {
  const book = lawOf(country)
  return lawWith(book.country, await enteredRates(tx, tenantId, book.country))
}

/** The rates that a tenant has entered for a country, in the order in which they were entered. */
async function enteredRates(tx: Transaction, tenantId: string, country: string): Promise<EnteredRate[]> {
  const rows = await tx.lawRate.findMany({ where: { tenantId, country }, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] })
  return rows.map(({ kind, validFrom, ppm, source }) => ({ kind: kind as RateKind, from: fromDay(validFrom), ppm, source }))
}

/** The table as if a rate were in force from the first day of a semester, and known to its end; what follows stays as it was. */
function withRate(rates: RateTable, { kind, from, ppm, source }: EnteredRate): RateTable {
  const { points = [], knownThrough = '' } = rates[kind] ?? {}
  const end = semesterEnd(from)
  const before = points.filter((point) => point.from < from)
  const after = points.filter((point) => point.from > end)
  const own = { from, ppm, source }
  return { ...rates, [kind]: { points: [...before, own, ...after], knownThrough: knownThrough > end ? knownThrough : end } }
}
