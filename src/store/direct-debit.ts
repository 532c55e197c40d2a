import { v7 as uuidv7 } from 'uuid'
import type { DebitList, DebitQuery, DebitView } from '../contracts/direct-debit.js'
import { balanceOn } from '../domain/account.js'
import { askableOf } from '../domain/barred-claims.js'
import {
  type DebitScheme,
  type DebitState,
  debitable,
  debitState,
  earliestCollection,
  type MandateFault,
  mandateFault,
  returnableUntil,
  submissionDays,
} from '../domain/direct-debit.js'
import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, type Money } from '../domain/money.js'
import { normaliseReference } from '../domain/reference.js'
import { isTargetDay } from '../domain/target-day.js'
import type { Prisma } from '../generated/prisma/client.js'
import { debitRules, returnReason } from '../law/sepa.js'
import { requireCurrency } from './cheque.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { refreshDebitHold } from './debit-hold.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile, lockFileOf } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'
import { cursorOf, readCursor } from './page.js'
import { failPlanDebit } from './plan-collection.js'

/** The currency of SEPA. */
const EURO = 'EUR'

export interface NewDebit {
  tenantId: string
  fileId: string
  /** Reference of the mandate. */
  mandate: string
  money: Money
  collectOn: LegalDay
  actor: string
}

/**
 * Plans a debit, which the debtor is to be told of before it can go to the bank. The same sum under the same mandate on the same
 * day is the same debit.
 * @throws DomainError file-unknown, file-closed, debit-mandate-unknown, debit-mandate-unusable, currency-mismatch, debit-day-closed,
 * debit-notice-short, payment-exceeds-balance
 */
export async function planDebit(db: Database, debit: NewDebit, now: Date): Promise<DebitView> {
  const { tenantId, fileId, money, collectOn, actor } = debit
  const id = await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fileId)
    const mandate = await tx.directDebitMandate.findFirst({
      where: { fileId, reference: debit.mandate },
      include: { debits: { where: { cancelledOn: null } } },
    })
    if (!mandate) throw new DomainError('debit-mandate-unknown', 'mandate')
    const there = mandate.debits.find(
      (other) => other.returnedOn === null && fromDay(other.collectOn) === collectOn && Number(other.amountCents) === money.cents,
    )
    if (there) return there.id
    if (file.status === 'closed') throw new DomainError('file-closed')
    await requireCurrency(tx, fileId, money.currency)
    if (money.currency !== EURO) throw new DomainError('currency-mismatch', 'currency')
    if (faultOf(mandate, collectOn) !== null) throw new DomainError('debit-mandate-unusable', 'mandate')
    if (!isTargetDay(collectOn)) throw new DomainError('debit-day-closed', 'collectOn')
    const today = legalToday(file, now)
    if (collectOn < earliestCollection(today, mandate.noticeDays)) throw new DomainError('debit-notice-short', 'collectOn')
    if (money.cents > (await debitableOf(tx, fileId, today, LIVE))) throw new DomainError('payment-exceeds-balance', 'amountCents')
    return writeDebit(tx, file, mandate.id, { amountCents: money.cents, collectOn, announcedOn: null, actor }, now)
  })
  return viewDebit(db, tenantId, id)
}

/** A debit as it is written down. */
export interface DebitToWrite {
  amountCents: Cents
  collectOn: LegalDay
  /** Day on which the debtor was told of it; null while it is to be told. */
  announcedOn: LegalDay | null
  actor: string
}

/** Writes a debit that nothing stands against, under the lock of its file. @returns its id */
export async function writeDebit(tx: Transaction, file: FileRow, mandateId: string, debit: DebitToWrite, now: Date): Promise<string> {
  const { amountCents, collectOn, announcedOn, actor } = debit
  const id = uuidv7()
  const endToEndId = `PRLV-${file.reference}-${id.slice(-12)}`
  const days = { collectOn: toDay(collectOn), announcedOn: announcedOn && toDay(announcedOn) }
  await tx.directDebit.create({ data: { id, mandateId, fileId: file.id, endToEndId, amountCents, currency: EURO, ...days } })
  const legalTime = legalNow(file, now)
  const data = { reference: endToEndId, amountCents, on: collectOn }
  await appendEvent(tx, file.id, { kind: 'debit-planned', actor, legalTime, data })
  if (announcedOn !== null)
    await appendEvent(tx, file.id, { kind: 'debit-announced', actor, legalTime, data: { ...data, on: announcedOn } })
  return id
}

export type MandateRow = Prisma.DirectDebitMandateGetPayload<{ include: { debits: true } }>

/** What stands against a debit under a mandate on a day. @param except the debit itself, where it is one of the mandate's */
export function faultOf(mandate: MandateRow, collectOn: LegalDay, except?: string): MandateFault | null {
  const others = mandate.debits.filter(({ id, cancelledOn }) => id !== except && cancelledOn === null)
  const known = {
    signedOn: fromDay(mandate.signedOn),
    recurrent: mandate.recurrent,
    revokedOn: mandate.revokedOn && fromDay(mandate.revokedOn),
    collectedOn: others.map((debit) => fromDay(debit.collectOn)),
  }
  return mandateFault(known, collectOn, debitRules(mandate.scheme as DebitScheme))
}

