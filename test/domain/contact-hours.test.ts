import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ContactCalendar, type ContactHours, nextWindow } from '../../src/domain/contact-hours.js'
import { legalDayOf } from '../../src/domain/legal-day.js'

const PARIS = 'Europe/Paris'
const SEEDED = { seed: 20260115, numRuns: 300 }
const DAY_MS = 24 * 60 * 60 * 1000

const WEEKDAYS: ContactHours = { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }
const SUNDAYS: ContactHours = { weekdays: [7], from: '08:00', to: '20:00' }
const TUESDAY_MORNING: ContactHours = { weekdays: [2], from: '09:30', to: '12:15' }

const inParis = (hours: ContactHours, ...holidays: string[]): ContactCalendar => ({
  hours,
  zone: PARIS,
  isHoliday: (day) => holidays.includes(day),
})

function windowFor(earliest: string, at: string, calendar = inParis(WEEKDAYS)): [opens: string, closes: string] {
  const { day, opens, closes } = nextWindow(calendar, earliest, new Date(at))
  expect(legalDayOf(opens, calendar.zone)).toBe(day)
  return [opens.toISOString(), closes.toISOString()]
}
const utc = (wallClock: string) => new Date(wallClock).toISOString()

describe('the next window', () => {
  it.each([
    ['before opening, today’s', '2026-01-15T07:59:59.999+01:00', '2026-01-15'],
    ['at opening, today’s', '2026-01-15T08:00:00+01:00', '2026-01-15'],
    ['while it is open, today’s', '2026-01-15T12:00:00+01:00', '2026-01-15'],
    ['one millisecond before closing, today’s', '2026-01-15T19:59:59.999+01:00', '2026-01-15'],
    ['at closing, tomorrow’s', '2026-01-15T20:00:00+01:00', '2026-01-16'],
    ['one millisecond after closing, tomorrow’s', '2026-01-15T20:00:00.001+01:00', '2026-01-16'],
    ['on Friday evening, Monday’s', '2026-01-16T20:00:00+01:00', '2026-01-19'],
    ['on a Saturday, Monday’s', '2026-01-17T12:00:00+01:00', '2026-01-19'],
  ])('%s', (_when, at, day) => {
    expect(windowFor('2026-01-01', at)).toEqual([utc(`${day}T08:00:00+01:00`), utc(`${day}T20:00:00+01:00`)])
  })

  it.each([
    ['the day before today: today', '2026-01-14', '2026-01-15'],
    ['today: today', '2026-01-15', '2026-01-15'],
    ['tomorrow: tomorrow', '2026-01-16', '2026-01-16'],
    ['a Saturday: Monday', '2026-01-17', '2026-01-19'],
  ])('not before %s', (_when, earliest, day) => {
    expect(windowFor(earliest, '2026-01-15T12:00:00+01:00')[0]).toBe(utc(`${day}T08:00:00+01:00`))
  })

  it.each([
    ['Friday before summer time', '2026-03-27T12:00:00Z', '2026-03-27T07:00:00.000Z', '2026-03-27T19:00:00.000Z'],
    ['Sunday of summer time', '2026-03-29T12:00:00Z', '2026-03-30T06:00:00.000Z', '2026-03-30T18:00:00.000Z'],
    ['Friday before winter time', '2026-10-23T12:00:00Z', '2026-10-23T06:00:00.000Z', '2026-10-23T18:00:00.000Z'],
    ['Sunday of winter time', '2026-10-25T12:00:00Z', '2026-10-26T07:00:00.000Z', '2026-10-26T19:00:00.000Z'],
  ])('%s', (_when, at, opens, closes) => {
    expect(windowFor('2026-01-01', at)).toEqual([opens, closes])
  })

  it('on one day of the week alone is a week away once it closed', () => {
    expect(windowFor('2026-01-01', '2026-01-13T12:14:59+01:00', inParis(TUESDAY_MORNING))[0]).toBe(utc('2026-01-13T09:30:00+01:00'))
    expect(windowFor('2026-01-01', '2026-01-13T12:15:00+01:00', inParis(TUESDAY_MORNING))[0]).toBe(utc('2026-01-20T09:30:00+01:00'))
  })
})

