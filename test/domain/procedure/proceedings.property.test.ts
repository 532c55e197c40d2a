import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../../src/domain/procedure/admit.js'
import { follow } from '../../../src/domain/procedure/follow.js'
import {
  COURSES,
  type Course,
  MEASURES,
  type ProceedingFact,
  REPORT_KINDS,
  type Refusal,
  type ReportFact,
  SERVED_ACTS,
  SERVICE_MODES,
} from '../../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { lawOf } from '../../../src/law/book.js'
import { paymentOrder, type Said } from './proceedings.js'
import { mayHaveTitle, plus } from './title-oracle.js'

/**
 * Officers, lawyers and courts report what they like, when they like: a story of its course, told late, out of order and several times, with
 * reports of another story among it. Whatever is admitted, there is no title without its service and its time, whoever is refused is told why,
 * and the end is the same in whatever order the admitted reports were recorded.
 */

const RUNS = { seed: 20260901, numRuns: 120 }
const ASKED = 8_000_00
const CODES = ['unexpected', 'duplicate', 'contradicts', 'too-late', 'too-early', 'incomplete'].map((code) => `report-${code}`)

/** Acts of a course in their order: kind, days after the one before, how often it happens, and what is said of it. */
type Act = [kind: ReportFact['kind'], least: number, most: number, share: number, said?: Said]
const TRIAL: Act[] = [
  ['hearing-set', 1, 30, 0.8, { day: '2027-06-01' }],
  ['hearing-held', 10, 90, 0.6],
  ['judgment', 5, 60, 0.95, { outcome: 'granted', amountCents: 7_000_00 }],
  ['served', 1, 60, 0.9, { act: 'judgment', mode: 'home' }],
  ['appeal', 1, 45, 0.3],
  ['appeal-decided', 20, 90, 0.7, { outcome: 'confirmed' }],
  ['served', 1, 60, 0.8, { act: 'judgment', mode: 'in-person' }],
]
const ORDER: Act[] = [
  ['filed', 0, 20, 1],
  ['order-granted', 5, 40, 1, { amountCents: ASKED }],
  ['served', 1, 110, 0.95, { act: 'order', mode: 'home' }],
]
const STORIES: Record<Course, Act[][]> = {
  order: [
    [...ORDER, ['certificate', 20, 100, 0.9]],
    [...ORDER, ['opposition', 1, 40, 1], ['consigned', 1, 18, 0.8], ...TRIAL],
  ],
  'two-step-order': [
    [
      ...ORDER,
      ['title-order', 10, 190, 0.9, { amountCents: ASKED }],
      ['served', 1, 30, 0.9, { act: 'title', mode: 'home' }],
      ['opposition', 1, 20, 0.3],
    ],
    [...ORDER, ['opposition', 1, 20, 1], ...TRIAL],
  ],
  invitation: [
    [
      ['invited', 0, 20, 1],
      ['debtor-agreed', 1, 40, 0.9, { amountCents: ASKED }],
      ['title-issued', 0, 20, 0.9],
    ],
    [
      ['invited', 0, 20, 1],
      ['debtor-declined', 1, 40, 0.8],
    ],
  ],
  suit: [[['summoned', 0, 20, 1, { day: '2027-03-01' }], ['served', 0, 20, 0.7, { act: 'summons', mode: 'home' }], ...TRIAL]],
  enforcement: [
    [
      ['served', 0, 20, 0.7, { act: 'title', mode: 'home' }],
      ['measure-done', 1, 60, 0.8, { measure: 'account-seizure', amountCents: 1_000_00 }],
      ['opposition', 1, 60, 0.4],
      ['measure-vain', 1, 60, 0.5, { measure: 'goods-seizure' }],
    ],
    [['opposition', 1, 60, 1], ...TRIAL, ['measure-done', 1, 60, 0.8, { measure: 'account-seizure', amountCents: 1_000_00 }]],
  ],
}

/** When an act of a story is told: so many days after, as often as there are numbers. */
const tellings = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 250 })), {
  minLength: 1,
  maxLength: 3,
})

interface Telling {
  told: string
  kind: ReportFact['kind']
  on: string
  said: Said
}