/** Debits whose money may still come: of all that are not cancelled, or of those that went to the bank. */
export const LIVE = { cancelledOn: null, returnedOn: null, paymentId: null } as const
export const AT_THE_BANK = { ...LIVE, batchId: { not: null } } as const

/** What of a file's debt may be asked for, and is not on its way already by a debit of it, or of a file on the same claims. */
export async function debitableOf(
  tx: Transaction,
  fileId: string,
  today: LegalDay,
  onItsWay: typeof LIVE | typeof AT_THE_BANK,
): Promise<Cents> {
  const { facts, law } = await loadCase(tx, fileId)
  const { _sum } = await tx.directDebit.aggregate({
    where: { ...onItsWay, file: { claims: { some: { claim: { files: { some: { fileId } } } } } } },
    _sum: { amountCents: true },
  })
  return debitable(balanceOn(askableOf(facts, law, today), law, today), cents(_sum.amountCents ?? 0n))
}

export interface NamedDebit {
  tenantId: string
  debitId: string
  actor: string
}

/**
 * Notes that the debtor was told of a debit. From then on the file waits for it: nobody is reminded of what he knows will be taken.
 * @throws DomainError resource-unknown, debit-moved-on, day-impossible, debit-notice-short
 */
export async function announceDebit(db: Database, named: NamedDebit & { on: LegalDay | undefined }, now: Date): Promise<DebitView> {
  await db.$transaction(async (tx) => {
    const { debit, file } = await lockDebit(tx, named)
    const state = stateOf(debit)
    const today = legalToday(file, now)
    const { on = today } = named
    if (state === 'announced' && debit.announcedOn !== null && fromDay(debit.announcedOn) === on) return
    if (state !== 'planned') throw new DomainError('debit-moved-on', 'debit')
    if (on > today) throw new DomainError('day-impossible', 'on')
    const collectOn = fromDay(debit.collectOn)
    if (collectOn < earliestCollection(on, debit.mandate.noticeDays)) throw new DomainError('debit-notice-short', 'on')
    await tx.directDebit.update({ where: { id: debit.id }, data: { announcedOn: toDay(on) } })
    const data = { reference: debit.endToEndId, amountCents: Number(debit.amountCents), on }
    await appendEvent(tx, file.id, { kind: 'debit-announced', actor: named.actor, legalTime: legalNow(file, now), data })
    await refreshDebitHold(tx, file, now)
    await tell(tx, file.id, 'direct-debit')
  })
  return viewDebit(db, named.tenantId, named.debitId)
}

/** Lets a debit be that is not at the bank yet. @throws DomainError resource-unknown, debit-moved-on */
export async function cancelDebit(db: Database, named: NamedDebit, now: Date): Promise<DebitView> {
  await db.$transaction(async (tx) => {
    const { debit, file } = await lockDebit(tx, named)
    const state = stateOf(debit)
    if (state === 'cancelled') return
    if (state !== 'planned' && state !== 'announced') throw new DomainError('debit-moved-on', 'debit')
    await dropDebit(tx, file, debit, { why: 'cancelled', actor: named.actor }, now)
  })
  return viewDebit(db, named.tenantId, named.debitId)
}

/** Cancels what is planned or announced of a file, under its lock: of one that is closed, or may not be paid, nothing more is taken. */
export async function dropPlannedDebits(tx: Transaction, file: FileRow, actor: string, now: Date, why = 'file-closed'): Promise<void> {
  for (const debit of await tx.directDebit.findMany({ where: { ...LIVE, batchId: null, fileId: file.id }, orderBy: { id: 'asc' } }))
    await dropDebit(tx, file, debit, { why, actor }, now)
}

/** Cancels a debit under the lock of its file. */
export async function dropDebit(
  tx: Transaction,
  file: FileRow,
  debit: { id: string; endToEndId: string; amountCents: bigint },
  { why, actor }: { why: string; actor: string },
  now: Date,
): Promise<void> {
  const today = legalToday(file, now)
  await tx.directDebit.update({ where: { id: debit.id }, data: { cancelledOn: toDay(today) } })
  await failPlanDebit(tx, file, { debitId: debit.id, code: why, on: today }, now)
  const data = { reference: debit.endToEndId, amountCents: Number(debit.amountCents), why }
  await appendEvent(tx, file.id, { kind: 'debit-cancelled', actor, legalTime: legalNow(file, now), data })
  await refreshDebitHold(tx, file, now)
  await tell(tx, file.id, 'direct-debit')
}

const LOCKED = { mandate: true, payment: { select: { clearedOn: true } } } as const
export type LockedDebit = Prisma.DirectDebitGetPayload<{ include: typeof LOCKED }>

