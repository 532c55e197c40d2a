import { packOn } from '../domain/law-pack.js'
import { earlier, type LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { type CreditorMovement, type DueToCreditor, dueDay, dueThrough } from '../domain/remittance.js'
import { Prisma } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { remitWithinMonths } from '../law/house.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

/** A movement of a creditor's money that no remittance has had. */
export interface OpenMovement extends CreditorMovement {
  creditor: { id: string; reference: string; name: string }
  currency: string
}

interface Row {
  entryId: string
  creditorId: string
  reference: string
  name: string
  currency: string
  amountCents: bigint
  clearedOn: Date | null
  months: number | null
  dueBy: Date | null
}

/**
 * Movements of all that is held for a tenant's creditors and that no remittance in force covers, in the order of their booking. The
 * tenant's own claims are not among them: that money is nobody else's. What is taken back of a payment that was passed on counts even
 * where the payment itself is said to have failed since.
 */
export async function openMovements(tx: Transaction, tenantId: string, on: LegalDay, creditorId?: string): Promise<OpenMovement[]> {
  const lawful = await lawfulMonths(tx, tenantId, on)
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e.id::text AS "entryId", o.id::text AS "creditorId", o.reference, o.name, e.currency, -l.amount_cents AS "amountCents",
           m.remit_within_months AS months, r.due_by AS "dueBy",
           CASE WHEN e.payment_id IS NULL THEN e.booked_on
                WHEN p.cleared_on IS NULL AND l.amount_cents > 0 AND EXISTS (
                  SELECT FROM funds_entry a JOIN remittance_line n ON n.entry_id = a.id JOIN remittance q ON q.id = n.remittance_id
                   WHERE a.payment_id = e.payment_id AND q.creditor_id = o.id AND q.cancelled_at IS NULL) THEN e.booked_on
                ELSE p.cleared_on END AS "clearedOn"
      FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'creditor' JOIN organisation o ON o.id = l.creditor_id
      LEFT JOIN payment p ON p.id = e.payment_id LEFT JOIN debt_file f ON f.id = e.file_id LEFT JOIN mandate m ON m.id = f.mandate_id
      LEFT JOIN transfer_item i ON e.kind = 'bounced' AND i.end_to_end_id = e.reference LEFT JOIN remittance r ON r.id = i.remittance_id
     WHERE e.tenant_id = ${tenantId}::uuid AND NOT o.own AND e.kind NOT IN ('remitted', 'commission')
       AND ${creditorId === undefined ? Prisma.sql`true` : Prisma.sql`o.id = ${creditorId}::uuid`}
       AND NOT EXISTS (SELECT FROM remittance_line n JOIN remittance q ON q.id = n.remittance_id
                        WHERE n.entry_id = e.id AND q.creditor_id = o.id AND q.cancelled_at IS NULL)
     ORDER BY e.id`
  return rows.map(({ entryId, creditorId: id, reference, name, currency, amountCents, clearedOn, months, dueBy }) => ({
    entryId,
    creditor: { id, reference, name },
    currency,
    amountCents: cents(amountCents),
    clearedOn: clearedOn && fromDay(clearedOn),
    withinMonths: months ?? lawful,
    dueBy: dueBy && fromDay(dueBy),
  }))
}

/** Months in which a tenant passes on what it has collected, by the law of its seat. */
export async function lawfulMonths(tx: Transaction, tenantId: string, on: LegalDay): Promise<number> {
  const own = await tx.organisation.findFirst({ where: { tenantId, own: true }, select: { country: true } })
  const { collecting } = own ? packOn(lawOf(own.country), on) : {}
  return (collecting?.remitWithinMonths ?? remitWithinMonths).value
}

/** Movements of one creditor in one currency. */
export interface HeldForCreditor {
  creditor: OpenMovement['creditor']
  currency: string
  movements: OpenMovement[]
}

/** Movements by creditor and currency, by the creditor's reference. */
export function byCreditor(movements: readonly OpenMovement[]): HeldForCreditor[] {
  const held = new Map<string, HeldForCreditor>()
  for (const movement of movements) {
    const { creditor, currency } = movement
    const key = `${creditor.id} ${currency}`
    const one = held.get(key) ?? { creditor, currency, movements: [] }
    one.movements.push(movement)
    held.set(key, one)
  }
  return [...held.values()].sort((a, b) => (a.creditor.reference + a.currency < b.creditor.reference + b.currency ? -1 : 1))
}

/** The same with what of it is due up to a day. */
export interface DueForCreditor extends HeldForCreditor {
  due: DueToCreditor<OpenMovement>
}

/** What is due to each up to a day, in the order in which it is to be passed on: the earliest first, and last those to whom nothing is. */
export function dueFirst(held: readonly HeldForCreditor[], through: LegalDay): DueForCreditor[] {
  const NEVER = '9999-12-31'
  const by = ({ due }: DueForCreditor) => due.dueBy ?? NEVER
  return held
    .map((one) => ({ ...one, due: dueThrough(one.movements, through) }))
    .sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0))
}

/** What is held for a creditor all in all, whether or not it is there for good. */
export const heldCents = (movements: readonly CreditorMovement[]): Cents => sum(movements.map(({ amountCents }) => amountCents))

/** What a creditor should have had by now. */
export interface OverdueRemittance {
  creditor: OpenMovement['creditor']
  currency: string
  amountCents: Cents
  /** Last day on which the first of it was to be passed on. */
  dueBy: LegalDay
}

/**
 * What creditors should have had before a day: what no remittance covers, and remittances that the bank was not ordered to pay. What
 * was taken back, whenever that was, is deducted.
 */
export async function overdueRemittances(tx: Transaction, tenantId: string, today: LegalDay): Promise<OverdueRemittance[]> {
  const open = await openMovements(tx, tenantId, today)
  const uncovered = byCreditor(open).flatMap(({ creditor, currency, movements }) => {
    const late = movements.filter((movement) => movement.clearedOn !== null && (movement.amountCents < 0 || isLate(movement, today)))
    const { dueCents, dueBy } = dueThrough(late, today)
    return dueCents > 0 && dueBy !== null ? [{ creditor, currency, amountCents: dueCents, dueBy }] : []
  })
  const unordered = await unorderedRemittances(tx, tenantId, today)
  return merged([...uncovered, ...unordered])
}

function isLate(movement: CreditorMovement, today: LegalDay): boolean {
  const day = dueDay(movement)
  return day !== null && day < today
}

async function unorderedRemittances(tx: Transaction, tenantId: string, today: LegalDay): Promise<OverdueRemittance[]> {
  const rows = await tx.remittance.findMany({
    where: { tenantId, cancelledAt: null, dueBy: { lt: new Date(`${today}T00:00:00Z`) }, items: { some: { order: { approvedAt: null } } } },
    include: { creditor: { select: { id: true, reference: true, name: true } } },
  })
  return rows.map(({ creditor, currency, netCents, dueBy }) => ({
    creditor,
    currency,
    amountCents: cents(netCents),
    dueBy: fromDay(dueBy),
  }))
}

function merged(overdue: readonly OverdueRemittance[]): OverdueRemittance[] {
  const byWhom = new Map<string, OverdueRemittance>()
  for (const one of overdue) {
    const key = `${one.creditor.id} ${one.currency}`
    const there = byWhom.get(key)
    const both = there && { ...one, amountCents: cents(one.amountCents + there.amountCents), dueBy: earlier(one.dueBy, there.dueBy) }
    byWhom.set(key, both ?? one)
  }
  return [...byWhom.values()].sort((a, b) => (a.dueBy + a.creditor.reference < b.dueBy + b.creditor.reference ? -1 : 1))
}
