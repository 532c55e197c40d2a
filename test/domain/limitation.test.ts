import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Capacity, ClaimCategory } from '../../src/domain/capacity.js'
import type { LimitationAct } from '../../src/domain/facts.js'
import type { LawBook } from '../../src/domain/law-pack.js'
import { type Limited, lastDaysToServe, lastDayToSue, limitationOf, limitationOn } from '../../src/domain/limitation.js'
import type { LimitationActKind } from '../../src/domain/limitation-act-kind.js'
import { lawOf } from '../../src/law/book.js'

const FR = lawOf('FR')
const SEEDED = { seed: 20261123, numRuns: 400 }

const act = (kind: LimitationActKind, on: string, until: string | null = null): LimitationAct => ({ kind, on, until })
const claim = (dueDate: string, more: Partial<Limited> = {}): Limited => ({
  dueDate,
  capacity: 'consumer',
  category: 'goods-and-services',
  limitationFrom: null,
  acts: [],
  ...more,
})
const credit = (dueDate: string, acts: LimitationAct[] = []) => claim(dueDate, { category: 'consumer-credit', acts })

/** So many days later, reckoned apart from the code under test. */
const plus = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
/** The same day of the month so many years later; 29 February becomes the 28th where there is none. */
function yearsOn(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return new Date(later).toISOString().slice(0, 10) === later ? later : `${later.slice(0, 4)}-02-28`
}

describe('the last day on which a claim may be sued for', () => {
  it.each<[string, Capacity, string]>([
    // Counted from day to day, the last day included (invoice of 4 January 2020: until 4 January 2022).
    ['2020-01-04', 'consumer', '2022-01-04'],
    ['2020-01-04', 'undecided', '2022-01-04'],
    ['2020-01-04', 'professional', '2025-01-04'],
    ['2020-01-04', 'trader', '2025-01-04'],
    ['2020-01-04', 'sole-trader', '2025-01-04'],
    ['2020-01-04', 'non-professional', '2025-01-04'],
    ['2020-01-04', 'public-body', '2025-01-04'],
    ['2020-02-29', 'consumer', '2022-02-28'],
    ['2020-02-29', 'trader', '2025-02-28'],
    ['2022-02-28', 'consumer', '2024-02-28'],
    ['2024-12-31', 'consumer', '2026-12-31'],
    // A debt of 1 April 2020 is lost from 2 April 2025 (exprime-avocat.fr/mise-en-demeure-interrompre-prescription).
    ['2020-04-01', 'trader', '2025-04-01'],
    // 1 January 2023 is a Sunday and a holiday: limitation is no procedural delay, and does not roll.
    ['2021-01-01', 'consumer', '2023-01-01'],
  ])('of what fell due on %s, owed as %s, is %s', (dueDate, capacity, last) => {
    expect(lastDayToSue(claim(dueDate, { capacity }), FR)).toBe(last)
  })

  it.each<[ClaimCategory, Capacity, string, string, string]>([
    ['goods-and-services', 'consumer', 'consumer-goods', '2022-03-15', 'Code de la consommation L218-2'],
    ['energy', 'consumer', 'consumer-goods', '2022-03-15', 'Code de la consommation L218-2'],
    ['loan', 'consumer', 'consumer-goods', '2022-03-15', 'Code de la consommation L218-2'],
    ['rent', 'consumer', 'rent', '2023-03-15', 'Loi 89-462 art. 7-1'],
    ['telecoms', 'consumer', 'telecom', '2021-03-15', 'Code des postes et des communications électroniques L34-2'],
    ['telecoms', 'trader', 'telecom', '2021-03-15', 'Code des postes et des communications électroniques L34-2'],
    ['consumer-credit', 'consumer', 'consumer-credit', '2022-03-15', 'Code de la consommation R312-35'],
    ['goods-and-services', 'trader', 'b2b', '2025-03-15', 'Code de commerce L110-4'],
    ['goods-and-services', 'non-professional', 'general', '2025-03-15', 'Code civil art. 2224'],
  ])('of %s owed as %s is by the rule %s %s', (category, capacity, name, last, source) => {
    const one = claim('2020-03-15', { category, capacity })
    expect(lastDayToSue(one, FR)).toBe(last)
    expect(limitationOf(one, FR)).toMatchObject({ name, period: { source } })
  })

  it('runs from another day than the due date where the claim says so', () => {
    expect(lastDayToSue(claim('2020-01-04', { limitationFrom: '2020-06-30' }), FR)).toBe('2022-06-30')
  })

  it.each([
    ['2022-01-03', false],
    ['2022-01-04', false],
    ['2022-01-05', true],
  ])('of 4 January 2022: on %s the claim is barred: %s', (today, barred) => {
    expect(limitationOn(claim('2020-01-04'), FR, today)).toEqual({
      name: 'consumer-goods',
      source: 'Code de la consommation L218-2',
      years: 2,
      foreclosure: false,
      from: '2020-01-04',
      lastDay: '2022-01-04',
      barred,
    })
  })
})

