import { describe, expect, it } from 'vitest'
import type { ContactFact, Facts } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { standard } from '../../src/strategies/standard.js'
import {
  asks,
  claim,
  closes,
  closesAs,
  contact,
  DUE,
  hold,
  inHouse,
  mandate,
  OPENING_NOON,
  on,
  owing,
  rulesOf,
  sends,
  sent,
  waitsUntil,
} from './on.js'

/** What the creditor's order allows: until when, how far, and which rest it lets go. */

const onStandard = (at: string, facts: Partial<Facts> = {}) => on(at, facts, standard)
const throughFormalNotice: ContactFact[] = [
  sent('opening-letter', '2026-01-15'),
  sent('first-reminder', '2026-01-26', { channel: 'email' }),
  sent('second-reminder', '2026-02-05', { channel: 'sms' }),
  sent('call', '2026-02-13', { channel: 'call' }),
  sent('formal-notice', '2026-02-20', { registered: true, payBefore: '2026-03-07' }),
]
const wholeRoad = [...throughFormalNotice, sent('last-notice', '2026-03-12', { payBefore: '2026-03-27' })]

describe('the last notice threatens with a suit', () => {
  const contacts = throughFormalNotice

  it('so it goes out only where the mandate carries one', () => {
    expect(onStandard('2026-03-12T12:00:00+01:00', { contacts })).toEqual(sends('last-notice'))
    expect(onStandard('2026-03-12T12:00:00+01:00', { contacts, ...mandate({ scope: 'amicable' }) })).toEqual(asks('amicable-road-ended'))
  })

  it('and where a creditor decides on its own suits', () => {
    expect(onStandard('2026-03-12T12:00:00+01:00', { contacts, ...inHouse })).toEqual(sends('last-notice'))
  })
})

describe('the end of the road', () => {
  it.each([
    ['the last day to pay', '2026-03-27T12:00:00+01:00', waitsUntil('2026-03-28T00:00:00+01:00')],
    ['its last millisecond', '2026-03-27T23:59:59.999+01:00', waitsUntil('2026-03-28T00:00:00+01:00')],
    ['over', '2026-03-28T00:00:00+01:00', asks('judicial-decision')],
  ])('a person is asked once the time to pay is over: %s', (_when, at, expected) => {
    expect(onStandard(at, { contacts: wholeRoad })).toEqual(expected)
  })

  it('under an amicable mandate it ends with the formal notice and its time to pay', () => {
    const facts = { contacts: throughFormalNotice, ...mandate({ scope: 'amicable' }) }
    expect(onStandard('2026-03-07T12:00:00+01:00', facts)).toEqual(waitsUntil('2026-03-08T00:00:00+01:00'))
    expect(onStandard('2026-03-08T00:00:00+01:00', facts)).toEqual(asks('amicable-road-ended'))
  })

  it('a creditor in-house is asked whether to sue', () => {
    expect(onStandard('2026-03-28T12:00:00+01:00', { contacts: wholeRoad, ...inHouse })).toEqual(asks('judicial-decision'))
  })

  it('is at once where every step was skipped', () => {
    const reminders = { ...standard, steps: standard.steps.filter(({ stage }) => stage === 'amicable') }
    const overrides = reminders.steps.map(({ id }) => ({ actId: id, kind: 'skip' as const }))
    expect(on(OPENING_NOON, { overrides }, reminders)).toEqual(asks('judicial-decision'))
  })

  it('is no end of the money: what comes in closes the file', () => {
    expect(onStandard('2026-03-28T12:00:00+01:00', { ...owing(100_00, 100_00), contacts: wholeRoad })).toEqual(closes)
  })
})

describe('a mandate that ends', () => {
  const until = (day: string | null) => mandate({ until: day })

  it.each([
    ['without an end', OPENING_NOON, null, sends('opening-letter')],
    ['its last day', OPENING_NOON, '2026-01-15', sends('opening-letter')],
    ['its last millisecond', '2026-01-14T23:59:59.999+01:00', '2026-01-14', waitsUntil('2026-01-15T08:00:00+01:00')],
    ['over', '2026-01-15T00:00:00+01:00', '2026-01-14', closesAs('mandate-ended')],
  ])('closes the file: %s', (_when, at, day, expected) => {
    expect(onStandard(at, until(day))).toEqual(expected)
  })

  it('closes it before a hold is over, but neither while a call is open nor when all is paid', () => {
    const ended = until('2026-01-14')
    expect(onStandard(OPENING_NOON, { ...ended, holds: [hold('promise', '2026-02-02')] })).toEqual(closesAs('mandate-ended'))
    expect(onStandard(OPENING_NOON, { ...ended, ...owing(100_00, 100_00) })).toEqual(closes)
    const calling = [contact('opening-letter', 'calling', '2026-01-14')]
    expect(onStandard(OPENING_NOON, { ...ended, contacts: calling })).toEqual(expect.objectContaining({ do: 'settle' }))
  })
})

describe('the tolerance', () => {
  const tolerance = mandate({ toleranceCents: cents(5_00) })

  it.each([
    ['a cent more than it is left', 94_99, sends('opening-letter', { amountCents: 5_01 })],
    ['just that is left', 95_00, closes],
    ['less is left', 99_99, closes],
    ['nothing is left', 100_00, closes],
  ])('lets the rest of a debt go: %s', (_how, paid, expected) => {
    expect(onStandard(OPENING_NOON, { ...tolerance, ...owing(100_00, paid) })).toEqual(expected)
  })

  it('lets no debt go of which nothing was paid, however small', () => {
    expect(onStandard(OPENING_NOON, { ...tolerance, ...owing(5_00) })).toEqual(sends('opening-letter', { amountCents: 5_00 }))
    expect(onStandard(OPENING_NOON, { ...tolerance, ...owing(5_00, 1) })).toEqual(closes)
  })

  it('is of the whole file, not of each claim', () => {
    const claims = [claim('a', DUE, 100_00, 97_00), claim('b', DUE, 50_00, 47_00)]
    expect(onStandard(OPENING_NOON, { ...tolerance, claims })).toEqual(sends('opening-letter', { amountCents: 6_00 }))
    expect(onStandard(OPENING_NOON, { ...tolerance, claims: [claim('a', DUE, 100_00, 97_00), claim('b', DUE, 50_00, 48_00)] })).toEqual(
      closes,
    )
  })

  it('is the mandate’s: a creditor in-house is paid to the cent', () => {
    expect(onStandard(OPENING_NOON, { ...inHouse, ...owing(100_00, 99_99) })).toEqual(sends('opening-letter', { amountCents: 1 }))
  })

  it('says which it was', () => {
    expect(rulesOf(onStandard(OPENING_NOON, { ...tolerance, ...owing(100_00, 97_00) }))).toEqual(['within-tolerance'])
    expect(rulesOf(onStandard(OPENING_NOON, { ...tolerance, ...owing(100_00, 100_00) }))).toEqual(['nothing-owed'])
  })
})
