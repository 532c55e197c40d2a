import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/domain/facts.js'
import { planAhead } from '../../src/domain/plan.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { lawOf } from '../../src/law/book.js'
import { standard } from '../../src/strategies/standard.js'
import {
  asks,
  claim,
  closes,
  closesAs,
  contact,
  DUE,
  facts,
  hold,
  inHouse,
  mandate,
  on,
  owedByAssociation,
  owing,
  sent,
  waitsForGood,
} from './on.js'

const plan = (at: string, more: Partial<Facts> = {}, strategy: Strategy = standard) =>
  planAhead(facts(more), strategy, lawOf('FR'), new Date(at))
const days = (at: string, more: Partial<Facts> = {}) => plan(at, more).acts.map(({ on, actId, channel }) => `${on} ${actId} ${channel}`)

describe('the plan of a file', () => {
  it('is its whole road, on lawful days', () => {
    expect(days('2025-12-22T12:00:00+01:00')).toEqual([
      '2025-12-31 before-due email',
      '2026-01-15 opening-letter letter',
      '2026-01-26 first-reminder email',
      '2026-02-05 second-reminder sms',
      '2026-02-13 call call',
      '2026-02-20 formal-notice letter',
      '2026-03-12 last-notice letter',
    ])
    expect(plan('2025-12-22T12:00:00+01:00').end).toEqual(asks('judicial-decision'))
  })

  it('leaves out what the mandate does not carry, and what has passed', () => {
    const { acts, end } = plan('2026-02-02T12:00:00+01:00', mandate({ scope: 'amicable' }))
    expect(acts.map(({ on, actId }) => `${on} ${actId}`)).toEqual([
      '2026-02-02 opening-letter',
      '2026-02-12 first-reminder',
      '2026-02-23 second-reminder',
      '2026-03-03 call',
      '2026-03-10 formal-notice',
    ])
    expect(end).toEqual(asks('amicable-road-ended'))
  })

  it('goes on from where the file stands, and gives a claim that was added its notices', () => {
    const claims = [claim('a', DUE, 100_00), claim('b', '2026-02-10', 50_00)]
    expect(days('2026-02-02T12:00:00+01:00', { claims, contacts: [sent('opening-letter', '2026-01-15')] })).toEqual([
      '2026-02-20 opening-letter#2 letter',
      '2026-03-02 first-reminder email',
      '2026-03-12 second-reminder sms',
      '2026-03-20 call call',
      '2026-03-27 formal-notice letter',
      '2026-04-16 last-notice letter',
    ])
  })

  it('says of each act what the decision of that day would', () => {
    const [first] = plan('2026-01-15T12:00:00+01:00').acts
    const decision = on('2026-01-15T12:00:00+01:00', {}, standard)
    const { actId, stage, channel, registered, amountCents, payBefore, because } = decision as Extract<typeof decision, { do: 'send' }>
    expect(first).toEqual({ on: '2026-01-15', actId, stage, channel, registered, amountCents, payBefore, because })
  })

  it('counts days as the debtor does: an act on Friday evening in Martinique is no act of Saturday', () => {
    expect(days('2026-01-16T23:30:00Z', { region: 'FR-972' })[0]).toBe('2026-01-16 opening-letter letter')
    expect(days('2026-01-16T23:30:00Z', { region: null })[0]).toBe('2026-01-19 opening-letter letter')
  })

  it.each<[string, Partial<Facts>, unknown]>([
    ['paid', owing(100_00, 100_00), closes],
    ['held without end', { holds: [hold('dispute', null)] }, waitsForGood],
    [
      'waiting for a letter to be posted',
      { contacts: [sent('opening-letter', '2026-01-15', { delivery: 'printed', postedOn: null })] },
      waitsForGood,
    ],
    ['unreachable', { reachable: [] }, asks('debtor-unreachable')],
    ['not sure of a call', { contacts: [contact('opening-letter', 'unknown', '2026-01-15')] }, asks('contact-unresolved')],
  ])('has no act while the file is %s', (_how, more, end) => {
    expect(plan('2026-01-20T12:00:00+01:00', more)).toEqual({ acts: [], end })
  })

  it('waits out a hold with an end', () => {
    expect(days('2026-01-15T12:00:00+01:00', { holds: [hold('promise', '2026-02-02')] })[0]).toBe('2026-02-02 opening-letter letter')
  })

  it('ends with the mandate, though there are steps left', () => {
    const { acts, end } = plan('2026-01-15T12:00:00+01:00', mandate({ until: '2026-02-01' }))
    expect(acts.map(({ actId }) => actId)).toEqual(['opening-letter', 'first-reminder'])
    expect(end).toEqual(closesAs('mandate-ended'))
  })

  it('asks a creditor in-house too, and leaves the facts as they are', () => {
    const given = facts(inHouse)
    const before = structuredClone(given)
    expect(planAhead(given, standard, lawOf('FR'), new Date('2026-01-06T12:00:00+01:00')).acts).toHaveLength(6)
    expect(given).toEqual(before)
  })

  it('of a strategy without end is cut short', () => {
    const steps = Array.from({ length: 80 }, (_, index) => ({ ...standard.steps[2], id: `step-${index}`, afterDays: 30 * index }))
    const long = { name: 'long', version: 1, steps: steps as Strategy['steps'][number][] }
    const { acts, end } = plan('2026-01-15T12:00:00+01:00', owedByAssociation, long)
    expect([acts.length, end.do]).toEqual([50, 'send'])
  })
})
