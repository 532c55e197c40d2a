import { v7 as uuidv7 } from 'uuid'
import type { SettledCheques, SlipView } from '../contracts/cheque.js'
import { chequePaidOn, mayCheque } from '../domain/cheque.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents, currencyOf } from '../domain/money.js'
import { CLEARING_DAYS } from '../law/cheques.js'
import { chequeView, stateOf, WITH } from './cheque.js'
import { clientAccount } from './client-account.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { lockFilesSharing } from './file-row.js'
import { isId } from './file-view.js'
import { bookDay } from './funds.js'
import { latestDay } from './legal-today.js'
import { receivePayment } from './receive-payment.js'
import { bankPayment, settlePayment } from './settle-payment.js'

export interface NewSlip {
  tenantId: string
  reference: string
  /** IBAN of the account for client funds; the only one where it is left out. */
  account?: string | undefined
  /** Today where it is left out. */
  depositedOn?: LegalDay | undefined
  chequeIds: readonly string[]
  actor: string
}

const TRANSACTION_MS = 60_000

/**
 * Takes cheques to the bank: each becomes a payment of its file, subject to clearing, and no file is chased for it from then on.
 * Deposited again under the same reference, the same cheques change nothing.
 * @throws DomainError resource-unknown, cheque-moved-on, slip-duplicate, account-unknown, day-impossible, currencies-mixed
 */
export async function depositCheques(db: Database, slip: NewSlip, now: Date): Promise<SlipView> {
  try {
    await db.$transaction((tx) => deposit(tx, slip, now), { timeout: TRANSACTION_MS })
  } catch (error) {
    if (!(isDuplicate(error) || isMovedOn(error)) || !(await isDeposited(db, slip))) throw asRefusal(error)
  }
  return viewSlip(db, slip.tenantId, slip.reference)
}

const isMovedOn = (error: unknown) => error instanceof DomainError && error.code === 'cheque-moved-on'
const asRefusal = (error: unknown) => (isDuplicate(error) ? new DomainError('slip-duplicate', 'reference') : error)

async function isDeposited(db: Database, { tenantId, reference, chequeIds }: NewSlip): Promise<boolean> {
  const cheques = await db.cheque.findMany({ where: { slip: { tenantId, reference } }, select: { id: true } })
  const there = cheques.map(({ id }) => id)
  return JSON.stringify(there.sort()) === JSON.stringify([...new Set(chequeIds)].sort())
}

async function deposit(tx: Transaction, { tenantId, reference, account, chequeIds, actor, ...slip }: NewSlip, now: Date): Promise<void> {
  await tx.$executeRaw`SELECT FROM cheque WHERE id = ANY(${[...chequeIds]}::uuid[]) ORDER BY id FOR UPDATE`
  const cheques = await tx.cheque.findMany({
    where: { tenantId, id: { in: [...chequeIds] } },
    include: { file: true, payment: true },
    orderBy: { id: 'asc' },
  })
  if (cheques.length < new Set(chequeIds).size) throw new DomainError('resource-unknown', 'cheques')
  if (cheques.some((cheque) => !mayCheque(stateOf(cheque), 'deposit'))) throw new DomainError('cheque-moved-on', 'cheques')
  const { depositedOn = bookDay(now) } = slip
  if (cheques.some(({ file, receivedOn }) => depositedOn > latestDay(file, now) || toDay(depositedOn) < receivedOn))
    throw new DomainError('day-impossible', 'depositedOn')
  const { id: accountId } = await clientAccount(tx, tenantId, currencyOf(cheques), account)
  const id = uuidv7()
  await tx.chequeSlip.create({ data: { id, tenantId, accountId, reference, depositedOn: toDay(depositedOn), actor } })
  await lockFilesSharing(
    tx,
    tenantId,
    cheques.map(({ fileId }) => fileId),
  )
  for (const cheque of cheques) {
    const { paymentId } = await receivePayment(
      tx,
      {
        tenantId,
        source: 'cheque',
        sourceReference: cheque.id,
        reference: referenceOf(cheque),
        method: 'cheque',
        money: { cents: cents(cheque.amountCents), currency: cheque.currency },
        on: depositedOn,
        fileId: cheque.fileId,
        named: null,
        payer: { name: cheque.drawer, iban: null, text: null },
        where: 'clearing',
        clearedOn: null,
        actor,
      },
      now,
    )
    await tx.cheque.update({ where: { id: cheque.id }, data: { slipId: id, paymentId } })
  }
}

/** The number that people know it by, with what tells it from the same number of another bank. */
const referenceOf = ({ id, number }: { id: string; number: string }) => `CHQ-${number}-${id.slice(-6)}`

export interface SlipCredit {
  tenantId: string
  slipId: string
  /** Day on which the bank booked it. */
  on: LegalDay
  actor: string
}

