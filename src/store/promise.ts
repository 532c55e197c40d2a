import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { paidBy, paidInTime, promiseOutcome } from '../domain/promise.js'
import { promiseRules } from '../law/agreements.js'
import { tellCreditor } from './agreement-notice.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { dropPromise } from './drop-agreement.js'
import type { Case } from './facts.js'
import type { FileAct, Origin } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { requireFreeToAgree } from './open-agreement.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'

export interface NewPromise {
  amountCents: number
  payBy: LegalDay
  origin: Origin
}

/** Who acts where a debtor does, by the page or a message of its own. */
export const DEBTOR = 'debtor'

/**
 * Keeps a debtor's promise: its file waits for it until the day and the days of grace are over.
 * @returns its id
 * @throws DomainError file-unknown, file-closed, nothing-owed, promise-open, promise-day-far, promise-not-taken (too many were broken),
 * payment-exceeds-balance, day-impossible, debtor-protected, debtor-insolvent, plan-open, settlement-open, key-reused
 */
export async function promiseToPay(db: Database, act: FileAct, promise: NewPromise): Promise<string> {
  const { tenantId, fileId, actor, now } = act
  const { amountCents, payBy, origin } = promise
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'promise-to-pay', input: { amountCents, payBy, origin } }, async (tx, file) => {
    const { facts, owedCents } = await requireFreeToAgree(tx, file, now)
    const today = legalToday(file, now)
    const { longestDays, graceDays, mostBroken } = promiseRules.value
    if (payBy < today) throw new DomainError('day-impossible', 'payBy')
    if (payBy > addDays(today, longestDays)) throw new DomainError('promise-day-far', 'payBy')
    if (amountCents > owedCents) throw new DomainError('payment-exceeds-balance', 'amountCents')
    if (actor === DEBTOR && (await brokenBefore(tx, fileId)) >= mostBroken) throw new DomainError('promise-not-taken')
    const terms = { amountCents, payBy: toDay(payBy), graceDays, baselineCents: paidBy(facts, today) }
    await tx.promiseToPay.create({ data: { id, tenantId, fileId, ...terms, origin, madeOn: toDay(today), actor } })
    const data = { promiseId: id, amountCents, payBy }
    await appendEvent(tx, fileId, { kind: 'promise-made', actor, legalTime: legalNow(file, now), data })
    await tellCreditor(tx, file, { kind: 'promise', reason: 'made', reference: id, amountCents, on: today })
    await tell(tx, fileId, 'promise-made')
  })
  return id
}

const brokenBefore = (tx: Transaction, fileId: string) => tx.promiseToPay.count({ where: { fileId, outcome: 'broken' } })

/** Takes an open promise back: the file goes on at once. @throws DomainError file-unknown, promise-unknown where none of that id is open, key-reused */
export async function cancelPromise(db: Database, act: FileAct, promiseId: string): Promise<void> {
  const { fileId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'cancel-promise', input: { promiseId } }, async (tx, file) => {
    const open = isId(promiseId) ? await tx.promiseToPay.count({ where: { id: promiseId, fileId, outcome: null } }) : 0
    if (open === 0) throw new DomainError('promise-unknown')
    await dropPromise(tx, file, 'cancelled', { actor, at: legalNow(file, now), on: legalToday(file, now) })
    await tell(tx, fileId, 'promise-ended')
  })
}

/** Writes down that the open promise was kept or broken, under the file's lock. @returns whether it was */
export async function settlePromise(tx: Transaction, { id: fileId }: FileRow, { facts }: Case, on: LegalDay, at: Date): Promise<boolean> {
  const { promise } = facts
  const outcome = promise && promiseOutcome(facts, promise, on)
  if (!promise || !outcome) return false
  const { id: promiseId } = promise
  await tx.promiseToPay.update({ where: { id: promiseId }, data: { outcome, outcomeOn: toDay(on) } })
  const made = { actor: 'engine', legalTime: at }
  if (outcome === 'kept') await appendEvent(tx, fileId, { kind: 'promise-kept', ...made, data: { promiseId } })
  else
    await appendEvent(tx, fileId, {
      kind: 'promise-broken',
      ...made,
      data: { promiseId, paidCents: paidInTime(facts, promise, on) },
    })
  return true
}
