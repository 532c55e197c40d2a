import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addTargetDays, isTargetDay } from '../../src/domain/target-day.js'

it.each([
  ['2026-01-01', 'New Year’s Day'],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  ['2026-05-01', 'Labour Day'],
  ['2026-12-25', 'Christmas Day'],
  ['2024-12-26', 'the day after'],
  ['2026-02-07', 'a Saturday'],
  ['2026-02-08', 'a Sunday'],
  ['2019-04-19', 'Good Friday of a late Easter'],
  ['2038-04-26', 'Easter Monday on its last day'],
  ['2008-03-21', 'Good Friday of an early Easter'],
])('nothing is settled on %s, %s', (day) => expect(isTargetDay(day)).toBe(false))

it.each([
  ['2026-04-02', 'Maundy Thursday'],
  ['2026-04-07', 'the Tuesday after Easter'],
  ['2026-05-08', 'a holiday of France alone'],
  ['2026-05-14', 'Ascension Day'],
  ['2026-07-14', 'a holiday of France alone'],
  ['2026-12-24', 'Christmas Eve'],
])('banks settle on %s, %s', (day) => expect(isTargetDay(day)).toBe(true))

it.each([
  ['2026-04-02', 1, '2026-04-07'],
  ['2026-04-07', -1, '2026-04-02'],
  ['2026-04-30', 1, '2026-05-04'],
  ['2026-03-06', 1, '2026-03-09'],
  ['2026-07-13', 1, '2026-07-14'],
  ['2026-05-13', 1, '2026-05-14'],
  ['2028-10-02', 1, '2028-10-03'],
  ['2026-12-31', 1, '2027-01-04'],
  ['2026-12-24', 2, '2026-12-29'],
  ['2026-02-05', 10, '2026-02-19'],
  ['2026-02-05', 0, '2026-02-05'],
])('%s and %d TARGET days are %s', (day, count, reached) => expect(addTargetDays(day, count)).toBe(reached))

it('goes as many days back as it went ahead, from a day on which banks settle', () => {
  const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 60 }), (date, count) => {
      const day = date.toISOString().slice(0, 10)
      fc.pre(isTargetDay(day))
      expect(addTargetDays(addTargetDays(day, count), -count)).toBe(day)
    }),
  )
})
