import { v7 as uuidv7 } from 'uuid'
import type { ChequeList, ChequeQuery, ChequeView } from '../contracts/cheque.js'
import { type ChequeAct, type ChequeState, chequeState, GIVEN_BACK, mayCheque } from '../domain/cheque.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents, type Money } from '../domain/money.js'
import { normaliseReference } from '../domain/reference.js'
import type { Cheque, Prisma } from '../generated/prisma/client.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { lockFile, lockFileOf } from './file-row.js'
import { isId } from './file-view.js'
import { latestDay, legalToday } from './legal-today.js'
import { cursorOf, readCursor } from './page.js'
import { chargeAgency } from './settle-payment.js'
import { takeBackPayment } from './take-back-payment.js'

export interface NewCheque {
  tenantId: string
  fileId: string
  number: string
  bank: string
  drawer: string
  money: Money
  /** Day on which it arrived; the file's today where it is left out. */
  receivedOn?: LegalDay | undefined
  actor: string
}

/**
 * Registers a cheque that arrived for a file. It pays nothing yet.
 * @throws DomainError file-unknown, currency-mismatch, day-impossible, cheque-duplicate (same bank and number)
 */
export async function registerCheque(db: Database, cheque: NewCheque, now: Date): Promise<ChequeView> {
  const id = uuidv7()
  const { tenantId, fileId, number, bank, drawer, money, actor } = cheque
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fileId)
    await requireCurrency(tx, fileId, money.currency)
    const { receivedOn = legalToday(file, now) } = cheque
    if (receivedOn > latestDay(file, now)) throw new DomainError('day-impossible', 'receivedOn')
    const { cents: amountCents, currency } = money
    const data = { id, tenantId, fileId, number, bank: bank.toUpperCase(), drawer, amountCents, currency, receivedOn: toDay(receivedOn) }
    await tx.cheque.create({ data }).catch((error: unknown) => {
      throw isDuplicate(error) ? new DomainError('cheque-duplicate', 'number') : error
    })
    await appendEvent(tx, fileId, { kind: 'cheque-received', actor, legalTime: legalNow(file, now), data: { number, amountCents } })
  })
  return viewCheque(db, tenantId, id)
}

/** @throws DomainError currency-mismatch where a claim of the file is in another currency */
export async function requireCurrency(tx: Transaction, fileId: string, currency: string): Promise<void> {
  const others = await tx.claim.count({ where: { files: { some: { fileId } }, currency: { not: currency } } })
  if (others > 0) throw new DomainError('currency-mismatch', 'currency')
}

/** Gives a cheque back to its drawer, which was not deposited. @throws DomainError resource-unknown, cheque-moved-on */
export async function giveChequeBack(db: Database, named: Named & { actor: string }, now: Date): Promise<ChequeView> {
  await db.$transaction(async (tx) => {
    const cheque = await lockCheque(tx, named, 'give-back')
    const file = await lockFile(tx, cheque.fileId)
    await tx.cheque.update({ where: { id: cheque.id }, data: { reason: GIVEN_BACK } })
    const data = { number: cheque.number, amountCents: Number(cheque.amountCents) }
    await appendEvent(tx, file.id, { kind: 'cheque-given-back', actor: named.actor, legalTime: legalNow(file, now), data })
  })
  return viewCheque(db, named.tenantId, named.chequeId)
}

export interface UnpaidCheque extends Named {
  /** Day on which the bank took its credit back, or said that there will be none. */
  on: LegalDay
  /** A code of `UNPAID_REASONS`. */
  reason: string
  /** What the bank charges for it. */
  feeCents?: number
  /** Where its money left, as the bank’s statement shows; else from where it is by the books. */
  where?: 'bank'
  actor: string
}

/**
 * A cheque came back unpaid, in the caller's transaction: its payment is taken back, from where its money is. A file that it had
 * closed opens again when it hears of it.
 * @throws DomainError resource-unknown, cheque-moved-on (not deposited, or unpaid already), day-impossible
 */
export async function unpaidCheque(tx: Transaction, unpaid: UnpaidCheque, now: Date): Promise<void> {
  const { tenantId, on, reason, feeCents = 0, actor } = unpaid
  const cheque = await lockCheque(tx, unpaid, 'return')
  const slip = await tx.chequeSlip.findUniqueOrThrow({ where: { id: cheque.slipId ?? '' } })
  if (on < fromDay(slip.depositedOn)) throw new DomainError('day-impossible', 'on')
  // What was paid back of it to its drawer meanwhile is gone with it: the whole sum leaves.
  const where = unpaid.where ?? (cheque.clearedOn === null ? 'clearing' : 'bank')
  const takingBack = { tenantId, paymentId: cheque.paymentId ?? '', reference: `unpaid:${cheque.id}`, reason: 'unpaid', where } as const
  await takeBackPayment(tx, { ...takingBack, amountCents: cents(cheque.amountCents), on, actor }, now)
  const file = await lockFile(tx, cheque.fileId)
  if (on > latestDay(file, now)) throw new DomainError('day-impossible', 'on')
  await chargeAgency(tx, { tenantId, fileId: file.id, reference: takingBack.reference, currency: cheque.currency, on, feeCents, actor })
  await tx.cheque.update({ where: { id: cheque.id }, data: { unpaidOn: toDay(on), reason } })
  const data = { number: cheque.number, amountCents: Number(cheque.amountCents), reason, on }
  await appendEvent(tx, file.id, { kind: 'cheque-unpaid', actor, legalTime: legalNow(file, now), data })
}

