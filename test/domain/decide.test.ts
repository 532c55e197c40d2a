import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/domain/strategy.js'
import { pack } from '../../src/law/fr/2016-10-01.js'
import {
  asks,
  claim,
  closes,
  contact,
  DUE,
  dropped,
  failed,
  hold,
  OPENING_NOON,
  on,
  owedByAssociation,
  owing,
  rulesOf,
  SECOND_NOON,
  STRATEGY,
  sends,
  sent,
  utc,
  waitsForGood,
  waitsUntil,
} from './on.js'

describe('the day a step falls due', () => {
  it.each([
    ['long before', '2025-12-01T12:00:00+01:00', waitsUntil('2026-01-15T08:00:00+01:00')],
    ['the day before', '2026-01-14T12:00:00+01:00', waitsUntil('2026-01-15T08:00:00+01:00')],
    ['its first instant', '2026-01-15T00:00:00+01:00', waitsUntil('2026-01-15T08:00:00+01:00')],
    ['that day', '2026-01-15T12:00:00+01:00', sends('opening-letter')],
    ['the day after', '2026-01-16T12:00:00+01:00', sends('opening-letter')],
  ])('opening letter, ten days after the due date: %s', (_when, at, expected) => {
    expect(on(at)).toEqual(expected)
  })

  it.each([
    ['2026-01-04', sends('opening-letter')],
    ['2026-01-05', sends('opening-letter')],
    ['2026-01-06', waitsUntil('2026-01-16T08:00:00+01:00')],
  ])('a claim due on %s, seen on 15 January', (dueDate, expected) => {
    expect(on(OPENING_NOON, { claims: [claim('a', dueDate, 100_00)] })).toEqual(expected)
  })

  it('the oldest unpaid claim sets it, whatever the order of the claims', () => {
    const [older, younger] = [claim('z', DUE, 100_00), claim('a', '2026-03-02', 100_00)]
    expect(on(OPENING_NOON, { claims: [younger, older] })).toEqual(sends('opening-letter', { amountCents: 200_00 }))
    expect(on(OPENING_NOON, { claims: [younger] })).toEqual(waitsUntil('2026-03-12T08:00:00+01:00'))
  })
})

