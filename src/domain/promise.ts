import type { AgreementStep } from './agreement.js'
import { standingPaymentsOf } from './balance.js'
import type { Facts } from './facts.js'
import { addDays, earlier, type LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'

/** An open promise to pay. */
export interface PromiseFact {
  id: string
  amountCents: Cents
  /** Last day to pay, and the days after it on which the money may still come in. */
  payBy: LegalDay
  graceDays: number
  /** What had been paid on the file's claims when it was made. */
  baselineCents: Cents
}

/** Money that is awaited until a day: a promise, or an agreement that a part settles the debt. */
export type Awaited = Pick<PromiseFact, 'amountCents' | 'payBy' | 'graceDays' | 'baselineCents'>

/** Last day on which the money may come in. */
export const lastDayOf = ({ payBy, graceDays }: Pick<Awaited, 'payBy' | 'graceDays'>): LegalDay => addDays(payBy, graceDays)

/** What was paid by a day on all claims of a file, to whomever, and not taken back. */
export function paidBy({ claims }: Pick<Facts, 'claims'>, on: LegalDay): Cents {
  return sum(claims.flatMap((claim) => standingPaymentsOf(claim, on).map(({ amountCents }) => amountCents)))
}

/** What came in since it was agreed, as far as it was there in time, however late anybody looks. */
export const paidInTime = (facts: Pick<Facts, 'claims'>, awaited: Awaited, on: LegalDay): Cents =>
  cents(Math.max(0, paidBy(facts, earlier(on, lastDayOf(awaited))) - awaited.baselineCents))

/** What of it stands on a later day: a payment that came in time may be taken back long after. */
export function stillPaid({ claims }: Pick<Facts, 'claims'>, awaited: Awaited, on: LegalDay): Cents {
  const inTime = claims.flatMap((claim) => standingPaymentsOf(claim, on)).filter((payment) => payment.on <= lastDayOf(awaited))
  return cents(Math.max(0, sum(inTime.map(({ amountCents }) => amountCents)) - awaited.baselineCents))
}

/** What has become of a promise by a day; null while it is open. */
export function promiseOutcome(facts: Pick<Facts, 'claims'>, promise: PromiseFact, on: LegalDay): 'kept' | 'broken' | null {
  if (paidInTime(facts, promise, on) >= promise.amountCents) return 'kept'
  return on > lastDayOf(promise) ? 'broken' : null
}

/** A file with an open promise waits for it. */
export function waitForPromise({ promise }: Pick<Facts, 'promise'>, on: LegalDay): AgreementStep | null {
  if (promise === undefined || on > lastDayOf(promise)) return null
  return { do: 'wait', until: addDays(lastDayOf(promise), 1), rule: 'hold:promise', source: 'relance policy' }
}
