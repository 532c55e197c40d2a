import { describe, expect, it } from 'vitest'
import { paperAlarm, paperLacking } from '../../src/domain/agency-paper.js'
import type { AgencyPaperFact } from '../../src/domain/facts.js'

const ALARMS = [60, 30, 7]
const paper = (kind: string, ...inForce: [from: string, until: string | null][]): AgencyPaperFact => ({
  kind,
  source: 'R124-2',
  inForce: inForce.map(([from, until]) => ({ from, until })),
})
const insurance = (...inForce: [from: string, until: string | null][]) => paper('insurance', ...inForce)

describe('the paper that an agency lacks', () => {
  const file = [insurance(['2026-01-01', '2026-12-31']), paper('declaration', ['2020-01-01', null])]

  it.each([
    ['2025-12-31', 'insurance'],
    ['2026-01-01', null],
    ['2026-12-31', null],
    ['2027-01-01', 'insurance'],
  ])('on %s is %s', (day, kind) => expect(paperLacking(file, day)?.kind ?? null).toBe(kind))

  it('is the one that was never there', () => expect(paperLacking([...file, paper('account')], '2026-06-01')?.kind).toBe('account'))

  it('is none where the law asks for nothing', () => expect(paperLacking(undefined, '2026-06-01')).toBeNull())
})

describe('the alarm of a paper that ends on 31 December', () => {
  const alarmOn = (day: string) => paperAlarm(insurance(['2026-01-01', '2026-12-31']), day, ALARMS)

  it.each([
    ['2026-10-31', null],
    ['2026-11-01', 60],
    ['2026-11-30', 60],
    ['2026-12-01', 30],
    ['2026-12-23', 30],
    ['2026-12-24', 7],
    ['2026-12-31', 7],
  ])('on %s is the one of %s days before', (day, daysBefore) => expect(alarmOn(day)?.daysBefore ?? null).toBe(daysBefore))

  it('waits since the first of them, and says that it has lapsed the day after', () => {
    expect(alarmOn('2026-12-24')).toEqual({ state: 'expiring', lastDay: '2026-12-31', daysBefore: 7, since: '2026-11-01' })
    expect(alarmOn('2027-01-01')).toMatchObject({ state: 'lapsed', lastDay: '2026-12-31', daysBefore: null })
  })

  it('is not raised once a renewed one follows without a gap', () => {
    const renewed = insurance(['2026-01-01', '2026-12-31'], ['2027-01-01', '2027-12-31'])
    expect(paperAlarm(renewed, '2026-12-31', ALARMS)).toBeNull()
    expect(paperAlarm(renewed, '2027-12-31', ALARMS)).toMatchObject({ state: 'expiring', lastDay: '2027-12-31' })
  })

  it('is raised where the renewed one begins a day late', () => {
    const late = insurance(['2026-01-01', '2026-12-31'], ['2027-01-02', null])
    expect(paperAlarm(late, '2026-12-31', ALARMS)).toMatchObject({ state: 'expiring', lastDay: '2026-12-31' })
    expect(paperAlarm(late, '2027-01-01', ALARMS)).toMatchObject({ state: 'lapsed' })
    expect(paperAlarm(late, '2027-01-02', ALARMS)).toBeNull()
  })

  it('tells what was never there from what has lapsed', () =>
    expect(paperAlarm(insurance(), '2026-06-01', ALARMS)).toEqual({ state: 'missing', lastDay: null, daysBefore: null, since: null }))
})
