import { createHash } from 'node:crypto'
import { DomainError } from '../domain/errors.js'
import { type LegalDay, later } from '../domain/legal-day.js'
import { cents, sum } from '../domain/money.js'
import { dueThrough } from '../domain/remittance.js'
import { addTargetDays } from '../domain/target-day.js'
import type { TransferFile } from '../domain/transfer-file.js'
import type { BankAccount, Remittance, TransferItem, TransferOrder } from '../generated/prisma/client.js'
import { agencyBalance } from './agency-due.js'
import { agree } from './approval.js'
import { disposableAtBank } from './at-bank.js'
import { unsettleOrder } from './commission-settlement.js'
import { accountInUse } from './creditor-account.js'
import { openMovements } from './creditor-movements.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { bookDay, type FundsMovement, heldOfPayment, type Leg, moveFunds } from './funds.js'
import { lockRemittances, requireNoBlock } from './remittance.js'

/** Who does something with an order. */
export interface OrderCall {
  tenantId: string
  actor: string
  now: Date
}

/** How an order is written for the bank. */
export type WriteTransferFile = (file: TransferFile) => string

export type ItemRow = TransferItem & { remittance: Remittance | null }
export type OrderRow = TransferOrder & { account: BankAccount; items: ItemRow[] }

const TRANSACTION_MS = 60_000

/**
 * A person agrees to an order. With the second one the books say that the money is on its way, and what the bank is to be given is fixed by
 * its hash; a day of execution that has passed meanwhile is moved to the next one.
 * @throws RemittanceBlocked
 * @throws DomainError resource-unknown, order-cancelled, order-approved, remittance-outdated; as agree
 */
export function approveOrder(db: Database, call: OrderCall, id: string, write: WriteTransferFile): Promise<void> {
  return inOrder(db, call, id, async (tx, order) => {
    const { tenantId, actor, now } = call
    if (order.cancelledAt) throw new DomainError('order-cancelled', 'order')
    if (order.approvedAt) throw new DomainError('order-approved', 'order')
    const isAgreed = await agree(tx, { tenantId, subject: `transfer-order:${order.id}`, maker: order.actor, actor, now })
    if (!isAgreed) return
    const today = bookDay(now)
    await requireCurrent(tx, order, today)
    await requireNoBlock(tx, tenantId, today)
    for (const item of order.items) await bookOrdered(tx, order, item, { on: today, actor })
    const executeOn = toDay(later(fromDay(order.executeOn), addTargetDays(today, 1)))
    const sha256 = hashOf(write(transferFile({ ...order, approvedAt: now, executeOn }, await tenantName(tx, tenantId))))
    await tx.transferOrder.update({ where: { id: order.id }, data: { approvedAt: now, executeOn, sha256 } })
  })
}

/**
 * Cancels an order: what it covers is due again. One that two people have agreed to may be at the bank already, so that two people agree to
 * its end too. Cancelled again it stays so.
 * @throws DomainError resource-unknown, order-executed; of an approved one as agree
 */
export function cancelOrder(db: Database, call: OrderCall, id: string): Promise<void> {
  return inOrder(db, call, id, async (tx, order) => {
    const { tenantId, actor, now } = call
    if (order.cancelledAt) return
    if (order.items.some(({ executedOn, returnedOn }) => executedOn ?? returnedOn)) throw new DomainError('order-executed', 'order')
    if (order.approvedAt) {
      const isAgreed = await agree(tx, { tenantId, subject: `transfer-cancellation:${order.id}`, maker: null, actor, now })
      if (!isAgreed) return
      const on = bookDay(now)
      for (const item of order.items) await unbookOrdered(tx, order, item, { on, actor })
    }
    await tx.transferOrder.update({ where: { id: order.id }, data: { cancelledAt: now } })
    await tx.remittance.updateMany({ where: { items: { some: { orderId: order.id } } }, data: { cancelledAt: now } })
    await unsettleOrder(tx, tenantId, order.id, now)
  })
}

