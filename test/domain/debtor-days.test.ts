import { describe, expect, it } from 'vitest'
import { claim, hold, OPENING_NOON, on, owedByAssociation, sends, utc, waitsUntil } from './on.js'

/** Holidays and clocks of the place where the debtor lives. The opening letter is due from 15 January on. */

describe('holidays', () => {
  it.each([
    ['Easter Monday', null, '2026-04-06', '2026-04-07T08:00:00+02:00'],
    ['1 May, a Friday', null, '2026-05-01', '2026-05-04T08:00:00+02:00'],
    ['Ascension, a Thursday', null, '2026-05-14', '2026-05-15T08:00:00+02:00'],
    ['Christmas, a Friday', null, '2026-12-25', '2026-12-28T08:00:00+01:00'],
    ['Good Friday in the Bas-Rhin, and Easter Monday', 'FR-67', '2026-04-03', '2026-04-07T08:00:00+02:00'],
    ['Christmas, a Monday, and its morrow in the Bas-Rhin', 'FR-67', '2028-12-25', '2028-12-27T08:00:00+01:00'],
    ['Abolition Day in Guyane', 'FR-973', '2026-06-10', '2026-06-11T11:00:00Z'],
    // 20 December 2027 is a Monday; 08:00 there is 04:00 UTC.
    ['Abolition Day in La Réunion', 'FR-974', '2027-12-20', '2027-12-21T04:00:00Z'],
  ])('%s', (_name, region, day, until) => {
    expect(on(`${day}T12:00:00Z`, { region, ...owedByAssociation })).toEqual(waitsUntil(until))
  })

  it.each([
    ['Good Friday', '2026-04-03', ['FR-57', 'FR-67', 'FR-68']],
    ['26 December', '2028-12-26', ['FR-57', 'FR-67', 'FR-68']],
    ['20 December', '2027-12-20', ['FR-974']],
  ])('control: %s is a working day elsewhere', (_name, day, regions) => {
    for (const region of [null, ...regions])
      expect(on(`${day}T12:00:00Z`, { region, ...owedByAssociation }).do).toBe(region === null ? 'send' : 'wait')
  })

  it('a step that falls due on one is waited for until the day after', () => {
    // Ten days after 4 May is Ascension.
    const due = { claims: [claim('a', '2026-05-04', 100_00)] }
    expect(on('2026-05-13T12:00:00+02:00', due)).toEqual(waitsUntil('2026-05-15T08:00:00+02:00'))
  })
})

describe('a worker that comes back at 04:00 to an act of 19:55', () => {
  it.each([
    ['on Thursday evening: Friday', null, '2026-01-15T19:55:00+01:00', '2026-01-16T04:00:00+01:00', '2026-01-16T08:00:00+01:00'],
    ['on Friday evening: Monday', null, '2026-01-16T19:55:00+01:00', '2026-01-17T04:00:00+01:00', '2026-01-19T08:00:00+01:00'],
    ['before Ascension: the day after', null, '2026-05-13T19:55:00+02:00', '2026-05-14T04:00:00+02:00', '2026-05-15T08:00:00+02:00'],
    ['before Easter: Tuesday', null, '2026-04-03T19:55:00+02:00', '2026-04-04T04:00:00+02:00', '2026-04-07T08:00:00+02:00'],
    [
      'before Good Friday in the Bas-Rhin: Tuesday',
      'FR-67',
      '2026-04-02T19:55:00+02:00',
      '2026-04-03T04:00:00+02:00',
      '2026-04-07T08:00:00+02:00',
    ],
  ])('%s', (_when, region, evening, night, next) => {
    const closing = utc(evening.replace('19:55', '20:00'))
    expect(on(evening, { region })).toEqual(sends('opening-letter', { notAfter: closing }))
    expect(on(night, { region })).toEqual(waitsUntil(next))
    expect(on(next, { region })).toEqual(sends('opening-letter'))
  })
})

describe('the debtor’s clock', () => {
  it.each([
    ['Paris', null, '2026-01-15T07:00:00.000Z', '2026-01-15T19:00:00.000Z'],
    ['La Réunion', 'FR-974', '2026-01-15T04:00:00.000Z', '2026-01-15T16:00:00.000Z'],
    ['Mayotte', 'FR-976', '2026-01-15T05:00:00.000Z', '2026-01-15T17:00:00.000Z'],
    ['Guyane', 'FR-973', '2026-01-15T11:00:00.000Z', '2026-01-15T23:00:00.000Z'],
    ['Martinique, past midnight in Paris', 'FR-972', '2026-01-15T12:00:00.000Z', '2026-01-16T00:00:00.000Z'],
    ['Alsace, which has holidays but no clock of its own', 'FR-67', '2026-01-15T07:00:00.000Z', '2026-01-15T19:00:00.000Z'],
  ])('opens and closes the hours: %s', (_where, region, opens, closes) => {
    expect(on('2026-01-14T21:00:00Z', { region })).toEqual(waitsUntil(opens))
    expect(on(opens, { region })).toEqual(sends('opening-letter', { notAfter: closes, payBefore: '2026-01-23' }))
    expect(on(new Date(Date.parse(closes) - 1).toISOString(), { region })).toEqual(sends('opening-letter'))
    expect(on(closes, { region }).do).toBe('wait')
  })

  it('ends a hold', () => {
    const held = { holds: [hold('promise', '2026-01-20')], region: 'FR-974' }
    expect(on(OPENING_NOON, held)).toEqual(waitsUntil('2026-01-19T20:00:00Z'))
    expect(on('2026-01-19T20:00:00Z', held)).toEqual(waitsUntil('2026-01-20T04:00:00Z'))
  })
})
