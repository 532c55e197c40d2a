import { describe, expect, it } from 'vitest'
import { decide } from '../../src/domain/decide.js'
import { freeUntil } from '../../src/domain/first-reminder.js'
import type { FirstReminder } from '../../src/domain/law-pack.js'
import { lawOf } from '../../src/law/book.js'
import { claim, contact, facts, STRATEGY, sends, sent } from './on.js'

const [pack] = lawOf('BE').packs
const rule = pack.firstReminder?.value as FirstReminder
const isHoliday = (day: string) => pack.isHoliday(day, null)

/** Belgium: fourteen calendar days from the third working day after posting, or from the next calendar day (CDE XIX.2). */
describe('the free days of a first reminder', () => {
  it.each([
    // Posted on a Monday: Tuesday, Wednesday, Thursday is the first of the fourteen.
    ['2026-03-02', '2026-03-18'],
    // On a Thursday: Friday, Monday, Tuesday.
    ['2026-03-05', '2026-03-23'],
    // On a Saturday and on a Sunday: Monday, Tuesday, Wednesday.
    ['2026-03-07', '2026-03-24'],
    ['2026-03-08', '2026-03-24'],
    // Before Easter Monday, 6 April: Friday, Tuesday, Wednesday.
    ['2026-04-02', '2026-04-21'],
    // Before the national holiday of 21 July, a Tuesday: Wednesday, Thursday, Friday.
    ['2026-07-20', '2026-08-06'],
  ])('posted on %s end on %s', (postedOn, last) => {
    expect(freeUntil(rule, postedOn, 'post', isHoliday)).toBe(last)
  })

  it.each([
    ['2026-03-02', '2026-03-16'],
    // A weekend and a holiday count as any other day.
    ['2026-04-03', '2026-04-17'],
  ])('sent electronically on %s end on %s', (sentOn, last) => {
    expect(freeUntil(rule, sentOn, 'electronic', isHoliday)).toBe(last)
  })
})

describe('a file of a Belgian consumer', () => {
  // Due on Thursday 5 February: the letter goes out on Monday 16 February, and by the strategy could be paid until the 24th.
  const given = { claims: [claim('a', '2026-02-05', 100_00)] }
  const on = (at: string, more: object = {}) => decide(facts({ ...given, ...more }), STRATEGY, lawOf('BE'), new Date(at))
  const first = (postedOn: string, payBefore = '2026-03-04') => [sent('opening-letter', '2026-02-16', { postedOn, payBefore })]

  it('is left the days of the law with its first reminder, whatever the strategy says', () => {
    expect(on('2026-02-16T12:00:00+01:00')).toEqual(sends('opening-letter', { payBefore: '2026-03-04' }))
    const decision = decide(facts(given), STRATEGY, lawOf('FR'), new Date('2026-02-16T12:00:00+01:00'))
    expect(decision).toEqual(sends('opening-letter', { payBefore: '2026-02-24' }))
  })

  it('is asked for nothing more before they are over, counted from the day of posting', () => {
    // Posted on Wednesday the 18th: Thursday, Friday, and Monday 23 February is the first of fourteen.
    const late = { contacts: first('2026-02-18') }
    expect(on('2026-03-08T12:00:00+01:00', late)).toMatchObject({ do: 'wait', until: '2026-03-09T07:00:00.000Z' })
    expect(on('2026-03-09T12:00:00+01:00', late)).toEqual(sends('second-letter', { payBefore: '2026-03-17' }))
  })

  it('has them once: what came before the due date is no reminder', () => {
    const preventive = contact('before-due', 'sent', '2026-02-03', { channel: 'email', delivery: 'delivered' })
    expect(on('2026-02-16T12:00:00+01:00', { contacts: [preventive] })).toEqual(sends('opening-letter', { payBefore: '2026-03-04' }))
  })

  it('is not one where a trader owes', () => {
    const claims = given.claims.map((one) => ({ ...one, capacity: 'trader' as const }))
    expect(on('2026-02-16T12:00:00+01:00', { claims })).toEqual(sends('opening-letter', { payBefore: '2026-02-24' }))
  })
})
