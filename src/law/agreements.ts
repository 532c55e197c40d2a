import { unconfirmed } from './sourced.js'

/** What the house grants a debtor who answers: no law names these days, and each of them only waits longer. */

/** A promise to pay: how far ahead, days after it on which the money may still come in, and how many may be broken before the debtor's word alone is not enough. */
export const promiseRules = unconfirmed(
  { longestDays: 30, graceDays: 3, mostBroken: 2 },
  'house policy: a transfer takes up to three days over a weekend; whoever needs longer than a month is better served by a plan',
)

/** Days in which a creditor says whether it has had what its debtor says it has paid. */
export const assertionAnswerDays = unconfirmed(10, 'house policy: a creditor who reads its account each week has read it by then')

/** An agreement that a part settles the debt: days for an answer, how far ahead it may be paid, and the days of grace after that. */
export const settlementRules = unconfirmed(
  { answerDays: 10, longestDays: 90, graceDays: 3 },
  'house policy: what is let go for the sake of quick money is let go for money within three months',
)

/** Days in which a person answers who has told of its means. */
export const meansAnswerDays = unconfirmed(15, 'house policy: somebody in difficulty is answered within two weeks')

/** What of a household's means is proposed to go into a plan: half of what is left for one alone, less for each who lives on it. */
export const meansBounds = unconfirmed(
  { mostSharePercent: 50, lessPerDependantPercent: 5, leastSharePercent: 20, stepCents: 5_00, mostInstalments: 36 },
  'house policy: a plan that takes all that is left breaks at the first bill that nobody has foreseen',
)
