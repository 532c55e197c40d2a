import { describe, expect, it } from '@jest/globals'
import { CAPACITIES, type Capacity, lastDayToSue } from '../../src/domain/limitation.js'
import { pack } from '../../src/law/fr/2016-10-01.js'

describe('the last day on which a claim may be sued for', () => {
  it.each<[string, Capacity, string]>([
    // Counted from day to day, the last day included: on 4 January 2022 still, on the 5th no more.
    ['2020-01-04', 'consumer', '2022-01-04'],
    ['2020-01-04', 'undecided', '2022-01-04'],
    ['2020-01-04', 'professional', '2025-01-04'],
    ['2020-01-04', 'trader', '2025-01-04'],
    ['2020-02-29', 'consumer', '2022-02-28'],
    ['2020-02-29', 'trader', '2025-02-28'],
    ['2022-02-28', 'consumer', '2024-02-28'],
    ['2024-12-31', 'consumer', '2026-12-31'],
    ['2024-01-01', 'sole-trader', '2029-01-01'],
  ])('of what fell due on %s, owed as %s, is %s', (dueDate, capacity, last) => {
    expect(lastDayToSue(dueDate, capacity, pack)).toBe(last)
  })

  it('of 29 February four years on would be one again: the law pack says how many', () => {
    const { value, ...source } = pack.limitationYears.consumer
    expect(value).toBe(2)
    const four = { ...pack, limitationYears: { ...pack.limitationYears, consumer: { ...source, value: 4 } } }
    expect(lastDayToSue('2020-02-29', 'consumer', four)).toBe('2024-02-29')
  })

  it('is two years on for those whom consumer law protects, and for those of whom it is not known; five for all others', () => {
    const years = Object.fromEntries(
      CAPACITIES.map((capacity) => [capacity, Number(lastDayToSue('2020-06-15', capacity, pack).slice(0, 4)) - 2020]),
    )
    expect(years).toEqual({
      consumer: 2,
      undecided: 2,
      'non-professional': 5,
      trader: 5,
      professional: 5,
      'sole-trader': 5,
      'public-body': 5,
    })
  })
})