/** Takes the row lock of a debit, then that of its file. @throws DomainError resource-unknown */
async function lockDebit(tx: Transaction, named: Omit<NamedDebit, 'actor'>): Promise<{ debit: LockedDebit; file: FileRow }> {
  const debit = await lockDebitRow(tx, named)
  return { debit, file: await lockFile(tx, debit.fileId) }
}

/** Takes the row lock of a debit, before those of its payment and file. @throws DomainError resource-unknown */
export async function lockDebitRow(tx: Transaction, { tenantId, debitId }: Omit<NamedDebit, 'actor'>): Promise<LockedDebit> {
  await tx.$executeRaw`SELECT FROM direct_debit WHERE id::text = ${debitId} FOR UPDATE`
  const where = { id: debitId, mandate: { tenantId } }
  const debit = isId(debitId) ? await tx.directDebit.findFirst({ where, include: LOCKED }) : null
  if (!debit) throw new DomainError('resource-unknown', 'debit')
  return debit
}

export function stateOf(debit: {
  announcedOn: Date | null
  cancelledOn: Date | null
  batchId: string | null
  paymentId: string | null
  returnedOn: Date | null
}): DebitState {
  return debitState({
    announcedOn: debit.announcedOn && fromDay(debit.announcedOn),
    cancelledOn: debit.cancelledOn && fromDay(debit.cancelledOn),
    isBatched: debit.batchId !== null,
    isPaid: debit.paymentId !== null,
    returnedOn: debit.returnedOn && fromDay(debit.returnedOn),
  })
}

/** What a debit is shown with. */
export const WITH = { mandate: true, batch: { select: { reference: true } }, file: { select: { reference: true } } } as const

/** A debit by its id or its end-to-end reference. @throws DomainError resource-unknown */
export async function viewDebit(db: Transaction, tenantId: string, named: string): Promise<DebitView> {
  const row = await db.directDebit.findFirst({
    where: { mandate: { tenantId }, ...(isId(named) ? { id: named } : { endToEndId: named }) },
    include: WITH,
  })
  if (!row) throw new DomainError('resource-unknown', 'debit')
  return debitView(row)
}

/** A page of a tenant's debits, the last to be collected first. @throws DomainError request-invalid for a cursor that no page has given */
export async function listDebits(db: Database, tenantId: string, { state, file, cursor, limit }: DebitQuery): Promise<DebitList> {
  const where = {
    mandate: { tenantId },
    ...(state !== undefined && WHERE[state]),
    ...(file !== undefined && { file: { reference: normaliseReference(file) } }),
    ...(cursor !== undefined && after(cursor)),
  }
  const rows = await db.directDebit.findMany({ where, include: WITH, orderBy: [{ collectOn: 'desc' }, { id: 'desc' }], take: limit + 1 })
  const items = rows.slice(0, limit).map(debitView)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? cursorOf(last.collectOn, last.id) : null }
}

type Where = NonNullable<NonNullable<Parameters<Database['directDebit']['findMany']>[0]>['where']>

/** The rows of each state. */
const WHERE: Record<DebitState, Where> = {
  planned: { ...LIVE, batchId: null, announcedOn: null },
  announced: { ...LIVE, batchId: null, announcedOn: { not: null } },
  cancelled: { cancelledOn: { not: null }, returnedOn: null },
  submitted: AT_THE_BANK,
  collected: { paymentId: { not: null }, returnedOn: null, cancelledOn: null },
  returned: { returnedOn: { not: null } },
}

function after(cursor: string): Where {
  const [collectOn, id = ''] = readCursor(cursor, 2)
  if (!isId(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ collectOn: { lt: collectOn } }, { collectOn, id: { lt: id } }] }
}

export function debitView(row: Prisma.DirectDebitGetPayload<{ include: typeof WITH }>): DebitView {
  const { id, endToEndId: reference, fileId, file, mandate, currency, batch, returnCode } = row
  const rules = debitRules(mandate.scheme as DebitScheme)
  const collectOn = fromDay(row.collectOn)
  return {
    id,
    reference,
    file: { id: fileId, reference: file.reference },
    mandate: mandate.reference,
    amountCents: Number(row.amountCents),
    currency,
    collectOn,
    state: stateOf(row),
    announceBy: addDays(collectOn, -mandate.noticeDays),
    announcedOn: row.announcedOn && fromDay(row.announcedOn),
    submitBy: submissionDays(collectOn, rules).to,
    batch: batch?.reference ?? null,
    cancelledOn: row.cancelledOn && fromDay(row.cancelledOn),
    returnedOn: row.returnedOn && fromDay(row.returnedOn),
    returned: returnCode === null ? null : { code: returnCode, ...wordsOf(returnCode) },
    returnableUntil: returnableUntil(collectOn, false, rules),
  }
}

function wordsOf(code: string): Pick<NonNullable<DebitView['returned']>, 'meaning' | 'next'> {
  const { meaning, next } = returnReason(code)
  return { meaning, next }
}
