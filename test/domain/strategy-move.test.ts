import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactFact, Facts } from '../../src/domain/facts.js'
import { packOn } from '../../src/domain/law-pack.js'
import type { ActStage, Stage } from '../../src/domain/stage.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { isStopped, nextActs, reasonToStay, stepsBehind, withoutSteps } from '../../src/domain/strategy-move.js'
import { lawOf } from '../../src/law/book.js'
import { claim, contact, DUE, facts, failed, hold, inHouse, sent } from './on.js'

/** A file that goes from one version of a strategy to another repeats no act and misses no notice that the law wants. */

const LAW = lawOf('FR')
const TODAY = '2026-02-10'
const NOON = new Date('2026-02-10T12:00:00+01:00')

type Line = [id: string, stage: Stage, afterDays: number]
const version = (number: number, ...lines: Line[]): Strategy => ({
  name: 'road',
  version: number,
  steps: lines.map(([id, stage, afterDays]) => ({ id, stage, afterDays, channels: ['letter'], payWithinDays: 8, registered: false })),
})

const V1 = version(
  1,
  ['opening-letter', 'opening', 10],
  ['reminder-1', 'amicable', 20],
  ['reminder-2', 'amicable', 30],
  ['formal-notice', 'formal-notice', 45],
  ['last-notice', 'last-notice', 65],
)
/** The same road, each step under another name. */
const RENAMED = version(
  2,
  ['hello', 'opening', 10],
  ['a', 'amicable', 20],
  ['b', 'amicable', 30],
  ['notice', 'formal-notice', 45],
  ['z', 'last-notice', 65],
)

const opening = sent('opening-letter', '2026-01-15')
const first = sent('reminder-1', '2026-01-26')
const second = sent('reminder-2', '2026-02-05')
const formal = sent('formal-notice', '2026-02-10')

const move = (to: Strategy, followed: Strategy[] = [V1], country = 'FR') => ({ from: followed.at(-1) as Strategy, to, followed, country })
const behind = (to: Strategy, contacts: ContactFact[], more: Partial<Facts> = {}, followed = [V1]) =>
  stepsBehind(facts({ contacts, ...more }), move(to, followed), packOn(LAW, TODAY))
const acts = (to: Strategy, contacts: ContactFact[], more: Partial<Facts> = {}) => {
  const present = facts({ contacts, ...more })
  return nextActs(withoutSteps(present, behind(to, contacts, more)), to, LAW, NOON, 5).map(({ on, actId }) => `${on} ${actId}`)
}

describe('a file that is moved', () => {
  it('sends no reminder again that the new version calls by another name', () => {
    const contacts = [opening, first]
    expect(nextActs(facts({ contacts }), RENAMED, LAW, NOON, 1).map(({ actId }) => actId)).toEqual(['a']) // what the rule is for
    expect(behind(RENAMED, contacts)).toEqual(['a'])
    expect(acts(RENAMED, contacts)).toEqual(['2026-02-10 b', '2026-02-25 notice', '2026-03-17 z'])
  })

  it('goes on by the same name as if nothing had been: nothing has to be left out', () => {
    expect(behind({ ...V1, version: 2 }, [opening, first])).toEqual([])
  })

  it('does not begin with a reminder that a later day gives another name: the first is the first', () => {
    expect(behind(version(2, ['hello', 'opening', 10], ['a', 'amicable', 25], ['b', 'amicable', 40]), [opening, first])).toEqual(['a'])
  })

  it('does not make up for reminders whose day lies before the last that was sent', () => {
    const dense = version(
      2,
      ['hello', 'opening', 10],
      ['a', 'amicable', 12],
      ['b', 'amicable', 15],
      ['c', 'amicable', 20],
      ['d', 'amicable', 21],
    )
    expect(behind(dense, [opening, first])).toEqual(['a', 'b', 'c'])
  })

  it('gets a step that is put in behind the last one sent', () => {
    const more = version(
      2,
      ['opening-letter', 'opening', 10],
      ['reminder-1', 'amicable', 20],
      ['call', 'amicable', 25],
      ['reminder-2', 'amicable', 30],
    )
    expect(behind(more, [opening, first])).toEqual([])
    expect(acts(more, [opening, first])[0]).toMatch(/ call$/)
  })

  it('goes back to no reminder once the formal notice is served, whatever days the new version gives', () => {
    const late = version(2, ['hello', 'opening', 10], ['a', 'amicable', 90], ['notice', 'formal-notice', 100], ['z', 'last-notice', 120])
    expect(behind(late, [opening, first, second, formal])).toEqual(['a'])
    expect(acts(late, [opening, first, second, formal])).toEqual([expect.stringMatching(/ z$/)])
  })

  it('keeps a later stage, though its day has passed before the last act of this one', () => {
    const early = version(2, ['hello', 'opening', 10], ['notice', 'formal-notice', 15], ['z', 'last-notice', 18])
    expect(behind(early, [opening, first, second])).toEqual([])
    expect(acts(early, [opening, first, second]).map((act) => act.slice(11))).toEqual(['notice', 'z'])
  })

  it('does not send the opening letter of a creditor’s own again, which no law demands', () => {
    expect(behind(RENAMED, [opening], inHouse)).toEqual(['hello'])
    expect(behind(RENAMED, [], inHouse)).toEqual([])
  })

  it('owes each claim its notices as before: one that came later gets its own opening letter', () => {
    const claims = [claim('a', DUE, 100_00), claim('b', '2026-02-01', 50_00)]
    const [next] = acts(RENAMED, [opening, first], { claims })
    expect(next).toMatch(/ hello$/)
  })
})