function inOrder(
  db: Database,
  { tenantId }: OrderCall,
  id: string,
  work: (tx: Transaction, order: OrderRow) => Promise<void>,
): Promise<void> {
  return db.$transaction(
    async (tx) => {
      await lockRemittances(tx, tenantId)
      await work(tx, await findOrder(tx, tenantId, id))
    },
    { timeout: TRANSACTION_MS },
  )
}

/** An order by its id or reference. @throws DomainError resource-unknown */
export async function findOrder(tx: Transaction, tenantId: string, id: string): Promise<OrderRow> {
  const order = await tx.transferOrder.findFirst({
    where: { tenantId, ...(isUuid(id) ? { id } : { reference: id }) },
    include: { account: true, items: { include: { remittance: true }, orderBy: { id: 'asc' } } },
  })
  if (!order) throw new DomainError('resource-unknown', 'order')
  return order
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text)

/**
 * What was prepared must still be so when it is agreed to: each creditor's account is the one in use, nothing was taken back that the order
 * would pay out, what is refunded is still due, and all of it is at the bank. @throws DomainError remittance-outdated
 */
async function requireCurrent(tx: Transaction, order: OrderRow, today: LegalDay): Promise<void> {
  const total = sum(order.items.map(({ amountCents }) => cents(amountCents)))
  if (total > (await disposableAtBank(tx, order.tenantId, today))) throw new DomainError('remittance-outdated', 'order')
  const shares = order.items.reduce((total, { remittance }) => total + Number(remittance?.agencyCents ?? 0n), 0)
  for (const item of order.items) {
    const isCurrent = await isStillDue(tx, order.tenantId, item, shares, today)
    if (!isCurrent) throw new DomainError('remittance-outdated', 'order')
  }
}

async function isStillDue(tx: Transaction, tenantId: string, item: ItemRow, sharesCents: number, today: LegalDay): Promise<boolean> {
  const { remittance, paymentId, amountCents } = item
  if (remittance) {
    const account = await accountInUse(tx, remittance.creditorId, today)
    const since = (await openMovements(tx, tenantId, today, remittance.creditorId)).filter(({ currency }) => currency === item.currency)
    return account?.iban === item.iban && dueThrough(since, today).dueCents >= 0
  }
  if (paymentId) return (await heldOfPayment(tx, paymentId, 'refunds')) + Number(amountCents) <= 0
  return (await agencyBalance(tx, tenantId)) + sharesCents >= Number(amountCents)
}

/** When and by whom something is booked. */
interface Booking {
  on: LegalDay
  actor: string
}

type Account = Omit<Leg, 'amountCents'>

/** Money ordered and not yet debited. */
const TRANSIT: Account = { account: 'transit' }
const AGENCY: Account = { account: 'agency' }

/** Whose money an item is. */
function owedTo({ remittance, paymentId }: ItemRow): Account {
  if (remittance) return { account: 'creditor', creditorId: remittance.creditorId }
  return paymentId ? { account: 'refunds' } : AGENCY
}

async function bookOrdered(tx: Transaction, order: TransferOrder, item: ItemRow, booking: Booking): Promise<void> {
  const movement = movementOf(order, item, booking)
  const { remittance } = item
  // First the shares: the agency's own transfer, the last item, takes them out.
  if (remittance && remittance.agencyCents > 0n)
    await moveFunds(
      tx,
      { ...movement, kind: 'commission', reference: remittance.reference },
      AGENCY,
      owedTo(item),
      cents(remittance.agencyCents),
    )
  await moveFunds(tx, movement, TRANSIT, owedTo(item), cents(item.amountCents))
}