describe('holidays', () => {
  const aroundFriday = inParis(WEEKDAYS, '2026-01-16')

  it.each([
    ['the evening before, one millisecond before closing: that day', '2026-01-15T19:59:59.999+01:00', '2026-01-15'],
    ['the evening before: after the weekend', '2026-01-15T20:00:00+01:00', '2026-01-19'],
    ['on the day itself', '2026-01-16T12:00:00+01:00', '2026-01-19'],
  ])('%s', (_when, at, day) => {
    expect(windowFor('2026-01-01', at, aroundFriday)[0]).toBe(utc(`${day}T08:00:00+01:00`))
  })

  it('several in a row are all passed over, and one on a Saturday moves nothing', () => {
    const row = inParis(WEEKDAYS, '2026-01-16', '2026-01-17', '2026-01-19', '2026-01-20')
    expect(windowFor('2026-01-16', '2026-01-15T12:00:00+01:00', row)[0]).toBe(utc('2026-01-21T08:00:00+01:00'))
    expect(windowFor('2026-01-16', '2026-01-15T12:00:00+01:00', inParis(WEEKDAYS, '2026-01-17'))[0]).toBe(utc('2026-01-16T08:00:00+01:00'))
  })

  it('hours that name no weekday are a mistake, not a wait without end', () => {
    expect(() => nextWindow(inParis({ ...WEEKDAYS, weekdays: [] }), '2026-01-01', new Date('2026-01-15T12:00:00Z'))).toThrow(RangeError)
    expect(windowFor('2026-01-01', '2026-01-15T12:00:00Z', inParis(SUNDAYS))[0]).toBe(utc('2026-01-18T08:00:00+01:00'))
  })
})

describe('the clock of the debtor', () => {
  it.each([
    ['Indian/Reunion', '2026-01-15T03:59:59.999Z', '2026-01-15T04:00:00.000Z', '2026-01-15T16:00:00.000Z'],
    ['Indian/Reunion', '2026-07-15T16:00:00Z', '2026-07-16T04:00:00.000Z', '2026-07-16T16:00:00.000Z'],
    ['America/Martinique', '2026-01-15T23:59:59.999Z', '2026-01-15T12:00:00.000Z', '2026-01-16T00:00:00.000Z'],
    // Friday evening there is Saturday in Paris.
    ['America/Martinique', '2026-01-17T00:00:00Z', '2026-01-19T12:00:00.000Z', '2026-01-20T00:00:00.000Z'],
  ])('in %s at %s', (zone, at, opens, closes) => {
    expect(windowFor('2026-01-01', at, { ...inParis(WEEKDAYS), zone })).toEqual([opens, closes])
  })
})

describe('whatever the hours', () => {
  const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const someHours = fc
    .record({
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      opens: fc.integer({ min: 0, max: 20 * 60 }),
      length: fc.integer({ min: 1, max: 3 * 60 }),
    })
    .map(({ weekdays, opens, length }): ContactHours => ({ weekdays, from: clock(opens), to: clock(opens + length) }))
    // Times that the clock jumps over, or shows twice, are not contact hours anywhere.
    .filter(({ from, to }) => from >= '03:00' || to < '02:00')
  const anInstant = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  const someDays = fc.integer({ min: -20, max: 20 })
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: PARIS, dateStyle: 'short', timeStyle: 'short' })
  /** Day, time and day of the week on the wall in Paris, without the code under test. */
  const wall = (at: Date | number) => {
    const [day, time] = format.format(at).split(' ') as [string, string]
    return { day, time, weekday: new Date(day).getUTCDay() || 7 }
  }
  const everyWindow = (check: (hours: ContactHours, earliest: string, at: Date) => void) =>
    fc.assert(
      fc.property(someHours, someDays, anInstant, (hours, days, at) => check(hours, wall(at.getTime() + days * DAY_MS).day, at)),
      SEEDED,
    )

  it('it opens and closes as the wall clock says, on one of its days, not too early, not in the past', () => {
    everyWindow((hours, earliest, at) => {
      const { opens, closes } = nextWindow(inParis(hours), earliest, at)
      expect(wall(opens)).toEqual({ day: wall(closes).day, time: hours.from, weekday: wall(closes).weekday })
      expect(wall(closes).time).toBe(hours.to)
      expect(hours.weekdays).toContain(wall(opens).weekday)
      expect(wall(opens).day >= earliest).toBe(true)
      expect(closes.getTime()).toBeGreaterThan(at.getTime())
    })
  })

  it('there is none before it', () => {
    everyWindow((hours, earliest, at) => {
      const chosen = wall(nextWindow(inParis(hours), earliest, at).opens).day
      const today = wall(at)
      for (let noon = Date.parse(`${today.day}T12:00:00Z`); wall(noon).day < chosen; noon += DAY_MS) {
        const { day, weekday } = wall(noon)
        const usable = day >= earliest && hours.weekdays.includes(weekday)
        if (usable) expect([day, today.time >= hours.to]).toEqual([today.day, true])
      }
    })
  })

  it('asked again anywhere until it closes, it is the same', () => {
    everyWindow((hours, earliest, at) => {
      const window = nextWindow(inParis(hours), earliest, at)
      for (const later of [window.opens.getTime(), window.closes.getTime() - 1]) {
        if (later >= at.getTime()) expect(nextWindow(inParis(hours), earliest, new Date(later))).toEqual(window)
      }
      expect(nextWindow(inParis(hours), earliest, window.closes).opens.getTime()).toBeGreaterThan(window.closes.getTime())
    })
  })
})