describe('contact hours', () => {
  it.each([
    ['one millisecond before opening', '2026-01-15T07:59:59.999+01:00', waitsUntil('2026-01-15T08:00:00+01:00')],
    ['at opening', '2026-01-15T08:00:00+01:00', sends('opening-letter', { notAfter: utc('2026-01-15T20:00:00+01:00') })],
    ['one millisecond after opening', '2026-01-15T08:00:00.001+01:00', sends('opening-letter')],
    ['one millisecond before closing', '2026-01-15T19:59:59.999+01:00', sends('opening-letter')],
    ['at closing', '2026-01-15T20:00:00+01:00', waitsUntil('2026-01-16T08:00:00+01:00')],
    ['one millisecond after closing', '2026-01-15T20:00:00.001+01:00', waitsUntil('2026-01-16T08:00:00+01:00')],
    ['just before midnight', '2026-01-15T23:59:59.999+01:00', waitsUntil('2026-01-16T08:00:00+01:00')],
  ])('a Thursday, %s', (_when, at, expected) => {
    expect(on(at)).toEqual(expected)
  })

  it.each([
    ['Friday before closing', '2026-01-16T19:59:59.999+01:00', sends('opening-letter')],
    ['Friday at closing', '2026-01-16T20:00:00+01:00', waitsUntil('2026-01-19T08:00:00+01:00')],
    ['Saturday noon', '2026-01-17T12:00:00+01:00', waitsUntil('2026-01-19T08:00:00+01:00')],
    ['Sunday noon', '2026-01-18T12:00:00+01:00', waitsUntil('2026-01-19T08:00:00+01:00')],
    ['Monday before opening', '2026-01-19T07:59:59.999+01:00', waitsUntil('2026-01-19T08:00:00+01:00')],
    ['Monday at opening', '2026-01-19T08:00:00+01:00', sends('opening-letter')],
  ])('the weekend is left in peace: %s', (_when, at, expected) => {
    expect(on(at)).toEqual(expected)
  })

  it('a step that falls due on a Saturday is waited for until Monday', () => {
    expect(on('2026-01-14T12:00:00+01:00', { claims: [claim('a', '2026-01-07', 100_00)] })).toEqual(waitsUntil('2026-01-19T08:00:00+01:00'))
    expect(on('2026-01-14T12:00:00+01:00', { claims: [claim('a', '2026-01-06', 100_00)] })).toEqual(waitsUntil('2026-01-16T08:00:00+01:00'))
  })

  it.each([
    ['winter, a week before summer time: Monday 08:00 is 07:00 UTC', '2026-03-23T06:00:00Z', waitsUntil('2026-03-23T07:00:00Z')],
    ['Friday evening before summer time', '2026-03-27T20:00:00+01:00', waitsUntil('2026-03-30T06:00:00Z')],
    ['Sunday 29 March, the clock jumps from 02:00 to 03:00', '2026-03-29T01:00:00Z', waitsUntil('2026-03-30T06:00:00Z')],
    ['Monday 30 March before 06:00 UTC', '2026-03-30T05:59:59.999Z', waitsUntil('2026-03-30T06:00:00Z')],
    ['Monday 30 March, 08:00 is 06:00 UTC', '2026-03-30T06:00:00Z', sends('opening-letter', { notAfter: '2026-03-30T18:00:00.000Z' })],
    ['Friday 23 October, summer: 20:00 is 18:00 UTC', '2026-10-23T18:00:00Z', waitsUntil('2026-10-26T07:00:00Z')],
    ['Sunday 25 October, 02:30 for the first time', '2026-10-25T00:30:00Z', waitsUntil('2026-10-26T07:00:00Z')],
    ['Sunday 25 October, 02:30 for the second time', '2026-10-25T01:30:00Z', waitsUntil('2026-10-26T07:00:00Z')],
    ['Monday 26 October before 07:00 UTC', '2026-10-26T06:59:59.999Z', waitsUntil('2026-10-26T07:00:00Z')],
    ['Monday 26 October, 08:00 is 07:00 UTC', '2026-10-26T07:00:00Z', sends('opening-letter', { notAfter: '2026-10-26T19:00:00.000Z' })],
  ])('follow the clock in Paris: %s', (_when, at, expected) => {
    expect(on(at)).toEqual(expected)
  })
})

describe('holds', () => {
  it.each([
    ['tomorrow', '2026-01-16', waitsUntil('2026-01-16T00:00:00+01:00')],
    ['today', '2026-01-15', sends('opening-letter')],
    ['yesterday', '2026-01-14', sends('opening-letter')],
  ])('a hold until %s', (_when, until, expected) => {
    expect(on(OPENING_NOON, { holds: [hold('promise', until)] })).toEqual(expected)
  })

  it('ends with the legal day in Paris, not in UTC', () => {
    const held = { holds: [hold('promise', '2026-01-20')] }
    expect(on('2026-01-19T22:59:59.999Z', held)).toEqual(waitsUntil('2026-01-19T23:00:00Z'))
    expect(on('2026-01-19T23:00:00Z', held)).toEqual(waitsUntil('2026-01-20T08:00:00+01:00'))
    expect(on('2026-01-20T08:00:00+01:00', held)).toEqual(sends('opening-letter'))
  })

  it.each([
    ['2026-03-29', '2026-03-28T23:00:00Z'],
    ['2026-03-30', '2026-03-29T22:00:00Z'],
    ['2026-10-25', '2026-10-24T22:00:00Z'],
    ['2026-10-26', '2026-10-25T23:00:00Z'],
  ])('a hold until %s ends at midnight in Paris, whichever side of the time change', (until, midnight) => {
    expect(on(OPENING_NOON, { holds: [hold('promise', until)] })).toEqual(waitsUntil(midnight))
  })

  it('a hold without end is waited on for good; once lifted, the letter goes', () => {
    expect(on(OPENING_NOON, { holds: [hold('dispute', null)] })).toEqual(waitsForGood)
    expect(on('2036-01-15T12:00:00+01:00', { ...owedByAssociation, holds: [hold('dispute', null)] })).toEqual(waitsForGood)
    expect(on(OPENING_NOON, { holds: [] })).toEqual(sends('opening-letter'))
  })

  it('of several holds the last to end counts, and one without end outlasts all', () => {
    const dated = [hold('promise', '2026-02-02'), hold('pause', '2026-02-10'), hold('ended', '2026-01-15')]
    expect(on(OPENING_NOON, { holds: dated })).toEqual(waitsUntil('2026-02-10T00:00:00+01:00'))
    expect(rulesOf(on(OPENING_NOON, { holds: dated }))).toEqual(['hold:promise', 'hold:pause'])
    expect(on(OPENING_NOON, { holds: [...dated, hold('dispute', null)] })).toEqual(waitsForGood)
  })

  it('a hold does not keep a paid file open', () => {
    expect(on(OPENING_NOON, { ...owing(100_00, 100_00), holds: [hold('dispute', null)] })).toEqual(closes)
    expect(on(OPENING_NOON, { ...owing(100_00, 99_99), holds: [hold('dispute', null)] })).toEqual(waitsForGood)
  })
})