describe('what counts as taken', () => {
  it.each([
    ['a call whose end nobody has seen', contact('reminder-1', 'calling', '2026-01-26'), ['a']],
    ['a call whose end nobody knows', contact('reminder-1', 'unknown', '2026-01-26'), ['a']],
    ['a reminder that came back does not', sent('reminder-1', '2026-01-26', { channel: 'email', delivery: 'bounced', postedOn: null }), []],
    ['a refused one does not', failed('reminder-1', '2026-01-26'), []],
    ['a reservation does not', contact('reminder-1', 'reserved', null), []],
  ])('%s', (_, one, expected) => expect(behind(RENAMED, [opening, one])).toEqual(expected))

  it('what an operator has left out', () => {
    expect(behind(RENAMED, [opening], { overrides: [{ actId: 'reminder-1', kind: 'skip' }] })).toEqual(['a'])
  })

  it('what was sent under a version before the last', () => {
    const overrides = [{ actId: 'a', kind: 'skip' as const }]
    const third = version(3, ['x', 'opening', 10], ['y1', 'amicable', 20], ['y2', 'amicable', 30])
    expect(behind(third, [opening, first, second], { overrides }, [V1, RENAMED])).toEqual(['y1', 'y2'])
  })
})

describe('a file that stays', () => {
  const without = (stage: Stage) => ({ ...RENAMED, steps: RENAMED.steps.filter((step) => step.stage !== stage) })
  const stays = (to: Strategy, contacts: ContactFact[], more: Partial<Facts> = {}, country = 'FR') =>
    reasonToStay(facts({ contacts, ...more }), move(to, [V1], country), LAW, TODAY)

  it('is still owed a notice that the new version has no step for', () => {
    expect(stays(without('formal-notice'), [opening, first])).toBe('notice-missing')
    expect(stays(without('formal-notice'), [opening, first, second, formal])).toBeNull()
    expect(stays(without('opening'), [])).toBe('notice-missing')
    expect(stays(without('opening'), [], inHouse)).toBe('notice-missing')
    expect(stays(without('opening'), [opening])).toBeNull()
    expect(stays(without('last-notice'), [])).toBeNull()
  })

  it('lives under the law of another country', () => {
    expect(stays(RENAMED, [], {}, 'BE')).toBe('other-country')
    expect(stays({ ...RENAMED, country: 'BE' }, [], {}, 'BE')).toBeNull()
    expect(stays({ ...RENAMED, country: 'BE' }, [])).toBe('other-country')
  })
})

