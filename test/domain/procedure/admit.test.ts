import { describe, expect, it } from 'vitest'
import type { ReportFact } from '../../../src/domain/procedure/proceeding.js'
import { filed, granted, on, opposed, paymentOrder, refused, report, served, timeline, withReports } from './proceedings.js'

const TODAY = '2027-06-01'
const open = paymentOrder({ openedOn: '2026-09-07' })
const asked = withReports(open, filed('2026-09-10'))
const ordered = withReports(asked, granted('2026-10-01'))
const inService = withReports(ordered, served('2026-10-15'))

const stopped = (day: string) => withReports(ordered, report('stopped', day))

const REFUSALS: [why: string, before: typeof open, one: ReportFact, code: string, rule: string][] = [
  ['an order that nobody asked for', open, granted('2026-10-01'), 'report-unexpected', 'expected:filed'],
  ['a service before any order', asked, served('2026-10-15'), 'report-unexpected', 'expected:order-granted,order-refused'],
  ['an opposition before any service', ordered, opposed('2026-10-20'), 'report-unexpected', 'expected:served'],
  [
    'a measure in a proceeding that grants a title',
    inService,
    report('measure-done', '2026-11-02', { of: 'm' }),
    'report-unexpected',
    'expected:opposition',
  ],
  [
    'the service of another act',
    ordered,
    report('served', '2026-10-15', { act: 'summons', mode: 'home' }),
    'report-unexpected',
    'expected:served',
  ],
  [
    'anything but a suit after a refusal',
    withReports(asked, report('order-refused', '2026-10-01')),
    served('2026-10-15'),
    'report-unexpected',
    'expected:nothing',
  ],
  ['the same report again', asked, { ...filed('2026-09-10'), id: 'again', toldOn: TODAY }, 'report-duplicate', 'reported:filed'],
  ['the same service again', inService, { ...served('2026-10-15'), id: 'again' }, 'report-duplicate', 'reported:served'],
  ['the same service in another manner', inService, served('2026-10-15', 'pv-659'), 'report-contradicts', 'reported:served:2026-10-15'],
  [
    'a service on another day in another manner',
    inService,
    served('2026-10-19', 'home'),
    'report-contradicts',
    'reported:served:2026-10-15',
  ],
  ['an order with another sum', ordered, granted('2026-10-01', 90_000), 'report-contradicts', 'reported:order-granted:2026-10-01'],
  [
    'an order after a refusal',
    withReports(asked, report('order-refused', '2026-10-01')),
    granted('2026-10-05'),
    'report-contradicts',
    'reported:order-refused:2026-10-01',
  ],
  ['a refusal after an order', ordered, report('order-refused', '2026-10-05'), 'report-contradicts', 'reported:order-granted:2026-10-01'],
  ['an order for more than was asked', asked, granted('2026-10-01', 100_001), 'report-contradicts', 'asked:100000'],
  [
    'a second opposition',
    withReports(inService, opposed('2026-11-02')),
    opposed('2026-11-03'),
    'report-contradicts',
    'reported:opposition:2026-11-02',
  ],
  ['a request from before it was approved', open, filed('2026-09-06'), 'report-too-early', 'not-before:2026-09-07'],
  ['an order from before the request', asked, granted('2026-09-09'), 'report-too-early', 'after:filed:2026-09-10'],
  ['a service from before the order', ordered, served('2026-09-30'), 'report-too-early', 'after:order-granted:2026-10-01'],
  [
    'an opposition from before the service',
    inService,
    opposed('2026-10-14'),
    'report-too-early',
    'oppose-within:1-month:not-before:2026-10-15',
  ],
  ['an act of tomorrow', asked, granted('2027-06-02'), 'report-too-early', 'not-before:2027-06-02'],
  ['a service after the last day', ordered, served('2027-01-05'), 'report-too-late', 'serve-within:3-months:until:2027-01-04'],
  ['an opposition after the last day', inService, opposed('2026-11-17'), 'report-too-late', 'oppose-within:1-month:until:2026-11-16'],
  [
    'a service after a person has stopped it',
    stopped('2026-10-10'),
    served('2026-10-11'),
    'report-too-late',
    'ended:stopped:until:2026-10-10',
  ],
  [
    'a service after its last day, though it was stopped later',
    stopped('2027-02-01'),
    served('2027-01-05'),
    'report-too-late',
    'serve-within:3-months:until:2027-01-04',
  ],
  ['a service that does not say how', ordered, report('served', '2026-10-15', { act: 'order' }), 'report-incomplete', 'needs:mode'],
  ['a service that does not say of what', ordered, report('served', '2026-10-15', { mode: 'home' }), 'report-incomplete', 'needs:act'],
  ['an order that does not say how much', asked, report('order-granted', '2026-10-01'), 'report-incomplete', 'needs:amountCents'],
  ['an order for nothing', asked, granted('2026-10-01', 0), 'report-incomplete', 'needs:amountCents'],
  [
    'a judgment that does not say for whom',
    withReports(inService, opposed('2026-11-02')),
    report('judgment', '2027-02-01'),
    'report-incomplete',
    'needs:outcome',
  ],
  [
    'a hearing without its day',
    withReports(inService, opposed('2026-11-02')),
    report('hearing-set', '2026-12-01'),
    'report-incomplete',
    'needs:day',
  ],
]

describe('a report', () => {
  it.each(REFUSALS)('%s is refused, with the rule and its source', (_why, before, one, code, rule) => {
    const refusal = refused(before, one, TODAY)
    expect(refusal).toMatchObject({ code, rule })
    expect(refusal?.source).not.toBe('')
  })

  it.each([
    ['the request on the day of its approval', open, filed('2026-09-07')],
    ['the order on the day of the request', asked, granted('2026-09-10')],
    ['the service on the day of the order', ordered, served('2026-10-01')],
    ['the service on the last day', ordered, served('2027-01-04')],
    ['the service on the day on which it was stopped', stopped('2026-10-10'), served('2026-10-10')],
    ['the opposition on the day of the service', inService, opposed('2026-10-15')],
    ['the opposition on the last day', inService, opposed('2026-11-16')],
    ['the order with all that was asked', asked, granted('2026-10-01', 100_000)],
  ])('control: %s is taken', (_why, before, one) => {
    expect(refused(before, one, TODAY)).toBeNull()
  })

  it('that is refused leaves the proceeding where it was: an order served one day late has lapsed', () => {
    expect(refused(ordered, served('2027-01-05'), TODAY)).toMatchObject({ code: 'report-too-late' })
    expect(timeline(on(ordered, TODAY)).at(-1)).toBe('2027-01-05 ended lapsed')
  })
})
