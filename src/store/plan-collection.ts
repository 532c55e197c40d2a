import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

/** Who asks cards and accounts for what a plan says. */
export const ENGINE = 'engine'

/** An instalment that a card or an account was asked for, and what it came to where that is known at once. */
export interface NewCollection {
  planId: string
  revision: number
  number: number
  attempt: number
  kind: 'card' | 'direct-debit'
  /** Id of the checkout or debit. */
  reference: string
  askedOn: LegalDay
  /** Why it was refused; null where it was not. */
  failureCode: string | null
}

/** Notes that an instalment was asked for, once per attempt, under the file's lock. @returns whether it is new */
export async function noteCollection(tx: Transaction, file: FileRow, collection: NewCollection, now: Date): Promise<boolean> {
  const { planId, number, kind, reference, askedOn, failureCode } = collection
  const days = { askedOn: toDay(askedOn), failedOn: failureCode === null ? null : toDay(askedOn) }
  const { count } = await tx.planCollection.createMany({ data: [{ ...collection, ...days }], skipDuplicates: true })
  if (count === 0) return false
  const event = { actor: ENGINE, legalTime: legalNow(file, now) }
  if (failureCode === null) await appendEvent(tx, file.id, { kind: 'plan-collected', ...event, data: { planId, number, kind, reference } })
  else await appendEvent(tx, file.id, { kind: 'plan-collection-failed', ...event, data: { planId, number, code: failureCode } })
  return true
}

/** A debit came back, or will not be collected: where it was for an instalment of a plan in force, that is the debtor's to pay again. */
export async function failPlanDebit(
  tx: Transaction,
  file: FileRow,
  { debitId: reference, code, on }: { debitId: string; code: string; on: LegalDay },
  now: Date,
): Promise<void> {
  const where = { kind: 'direct-debit', reference, failedOn: null }
  const collection = await tx.planCollection.findFirst({ where, include: { plan: { select: { state: true, revision: true } } } })
  if (!collection) return
  const { planId, revision, number, plan } = collection
  await tx.planCollection.updateMany({ where, data: { failedOn: toDay(on), failureCode: code } })
  if (plan.state !== 'active' || plan.revision !== revision) return
  const data = { planId, number, code }
  await appendEvent(tx, file.id, { kind: 'plan-collection-failed', actor: ENGINE, legalTime: legalNow(file, now), data })
}
