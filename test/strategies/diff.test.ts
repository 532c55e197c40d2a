import { describe, expect, it } from 'vitest'
import { differencesInWords } from '../../src/cli/strategy-words.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { diffStrategies } from '../../src/strategies/diff.js'
import { lastNotice, notice, opening, reminder, strategy } from './sample.js'

const words = (after: Partial<Strategy>, before: Partial<Strategy> = {}) => {
  const [one, other] = [strategy(before), strategy(after)]
  return differencesInWords(one, other, diffStrategies(one, other)).split('\n').slice(1)
}

describe('two strategies', () => {
  it('that are the same differ in nothing', () => {
    expect(diffStrategies(strategy(), strategy())).toEqual([])
    expect(differencesInWords(strategy(), strategy(), [])).toBe('any v1 and any v1 are the same.')
  })

  it('are compared by field', () => {
    expect(words({ version: 2, for: { capacities: ['trader'], leastCents: 100 }, charges: { interest: true, indemnity: false } })).toEqual([
      '~ version: 1 → 2',
      '~ for.capacities: trader, professional, sole-trader → trader',
      '~ for.leastCents: none → 100',
      '~ charges.interest: none → true',
      '~ charges.indemnity: none → false',
    ])
  })

  it('are compared step by step', () => {
    const steps = [opening, { ...reminder, afterDays: 25, when: { mostCents: 500 } }, lastNotice]
    expect(words({ steps })).toEqual([
      '~ reminder afterDays: 20 → 25',
      '~ reminder when.mostCents: none → 500',
      '+ last-notice: last-notice by letter, 60 days after the due date',
      '- formal-notice: formal-notice by letter, 40 days after the due date',
    ])
  })

  it('may have their steps in another order', () => {
    const [a, b] = [
      { ...reminder, id: 'a' },
      { ...reminder, id: 'b' },
    ]
    expect(words({ steps: [opening, b, a, notice] }, { steps: [opening, a, b, notice] })).toEqual(['^ b: place 3 → 2', '^ a: place 2 → 3'])
  })
})
