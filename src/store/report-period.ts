import { addMonths, type LegalDay } from '../domain/legal-day.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { bookDay } from './funds.js'
import { findCreditor } from './organisation.js'

export interface Period {
  from: LegalDay
  through: LegalDay
}

const MONTHS_BEFORE = 11

/** The days that figures are about: where nobody has said, the month of the last day and the eleven before it. */
export function periodOf({ from, through }: { from?: LegalDay | undefined; through?: LegalDay | undefined }, now: Date): Period {
  const last = through ?? bookDay(now)
  return { from: from ?? firstOf(addMonths(firstOf(last), -MONTHS_BEFORE)), through: last }
}

export const firstOf = (day: LegalDay): LegalDay => `${day.slice(0, 7)}-01`

/** Narrows a statement to one creditor, where one is named. @throws DomainError creditor-unknown */
export async function ofCreditor(db: Transaction, tenantId: string, reference: string | undefined, column: string): Promise<Prisma.Sql> {
  if (reference === undefined) return Prisma.sql`true`
  const { id } = await findCreditor(db, tenantId, reference)
  return Prisma.sql`${Prisma.raw(column)} = ${id}::uuid`
}