/** The opposite, under a reference of its own. */
async function unbookOrdered(tx: Transaction, order: TransferOrder, item: ItemRow, booking: Booking): Promise<void> {
  const movement = movementOf(order, item, booking)
  const { remittance } = item
  await moveFunds(tx, { ...movement, reference: `${movement.reference}/cancelled` }, owedTo(item), TRANSIT, cents(item.amountCents))
  const reference = `${remittance?.reference}/cancelled`
  if (remittance && remittance.agencyCents > 0n)
    await moveFunds(tx, { ...movement, kind: 'commission', reference }, owedTo(item), AGENCY, cents(remittance.agencyCents))
}

function movementOf({ tenantId }: Pick<TransferOrder, 'tenantId'>, item: ItemRow, { on, actor }: Booking): FundsMovement {
  const { endToEndId: reference, currency, paymentId } = item
  return { tenantId, kind: item.kind === 'refund' ? 'refunded' : 'remitted', reference, currency, on, actor, paymentId }
}

/** An item with what is booked for it. */
async function lockItem(tx: Transaction, id: string): Promise<ItemRow & { order: TransferOrder }> {
  await tx.$executeRaw`SELECT FROM transfer_item WHERE id = ${id}::uuid FOR UPDATE`
  return tx.transferItem.findUniqueOrThrow({ where: { id }, include: { remittance: true, order: true } })
}

const isWithBank = ({ order }: { order: TransferOrder }) => order.approvedAt !== null && order.cancelledAt === null

/**
 * The bank has debited a transfer, as its statement says. Told again it changes nothing.
 * @returns whether it was booked now; not where two people have not agreed to the order, or it is cancelled: a person must look at that
 */
export async function markExecuted(tx: Transaction, { id }: { id: string }, on: LegalDay, actor = 'bank'): Promise<boolean> {
  const item = await lockItem(tx, id)
  if (item.executedOn || item.returnedOn || !isWithBank(item)) return false
  await moveFunds(
    tx,
    { ...movementOf(item.order, item, { on, actor }), kind: 'executed' },
    { account: 'bank' },
    TRANSIT,
    cents(item.amountCents),
  )
  await tx.transferItem.update({ where: { id }, data: { executedOn: toDay(on) } })
  return true
}

/**
 * A transfer came back, or the bank has refused it before any debit: it is due again to whom it was for, by the day that it was due. Told
 * again it changes nothing.
 * @returns whether it was booked now
 */
export async function markBounced(tx: Transaction, { id }: { id: string }, on: LegalDay, actor: string): Promise<boolean> {
  const item = await lockItem(tx, id)
  if (item.returnedOn || !isWithBank(item)) return false
  const movement = { ...movementOf(item.order, item, { on, actor }), kind: 'bounced' as const }
  await moveFunds(tx, movement, owedTo(item), item.executedOn ? { account: 'bank' } : TRANSIT, cents(item.amountCents))
  await tx.transferItem.update({ where: { id }, data: { returnedOn: toDay(on) } })
  return true
}

/**
 * What the bank is given of an order.
 * @throws DomainError resource-unknown, approval-missing before two people have agreed, order-cancelled
 */
export async function loadTransferFile(db: Database, tenantId: string, id: string): Promise<{ file: TransferFile; sha256: string }> {
  const order = await findOrder(db, tenantId, id)
  if (order.cancelledAt) throw new DomainError('order-cancelled', 'order')
  if (!order.approvedAt || !order.sha256) throw new DomainError('approval-missing', 'order')
  return { file: transferFile(order, await tenantName(db, tenantId)), sha256: order.sha256 }
}

function transferFile({ reference, approvedAt, executeOn, account, items }: OrderRow, name: string): TransferFile {
  if (!approvedAt) throw new DomainError('approval-missing', 'order')
  const { identification: iban, bic } = account
  const transfers = items.map(({ endToEndId, holder, iban, bic, amountCents, text }) => {
    return { endToEndId, executeOn: fromDay(executeOn), holder, iban, bic, amountCents: cents(amountCents), text }
  })
  return { reference, madeAt: approvedAt, debtor: { name, iban, bic }, transfers }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

async function tenantName(tx: Transaction, tenantId: string): Promise<string> {
  return (await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true } })).name
}