describe('closing', () => {
  it.each([
    ['one cent short', 99_99, sends('opening-letter', { amountCents: 1 })],
    ['to the cent', 100_00, closes],
    ['one cent too much', 100_01, closes],
  ])('100 euros owed, paid %s', (_how, paid, expected) => {
    expect(on(OPENING_NOON, owing(100_00, paid))).toEqual(expected)
  })

  it('one claim overpaid does not pay the other', () => {
    const other = (paid: number) => claim('b', DUE, 100_00, paid)
    const overpaid = claim('a', DUE, 100_00, 200_00)
    expect(on(OPENING_NOON, { claims: [overpaid, other(0)] })).toEqual(sends('opening-letter', { amountCents: 100_00 }))
    expect(on(OPENING_NOON, { claims: [overpaid, other(100_00)] })).toEqual(closes)
  })

  it('a claim overpaid sets no due date any more', () => {
    const claims = (paid: number) => [claim('a', DUE, 100_00, paid), claim('b', '2026-02-02', 100_00)]
    expect(on(OPENING_NOON, { claims: claims(200_00) })).toEqual(waitsUntil('2026-02-12T08:00:00+01:00'))
    expect(on(OPENING_NOON, { claims: claims(0) })).toEqual(sends('opening-letter'))
  })

  it('money that goes back opens the matter again where it stood', () => {
    const letters = [sent('opening-letter', '2026-01-15')]
    expect(on(SECOND_NOON, { ...owing(100_00, 100_00), contacts: letters })).toEqual(closes)
    expect(on(SECOND_NOON, { ...owing(100_00, 0), contacts: letters })).toEqual(sends('second-letter', { amountCents: 100_00 }))
  })
})

