import { describe, expect, it } from 'vitest'
import { type DateFormat, orderShownBy, readDay } from '../../src/imports/days.js'

describe('a day is understood', () => {
  it.each<[string, DateFormat, string]>([
    ['2026-01-31', 'iso', '2026-01-31'],
    ['2026-01-31', 'mdy', '2026-01-31'],
    ['2026/01/31', 'dmy', '2026-01-31'],
    ['20260131', 'dmy', '2026-01-31'],
    ['2026-01-31T00:00:00', 'iso', '2026-01-31'],
    ['31/01/2026', 'dmy', '2026-01-31'],
    ['1/2/2026', 'dmy', '2026-02-01'],
    ['1/2/2026', 'mdy', '2026-01-02'],
    ['31.1.2026', 'dmy', '2026-01-31'],
    ['31-01-2026 00:00', 'dmy', '2026-01-31'],
    ['29/02/2024', 'dmy', '2024-02-29'],
    ['29/02/2000', 'dmy', '2000-02-29'],
  ])('%s, %s', (text, format, day) => {
    expect(readDay(text, format)).toEqual({ day })
  })
})

describe('what is no day is refused with the reason', () => {
  it.each<[string, DateFormat, string]>([
    ['29/02/2026', 'dmy', 'is a day that does not exist'],
    ['1900-02-29', 'iso', 'is a day that does not exist'],
    ['31/04/2026', 'dmy', 'is a day that does not exist'],
    ['13/13/2026', 'dmy', 'is a day that does not exist'],
    ['12/31/2026', 'dmy', 'is a day that does not exist'],
    ['0/1/2026', 'dmy', 'is a day that does not exist'],
    ['01/02/26', 'dmy', 'has a year of two digits'],
    ['01/02/2026', 'iso', 'is no day'],
    ['01/02-2026', 'dmy', 'is no day'],
    ['2026-01-31T10:00:00', 'iso', 'is no day'],
    ['31 janvier 2026', 'dmy', 'is no day'],
    ['46053', 'dmy', 'is no day'],
  ])('%s, %s', (text, format, fault) => {
    expect(readDay(text, format)).toEqual({ fault })
  })
})

describe('a number of a spreadsheet is a count of days', () => {
  it.each([
    ['46053', { day: '2026-01-31' }],
    ['46053.75', { day: '2026-01-31' }],
    ['45351', { day: '2024-02-29' }],
    ['61', { day: '1900-03-01' }],
    ['60', { fault: 'is no day' }],
    ['0.5', { fault: 'is no day' }],
    ['2958466', { fault: 'is no day' }],
    ['20260131', { day: '2026-01-31' }],
  ])('%s', (number, read) => {
    expect(readDay({ number }, 'mdy')).toEqual(read)
  })
})

describe('the order of day and month', () => {
  it.each([
    [['1/2/2026', '13/2/2026'], 'dmy'],
    [['1/2/2026', '2/13/2026'], 'mdy'],
    [['13/2/2026', '2/13/2026'], 'both'],
    [['1/2/2026', '5/5/2026'], 'undecided'],
    [['5/5/2026', '2026-01-31', ''], 'nothing'],
    [[{ number: '46053' }], 'nothing'],
  ])('of %j is %s', (cells, order) => {
    expect(orderShownBy(cells)).toBe(order)
  })
})
