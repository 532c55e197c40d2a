import { unconfirmed } from './sourced.js'

/** Days of a payment plan, each a policy of the house that leaves the debtor time. Agreed plans keep those that they were signed with. */
export const planDays = unconfirmed(
  {
    /** After an instalment's day on which its money may still come in. */
    grace: 5,
    /** From the notice of a missed instalment until the plan is broken. */
    cure: 15,
    /** Before an instalment on which the debtor is reminded of it. */
    remind: 5,
    /** On which a proposal is answered. */
    answer: 10,
    /** On which an offer is signed. */
    sign: 14,
    /** By which the first instalment falls due at the latest. */
    firstWithin: 45,
  },
  'house policy, after Code civil art. 1225: a plan ends by a missed instalment only after a notice that has stayed without effect',
)
