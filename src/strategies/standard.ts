import type { Strategy } from '../domain/strategy.js'

const letter = { channels: ['letter'], registered: false } as const

/** For most debts: by letter, e-mail, text message and telephone, then the formal notice; what follows a person decides. */
export const standard: Strategy = {
  name: 'standard',
  version: 2,
  steps: [
    { id: 'before-due', stage: 'preventive', channels: ['email', 'sms'], afterDays: -5, payWithinDays: 5, registered: false },
    { id: 'opening-letter', stage: 'opening', ...letter, afterDays: 10, payWithinDays: 8 },
    { id: 'first-reminder', stage: 'amicable', channels: ['email', 'sms', 'letter'], afterDays: 20, payWithinDays: 8, registered: false },
    { id: 'second-reminder', stage: 'amicable', channels: ['sms', 'email', 'letter'], afterDays: 30, payWithinDays: 5, registered: false },
    { id: 'call', stage: 'amicable', channels: ['call', 'email', 'letter'], afterDays: 38, payWithinDays: 5, registered: false },
    { id: 'formal-notice', stage: 'formal-notice', channels: ['letter'], afterDays: 45, payWithinDays: 15, registered: true },
    { id: 'last-notice', stage: 'last-notice', channels: ['letter'], afterDays: 65, payWithinDays: 15, registered: false },
  ],
}