export interface Named {
  tenantId: string
  chequeId: string
}

/** Takes a cheque's row lock, before those of payment and file. @throws DomainError resource-unknown, cheque-moved-on */
async function lockCheque(tx: Transaction, { tenantId, chequeId }: Named, act: ChequeAct): Promise<Cheque> {
  await tx.$executeRaw`SELECT FROM cheque WHERE id::text = ${chequeId} FOR UPDATE`
  const cheque = isId(chequeId) ? await tx.cheque.findFirst({ where: { tenantId, id: chequeId }, include: { payment: true } }) : null
  if (!cheque) throw new DomainError('resource-unknown', 'cheque')
  if (!mayCheque(stateOf(cheque), act)) throw new DomainError('cheque-moved-on', 'cheque')
  return cheque
}

type WithPayment = Cheque & { payment: { clearedOn: Date | null } | null }

export function stateOf(cheque: WithPayment): ChequeState {
  return chequeState({
    isDeposited: cheque.slipId !== null,
    creditedOn: cheque.clearedOn && fromDay(cheque.clearedOn),
    paidOn: cheque.payment?.clearedOn ? fromDay(cheque.payment.clearedOn) : null,
    unpaidOn: cheque.unpaidOn && fromDay(cheque.unpaidOn),
    reason: cheque.reason,
  })
}

/** What a cheque is shown with. */
export const WITH = {
  payment: { select: { clearedOn: true } },
  slip: { select: { reference: true } },
  file: { select: { reference: true } },
}

/** @throws DomainError resource-unknown */
export async function viewCheque(db: Database, tenantId: string, id: string): Promise<ChequeView> {
  const [view] = await findCheques(db, { tenantId, id }, 1)
  if (!view) throw new DomainError('resource-unknown', 'cheque')
  return view
}

/** A page of a tenant's cheques, the last received first. @throws DomainError request-invalid for a cursor that no page has given */
export async function listCheques(db: Database, tenantId: string, query: ChequeQuery): Promise<ChequeList> {
  const { state, file, cursor, limit } = query
  const where = {
    tenantId,
    ...(state !== undefined && WHERE[state]),
    ...(file !== undefined && { file: { reference: normaliseReference(file) } }),
    ...(cursor !== undefined && after(cursor)),
  }
  const items = await findCheques(db, where, limit + 1)
  const last = items.length > limit ? items[limit - 1] : undefined
  return { items: items.slice(0, limit), next: last ? cursorOf(last.receivedOn, last.id) : null }
}

type Where = NonNullable<NonNullable<Parameters<Database['cheque']['findMany']>[0]>['where']>

function after(cursor: string): Where {
  const [receivedOn, id = ''] = readCursor(cursor, 2)
  if (!isId(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ receivedOn: { lt: receivedOn } }, { receivedOn, id: { lt: id } }] }
}

/** The rows of each state. */
const WHERE: Record<ChequeState, Where> = {
  received: { slipId: null, reason: null },
  'given-back': { slipId: null, reason: { not: null } },
  deposited: { slipId: { not: null }, clearedOn: null, unpaidOn: null, payment: { clearedOn: null } },
  credited: { clearedOn: { not: null }, unpaidOn: null, payment: { clearedOn: null } },
  paid: { unpaidOn: null, payment: { clearedOn: { not: null } } },
  unpaid: { unpaidOn: { not: null } },
}

async function findCheques(db: Transaction, where: Where, take: number): Promise<ChequeView[]> {
  const rows = await db.cheque.findMany({ where, include: WITH, orderBy: [{ receivedOn: 'desc' }, { id: 'desc' }], take })
  return rows.map(chequeView)
}

type Shown = Prisma.ChequeGetPayload<{ include: typeof WITH }>

export function chequeView(row: Shown): ChequeView {
  const { id, number, bank, drawer, currency, fileId, file, slip, payment, reason } = row
  return {
    id,
    number,
    bank,
    drawer,
    amountCents: Number(row.amountCents),
    currency,
    file: { id: fileId, reference: file.reference },
    state: stateOf(row),
    receivedOn: fromDay(row.receivedOn),
    slip: slip?.reference ?? null,
    creditedOn: row.clearedOn && fromDay(row.clearedOn),
    paidOn: payment?.clearedOn ? fromDay(payment.clearedOn) : null,
    unpaidOn: row.unpaidOn && fromDay(row.unpaidOn),
    reason,
  }
}