describe('an interruption', () => {
  it.each<LimitationActKind>(['acknowledgement', 'court-claim', 'order-served', 'enforcement-act', 'conservatory-measure'])(
    'by %s begins a period of the same length from its day',
    (kind) => {
      expect(lastDayToSue(claim('2020-01-04', { acts: [act(kind, '2021-05-10')] }), FR)).toBe('2023-05-10')
      expect(lastDayToSue(claim('2020-01-04', { capacity: 'trader', acts: [act(kind, '2021-05-10')] }), FR)).toBe('2026-05-10')
    },
  )

  it.each([
    ['2022-01-03', '2024-01-03'],
    ['2022-01-04', '2024-01-04'],
    ['2022-01-05', '2022-01-04'], // a day late: barred stays barred
  ])('on %s leaves %s as the last day', (on, last) => {
    expect(lastDayToSue(claim('2020-01-04', { acts: [act('acknowledgement', on)] }), FR)).toBe(last)
  })

  it('after a late one brings nothing back', () => {
    const acts = [act('acknowledgement', '2022-02-01'), act('court-claim', '2022-03-01')]
    expect(lastDayToSue(claim('2020-01-04', { acts }), FR)).toBe('2022-01-04')
  })

  it('counts each time, in the order of the days and not of the records', () => {
    const acts = [act('court-claim', '2023-04-01'), act('acknowledgement', '2021-05-10')]
    expect(lastDayToSue(claim('2020-01-04', { acts }), FR)).toBe('2025-04-01')
  })

  it('is not there yet on the days before it', () => {
    const one = claim('2020-01-04', { acts: [act('acknowledgement', '2021-05-10')] })
    expect(limitationOn(one, FR, '2021-05-09')).toMatchObject({ from: '2020-01-04', lastDay: '2022-01-04' })
    expect(limitationOn(one, FR, '2021-05-10')).toMatchObject({ from: '2021-05-10', lastDay: '2023-05-10' })
  })

  it('before the period has begun does not shorten it', () => {
    expect(lastDayToSue(claim('2020-01-04', { acts: [act('acknowledgement', '2019-12-20')] }), FR)).toBe('2022-01-04')
  })
})