const storyOf = (acts: Act[], openedOn: string): fc.Arbitrary<Telling[]> =>
  fc
    .tuple(
      ...acts.map(([, least, most]) =>
        fc.record({ gap: fc.integer({ min: least, max: most }), luck: fc.double({ min: 0, max: 0.999, noNaN: true }), tellings }),
      ),
    )
    .map((drawn) => {
      let on = openedOn
      return acts.flatMap(([kind, , , share, said = {}], index) => {
        const { gap, luck, tellings: lags } = drawn[index] as (typeof drawn)[number]
        if (luck >= share) return []
        const day = plus(on, gap)
        on = day
        return lags.map((lag) => ({ told: plus(day, lag), kind, on: day, said }))
      })
    })

const strange = (openedOn: string): fc.Arbitrary<Telling> =>
  fc
    .record({
      kind: fc.constantFrom(...REPORT_KINDS),
      after: fc.integer({ min: -10, max: 400 }),
      lag: fc.integer({ min: -5, max: 200 }),
      said: fc.record(
        {
          act: fc.constantFrom(...SERVED_ACTS),
          mode: fc.constantFrom(...SERVICE_MODES),
          amountCents: fc.constantFrom(0, 1, ASKED, ASKED + 1),
          outcome: fc.constantFrom('granted', 'partly', 'dismissed', 'confirmed', 'reversed'),
          provisional: fc.boolean(),
          measure: fc.constantFrom(...MEASURES),
          of: fc.constantFrom('m1', 'm2'),
        },
        { requiredKeys: [] },
      ),
    })
    .map(({ kind, after, lag, said }) => ({ kind, on: plus(openedOn, after), told: plus(openedOn, after + lag), said: said as Said }))

const BASE: Record<Course, Partial<ProceedingFact>> = {
  order: { procedure: 'payment-order' },
  'two-step-order': { procedure: 'payment-order', court: 'amtsgericht', distance: 'none' },
  invitation: { procedure: 'small-claims', court: null },
  suit: { procedure: 'summons' },
  enforcement: {
    procedure: 'enforcement',
    title: {
      id: 'title',
      kind: 'payment-order',
      on: '2026-01-05',
      enforceableOn: '2026-03-05',
      servedOn: '2026-01-20',
      servedInPerson: false,
      principalCents: ASKED as ProceedingFact['askedCents'],
      livesFrom: '2026-01-20',
    },
  },
}

const aCase = (course: Course) =>
  fc
    .record({
      openedOn: fc.integer({ min: 0, max: 300 }).map((days) => plus('2026-03-02', days)),
      region: fc.constantFrom(null, 'FR-67', 'FR-972'),
      distance: fc.constantFrom<ProceedingFact['distance']>('none', 'overseas', 'abroad'),
      court: fc.constantFrom('tribunal-judiciaire', 'tribunal-de-commerce'),
      procedure: fc.constantFrom<ProceedingFact['procedure']>('summons', 'interim-order'),
    })
    .chain(({ openedOn, procedure, ...debtor }) => {
      const askedCents = ASKED as ProceedingFact['askedCents']
      const own = { ...debtor, ...BASE[course], ...(course === 'suit' && { procedure }) }
      const proceeding = paymentOrder({ course, openedOn, askedCents, ...own })
      const story = fc.oneof(...STORIES[course].map((acts) => storyOf(acts, openedOn)))
      return fc.record({ proceeding: fc.constant(proceeding), story, others: fc.array(strange(openedOn), { maxLength: 8 }) })
    })
type Case = ReturnType<typeof aCase> extends fc.Arbitrary<infer C> ? C : never

interface Played {
  proceeding: ProceedingFact
  refusals: Refusal[]
  lastDay: string
}

