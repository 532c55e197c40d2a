import type { HeldBack } from '../contracts/remittance.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import { Prisma } from '../generated/prisma/client.js'
import { agencyDue } from './agency-due.js'
import { euroAccount, freeAtBank, ORDERED_CURRENCY, takingFrom } from './at-bank.js'
import { accountInUse } from './creditor-account.js'
import { byCreditor, type DueForCreditor, dueFirst, openMovements } from './creditor-movements.js'
import type { Transaction } from './database.js'

/** Payments that go back by the provider that took them, and not by transfer. */
const REFUNDED_BY_PROVIDER = 'stripe'

/** What the agency's own transfer is called. */
export const AGENCY_SHARE = 'Commissions'

/** A refund that is due to a payer and in no order. */
export interface DueRefund {
  paymentId: string
  source: string
  reference: string
  currency: string
  amountCents: Cents
  name: string | null
  iban: string | null
}

/** Refunds to transfer, of payments that were there for good by a day, the oldest payment first. */
export async function dueRefunds(tx: Transaction, tenantId: string, through: LegalDay): Promise<DueRefund[]> {
  return (await allRefunds(tx, tenantId, through)).filter(({ source }) => source !== REFUNDED_BY_PROVIDER)
}

async function allRefunds(tx: Transaction, tenantId: string, through: LegalDay): Promise<DueRefund[]> {
  const rows = await tx.$queryRaw<(Omit<DueRefund, 'amountCents'> & { amountCents: bigint })[]>`
    SELECT p.id::text AS "paymentId", p.source, p.reference, p.currency, -sum(l.amount_cents)::bigint AS "amountCents", y.name, y.iban
      FROM payment p JOIN funds_entry e ON e.payment_id = p.id JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'refunds'
      LEFT JOIN payment_payer y ON y.payment_id = p.id
     WHERE p.tenant_id = ${tenantId}::uuid AND p.cleared_on <= ${through}::date AND NOT ${isOrdered(Prisma.sql`i.payment_id = p.id`)}
     GROUP BY p.id, y.name, y.iban HAVING sum(l.amount_cents) < 0 ORDER BY p.id`
  return rows.map((row) => ({ ...row, amountCents: cents(row.amountCents) }))
}

/** Whether an order has an item that it has not booked yet, since two people have not agreed. */
const isOrdered = (whose: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM transfer_item i JOIN transfer_order t ON t.id = i.order_id WHERE ${whose} AND t.approved_at IS NULL AND t.cancelled_at IS NULL)`

/** What is due to somebody up to a day and goes into no order made today, and why. */
export async function heldBack(tx: Transaction, tenantId: string, through: LegalDay, today: LegalDay): Promise<HeldBack[]> {
  const takes = takingFrom(await freeAtBank(tx, tenantId, today))
  const held: HeldBack[] = []
  /** In the order in which they are ordered, so that the same ones fit. */
  const look = (one: Omit<HeldBack, 'why'>, against: HeldBack['why'] | null) => {
    const why = against ?? (takes(cents(one.amountCents)) ? null : 'not-at-bank')
    if (why) held.push({ ...one, why })
  }
  for (const one of dueFirst(byCreditor(await openMovements(tx, tenantId, through)), through))
    if (one.due.movements.length > 0) look(remittanceOf(one), await whyNotPaid(tx, one, through))
  for (const refund of await allRefunds(tx, tenantId, through)) look(refundOf(refund), whyNotRefunded(refund))
  const agencyCents = await agencyDue(tx, tenantId)
  if (agencyCents > 0 && (await euroAccount(tx, tenantId, 'own'))) look(agencyOf(agencyCents), null)
  return held
}

const remittanceOf = ({ creditor: { reference, name }, currency, due: { dueCents, dueBy } }: DueForCreditor) =>
  ({ kind: 'remittance', reference, name, currency, amountCents: dueCents, dueBy }) as const

async function whyNotPaid(tx: Transaction, { creditor, currency, due }: DueForCreditor, on: LegalDay): Promise<HeldBack['why'] | null> {
  if (due.dueCents <= 0) return 'carried'
  if (currency !== ORDERED_CURRENCY) return 'not-euro'
  return (await accountInUse(tx, creditor.id, on)) ? null : 'account-missing'
}

const refundOf = ({ reference, name, currency, amountCents }: DueRefund) =>
  ({ kind: 'refund', reference, name, currency, amountCents, dueBy: null }) as const

function whyNotRefunded({ source, currency, name, iban }: DueRefund): HeldBack['why'] | null {
  if (source === REFUNDED_BY_PROVIDER) return 'by-provider'
  if (currency !== ORDERED_CURRENCY) return 'not-euro'
  return name === null || iban === null ? 'payer-unknown' : null
}

const agencyOf = (amountCents: Cents) =>
  ({ kind: 'agency', reference: AGENCY_SHARE, name: null, currency: ORDERED_CURRENCY, amountCents, dueBy: null }) as const
