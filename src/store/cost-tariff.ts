import type { CostTariffList, CostTariffView } from '../contracts/judicial-cost.js'
import { DomainError } from '../domain/errors.js'
import type { EnteredTariff } from '../domain/judicial-cost.js'
import type { CostRule } from '../domain/judicial-law.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { JudicialProcedure } from '../domain/procedure/proceeding.js'
import { BOOKS_OF_LAW, lawOf } from '../law/book.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'

export interface NewTariff {
  tenantId: string
  actor: string
  country: string
  /** Of a cost that the country's procedures know. */
  code: string
  /** First day on which it counts. */
  from: LegalDay
  amountCents: number
  source: string
}

/**
 * Enters what a cost comes to from a day on: before any other source. An amount is never changed; a later day takes over from an earlier one.
 * @throws DomainError request-invalid for a code that no procedure of the country has, tariff-duplicate
 */
export async function setTariff(db: Database, { from, ...tariff }: NewTariff): Promise<CostTariffView> {
  const known = rulesOf(lawOf(tariff.country)).find(({ rule }) => rule.code === tariff.code)
  if (!known || lawOf(tariff.country).country !== tariff.country) throw new DomainError('request-invalid', 'code')
  try {
    const row = await db.costTariff.create({ data: { ...tariff, from: toDay(from) } })
    return { ...shown(known, tariff.country), from, amountCents: tariff.amountCents, source: tariff.source, counts: true, actor: row.actor }
  } catch (error) {
    throw isDuplicate(error) ? new DomainError('tariff-duplicate', 'from') : error
  }
}

/** What a tenant has entered for a country. */
export async function enteredTariffs(tx: Transaction, tenantId: string, country: string): Promise<EnteredTariff[]> {
  const rows = await tx.costTariff.findMany({
    where: { tenantId, country: lawOf(country).country },
    orderBy: [{ code: 'asc' }, { from: 'asc' }],
  })
  return rows.map(({ code, from, amountCents, source }) => ({ code, from: fromDay(from), amountCents: cents(amountCents), source }))
}

/** Every cost that procedures know, with its sum where a source names one and whether that counts; and what the tenant has entered. */
export async function listTariffs(db: Database, tenantId: string, country?: string): Promise<CostTariffList> {
  const books = BOOKS_OF_LAW.filter((book) => country === undefined || book.country === country)
  const tariffs = books.flatMap((book) => rulesOf(book).map((known) => shown(known, book.country)))
  const rows = await db.costTariff.findMany({
    where: { tenantId, country: { in: books.map((book) => book.country) } },
    orderBy: [{ code: 'asc' }, { from: 'asc' }],
  })
  const entered = rows.map(({ country: of, code, from, amountCents, source, actor }): CostTariffView => {
    const procedures = tariffs.flatMap((one) => (one.country === of && one.code === code ? one.procedures : []))
    const bearer = tariffs.find((one) => one.country === of && one.code === code)?.bearer ?? 'creditor'
    return { country: of, code, procedures, from: fromDay(from), amountCents: Number(amountCents), source, bearer, counts: true, actor }
  })
  return { tariffs: [...tariffs, ...entered] }
}

interface KnownRule {
  rule: CostRule
  procedure: JudicialProcedure
}

/** The cost rules of a country, as its last law has them. */
function rulesOf({ judicial }: LawBook): KnownRule[] {
  const procedures = Object.entries(judicial?.at(-1)?.procedures ?? {})
  return procedures.flatMap(([procedure, course]) => course.costs.map((rule) => ({ rule, procedure: procedure as JudicialProcedure })))
}

function shown({ rule, procedure }: KnownRule, country: string): CostTariffView {
  const { code, from = null, amountCents, bearer } = rule
  const sum = { amountCents: amountCents?.value ?? null, source: amountCents?.source ?? null, counts: amountCents?.confirmed ?? false }
  return { country, code, procedures: [procedure], from, bearer: bearer.value, ...sum, actor: null }
}