describe('a call whose end nobody has seen', () => {
  const lease = '2026-01-15T11:01:00.000Z'
  const calling = (leaseUntil: string | null) => ({ contacts: [contact('opening-letter', 'calling', '2026-01-15', { leaseUntil })] })

  it.each([
    ['within its lease', '2026-01-15T11:00:59.999Z', 'wait'],
    ['as its lease ends', lease, 'settle'],
    ['past its lease', '2026-01-15T11:01:00.001Z', 'settle'],
  ])('%s', (_when, at, expected) => {
    const facts = calling(lease)
    const decision = on(at, facts)
    if (expected === 'wait') expect(decision).toEqual(waitsUntil(lease))
    else expect(decision).toEqual(expect.objectContaining({ do: 'settle', contactId: facts.contacts[0]?.id }))
  })

  it('without a lease is asked about at once', () => {
    expect(on(OPENING_NOON, calling(null))).toEqual(expect.objectContaining({ do: 'settle' }))
  })

  it.each([
    ['paid', owing(100_00, 100_00)],
    ['held', { holds: [hold('operator-pause', null)] }],
  ])('is cleared up although the file is %s meanwhile', (_, meanwhile) => {
    expect(on(OPENING_NOON, { ...meanwhile, ...calling(null) })).toEqual(expect.objectContaining({ do: 'settle' }))
  })

  it('that stays unknown keeps no paid file open', () => {
    expect(on(OPENING_NOON, { ...owing(100_00, 100_00), contacts: [contact('opening-letter', 'unknown', '2026-01-15')] })).toEqual(closes)
  })

  it('and that the provider cannot clear up either is a person’s to look at', () => {
    expect(on(OPENING_NOON, { contacts: [contact('opening-letter', 'unknown', '2026-01-14')] })).toEqual(asks('contact-unresolved'))
    expect(on(OPENING_NOON, { contacts: [failed('opening-letter', '2026-01-14')] })).toEqual(sends('opening-letter'))
  })

  it('stops the next step too, until it is cleared up', () => {
    const opening = sent('opening-letter', '2026-01-15')
    expect(on(SECOND_NOON, { contacts: [opening, contact('second-letter', 'unknown', '2026-01-30')] })).toEqual(asks('contact-unresolved'))
    expect(on(SECOND_NOON, { contacts: [opening] })).toEqual(sends('second-letter'))
  })

  it('a reservation was never called: it is taken up again, not settled', () => {
    expect(on(OPENING_NOON, { contacts: [contact('opening-letter', 'reserved', null)] })).toEqual(sends('opening-letter'))
    expect(on(OPENING_NOON, { contacts: [sent('opening-letter', '2026-01-15')] })).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
  })
})

describe('failed attempts', () => {
  const failures = (...days: string[]) => ({ contacts: days.map((day) => failed('opening-letter', day)) })

  it.each([
    ['the same day', '2026-01-15T13:00:00+01:00', waitsUntil('2026-01-16T08:00:00+01:00')],
    ['the next day before opening', '2026-01-16T07:59:59.999+01:00', waitsUntil('2026-01-16T08:00:00+01:00')],
    ['the next day', '2026-01-16T08:00:00+01:00', sends('opening-letter')],
  ])('the next attempt is a day later: %s', (_when, at, expected) => {
    expect(on(at, failures('2026-01-15'))).toEqual(expected)
  })

  it('the last of them counts, whatever their order', () => {
    expect(on('2026-01-16T12:00:00+01:00', failures('2026-01-16', '2026-01-15'))).toEqual(waitsUntil('2026-01-19T08:00:00+01:00'))
    expect(on('2026-01-16T12:00:00+01:00', failures('2026-01-15', '2026-01-16'))).toEqual(waitsUntil('2026-01-19T08:00:00+01:00'))
    expect(on('2026-01-16T12:00:00+01:00', failures('2026-01-14', '2026-01-15'))).toEqual(sends('opening-letter'))
  })

  it.each([
    [2, ['2026-01-15', '2026-01-16'], sends('opening-letter')],
    [3, ['2026-01-15', '2026-01-16', '2026-01-19'], asks('contact-failing')],
    [4, ['2026-01-15', '2026-01-16', '2026-01-19', '2026-01-20'], asks('contact-failing')],
  ])('after %i a person is asked, or not yet', (_count, days, expected) => {
    expect(on('2026-01-21T12:00:00+01:00', failures(...days))).toEqual(expected)
  })

  it('dropped reservations are none: nothing was called', () => {
    const many = Array.from({ length: 5 }, () => dropped('opening-letter'))
    expect(on(OPENING_NOON, { contacts: many })).toEqual(sends('opening-letter'))
    expect(on('2026-01-19T12:00:00+01:00', { contacts: [...many, ...failures('2026-01-15', '2026-01-16').contacts] })).toEqual(
      sends('opening-letter'),
    )
  })

  it('those of one step do not count for the next', () => {
    const opening = [...failures('2026-01-13', '2026-01-14').contacts, sent('opening-letter', '2026-01-15')]
    expect(on(SECOND_NOON, { contacts: [...opening, failed('second-letter', '2026-01-29')] })).toEqual(sends('second-letter'))
    const second = ['2026-01-27', '2026-01-28', '2026-01-29'].map((day) => failed('second-letter', day))
    expect(on(SECOND_NOON, { contacts: [...opening, ...second] })).toEqual(asks('contact-failing'))
  })
})