describe('a suspension', () => {
  it.each<[string, string, string]>([
    // 1 to 10 March are ten days.
    ['2021-03-01', '2021-03-10', '2022-01-14'],
    ['2021-03-01', '2021-03-01', '2022-01-05'],
    ['2022-01-04', '2022-01-04', '2022-01-05'], // on the last day itself
    ['2022-01-05', '2022-01-20', '2022-01-04'], // a day late
    ['2019-12-01', '2020-01-14', '2022-01-14'], // ten of its days are in the period, which begins on the 5th
  ])('by impossibility from %s to %s leaves %s', (on, until, last) => {
    expect(lastDayToSue(claim('2020-01-04', { acts: [act('impossibility', on, until)] }), FR)).toBe(last)
  })

  it.each<LimitationActKind>(['mediation', 'small-claims-agreed'])('by %s leaves at least six months after its end', (kind) => {
    const late = claim('2020-01-04', { acts: [act(kind, '2021-12-20', '2022-01-31')] })
    expect(lastDayToSue(late, FR)).toBe('2022-07-31') // 43 days more would be 16 February
    const early = claim('2020-01-04', { acts: [act(kind, '2020-12-20', '2021-01-31')] })
    expect(lastDayToSue(early, FR)).toBe('2022-02-16')
  })

  it('that lasts makes the period stand still: no last day, and never barred', () => {
    const one = claim('2020-01-04', { acts: [act('mediation', '2021-12-20')] })
    expect(limitationOn(one, FR, '2021-12-19')).toMatchObject({ lastDay: '2022-01-04', barred: false })
    expect(limitationOn(one, FR, '2021-12-20')).toMatchObject({ lastDay: null, barred: false })
    expect(limitationOn(one, FR, '2030-01-01')).toMatchObject({ lastDay: null, barred: false })
    expect(lastDaysToServe(one, FR)).toEqual([])
    // At the earliest: as though it had ended on the day it began, with the six months that it leaves.
    expect(lastDayToSue(one, FR)).toBe('2022-06-20')
  })

  it('has its end recorded by the same act again, with the end', () => {
    const acts = [act('mediation', '2021-02-01'), act('mediation', '2021-02-01', '2021-02-28')]
    expect(limitationOn(claim('2020-01-04', { acts }), FR, '2021-03-01')).toMatchObject({ lastDay: '2022-02-01' })
  })

  it('that overlaps another counts each day once', () => {
    const acts = [act('impossibility', '2021-03-01', '2021-03-31'), act('mediation', '2021-03-21', '2021-04-10')]
    expect(lastDayToSue(claim('2020-01-04', { acts }), FR)).toBe(plus('2022-01-04', 41))
  })

  it('keeps the period that an interruption began within it standing until it ends', () => {
    const acts = [act('mediation', '2021-03-01', '2021-03-31'), act('acknowledgement', '2021-03-11')]
    expect(lastDayToSue(claim('2020-01-04', { acts }), FR)).toBe(plus('2023-03-11', 20))
  })
})

describe('a foreclosure', () => {
  it.each<[LimitationActKind, string | null, string]>([
    ['court-claim', null, '2023-05-10'],
    ['order-served', null, '2023-05-10'],
    ['rescheduling', null, '2023-05-10'],
    ['acknowledgement', null, '2022-03-15'],
    ['mediation', '2021-08-10', '2022-03-15'],
    ['small-claims-agreed', '2021-08-10', '2022-03-15'],
    ['impossibility', '2021-08-10', '2022-03-15'],
    ['mediation', null, '2022-03-15'],
  ])('after %s until %s ends on %s', (kind, until, last) => {
    expect(limitationOn(credit('2020-03-15', [act(kind, '2021-05-10', until)]), FR, '2021-12-31')).toMatchObject({ lastDay: last })
  })

  it('begins anew after the first rescheduling alone', () => {
    const acts = [act('rescheduling', '2021-05-10'), act('rescheduling', '2022-05-10')]
    expect(lastDayToSue(credit('2020-03-15', acts), FR)).toBe('2023-05-10')
  })

  it('control: a rescheduling does not move another limitation, an acknowledgement does', () => {
    expect(lastDayToSue(claim('2020-03-15', { acts: [act('rescheduling', '2021-05-10')] }), FR)).toBe('2022-03-15')
    expect(lastDayToSue(claim('2020-03-15', { acts: [act('acknowledgement', '2021-05-10')] }), FR)).toBe('2023-05-10')
  })
})

describe('the long-stop of twenty years', () => {
  const acknowledged = Array.from({ length: 6 }, (_, index) => act('acknowledgement', `${2004 + 4 * index}-06-01`))

  it('ends what acknowledgements would prolong', () => {
    expect(lastDayToSue(claim('2000-01-04', { capacity: 'trader', acts: acknowledged }), FR)).toBe('2020-01-04')
  })

  it('does not end what a suit has begun anew', () => {
    const acts = [...acknowledged.filter(({ on }) => on < '2017'), act('court-claim', '2019-03-01')]
    expect(lastDayToSue(claim('2000-01-04', { capacity: 'trader', acts }), FR)).toBe('2024-03-01')
  })
})

