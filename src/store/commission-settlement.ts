import { v7 as uuidv7 } from 'uuid'
import { invoiceNumber, runningNumber } from '../domain/commission.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { type CommissionInvoice, type CommissionSettlement, Prisma } from '../generated/prisma/client.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import { lockCommission } from './commission-lines.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { bookDay } from './funds.js'

export type InvoiceRow = CommissionInvoice & { settlements: CommissionSettlement[] }

/** The number that an invoice is known by. @throws RangeError within the transaction that makes it, before it is numbered */
export function shownNumber({ number, issuedOn }: Pick<CommissionInvoice, 'number' | 'issuedOn'>): string {
  if (number === null) throw new RangeError('an invoice is numbered before its transaction commits')
  return invoiceNumber(number, fromDay(issuedOn))
}

/** What of an invoice is not settled; of a credit note what is owed to the creditor, below zero. */
export function openOf({ totalCents, settlements }: InvoiceRow): Cents {
  const settled = settlements.filter(({ cancelledAt }) => cancelledAt === null).map(({ amountCents }) => cents(amountCents))
  return cents(Number(totalCents) - sum(settled))
}

/** An invoice by the number that it shows. @throws DomainError resource-unknown */
export async function findInvoice(tx: Transaction, tenantId: string, shown: string): Promise<InvoiceRow> {
  const number = runningNumber(shown)
  const row = number === null ? null : await tx.commissionInvoice.findFirst({ where: { tenantId, number }, include: { settlements: true } })
  if (!row || shownNumber(row) !== shown) throw new DomainError('resource-unknown', 'invoice')
  return row
}

/** Invoices and credit notes of a creditor that are not settled, the oldest first. */
async function openInvoices(tx: Transaction, creditorId: string): Promise<InvoiceRow[]> {
  const rows = await tx.commissionInvoice.findMany({
    where: { creditorId, currency: ORDERED_CURRENCY },
    include: { settlements: true },
    orderBy: { number: 'asc' },
  })
  return rows.filter((row) => openOf(row) !== 0)
}

/** When and by whom something is settled. */
export interface Settling {
  on: LegalDay
  actor: string
}

/** Sets what the agency owes a creditor by credit notes off against what the creditor owes it, the oldest first. */
export async function setOff(tx: Transaction, creditorId: string, { on, actor }: Settling): Promise<void> {
  const open = (await openInvoices(tx, creditorId)).map((row) => ({ row, left: openOf(row) as number }))
  for (const credit of open.filter(({ left }) => left < 0))
    for (const invoice of open.filter(({ left }) => left > 0)) {
      const amount = Math.min(invoice.left, 0 - credit.left)
      if (amount === 0) continue
      credit.left += amount
      invoice.left -= amount
      await writeSetOff(tx, invoice.row, credit.row, amount, { on, actor })
      await writeSetOff(tx, credit.row, invoice.row, 0 - amount, { on, actor })
    }
}

async function writeSetOff(
  tx: Transaction,
  of: InvoiceRow,
  against: InvoiceRow,
  amountCents: number,
  { on, actor }: Settling,
): Promise<void> {
  const number = shownNumber(against)
  // The same two meet again where a remittance that had settled one of them was cancelled.
  const times = of.settlements.filter(({ how, reference }) => how === 'set-off' && reference.startsWith(number)).length
  const reference = times === 0 ? number : `${number}#${times + 1}`
  const data = { id: uuidv7(), invoiceId: of.id, how: 'set-off', reference, amountCents, settledOn: toDay(on), actor }
  of.settlements.push(await tx.commissionSettlement.create({ data }))
}

/** Invoices of a creditor that are kept of what is passed on to it. */
export interface ToNet {
  openCents: Cents
  invoices: { id: string; openCents: Cents }[]
}

/**
 * What may be kept of what is passed on to a creditor: its open invoices under mandates that say so, less its credit notes.
 * @returns null where none of its mandates has a tariff, so that no invoice says what the agency earns
 */
export async function invoicesToNet(tx: Transaction, creditorId: string, settling: Settling): Promise<ToNet | null> {
  const tariffs = await tx.mandate.count({ where: { creditorId, tariff: { not: Prisma.AnyNull } } })
  if (tariffs === 0) return null
  await setOff(tx, creditorId, settling)
  const open = (await openInvoices(tx, creditorId)).filter(({ netted, kind }) => netted && kind === 'invoice')
  const invoices = open.map((row) => ({ id: row.id, openCents: openOf(row) }))
  return { openCents: sum(invoices.map(({ openCents }) => openCents)), invoices }
}

/** Records that a remittance keeps a sum for invoices, the oldest first. */
export async function settleByRemittance(
  tx: Transaction,
  { invoices }: ToNet,
  remittance: { id: string; reference: string; agencyCents: Cents },
  { on, actor }: Settling,
): Promise<void> {
  let left: number = remittance.agencyCents
  const { id: remittanceId, reference } = remittance
  const rows = invoices.flatMap(({ id: invoiceId, openCents }) => {
    const amountCents = Math.min(left, openCents)
    left -= amountCents
    return amountCents === 0
      ? []
      : [{ id: uuidv7(), invoiceId, how: 'netted', remittanceId, reference, amountCents, settledOn: toDay(on), actor }]
  })
  await tx.commissionSettlement.createMany({ data: rows })
}

/** Invoices that remittances of an order had settled are open again. */
export async function unsettleOrder(tx: Transaction, tenantId: string, orderId: string, now: Date): Promise<void> {
  await lockCommission(tx, tenantId)
  const where = { remittance: { items: { some: { orderId } } }, cancelledAt: null }
  await tx.commissionSettlement.updateMany({ where, data: { cancelledAt: now } })
}

/** Money that moved for an invoice: from the creditor to the agency, and for a credit note the other way. */
export interface InvoicePayment {
  reference: string
  amountCents: Cents
  on: LegalDay | undefined
}

/**
 * Records that an invoice was paid to the agency's own account, or a credit note paid out of it. No client funds move. Recorded again it
 * changes nothing.
 * @throws DomainError resource-unknown, payment-day-future, payment-duplicate (same reference, other sum), payment-exceeds-balance
 */
export async function payInvoice(
  db: Database,
  { tenantId, actor, now }: { tenantId: string; actor: string; now: Date },
  shown: string,
  { reference, amountCents, on = bookDay(now) }: InvoicePayment,
): Promise<{ replayed: boolean }> {
  if (on > bookDay(now)) throw new DomainError('payment-day-future', 'on')
  return db.$transaction(async (tx) => {
    await lockCommission(tx, tenantId)
    const invoice = await findInvoice(tx, tenantId, shown)
    const signed = invoice.kind === 'credit-note' ? 0 - amountCents : amountCents
    const there = invoice.settlements.find((one) => one.how === 'paid' && one.reference === reference)
    if (there && Number(there.amountCents) !== signed) throw new DomainError('payment-duplicate', 'reference')
    if (there) return { replayed: true }
    if (amountCents > Math.abs(openOf(invoice)) || Math.sign(openOf(invoice)) !== Math.sign(signed))
      throw new DomainError('payment-exceeds-balance', 'amountCents')
    const data = { id: uuidv7(), invoiceId: invoice.id, how: 'paid', reference, amountCents: signed, settledOn: toDay(on), actor }
    await tx.commissionSettlement.create({ data })
    return { replayed: false }
  })
}
