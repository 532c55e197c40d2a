import type { MarginView } from '../contracts/commission.js'
import { type Cents, cents, halfUp, sum } from '../domain/money.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import { missingLines, recordedLines } from './commission-lines.js'
import type { Database } from './database.js'
import { bookDay } from './funds.js'

const MICROS_A_CENT = 10_000

/** What a file has brought the agency up to today, and what it has cost. What was earned and is in no line yet counts. */
export async function marginOf(db: Database, fileId: string, now: Date): Promise<MarginView> {
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { tenantId: true, creditorId: true, reference: true } })
  const whose = { tenantId: file.tenantId, creditorId: file.creditorId, fileId }
  const lines = [...(await recordedLines(db, whose)), ...(await missingLines(db, whose, bookDay(now)))]
  const earnedCents = sum(lines.map(({ amountCents }) => amountCents))
  const { _sum } = await db.contact.aggregate({ where: { fileId }, _sum: { costMicros: true } })
  const contactsCents = halfUp(_sum.costMicros ?? 0n, MICROS_A_CENT)
  const feesCents = await feesOf(db, fileId)
  return { file: file.reference, earnedCents, contactsCents, feesCents, marginCents: cents(earnedCents - contactsCents - feesCents) }
}

/**
 * What providers and banks took of a file's payments, with what returns of its debits cost. A fee of a payment that was given to several files is
 * borne by each in the share that it was given.
 */
async function feesOf(db: Database, fileId: string): Promise<Cents> {
  const [row] = await db.$queryRaw<{ cents: bigint }[]>`
    SELECT (coalesce((SELECT sum(l.amount_cents) FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'shortfall'
                       WHERE e.file_id = ${fileId}::uuid AND e.kind = 'charge' AND e.currency = ${ORDERED_CURRENCY}), 0)
          + coalesce((SELECT sum(round(g.given * t.fee / g.total))
                        FROM (SELECT e.payment_id, sum(-l.amount_cents) FILTER (WHERE e.file_id = ${fileId}::uuid) AS given, sum(-l.amount_cents) AS total
                                FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'creditor'
                               WHERE e.kind = 'allocated' AND e.currency = ${ORDERED_CURRENCY} AND e.payment_id IN (
                                 SELECT payment_id FROM funds_entry WHERE file_id = ${fileId}::uuid AND kind = 'allocated')
                               GROUP BY e.payment_id) g
                        JOIN (SELECT e.payment_id, sum(l.amount_cents) AS fee FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'shortfall'
                               WHERE e.kind = 'fee' GROUP BY e.payment_id) t ON t.payment_id = g.payment_id), 0))::bigint AS cents`
  return cents(row?.cents ?? 0n)
}