describe('one step after the other', () => {
  it('a late wake does one step; the next keeps its distance', () => {
    expect(on('2026-06-01T12:00:00+02:00')).toEqual(sends('opening-letter'))
    const late = { contacts: [sent('opening-letter', '2026-06-01')] }
    expect(on('2026-06-01T12:00:00+02:00', late)).toEqual(waitsUntil('2026-06-16T08:00:00+02:00'))
    expect(on('2026-06-16T08:00:00+02:00', late)).toEqual(sends('second-letter'))
    // Control: in time, the same distance leads to the day that the due date gives.
    expect(on(OPENING_NOON, { contacts: [sent('opening-letter', '2026-01-15')] })).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
  })

  it('steps that the strategy sets on one day do not go out on one day: the debtor has time to pay in between', () => {
    const together: Strategy = { ...STRATEGY, steps: STRATEGY.steps.map((step) => ({ ...step, afterDays: 10 })) }
    const contacts = [sent('opening-letter', '2026-01-15')]
    // Until 23 January the sum stated may be paid; the 24th is a Saturday.
    expect(on(OPENING_NOON, { contacts }, together)).toEqual(waitsUntil('2026-01-26T08:00:00+01:00'))
    expect(on(OPENING_NOON, { contacts })).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
  })

  it('nothing follows before the last day to pay what was asked is over', () => {
    const opening = (payBefore: string) => ({ contacts: [sent('opening-letter', '2026-01-15', { payBefore })] })
    expect(on(SECOND_NOON, opening('2026-01-29'))).toEqual(sends('second-letter'))
    expect(on(SECOND_NOON, opening('2026-01-30'))).toEqual(waitsUntil('2026-02-02T08:00:00+01:00'))
    expect(on('2026-02-02T08:00:00+01:00', opening('2026-02-01'))).toEqual(sends('second-letter'))
  })

  it('an act names its sum, its claims and the last day to pay', () => {
    const claims = [claim('a', DUE, 100_00, 40_00), claim('b', DUE, 50_00), claim('c', DUE, 10_00, 10_00)]
    expect(on(OPENING_NOON, { claims })).toEqual({
      do: 'send',
      stepId: 'opening-letter',
      actId: 'opening-letter',
      stage: 'opening',
      channel: 'letter',
      registered: false,
      amountCents: 110_00,
      claimIds: ['a', 'b'],
      payBefore: '2026-01-23',
      notAfter: utc('2026-01-15T20:00:00+01:00'),
      because: expect.anything(),
    })
  })

  it('stages keep their order although each of their days is past', () => {
    const days = ['2026-06-01', '2026-06-16', '2026-07-06']
    const steps = STRATEGY.steps.map(({ id }) => id)
    for (const [index, day] of days.entries()) {
      const before = steps.slice(0, index).map((id, done) => sent(id, days[done] as string))
      expect(on(`${day}T12:00:00+02:00`, { contacts: before })).toEqual(sends(steps[index] as string))
    }
  })

  it('every decision says why, and where that stands', () => {
    expect(on(OPENING_NOON).because).toEqual([
      { rule: 'step:opening-letter', source: 'strategy three-letters v1' },
      { rule: 'contact-hours', source: pack.contactHours.source },
    ])
    expect(rulesOf(on(OPENING_NOON, owing(0)))).toEqual(['nothing-owed'])
    expect(rulesOf(on(OPENING_NOON, { contacts: [contact('opening-letter', 'unknown', '2026-01-15')] }))).toEqual(['never-send-twice'])
  })
})
