import type { ContactCap, LawPack, MentionRule } from '../domain/law-pack.js'
import { CHECKED, unconfirmed } from './sourced.js'

/** Policies of the house for countries of which no such rule was found. */

export const contactHours = unconfirmed(
  { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' },
  'house policy: no statutory hours for debt collection were looked up',
)

export const contactCaps = unconfirmed<readonly ContactCap[]>(
  [
    { rule: 'one-contact-a-day', most: 1, withinDays: 1 },
    { rule: 'three-contacts-a-week', most: 3, withinDays: 7 },
  ],
  'house policy: Directive 2005/29/EC art. 8 and 9 forbid harassment and name no number',
)

export const noticeOutcomes: LawPack['noticeOutcomes'] = unconfirmed(
  {
    delivered: 'served',
    refused: 'served',
    unclaimed: 'served',
    'address-unknown': 'not-served',
    failed: 'not-served',
    bounced: 'not-served',
    'opted-out': 'not-served',
  },
  'house policy, after the French reading: who refuses or does not fetch a notice has had it',
)

export const outcomeWithinDays = unconfirmed(
  30,
  'house policy: a registered letter waits 15 days at the post office, and as long again for its way back',
)

/** Who has the data from somebody else says so with the first message, in every country of the Union. */
export const dataProtectionNotice: MentionRule = {
  rule: 'data-protection-notice',
  stages: ['opening'],
  channels: ['letter'],
  collects: 'agency',
  regimes: [],
  variables: ['privacy'],
  source: 'GDPR article 14',
  checkedOn: CHECKED,
  confirmed: false,
}

/** How old the bank's newest figure of client funds may be, in days, before nothing is remitted any more. */
export const statementAgeDays = unconfirmed(
  5,
  'house policy: banks of the euro area rest four days in a row at most (Good Friday to Easter Monday); the statement of the day before comes on the fifth',
)

/** Passing money on: how many people agree to it, and whether whoever has asked for it may be one of them. */
export const agreement = unconfirmed(
  { people: 2, makerMayAgree: false },
  'house policy: nobody moves money held for others alone, and whoever prepares a transfer does not check it',
)

/** Calendar days from the second agreement until a creditor's new account is used. */
export const newAccountWaitsDays = unconfirmed(
  5,
  'house policy: a forged change of account is usually found by the creditor within days of being told of it',
)

/** Calendar days in which a debtor who contests a claim is answered, and its creditor is asked for its position. */
export const disputeAnswerDays = unconfirmed(
  30,
  'house policy: no statutory delay for answering a debtor was looked up; what is contested is asked for by nobody meanwhile',
)

/** For countries without a rule of their own on when collected money is passed on. */
export const remitWithinMonths = unconfirmed(1, 'house policy, after the French rule (Code des procédures civiles d’exécution R124-6)')

/** How many days a lost address is searched, and the most that a search may cost, in millionths of a euro. */
export const addressSearch = unconfirmed(
  { days: 30, limitMicros: 5_000_000 },
  'house policy: a creditor and a register answer within a month, and no search costs more than a registered letter',
)
