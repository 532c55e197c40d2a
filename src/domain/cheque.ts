import type { LegalDay } from './legal-day.js'
import { addTargetDays } from './target-day.js'

/**
 * How far a cheque is. `credited`: the bank has booked it, subject to its being paid. `paid`: for good. A cheque may come back
 * unpaid even then: that is a fact of its own day.
 */
export type ChequeState = 'received' | 'given-back' | 'deposited' | 'credited' | 'paid' | 'unpaid'

/** A reason on a cheque that was never deposited. */
export const GIVEN_BACK = 'given-back'

export function chequeState(cheque: {
  isDeposited: boolean
  creditedOn: LegalDay | null
  /** Day on which its money was there for good. */
  paidOn: LegalDay | null
  unpaidOn: LegalDay | null
  reason: string | null
}): ChequeState {
  if (!cheque.isDeposited) return cheque.reason === null ? 'received' : 'given-back'
  if (cheque.unpaidOn !== null) return 'unpaid'
  if (cheque.paidOn !== null) return 'paid'
  return cheque.creditedOn === null ? 'deposited' : 'credited'
}

/** What may be done with a cheque next. */
export const CHEQUE_ACTS = ['deposit', 'give-back', 'credit', 'return'] as const
export type ChequeAct = (typeof CHEQUE_ACTS)[number]

const ALLOWED: Record<ChequeState, readonly ChequeAct[]> = {
  received: ['deposit', 'give-back'],
  'given-back': [],
  deposited: ['credit', 'return'],
  credited: ['return'],
  paid: ['return'],
  unpaid: [],
}

export const mayCheque = (state: ChequeState, act: ChequeAct): boolean => ALLOWED[state].includes(act)

/** The day from which a cheque counts as paid for good that the bank credited on a day and did not take back. */
export function chequePaidOn(creditedOn: LegalDay, clearingDays: number): LegalDay {
  return addTargetDays(creditedOn, clearingDays)
}
