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
