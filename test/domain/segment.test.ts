import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { holds } from '../../src/domain/segment.js'
import type { Condition, Step, Strategy } from '../../src/domain/strategy.js'
import { asks, claim, DUE, facts, inHouse, on, rulesOf, STRATEGY, sends, sent, waitsUntil } from './on.js'

/** Whom a condition means, and what a step, hours and caps of a strategy do to what a file does next. */

const GIVEN = { kind: 'company', language: 'fr', sector: 'garage', score: 50, closedFiles: 2, lateFiles: 1 } as const
const means = (condition: Condition, segment: object = {}, owed = 100_00, capacity: 'trader' | 'consumer' = 'trader') =>
  holds(condition, { claims: [{ capacity: 'trader' }, { capacity }], segment: { ...GIVEN, ...segment } }, cents(owed))

describe('a condition holds', () => {
  it.each<[string, Condition, boolean, object]>([
    ['from the least on', { leastCents: 10_000 }, true, {}],
    ['not a cent below it', { leastCents: 10_001 }, false, {}],
    ['up to the most', { mostCents: 10_000 }, true, {}],
    ['not a cent above it', { mostCents: 9_999 }, false, {}],
    ['for the kind', { kind: 'company' }, true, {}],
    ['not for the other', { kind: 'person' }, false, {}],
    ['for one of the languages', { languages: ['en', 'fr'] }, true, {}],
    ['not for another', { languages: ['en'] }, false, {}],
    ['for one of the sectors', { sectors: ['garage'] }, true, {}],
    ['not where nobody has said the sector', { sectors: ['garage'] }, false, { sector: null }],
    ['from the least score on', { leastScore: 50 }, true, {}],
    ['not below it', { leastScore: 51 }, false, {}],
    ['up to the most', { mostScore: 50 }, true, {}],
    ['not above it', { mostScore: 49 }, false, {}],
    ['not without a score, the least', { leastScore: 0 }, false, { score: null }],
    ['not without a score, the most', { mostScore: 100 }, false, { score: null }],
    ['for so many late files', { leastLateFiles: 1, mostLateFiles: 1 }, true, {}],
    ['not for more', { mostLateFiles: 0 }, false, {}],
    ['not for fewer', { leastLateFiles: 2 }, false, {}],
    ['for a debtor without any', { mostLateFiles: 0 }, true, { lateFiles: 0 }],
    ['for so many closed files', { leastClosedFiles: 2 }, true, {}],
    ['not for fewer closed ones', { leastClosedFiles: 3 }, false, {}],
    ['where all that it names does', { kind: 'company', leastScore: 50, mostCents: 20_000 }, true, {}],
    ['not where one of it does not', { kind: 'company', leastScore: 51, mostCents: 20_000 }, false, {}],
  ])('%s', (_when, condition, expected, segment) => {
    expect(means(condition, segment)).toBe(expected)
  })

  it('where all claims are owed in one of the capacities', () => {
    expect(means({ capacities: ['trader'] })).toBe(true)
    expect(means({ capacities: ['trader'] }, {}, 100_00, 'consumer')).toBe(false)
    expect(means({ capacities: ['trader', 'consumer'] }, {}, 100_00, 'consumer')).toBe(true)
  })
})

const withWhen = (id: string, when: Condition): Strategy => ({
  ...STRATEGY,
  steps: STRATEGY.steps.map((step): Step => (step.id === id ? { ...step, when } : step)),
})
const opened = { contacts: [sent('opening-letter', '2026-01-15')] }
// The second letter is due on Friday 30 January, the formal notice on Thursday 19 February.
const SECOND = '2026-01-30T12:00:00+01:00'

