import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import type { ProceedingFact } from '../../../src/domain/procedure/proceeding.js'
import { on, paymentOrder, refused, report, timeline, withReports } from './proceedings.js'

const LATE = '2031-01-02'

/** A small-claims procedure for 1,000.00 EUR, approved on 1 October 2025. */
const smallClaims = (changes: Partial<ProceedingFact> = {}) =>
  paymentOrder({ procedure: 'small-claims', course: 'invitation', openedOn: '2025-10-01', court: null, ...changes })
const invited = (day: string) => report('invited', day)
const agreed = (day: string, amountCents = 100_000) => report('debtor-agreed', day, { amountCents })
const declined = (day: string) => report('debtor-declined', day)
const issued = (day: string) => report('title-issued', day)
const begun = withReports(smallClaims(), invited('2025-10-14'))

describe('a small-claims procedure', () => {
  const whole = withReports(begun, agreed('2025-11-03', 90_000), issued('2025-11-06'))

  it('goes from its pieces to a title that the officer issues', () => {
    expect(timeline(on(whole, LATE))).toEqual([
      '2025-10-01 preparing',
      '2025-10-01 to-begin',
      '2025-10-14 invited',
      '2025-11-03 agreed',
      '2025-11-06 enforceable',
      '2025-11-06 ended titled',
    ])
  })

  it('grants the sum that was agreed, without costs, from the day of the title', () => {
    expect(on(whole, '2025-11-05').title).toBeNull()
    expect(on(whole, '2025-11-06').title).toEqual({
      of: 'title-issued:2025-11-06',
      on: '2025-11-06',
      enforceableOn: '2025-11-06',
      principalCents: 90_000,
      costsCents: 0,
      source: expect.stringContaining('L125-1'),
    })
  })

  it('asks an officer for the invitation, and for the title whatever else the file does', () => {
    expect(on(smallClaims(), '2025-10-01').asks).toEqual([
      { kind: 'invite-debtor', of: 'begin', to: 'officer', urgent: false, by: null, done: false },
    ])
    expect(on(withReports(begun, agreed('2025-11-03')), '2025-11-03').asks).toEqual([
      { kind: 'invite-debtor', of: 'begin', to: 'officer', urgent: false, by: null, done: true },
      { kind: 'issue-title', of: 'debtor-agreed:2025-11-03', to: 'officer', urgent: true, by: null, done: false },
    ])
    expect(on(whole, LATE).asks.every(({ done }) => done)).toBe(true)
  })

  it('waits for its pieces', () => {
    expect(on(smallClaims({ missing: ['contract'] }), LATE)).toMatchObject({ stage: 'preparing', asks: [] })
  })

  it('stands the same in whatever order its reports were recorded', () => {
    expect(on({ ...whole, reports: [...whole.reports].reverse() }, LATE)).toEqual(on(whole, LATE))
  })

  it('ends with silence, and that counts as the attempt that a suit wants', () => {
    const state = on(begun, '2025-11-15')
    expect(state).toMatchObject({ stage: 'ended', end: 'declined', title: null, deadlines: [] })
    expect(state.passages.at(-1)).toMatchObject({ on: '2025-11-15', source: expect.stringContaining('750-1') })
  })

  it('ends with a refusal on its day', () => {
    const state = on(withReports(begun, declined('2025-10-20')), LATE)
    expect(state).toMatchObject({ end: 'declined', title: null })
    expect(state.passages.at(-1)).toMatchObject({ on: '2025-10-20', report: 'debtor-declined:2025-10-20' })
  })

  it('lets an agreement that came before a refusal stand, and not the other way round', () => {
    expect(on(withReports(begun, declined('2025-10-20'), agreed('2025-10-17')), LATE).stage).toBe('agreed')
    expect(on(withReports(begun, declined('2025-10-20'), agreed('2025-10-21')), LATE).end).toBe('declined')
  })

  it.each([
    ['an agreement before the invitation', begun, agreed('2025-10-13'), 'report-too-early'],
    ['an agreement without its sum', begun, report('debtor-agreed', '2025-11-03'), 'report-incomplete'],
    ['an agreement on more than was asked for', begun, agreed('2025-11-03', 100_001), 'report-contradicts'],
    ['an agreement without an invitation', smallClaims(), agreed('2025-11-03'), 'report-unexpected'],
    ['a title without an agreement', begun, issued('2025-11-06'), 'report-unexpected'],
    ['a title before the agreement', withReports(begun, agreed('2025-11-03')), issued('2025-11-02'), 'report-too-early'],
    ['a title after a refusal', withReports(begun, declined('2025-10-20')), issued('2025-11-06'), 'report-unexpected'],
    ['a refusal after an agreement', withReports(begun, agreed('2025-11-03')), declined('2025-11-04'), 'report-contradicts'],
    ['a service', begun, report('served', '2025-10-20', { act: 'order', mode: 'home' }), 'report-unexpected'],
  ])('refuses %s', (_what, proceeding, one, code) => {
    expect(refused(proceeding, one, LATE)).toMatchObject({ code })
  })

  it('has no title of reports that should have been refused', () => {
    expect(on(withReports(begun, issued('2025-11-06')), LATE).title).toBeNull()
    expect(on(withReports(begun, agreed('2025-11-17'), issued('2025-11-20')), LATE)).toMatchObject({ end: 'declined', title: null })
    expect(on(withReports(begun, agreed('2025-11-03', 100_001), issued('2025-11-06')), LATE).title?.principalCents).toBe(100_000)
  })
})