/** Each report on the day on which it is told: admitted, or refused. @param each called after each that was admitted */
function play({ proceeding, story, others }: Case, each: (now: ProceedingFact, today: string) => void = () => {}): Played {
  const rules = rulesFor(proceeding, lawOf(proceeding.course === 'two-step-order' ? 'DE' : 'FR'))
  const inOrder = [...story, ...others].sort((a, b) => (a.told < b.told ? -1 : a.told > b.told ? 1 : 0))
  let now = proceeding
  const refusals: Refusal[] = []
  inOrder.forEach(({ told, kind, on, said }, index) => {
    const report = { id: `r${String(index).padStart(3, '0')}`, kind, on, toldOn: told, ...said } as ReportFact
    const refusal = refusalOf(now, report, rules, told)
    if (refusal) refusals.push(refusal)
    if (refusal) return
    now = { ...now, reports: [...now.reports, report] }
    each(now, told)
  })
  return { proceeding: now, refusals, lastDay: inOrder.at(-1)?.told ?? proceeding.openedOn }
}

const endOf = (proceeding: ProceedingFact, today: string) =>
  follow(proceeding, rulesFor(proceeding, lawOf(proceeding.course === 'two-step-order' ? 'DE' : 'FR')), today)

describe.each(COURSES)('whatever is reported in a course %s', (course) => {
  it('there is no title without its service and its time, and who is refused is told by which rule and where that stands', () => {
    fc.assert(
      fc.property(aCase(course), (one) => {
        const early = (proceeding: ProceedingFact, today: string) =>
          endOf(proceeding, today).title !== null && !mayHaveTitle(proceeding, today)
        const { proceeding, lastDay, refusals } = play(one, (now, today) => {
          if (early(now, today)) throw new Error(`a title on ${today} before its time`)
        })
        for (const later of [1, 15, 40, 70, 100, 400]) expect(early(proceeding, plus(lastDay, later))).toBe(false)
        const untold = refusals.filter(({ code, rule, source }) => !CODES.includes(code) || !/^[a-z-]+:./.test(rule) || source.length < 6)
        expect(untold).toEqual([])
      }),
      RUNS,
    )
  })

  it('the end is the same in whatever order the admitted reports were recorded', () => {
    const withOrder = aCase(course).chain((one) => {
      const { proceeding, lastDay } = play(one)
      const { reports } = proceeding
      return fc.record({
        proceeding: fc.constant(proceeding),
        lastDay: fc.constant(lastDay),
        shuffled: fc.shuffledSubarray(reports, { minLength: reports.length }),
      })
    })
    fc.assert(
      fc.property(withOrder, ({ proceeding, lastDay, shuffled }) => {
        for (const day of [lastDay, plus(lastDay, 100)])
          expect(endOf({ ...proceeding, reports: shuffled }, day)).toEqual(endOf(proceeding, day))
      }),
      RUNS,
    )
  })

  it('looking at it changes nothing: the same reports give the same end again', () => {
    fc.assert(
      fc.property(aCase(course), (one) => {
        const { proceeding, lastDay } = play(one)
        const before = JSON.stringify(proceeding)
        expect(endOf(proceeding, lastDay)).toEqual(endOf(proceeding, lastDay))
        expect(JSON.stringify(proceeding)).toBe(before)
      }),
      { ...RUNS, numRuns: 20 },
    )
  })
})

describe('control: what is drawn is not idle', () => {
  const drawn = (course: Course) => fc.sample(aCase(course), RUNS).map((one) => play(one))

  it.each(COURSES.filter((course) => course !== 'enforcement'))('a course %s often leads to a title, and often to none', (course) => {
    const titled = drawn(course).filter(({ proceeding, lastDay }) => endOf(proceeding, plus(lastDay, 400)).title !== null)
    expect(titled.length).toBeGreaterThan(RUNS.numRuns / 20)
    expect(titled.length).toBeLessThan((RUNS.numRuns * 19) / 20)
  })

  it('a title is often opposed while it is enforced, and judged', () => {
    const stages = drawn('enforcement').map(({ proceeding, lastDay }) => endOf(proceeding, lastDay).passages.map(({ stage }) => stage))
    expect(stages.filter((reached) => reached.includes('stayed')).length).toBeGreaterThan(RUNS.numRuns / 20)
    expect(stages.filter((reached) => reached.includes('judged')).length).toBeGreaterThan(RUNS.numRuns / 20)
  })

  it('every code of refusal comes up in orders', () => {
    const codes = new Set(drawn('order').flatMap(({ refusals }) => refusals.map(({ code }) => code)))
    expect([...codes].sort()).toEqual([...CODES].sort())
  })
})
