import type { MentionRule } from '../../domain/law-pack.js'
import { dataProtectionNotice } from '../house.js'
import { CHECKED } from '../sourced.js'

/**
 * Of the first reminder: what is owed, who the creditor is and its company number, what for and since when, the days to
 * pay. The sum that will be asked for after them is named too, where the contract has a clause for one.
 */
const firstReminder: Omit<MentionRule, 'stages' | 'collects'> = {
  rule: 'first-reminder-mentions',
  channels: ['letter', 'email'],
  regimes: ['consumer'],
  variables: ['creditorName', 'creditorNumber', 'claims', 'amount', 'waitingDays'],
  source: 'Code de droit économique XIX.2 §2',
  checkedOn: CHECKED,
  confirmed: true,
}

/** Whatever an agency does begins with a written notice that says for whom, what for, and how each sum comes about. */
const collectorMentions: MentionRule = {
  rule: 'collector-mentions',
  stages: ['opening'],
  channels: ['letter'],
  collects: 'agency',
  regimes: ['consumer'],
  variables: ['senderName', 'senderAddress', 'creditorName', 'creditorAddress', 'claims', 'breakdown', 'payBefore'],
  source: 'Code de droit économique, livre XIX titre 2 (economie.fgov.be, Recouvrement par une agence)',
  checkedOn: CHECKED,
  confirmed: true,
}

export const mentions: readonly MentionRule[] = [
  // An agency's first letter is the first reminder where the creditor sent none.
  { ...firstReminder, stages: ['opening'], collects: 'agency' },
  { ...firstReminder, stages: ['amicable'], collects: 'creditor' },
  collectorMentions,
  dataProtectionNotice,
]