describe('the acts ahead of a file that waits for a person', () => {
  const unposted = sent('opening-letter', '2026-02-09', { postedOn: null, delivery: 'printed', outcomeOn: null })
  const ahead = (more: Partial<Facts>) => nextActs(facts(more), V1, LAW, NOON, 2).map(({ on, actId }) => `${on} ${actId}`)

  it.each([
    ['an operator', { contacts: [opening], holds: [hold('under-review', null)] }, ['2026-02-10 reminder-1', '2026-02-20 reminder-2']],
    ['the mail room', { contacts: [unposted] }, ['2026-02-19 reminder-1', '2026-03-02 reminder-2']],
  ])('%s: are those that followed if it were let go now', (_, more, expected) => {
    expect(isStopped(facts(more), V1, LAW, NOON)).toBe(true)
    expect(ahead(more)).toEqual(expected)
  })

  it('a hold with an end is kept to', () => {
    const held = { contacts: [opening], holds: [hold('under-review', '2026-03-02')] }
    expect(isStopped(facts(held), V1, LAW, NOON)).toBe(false)
    expect(ahead(held)[0]).toBe('2026-03-02 reminder-1')
  })
})

/** Any road through the stages, in which `prefix` names the steps. */
const road = (prefix: string) =>
  fc
    .record({
      opening: fc.integer({ min: 0, max: 20 }),
      gaps: fc.array(fc.constantFrom(0, 3, 10, 20), { maxLength: 4 }),
      gap: fc.constantFrom(0, 10, 20),
      last: fc.boolean(),
    })
    .map(({ opening: after, gaps, gap, last }) => {
      const lines: Line[] = [[`${prefix}-opening`, 'opening', after]]
      const day = () => lines.at(-1)?.[2] ?? 0
      for (const [index, one] of gaps.entries()) lines.push([`${prefix}-${index}`, 'amicable', day() + one])
      lines.push([`${prefix}-formal`, 'formal-notice', day() + gap])
      if (last) lines.push([`${prefix}-last`, 'last-notice', day() + 15])
      return version(1, ...lines)
    })

const START = new Date('2026-01-08T10:00:00Z')
const inStage = (stage: Stage) => (one: { stage: ActStage }) => one.stage === stage

describe('whatever the two versions are, and wherever the file stands between them', () => {
  it('no stage is gone through twice, no notice is missed, and no reminder follows the formal notice', () => {
    fc.assert(
      fc.property(road('old'), road('new'), fc.nat(8), fc.nat(8), fc.boolean(), (v1, v2, before, between, isBack) => {
        let present = facts({ contacts: [] })
        let at = START
        const followed: Strategy[] = []
        /** Lives by a version for so many acts, after a move to it. */
        const live = (strategy: Strategy, most: number) => {
          if (followed.length > 0)
            present = withoutSteps(
              present,
              stepsBehind(present, { from: followed.at(-1) as Strategy, to: strategy, followed, country: 'FR' }, packOn(LAW, TODAY)),
            )
          for (const act of nextActs(present, strategy, LAW, at, most)) {
            const { actId, stage, on } = act
            present = { ...present, contacts: [...present.contacts, sent(actId, on, { stage })] }
            at = new Date(`${on}T12:00:00Z`)
          }
          followed.push(strategy)
        }
        for (const [strategy, most] of [
          [v1, before],
          [v2, between],
          [isBack ? v1 : v2, 20],
        ] as const)
          live(strategy, most)
        const sentActs = present.contacts
        for (const stage of ['opening', 'formal-notice'] as const) expect(sentActs.filter(inStage(stage))).toHaveLength(1)
        const reminders = Math.max(...[v1, v2].map(({ steps }) => steps.filter(inStage('amicable')).length))
        expect(sentActs.filter(inStage('amicable')).length).toBeLessThanOrEqual(reminders)
        expect(sentActs.filter(inStage('last-notice')).length).toBeLessThanOrEqual(1)
        const formalAt = sentActs.findIndex(inStage('formal-notice'))
        expect(sentActs.slice(formalAt).some(inStage('amicable'))).toBe(false)
        expect(new Set(sentActs.map(({ actId }) => actId)).size).toBe(sentActs.length)
      }),
      { numRuns: 100 },
    )
  })
})