describe('a country where the period begins at the end of the year', () => {
  const pack = FR.packs[0]
  const limitation = pack.limitation.map((rule) => ({
    ...rule,
    period: { ...rule.period, value: { years: 3, counted: 'from-year-end' as const, foreclosure: false } },
  }))
  const book: LawBook = { ...FR, packs: [{ ...pack, limitation }] }

  it.each([
    ['2022-01-01', '2025-12-31'],
    ['2022-12-31', '2025-12-31'],
    ['2023-01-01', '2026-12-31'],
  ])('what fell due on %s is barred after %s', (dueDate, last) => {
    expect(lastDayToSue(claim(dueDate), book)).toBe(last)
  })

  it('counts anew to the day after an interruption', () => {
    expect(lastDayToSue(claim('2022-03-01', { acts: [act('acknowledgement', '2024-05-10')] }), book)).toBe('2027-05-10')
  })
})

describe('the last day to begin a procedure', () => {
  it('leaves the time until the act that interrupts is served', () => {
    const days = lastDaysToServe(claim('2024-06-30'), FR)
    expect(days.map(({ procedure, lastDay }) => [procedure, lastDay])).toEqual([
      ['payment-order', plus('2026-06-30', -120)],
      ['small-claims', plus('2026-06-30', -60)],
      ['summons', plus('2026-06-30', -60)],
    ])
  })

  it('moves with the limitation', () => {
    const [order] = lastDaysToServe(claim('2024-06-30', { acts: [act('acknowledgement', '2025-06-30')] }), FR)
    expect(order).toMatchObject({ procedure: 'payment-order', lastDay: plus('2027-06-30', -120) })
  })

  it('in a country whose law names no acts is not moved by any', () => {
    const { limitationMoves: _, ...pack } = FR.packs[0]
    const book: LawBook = { ...FR, packs: [pack] }
    expect(lastDayToSue(claim('2020-01-04', { acts: [act('court-claim', '2021-05-10')] }), book)).toBe('2022-01-04')
  })
})

const aDay = fc.integer({ min: 0, max: 3650 }).map((days) => plus('2015-01-01', days))
const interruption = fc.record({ kind: fc.constantFrom('acknowledgement' as const, 'court-claim' as const), on: aDay })

describe('whatever the acts', () => {
  it('the last day is the period after the last interruption that came in time', () => {
    fc.assert(
      fc.property(aDay, fc.array(interruption, { maxLength: 6 }), (dueDate, interruptions) => {
        let last = yearsOn(dueDate, 2)
        for (const { on } of [...interruptions].sort((a, b) => Date.parse(a.on) - Date.parse(b.on)))
          if (on > dueDate && on <= last) last = yearsOn(on, 2)
        expect(lastDayToSue(claim(dueDate, { acts: interruptions.map(({ kind, on }) => act(kind, on)) }), FR)).toBe(last)
      }),
      SEEDED,
    )
  })

  it('one more act never brings the last day nearer', () => {
    const kinds = ['acknowledgement', 'court-claim', 'mediation', 'impossibility'] as const
    const ended = fc
      .record({ kind: fc.constantFrom(...kinds), on: aDay, days: fc.integer({ min: 0, max: 400 }) })
      .map(({ kind, on, days }) => act(kind, on, kind === 'mediation' || kind === 'impossibility' ? plus(on, days) : null))
    fc.assert(
      fc.property(aDay, fc.array(ended, { maxLength: 5 }), ended, (dueDate, acts, more) => {
        const before = lastDayToSue(claim(dueDate, { acts }), FR)
        expect(lastDayToSue(claim(dueDate, { acts: [...acts, more] }), FR) >= before).toBe(true)
      }),
      SEEDED,
    )
  })

  it('a claim that is barred stays so, whatever is done afterwards', () => {
    fc.assert(
      fc.property(aDay, fc.array(interruption, { maxLength: 6 }), (dueDate, interruptions) => {
        const last = yearsOn(dueDate, 2)
        const late = interruptions.filter(({ on }) => on > last).map(({ kind, on }) => act(kind, on))
        expect(limitationOn(claim(dueDate, { acts: late }), FR, '2099-01-01')).toMatchObject({ lastDay: last, barred: true })
      }),
      SEEDED,
    )
  })
})
