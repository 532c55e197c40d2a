import type { MentionRule } from '../../../domain/law-pack.js'
import { dataProtectionNotice } from '../../house.js'
import { CHECKED } from '../../sourced.js'

/** The letter of an agency: who collects, for whom, what for, how to pay, and whose the costs are. */
export const collectorMentions: MentionRule = {
  rule: 'collector-mentions',
  stages: ['opening', 'formal-notice', 'last-notice'],
  channels: ['letter'],
  collects: 'agency',
  regimes: [],
  variables: [
    'senderName',
    'senderAddress',
    'recoveryStatement',
    'creditorName',
    'creditorAddress',
    'claims',
    'breakdown',
    'payment',
    'costsLaw',
  ],
  source: 'Code des procédures civiles d’exécution R124-4 1° to 5°',
  checkedOn: CHECKED,
  confirmed: true,
}

export const openingRecalled: MentionRule = {
  rule: 'opening-letter-recalled',
  stages: ['amicable', 'formal-notice', 'last-notice'],
  channels: ['letter', 'sms', 'email', 'call'],
  collects: 'agency',
  regimes: [],
  variables: ['openingReference', 'openingDate'],
  source: 'Code des procédures civiles d’exécution R124-4, last paragraph',
  checkedOn: CHECKED,
  confirmed: true,
}

export const mentions: readonly MentionRule[] = [collectorMentions, openingRecalled, dataProtectionNotice]
