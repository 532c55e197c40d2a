import type { ApprovalRules, JudicialLaw } from '../domain/judicial-law.js'
import { cents } from '../domain/money.js'
import { unconfirmed } from './sourced.js'

/** Days before a last day on which it is announced. */
export const alarmDays: JudicialLaw['alarmDays'] = unconfirmed(
  { usual: [30, 15, 7, 1], consign: [10, 5, 1], answer: [7], oppose: [], enforceable: [], 'title-life': [] },
  'house policy: early enough for an officer to act, and again when it is nearly too late',
)

/** Who approves a suit, and how long that is good for. */
export const approval = unconfirmed<ApprovalRules>(
  { twoFromCents: cents(10_000_00), remindDays: 3, answerDays: 15, validDays: 60 },
  'house policy: a suit that nobody approves within two weeks is looked at anew; two people look at what may cost a lawyer',
)

/** Going on without a court: letters and calls for another while. */
export const amicable: JudicialLaw['amicable'] = unconfirmed(
  { costCents: cents(15_00), expectedDays: 60, successPpm: 150_000 },
  'house policy, until its own figures are there: two more letters and a call, to a debtor whom a formal notice has not moved',
)

/** The cheapest and quickest road that is open goes first. */
export const preferred: JudicialLaw['choice']['preferred'] = unconfirmed(
  {
    none: ['small-claims', 'payment-order', 'interim-order', 'summons'],
    rejected: ['interim-order', 'summons'],
    open: ['summons'],
  },
  'house policy: what costs least and takes least time, as far as the debtor has not contested',
)