describe('a step with a condition', () => {
  it('is taken where it holds', () => {
    expect(on(SECOND, opened, withWhen('second-letter', { mostCents: 10_000 }))).toEqual(sends('second-letter'))
  })

  it('is left out where it does not, and the file waits for the next', () => {
    expect(on(SECOND, opened, withWhen('second-letter', { mostCents: 9_999 }))).toEqual(waitsUntil('2026-02-19T08:00:00+01:00'))
  })

  it('is taken after all once the facts have changed, as long as nothing later is done', () => {
    const scored = { ...opened, segment: { ...facts().segment, score: 10 } }
    const strategy = withWhen('second-letter', { mostScore: 20 })
    expect(on('2026-02-05T12:00:00+01:00', opened, strategy)).toEqual(waitsUntil('2026-02-19T08:00:00+01:00'))
    expect(on('2026-02-05T12:00:00+01:00', scored, strategy)).toEqual(sends('second-letter'))
  })

  it('that the law wants is taken whatever it says', () => {
    expect(on('2026-02-19T12:00:00+01:00', opened, withWhen('formal-notice', { mostCents: 1 }))).toEqual(sends('second-letter'))
    const both = { contacts: [...opened.contacts, sent('second-letter', '2026-01-30')] }
    expect(on('2026-02-19T12:00:00+01:00', both, withWhen('formal-notice', { mostCents: 1 }))).toEqual(sends('formal-notice'))
  })

  it('is judged by what will be owed on its day, not on the day before', () => {
    // 10,000.00 from 6 January at 12.15 % bear 3.33 a day: on 29 January 79.89, on the 30th 83.22.
    const growing = {
      claims: [{ ...claim('a', DUE, 1_000_000), capacity: 'trader' as const, waives: ['indemnity' as const] }],
      ...opened,
    }
    const strategy = withWhen('second-letter', { leastCents: 1_008_300 })
    expect(on('2026-01-29T12:00:00+01:00', growing, strategy)).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
    expect(on(SECOND, growing, strategy)).toEqual(sends('second-letter'))
    expect(on('2026-01-29T12:00:00+01:00', growing, withWhen('second-letter', { leastCents: 1_008_400 }))).toEqual(
      waitsUntil('2026-02-19T08:00:00+01:00'),
    )
  })

  it('may be the last: then a person is asked', () => {
    const strategy: Strategy = {
      ...STRATEGY,
      steps: STRATEGY.steps.slice(0, 2).map((step, index) => (index === 1 ? { ...step, when: { mostCents: 1 } } : step)),
    }
    expect(on(SECOND, opened, strategy)).toEqual(asks('judicial-decision'))
  })
})

describe('hours of a strategy', () => {
  const hours = (from: string, to: string, weekdays = [1, 2, 3, 4, 5]): Strategy => ({ ...STRATEGY, hours: { weekdays, from, to } })

  it.each([
    ['open later than the law’s', hours('10:00', '18:00'), '2026-01-15T09:00:00+01:00', '2026-01-15T10:00:00+01:00'],
    ['close earlier', hours('10:00', '18:00'), '2026-01-15T18:00:00+01:00', '2026-01-16T10:00:00+01:00'],
    ['leave out days', hours('08:00', '20:00', [1]), '2026-01-15T09:00:00+01:00', '2026-01-19T08:00:00+01:00'],
    ['do not widen the law’s', hours('05:00', '23:00', [1, 2, 3, 4, 5, 6, 7]), '2026-01-15T20:00:00+01:00', '2026-01-16T08:00:00+01:00'],
    ['that leave nothing of the law’s do not count', hours('21:00', '22:00'), '2026-01-15T07:00:00+01:00', '2026-01-15T08:00:00+01:00'],
  ])('%s', (_what, strategy, at, until) => {
    expect(on(at, {}, strategy)).toEqual(waitsUntil(until))
  })

  it('are named among the reasons', () => {
    expect(rulesOf(on('2026-01-15T12:00:00+01:00', {}, hours('10:00', '18:00')))).toEqual(['step:opening-letter', 'contact-hours', 'hours'])
  })
})

describe('caps of a strategy', () => {
  const capped = (most: number, withinDays: number): Strategy => ({ ...STRATEGY, caps: [{ rule: 'own-cap', most, withinDays }] })
  const elsewhere = { ...inHouse, ...opened, otherContacts: ['2026-01-29'] }

  it('hold back what the law’s own would let go', () => {
    expect(on(SECOND, elsewhere)).toEqual(sends('second-letter'))
    const held = on(SECOND, elsewhere, capped(1, 5))
    expect(held).toEqual(waitsUntil('2026-02-03T08:00:00+01:00'))
    expect(held.because).toContainEqual({ rule: 'cap:own-cap', source: 'strategy three-letters v1' })
  })

  it('do not loosen the law’s', () => {
    expect(on(SECOND, { ...elsewhere, otherContacts: ['2026-01-30'] }, capped(9, 1))).toEqual(waitsUntil('2026-02-02T08:00:00+01:00'))
  })
})
