import { type DebitScheme, returnableUntil } from '../domain/direct-debit.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { debitRules, returnReason } from '../law/sepa.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { refreshDebitHold } from './debit-hold.js'
import { lockDebitRow, stateOf } from './direct-debit.js'
import { appendEvent } from './file-event.js'
import { lockFile } from './file-row.js'
import { latestDay } from './legal-today.js'
import { tell } from './outbox.js'
import { failPlanDebit } from './plan-collection.js'
import { chargeAgency } from './settle-payment.js'
import { takeBackPayment } from './take-back-payment.js'

export interface ReturnedDebit {
  tenantId: string
  debitId: string
  /** ISO 20022 code of the return. */
  code: string
  /** Day on which the bank booked it. */
  on: LegalDay
  /** What the bank charges for it. */
  feeCents?: number
  /** Where its money left, as the bank’s statement shows; else from where it is by the books. */
  where?: 'bank'
  /** That a person has seen it, though the time for it is over. */
  confirmed?: boolean
  actor: string
}

/**
 * A debit came back, in the caller's transaction: before its day it was refused and paid nothing; afterwards its payment is taken
 * back from where its money is, and a file that it had closed opens again when it hears of it. Told again it changes nothing.
 * @throws DomainError resource-unknown, debit-moved-on (never at the bank), day-impossible, debit-return-late (the time for such a
 * return is over, and no person has confirmed it)
 */
export async function returnedDebit(tx: Transaction, returned: ReturnedDebit, now: Date): Promise<void> {
  const { tenantId, code, on, feeCents = 0, confirmed = false, actor } = returned
  const debit = await lockDebitRow(tx, returned)
  const state = stateOf(debit)
  if (state === 'returned') return
  if (state !== 'submitted' && state !== 'collected') throw new DomainError('debit-moved-on', 'debit')
  const until = returnableUntil(fromDay(debit.collectOn), returnReason(code).unauthorised, debitRules(debit.mandate.scheme as DebitScheme))
  if (on > until && !confirmed) throw new DomainError('debit-return-late', 'on')
  const reference = `return:${debit.id}`
  if (debit.paymentId !== null) {
    const where = returned.where ?? (debit.payment?.clearedOn ? 'bank' : 'clearing')
    // What was paid back of it to the debtor meanwhile is gone with it: the whole sum leaves.
    const takingBack = { tenantId, paymentId: debit.paymentId, reference, amountCents: cents(debit.amountCents), where } as const
    await takeBackPayment(tx, { ...takingBack, reason: 'returned', on, actor }, now)
  }
  const file = await lockFile(tx, debit.fileId)
  if (on > latestDay(file, now)) throw new DomainError('day-impossible', 'on')
  await chargeAgency(tx, { tenantId, fileId: file.id, reference, currency: debit.currency, on, feeCents, actor })
  await tx.directDebit.update({ where: { id: debit.id }, data: { returnedOn: toDay(on), returnCode: code } })
  await failPlanDebit(tx, file, { debitId: debit.id, code, on }, now)
  const data = { reference: debit.endToEndId, amountCents: Number(debit.amountCents), code, on }
  await appendEvent(tx, file.id, { kind: 'debit-returned', actor, legalTime: legalNow(file, now), data })
  await refreshDebitHold(tx, file, now)
  await tell(tx, file.id, 'direct-debit')
}

/** The debit that an end-to-end reference names, for whoever matches a statement; null where it names none of the tenant's. */
export async function debitNamed(tx: Transaction, tenantId: string, endToEndId: string): Promise<string | null> {
  const debit = await tx.directDebit.findFirst({ where: { endToEndId, mandate: { tenantId } }, select: { id: true } })
  return debit?.id ?? null
}
