import { describe, expect, it } from 'vitest'
import type { Limited } from '../../src/domain/limitation.js'
import type { LimitationActKind } from '../../src/domain/limitation-act-kind.js'
import { alarmsDue, alarmsOf, nextAlarmDay } from '../../src/domain/limitation-alarm.js'
import { lawOf } from '../../src/law/book.js'

const FR = lawOf('FR')
const claim = (dueDate: string, more: Partial<Limited> = {}): Limited => ({
  dueDate,
  capacity: 'consumer',
  category: 'goods-and-services',
  limitationFrom: null,
  acts: [],
  ...more,
})
const acknowledged = (on: string) => ({ acts: [{ kind: 'acknowledgement' as LimitationActKind, on, until: null }] })
const told = (alarms: { alarm: string; on: string }[]) => alarms.map(({ alarm, on }) => `${on} ${alarm}`)

/** Of a consumer's invoice due on 15 March 2024, last day 15 March 2026: 120 days before it is 15 November, 60 days 14 January. */
const ALARMS = [
  '2025-03-15 12-months',
  '2025-09-15 6-months',
  '2025-11-15 last-day:payment-order',
  '2025-12-15 3-months',
  '2026-01-14 last-day:small-claims',
  '2026-01-14 last-day:summons',
  '2026-03-16 barred',
]

describe('the alarms of a limitation', () => {
  it('come 12, 6 and 3 months before its last day, on the last day to begin each procedure, and once it is over', () => {
    expect(told(alarmsOf(claim('2024-03-15'), FR))).toEqual(ALARMS)
    expect(new Set(alarmsOf(claim('2024-03-15'), FR).map(({ lastDay }) => lastDay))).toEqual(new Set(['2026-03-15']))
  })

  it('of a period of a year begin at six months', () => {
    expect(told(alarmsOf(claim('2024-03-15', { category: 'telecoms' }), FR))[0]).toBe('2024-09-15 6-months')
  })

  it('in a shorter month come on its last day', () => {
    expect(told(alarmsOf(claim('2024-05-31'), FR)).slice(0, 4)).toEqual([
      '2025-05-31 12-months',
      '2025-11-30 6-months',
      '2026-01-31 last-day:payment-order',
      '2026-02-28 3-months',
    ])
  })

  it('are moved by an interruption', () => {
    expect(told(alarmsOf(claim('2024-03-15', acknowledged('2025-03-15')), FR))[0]).toBe('2026-03-15 12-months')
  })

  it('are none while the limitation stands still', () => {
    const mediation = { acts: [{ kind: 'mediation' as const, on: '2025-01-01', until: null }] }
    expect(alarmsOf(claim('2024-03-15', mediation), FR)).toEqual([])
    expect(nextAlarmDay([claim('2024-03-15', mediation)], FR, '2025-02-01')).toBeNull()
  })
})

describe('the alarms that a day calls for', () => {
  it.each([
    ['2025-03-14', []],
    ['2025-03-15', ['2025-03-15 12-months']],
    ['2025-09-14', ['2025-03-15 12-months']],
    // Opened, or woken, late: the nearest and not all that went before.
    ['2025-09-15', ['2025-09-15 6-months']],
    ['2026-01-13', ['2025-12-15 3-months']],
    ['2026-01-14', ['2026-01-14 last-day:small-claims', '2026-01-14 last-day:summons']],
    ['2026-03-15', ['2026-01-14 last-day:small-claims', '2026-01-14 last-day:summons']],
    ['2026-03-16', ['2026-03-16 barred']],
    ['2030-01-01', ['2026-03-16 barred']],
  ])('on %s: %j', (today, alarms) => {
    expect(told(alarmsDue(claim('2024-03-15'), FR, today))).toEqual(alarms)
  })
})

describe('the day of the next alarm', () => {
  it.each([
    ['2024-03-15', '2025-03-15'],
    ['2025-03-14', '2025-03-15'],
    ['2025-03-15', '2025-09-15'],
    ['2026-01-14', '2026-03-16'],
    ['2026-03-16', null],
  ])('after %s is %s', (today, next) => {
    expect(nextAlarmDay([claim('2024-03-15')], FR, today)).toBe(next)
  })

  it('is that of the claim that comes first', () => {
    expect(nextAlarmDay([claim('2024-03-15'), claim('2024-02-10')], FR, '2025-01-01')).toBe('2025-02-10')
    expect(nextAlarmDay([], FR, '2025-01-01')).toBeNull()
  })
})