/**
 * The bank has booked a slip: the money of its cheques that did not come back is at the bank, though not for good yet. Told again
 * it changes nothing. @throws DomainError resource-unknown, day-impossible
 */
export async function clearSlip(tx: Transaction, { tenantId, slipId, on, actor }: SlipCredit, now: Date): Promise<void> {
  await tx.$executeRaw`SELECT FROM cheque WHERE slip_id = ${slipId}::uuid ORDER BY id FOR UPDATE`
  const slip = await tx.chequeSlip.findFirst({
    where: { tenantId, id: slipId },
    include: { cheques: { include: { payment: true }, orderBy: { id: 'asc' } } },
  })
  if (!slip) throw new DomainError('resource-unknown', 'slip')
  if (on < fromDay(slip.depositedOn) || on > bookDay(now)) throw new DomainError('day-impossible', 'on')
  for (const cheque of slip.cheques) {
    if (!mayCheque(stateOf(cheque), 'credit')) continue
    await bankPayment(tx, { tenantId, paymentId: cheque.paymentId ?? '', on, actor })
    await tx.cheque.update({ where: { id: cheque.id }, data: { clearedOn: toDay(on) } })
  }
}

export interface ReturnsKnown {
  tenantId: string
  /** Of cheques deposited on one account; of all where it is left out. */
  accountId?: string
  /** Day up to which what came back is known. */
  through: LegalDay
}

/**
 * Cheques that the bank credited so long before a day, up to which its returns are known, that they count as paid for good: their
 * receipts may be had from then on. @returns those that do since now @throws DomainError day-impossible for a day to come
 */
export async function settleCheques(tx: Transaction, { tenantId, accountId, through }: ReturnsKnown, now: Date): Promise<SettledCheques> {
  if (through > bookDay(now)) throw new DomainError('day-impossible', 'through')
  await tx.$executeRaw`SELECT FROM cheque WHERE tenant_id = ${tenantId}::uuid AND cleared_on <= ${through}::date AND unpaid_on IS NULL ORDER BY id FOR UPDATE`
  const credited = await tx.cheque.findMany({
    where: {
      tenantId,
      clearedOn: { not: null, lte: toDay(through) },
      unpaidOn: null,
      ...(accountId !== undefined && { slip: { accountId } }),
      payment: { clearedOn: null },
    },
    orderBy: { id: 'asc' },
  })
  const settled: string[] = []
  for (const { id, paymentId, clearedOn } of credited) {
    const paidOn = chequePaidOn(fromDay(clearedOn as Date), CLEARING_DAYS.value)
    if (paidOn > through) continue
    await settlePayment(tx, { tenantId, paymentId: paymentId ?? '', on: paidOn }, now)
    settled.push(id)
  }
  const rows = await tx.cheque.findMany({ where: { id: { in: settled } }, include: WITH, orderBy: { id: 'asc' } })
  return { through, cheques: rows.map(chequeView) }
}

/** What waits for the bank's credit, for whoever matches a statement. */
export interface ExpectedCredit {
  /** Of the slip, or the batch of debits. */
  id: string
  /** Of the slip, or the block of debits that is booked as one. */
  reference: string
  /** Day from which it may be booked. */
  from: LegalDay
  amountCents: number
}

/** Slips of an account that the bank has not credited, with what it will book: cheques that came back unpaid before are left out. */
export async function slipsToClear(tx: Transaction, accountId: string): Promise<ExpectedCredit[]> {
  const waiting = { clearedOn: null, unpaidOn: null }
  const slips = await tx.chequeSlip.findMany({
    where: { accountId, cheques: { some: waiting } },
    include: { cheques: { where: waiting, select: { amountCents: true } } },
    orderBy: [{ depositedOn: 'asc' }, { id: 'asc' }],
  })
  return slips.map(({ id, reference, depositedOn, cheques }) => ({
    id,
    reference,
    from: fromDay(depositedOn),
    amountCents: cheques.reduce((total, { amountCents }) => total + Number(amountCents), 0),
  }))
}

/** A slip by its reference, or its id. @throws DomainError resource-unknown */
export async function viewSlip(db: Database, tenantId: string, named: string): Promise<SlipView> {
  const slip = await db.chequeSlip.findFirst({
    where: { tenantId, ...(isId(named) ? { id: named } : { reference: named }) },
    include: {
      account: true,
      cheques: { include: WITH, orderBy: { number: 'asc' } },
      tenant: { select: { organisations: { where: { own: true } } } },
    },
  })
  if (!slip) throw new DomainError('resource-unknown', 'slip')
  const { id, reference, account, depositedOn, tenant } = slip
  const cheques = slip.cheques.map(chequeView)
  return {
    id,
    reference,
    account: account.identification,
    holder: tenant.organisations[0]?.name ?? account.name,
    depositedOn: fromDay(depositedOn),
    currency: account.currency,
    totalCents: cheques.reduce((total, { amountCents }) => total + amountCents, 0),
    cheques,
  }
}
