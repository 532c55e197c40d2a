import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import type { Condition, Strategy } from '../../src/domain/strategy.js'
import { chooseStrategy } from '../../src/strategies/choose.js'
import { strategy } from './sample.js'

const GARAGE = {
  claims: [{ capacity: 'trader' as const }],
  segment: { kind: 'company' as const, language: 'fr', sector: null, score: 90, closedFiles: 0, lateFiles: 0 },
}
const meant = (name: string, condition: Condition, more: Partial<Strategy> = {}) => strategy({ name, for: condition, ...more })
const choose = (...strategies: Strategy[]) => chooseStrategy(strategies, 'FR', GARAGE, cents(50_000))?.name ?? null

describe('a file that names no strategy gets', () => {
  const traders = meant('traders', { capacities: ['trader'] })
  const reliable = meant('very-reliable', { capacities: ['trader'], leastScore: 80 })

  it('the one that is for such debtors', () => {
    expect(choose(meant('consumers', { capacities: ['consumer'] }), traders)).toBe('traders')
  })

  it('of several the one that says most about them', () => {
    expect(choose(traders, reliable)).toBe('very-reliable')
    expect(choose(reliable, traders)).toBe('very-reliable')
    expect(choose(traders, meant('doubtful', { capacities: ['trader'], mostScore: 20 }))).toBe('traders')
  })

  it('of those that say as much the first by name', () => {
    expect(choose(traders, meant('companies', { kind: 'company' }))).toBe('companies')
  })

  it('none that is for nobody in particular, and none of another country', () => {
    const { for: _meant, ...anybody } = traders
    expect(choose(anybody)).toBeNull()
    expect(choose({ ...traders, country: 'BE' })).toBeNull()
  })

  it('one by what is owed on the day', () => {
    expect(choose(meant('large', { leastCents: 50_000 }))).toBe('large')
    expect(choose(meant('large', { leastCents: 50_001 }))).toBeNull()
  })
})
