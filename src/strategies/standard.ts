import type { Strategy } from '../domain/strategy.js'

/** Three letters, then a person decides. */
export const standard: Strategy = {
  name: 'standard',
  version: 1,
  steps: [
    { id: 'opening-letter', channel: 'letter', afterDays: 10 },
    { id: 'second-letter', channel: 'letter', afterDays: 25 },
    { id: 'formal-notice', channel: 'letter', afterDays: 45 },
  ],
}
