import type { Step, Strategy } from '../../src/domain/strategy.js'

/** Steps and strategies of the tests. Unless a test says otherwise a strategy is lawful, for professionals, and for an agency as for a creditor. */

const more = { payWithinDays: 8, registered: false }
export const opening: Step = { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10, ...more }
export const reminder: Step = { id: 'reminder', stage: 'amicable', channels: ['email', 'letter'], afterDays: 20, ...more }
export const notice: Step = { id: 'formal-notice', stage: 'formal-notice', channels: ['letter'], afterDays: 40, ...more, registered: true }
export const lastNotice: Step = { id: 'last-notice', stage: 'last-notice', channels: ['letter'], afterDays: 60, ...more }

export const PROFESSIONALS = { capacities: ['trader', 'professional', 'sole-trader'] } as const
export const CONSUMERS = { capacities: ['consumer', 'undecided'] } as const

export const strategy = (named: Partial<Strategy> = {}): Strategy => ({
  name: 'any',
  version: 1,
  for: PROFESSIONALS,
  steps: [opening, reminder, notice],
  ...named,
})
