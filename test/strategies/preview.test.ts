import { describe, expect, it } from 'vitest'
import { lawOf } from '../../src/law/book.js'
import { StrategyExample } from '../../src/strategies/example.js'
import { previewStrategy } from '../../src/strategies/preview.js'
import { notice, opening, reminder, strategy } from './sample.js'

/**
 * The dated plan of an example. Reckoned by hand: 1,000.00 EUR due on Tuesday 10 June 2025 bear 13.15 % (ECB 3.15 + 10) to
 * 30 June and 12.15 % (2.15 + 10) from 1 July, each stretch rounded half-up: principal × days × rate / 365.
 */

const EXAMPLE = {
  opened: '2025-06-10',
  claims: [{ reference: 'F-1', dueDate: '2025-06-10', amountCents: 100_000, capacity: 'trader' }],
}
const preview = (named: object = {}, example: object = {}) =>
  previewStrategy(strategy(named), StrategyExample.parse({ ...EXAMPLE, ...example }), lawOf('FR'))
const told = ({ acts, end }: ReturnType<typeof preview>) => [
  ...acts.map(({ on, act, channel, owed }) => [on, act, channel, owed.principalCents, owed.interestCents, owed.indemnityCents]),
  [end.on, end.question, null, end.owed.principalCents, end.owed.interestCents, end.owed.indemnityCents],
]

describe('if nobody reacts', () => {
  it('each act comes on its day, with what is owed then', () => {
    expect(told(preview())).toEqual([
      ['2025-06-20', 'opening-letter', 'letter', 100_000, 360, 4000], // 10 days: 3.60
      ['2025-06-30', 'reminder', 'email', 100_000, 721, 4000], // 20 days: 7.205 → 7.21
      ['2025-07-21', 'formal-notice', 'letter', 100_000, 1420, 4000], // the 20th is a Sunday; 7.21 + 21 days: 6.99
      ['2025-07-30', 'judicial-decision', null, 100_000, 1720, 4000], // its 8 days end on the 29th; 7.21 + 30 days: 9.99
    ])
  })

  it('what the strategy does not charge is not owed', () => {
    const amounts = preview({ charges: { interest: true, indemnity: false } }).acts.map(({ owed }) => [
      owed.interestCents,
      owed.indemnityCents,
    ])
    expect(amounts).toEqual([
      [360, 0],
      [721, 0],
      [1420, 0],
    ])
    const none = preview({ charges: { interest: false, indemnity: false } }).end.owed
    expect([none.owedCents, none.interestCents]).toEqual([100_000, 0])
  })

  it('a consumer owes interest from the notice on, and no indemnity', () => {
    // The notice arrives on 21 July; 9 days to the 30th at the legal rate of 2.76 %: 0.68.
    const consumer = { claims: [{ ...EXAMPLE.claims[0], capacity: 'consumer' }] }
    expect(told(preview({}, consumer)).map(([, , , , interest, indemnity]) => [interest, indemnity])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [68, 0],
    ])
  })

  it('each act has its reasons: the article that wants it, the step, and what moved it', () => {
    const [first, second] = preview().acts
    expect(first?.because.map(({ rule }) => rule)).toEqual(['mandatory-notice', 'step:opening-letter', 'contact-hours'])
    expect(first?.because[0]?.source).toContain('R124-4')
    expect(second?.because.map(({ rule }) => rule)).toEqual(['step:reminder', 'contact-hours'])
  })

  it('in-house the creditor’s own road is taken, and amicable mandates end amicably', () => {
    expect(preview({}, { collects: 'creditor' }).acts[0]?.because.map(({ rule }) => rule)).toEqual(['step:opening-letter', 'contact-hours'])
    expect(preview({}, { scope: 'amicable' }).end.question).toBe('amicable-road-ended')
  })

  it('a step is left out whose condition does not hold', () => {
    const steps = [opening, { ...reminder, when: { leastLateFiles: 1 } }, notice]
    expect(preview({ steps }).acts.map(({ act }) => act)).toEqual(['opening-letter', 'formal-notice'])
    expect(preview({ steps }, { debtor: { lateFiles: 1 } }).acts.map(({ act }) => act)).toEqual([
      'opening-letter',
      'reminder',
      'formal-notice',
    ])
  })

  it('a payment that was there before counts from its day', () => {
    const payments = [{ reference: 'P', on: '2025-06-10', amountCents: 100_000 }]
    expect(preview({}, { claims: [{ ...EXAMPLE.claims[0], payments }] })).toMatchObject({ acts: [], end: { do: 'close' } })
  })
})
