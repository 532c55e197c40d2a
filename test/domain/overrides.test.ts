import { describe, expect, it } from 'vitest'
import type { Facts, OverrideFact } from '../../src/domain/facts.js'
import { standard } from '../../src/strategies/standard.js'
import { asks, contact, failed, hold, on, owing, sends, sent, waitsForGood, waitsUntil } from './on.js'

/** An operator's word about one act: not this one, or this one at once. */

const onStandard = (at: string, facts: Partial<Facts> = {}) => on(at, facts, standard)
const skip = (...acts: string[]) => ({ overrides: acts.map((actId): OverrideFact => ({ actId, kind: 'skip' })) })
const now = (...acts: string[]) => ({ overrides: acts.map((actId): OverrideFact => ({ actId, kind: 'now' })) })
const opened = { contacts: [sent('opening-letter', '2026-01-15')] }

describe('a reminder that is skipped', () => {
  it('is left out, and the next keeps its own day and its distance to the act before', () => {
    expect(onStandard('2026-01-26T12:00:00+01:00', opened)).toEqual(sends('first-reminder'))
    expect(onStandard('2026-01-26T12:00:00+01:00', { ...opened, ...skip('first-reminder') })).toEqual(
      waitsUntil('2026-02-04T08:00:00+01:00'),
    )
    expect(onStandard('2026-02-04T12:00:00+01:00', { ...opened, ...skip('first-reminder') })).toEqual(sends('second-reminder'))
    const late = { contacts: [sent('opening-letter', '2026-06-01')] }
    // Twenty days lie between the opening letter and the second reminder, whatever was left out in between; the 21st is a Sunday.
    expect(onStandard('2026-06-01T12:00:00+02:00', { ...late, ...skip('first-reminder') })).toEqual(waitsUntil('2026-06-22T08:00:00+02:00'))
    expect(onStandard('2026-06-01T12:00:00+02:00', late)).toEqual(waitsUntil('2026-06-11T08:00:00+02:00'))
  })

  it('stays left out when the try that was under way comes back', () => {
    const bounced = [...opened.contacts, sent('first-reminder', '2026-01-26', { channel: 'email', delivery: 'bounced', postedOn: null })]
    expect(onStandard('2026-01-27T12:00:00+01:00', { contacts: bounced })).toEqual(sends('first-reminder#2'))
    expect(onStandard('2026-01-27T12:00:00+01:00', { contacts: bounced, ...skip('first-reminder') })).toEqual(
      waitsUntil('2026-02-04T08:00:00+01:00'),
    )
    expect(onStandard('2026-01-27T12:00:00+01:00', { contacts: bounced, ...skip('first-reminder#2') })).toEqual(
      waitsUntil('2026-02-04T08:00:00+01:00'),
    )
  })

  it('takes no notice with it that the law wants', () => {
    expect(onStandard('2026-01-15T12:00:00+01:00', skip('opening-letter'))).toEqual(sends('opening-letter'))
    expect(
      onStandard('2026-02-20T12:00:00+01:00', { ...opened, ...skip('first-reminder', 'second-reminder', 'call', 'formal-notice') }),
    ).toEqual(sends('formal-notice'))
  })
})

describe('an act that is to go at once', () => {
  it('does not wait for its day, nor for the last day to pay', () => {
    expect(onStandard('2026-01-07T12:00:00+01:00')).toEqual(waitsUntil('2026-01-15T08:00:00+01:00'))
    expect(onStandard('2026-01-07T12:00:00+01:00', now('opening-letter'))).toEqual(sends('opening-letter'))
    expect(onStandard('2026-01-19T12:00:00+01:00', { ...opened, ...now('first-reminder') })).toEqual(sends('first-reminder'))
  })

  it('is that act alone: not the next, nor its next time', () => {
    expect(onStandard('2026-01-19T12:00:00+01:00', { ...opened, ...now('opening-letter') })).toEqual(
      waitsUntil('2026-01-26T08:00:00+01:00'),
    )
    expect(onStandard('2026-01-19T12:00:00+01:00', { ...opened, ...now('second-reminder') })).toEqual(
      waitsUntil('2026-01-26T08:00:00+01:00'),
    )
  })

  it.each<[string, string, Partial<Facts>, unknown]>([
    ['contact hours', '2026-01-19T20:00:00+01:00', {}, waitsUntil('2026-01-20T08:00:00+01:00')],
    ['the weekend', '2026-01-17T12:00:00+01:00', {}, waitsUntil('2026-01-19T08:00:00+01:00')],
    ['a holiday', '2026-04-06T12:00:00+02:00', {}, waitsUntil('2026-04-07T08:00:00+02:00')],
    ['the cap of the day', '2026-01-19T12:00:00+01:00', { otherContacts: ['2026-01-19'] }, waitsUntil('2026-01-20T08:00:00+01:00')],
    ['a hold', '2026-01-19T12:00:00+01:00', { holds: [hold('promise', '2026-02-02')] }, waitsUntil('2026-02-02T00:00:00+01:00')],
    ['a hold without end', '2026-01-19T12:00:00+01:00', { holds: [hold('dispute', null)] }, waitsForGood],
    ['money', '2026-01-19T12:00:00+01:00', owing(100_00, 100_00), expect.objectContaining({ do: 'close' })],
    [
      'the posting',
      '2026-01-19T12:00:00+01:00',
      { contacts: [sent('opening-letter', '2026-01-15', { delivery: 'printed', postedOn: null })] },
      waitsForGood,
    ],
    [
      'a call whose end nobody knows',
      '2026-01-19T12:00:00+01:00',
      { contacts: [...opened.contacts, contact('first-reminder', 'unknown', '2026-01-19')] },
      asks('contact-unresolved'),
    ],
    ['a debtor whom nothing reaches', '2026-01-19T12:00:00+01:00', { reachable: [] }, asks('debtor-unreachable')],
  ])('does not go against %s', (_what, at, facts, expected) => {
    expect(onStandard(at, { ...opened, ...facts, ...now('first-reminder') })).toEqual(expected)
  })

  it('does not go again on the day that its provider refused it', () => {
    const refused = { contacts: [...opened.contacts, failed('first-reminder', '2026-01-19')], ...now('first-reminder') }
    expect(onStandard('2026-01-19T12:00:00+01:00', refused)).toEqual(waitsUntil('2026-01-20T08:00:00+01:00'))
    expect(onStandard('2026-01-20T12:00:00+01:00', refused)).toEqual(sends('first-reminder'))
  })

  it('does not go against the outcome of a registered letter that is awaited', () => {
    const notice = sent('formal-notice', '2026-02-20', { registered: true, delivery: 'posted', postedOn: '2026-02-20' })
    const reminders = ['first-reminder', 'second-reminder', 'call']
    const contacts = [...opened.contacts, notice]
    expect(
      onStandard('2026-03-09T12:00:00+01:00', { contacts, overrides: [...skip(...reminders).overrides, ...now('last-notice').overrides] }),
    ).toEqual(waitsUntil('2026-03-22T00:00:00+01:00'))
  })
})