/** The letter is sent; last day for an answer. Distance makes it no longer: nobody appears before a court. */
const MONTHS: [why: string, sent: string, region: string | null, distance: ProceedingFact['distance'], lastDay: string][] = [
  ['the same day', '2025-10-14', null, 'none', '2025-11-14'],
  ['a Sunday', '2026-10-15', null, 'none', '2026-11-16'],
  ['the end of February, a Sunday', '2027-01-29', null, 'none', '2027-03-01'],
  ['the end of February, a Sunday', '2027-01-31', null, 'none', '2027-03-01'],
  ['the leap day', '2028-01-31', null, 'none', '2028-02-29'],
  ['a 30th', '2027-03-31', null, 'none', '2027-04-30'],
  ['11 November', '2026-10-11', null, 'none', '2026-11-12'],
  ['Good Friday', '2027-02-26', null, 'none', '2027-03-26'],
  ['Good Friday in Alsace', '2027-02-26', 'FR-67', 'none', '2027-03-30'],
  ['26 December', '2025-11-26', null, 'none', '2025-12-26'],
  ['26 December in Moselle', '2025-11-26', 'FR-57', 'none', '2025-12-29'],
  ['the same day overseas', '2025-10-14', 'FR-974', 'overseas', '2025-11-14'],
  ['22 May in Martinique', '2028-04-22', 'FR-972', 'overseas', '2028-05-23'],
  ['the same day abroad', '2025-10-14', null, 'abroad', '2025-11-14'],
]

describe.each(MONTHS)('a month to %s: sent on %s, region %s, %s', (_why, sent, region, distance, lastDay) => {
  const proceeding = withReports(smallClaims({ region, distance }), invited(sent))

  it('is named from the start, and runs until its last day', () => {
    expect(on(proceeding, sent).passages.at(-1)).toMatchObject({ stage: 'invited', next: { kind: 'answer', lastDay } })
    expect(on(proceeding, lastDay)).toMatchObject({ end: null, deadlines: [{ kind: 'answer', lastDay, who: 'debtor' }] })
    expect(timeline(on(proceeding, LATE)).at(-1)).toBe(`${addDays(lastDay, 1)} ended declined`)
  })

  it('takes an agreement of its last day however late that is told, and none of the next day', () => {
    expect(refused(proceeding, agreed(lastDay), LATE)).toBeNull()
    expect(on(withReports(proceeding, agreed(lastDay)), LATE)).toMatchObject({ stage: 'agreed', end: null })
    expect(refused(proceeding, agreed(addDays(lastDay, 1)), LATE)).toMatchObject({
      code: 'report-too-late',
      source: expect.stringContaining('R125-2'),
    })
  })
})
