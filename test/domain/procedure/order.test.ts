import { describe, expect, it } from 'vitest'
import { filed, granted, on, opposed, paymentOrder, refused, report, served, timeline, withReports } from './proceedings.js'

const OPENED = '2026-09-07'
const FILED = '2026-09-10'
const ORDERED = '2026-10-01'
const SERVED = '2026-10-15'
const LATE = '2031-01-02'
const open = paymentOrder({ openedOn: OPENED })
const inService = withReports(open, filed(FILED), granted(ORDERED))
const inOpposition = withReports(inService, served(SERVED))

describe('a payment order', () => {
  it('is not begun while pieces are missing', () => {
    const state = on(paymentOrder({ openedOn: OPENED, missing: ['contract|order'] }), OPENED)
    expect(state).toMatchObject({ stage: 'preparing', asks: [], title: null })
  })

  it('is filed by the agency once they are there, and waits with the file', () => {
    const { stage, asks, expects } = on(open, OPENED)
    expect(stage).toBe('to-begin')
    expect(asks).toEqual([{ kind: 'file-request', of: 'begin', to: 'agency', urgent: false, by: null, done: false }])
    expect(expects).toEqual(['filed'])
  })

  it('goes from the request to the title by its days', () => {
    const state = on(inOpposition, LATE)
    expect(timeline(state)).toEqual([
      '2026-09-07 preparing',
      '2026-09-07 to-begin',
      '2026-09-10 filed',
      '2026-10-01 to-serve',
      '2026-10-15 opposition-open',
      '2026-12-16 enforceable',
      '2026-12-16 ended titled',
    ])
    expect(state.asks.every(({ done }) => done)).toBe(true)
    for (const { source } of state.passages) expect(source).not.toBe('')
  })

  it('that grants a part is a title for that part, with the costs that it names', () => {
    const partly = withReports(
      open,
      filed(FILED),
      report('order-granted', ORDERED, { amountCents: 61_234, costsCents: 3_310, outcome: 'partly' }),
      served(SERVED),
    )
    expect(on(partly, LATE).title).toMatchObject({
      of: `order-granted:${ORDERED}`,
      on: ORDERED,
      principalCents: 61_234,
      costsCents: 3_310,
      enforceableOn: '2026-12-16',
    })
  })

  it('that is refused ends there, and nothing is asked of anybody', () => {
    const state = on(withReports(open, filed(FILED), report('order-refused', ORDERED)), LATE)
    expect(state).toMatchObject({ stage: 'ended', end: 'refused', expects: [], deadlines: [], title: null })
    expect(state.passages.at(-1)?.source).toContain('1409')
  })

  it('that has lapsed asks nobody to serve it any more', () => {
    const state = on(inService, LATE)
    expect(state.end).toBe('lapsed')
    expect(state.asks.map(({ kind }) => kind)).toEqual(['file-request'])
    expect(state.deadlines.map(({ kind, lastDay }) => [kind, lastDay])).toEqual([['serve', '2027-01-04']])
  })

  it('whose opposition is told once there was a title has none any more', () => {
    expect(on(inOpposition, '2026-12-16').title).not.toBeNull()
    const state = on(withReports(inOpposition, opposed('2026-11-16')), '2026-12-20')
    expect(state).toMatchObject({ stage: 'opposed', end: null, title: null })
  })
})

/** Day of the opposition, that on which the court asked for the deposit, the region, and the last day for it. */
const DEPOSITS: [why: string, opposition: string, asked: string | undefined, region: string | null, lastDay: string][] = [
  ['fifteen days', '2026-11-02', undefined, null, '2026-11-17'],
  ['fifteen days from when the court asked', '2026-11-02', '2026-11-10', null, '2026-11-25'],
  ['fifteen days, to Christmas, a Friday', '2028-12-10', undefined, null, '2028-12-26'],
  ['fifteen days, to Christmas in Alsace', '2028-12-10', undefined, 'FR-67', '2028-12-27'],
  ['fifteen days, to 29 February', '2028-02-14', undefined, null, '2028-02-29'],
  ['fifteen days, to a Sunday', '2026-11-14', undefined, null, '2026-11-30'],
]

describe.each(DEPOSITS)('%s: an opposition of %s, asked on %s, region %s', (_why, opposition, asked, region, lastDay) => {
  const before = withReports(
    paymentOrder({ openedOn: OPENED, court: 'tribunal-de-commerce', region }),
    filed(FILED),
    granted(ORDERED),
    served('2026-10-30', 'home'),
  )
  // Opposed years after a service at home, where nobody has certified anything: an order of the old law.
  const old = withReports(
    paymentOrder({ openedOn: '2026-03-02', court: 'tribunal-de-commerce', region }),
    filed('2026-03-10'),
    granted('2026-08-31'),
    served('2026-10-30', 'home'),
  )
  const one = opposition < '2026-12-30' ? before : old
  const contested = withReports(one, opposed(opposition, asked === undefined ? {} : { day: asked }))

  it(`has its costs deposited until ${lastDay}, or it all lapses on the next day`, () => {
    expect(on(contested, lastDay)).toMatchObject({ stage: 'opposed', end: null })
    expect(on(contested, lastDay).asks).toContainEqual(
      expect.objectContaining({ kind: 'consign', to: 'creditor', urgent: true, by: lastDay, done: false }),
    )
    const lapsed = on(contested, LATE)
    expect(lapsed).toMatchObject({ stage: 'ended', end: 'lapsed', title: null })
    expect((lapsed.passages.at(-1)?.on as string) > lastDay).toBe(true)
    expect(lapsed.deadlines.map(({ kind, lastDay: last }) => [kind, last])).toEqual([['consign', lastDay]])
  })

  it('a deposit of that day undoes the lapse however late it is told, one of the day after does not', () => {
    const next = lapsedOn(lastDay)
    expect(refused(contested, report('consigned', lastDay), LATE)).toBeNull()
    expect(refused(contested, report('consigned', next), LATE)).toMatchObject({ code: 'report-too-late' })
    expect(on(withReports(contested, report('consigned', lastDay)), LATE)).toMatchObject({ stage: 'opposed', end: null })
  })
})

const lapsedOn = (lastDay: string) => new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10)

describe('an order that was opposed', () => {
  const contested = withReports(inOpposition, opposed('2026-11-02'))
  const judged = withReports(contested, report('judgment', '2027-03-01', { outcome: 'granted', amountCents: 90_000 }))

  it('needs no deposit before the tribunal judiciaire, and awaits its hearing', () => {
    const { asks, expects, deadlines } = on(contested, LATE)
    expect(asks.map(({ kind }) => kind)).not.toContain('consign')
    expect(expects).toContain('hearing-set')
    expect(deadlines).toEqual([])
  })

  it('is judged before there is a title, and the judgment is served', () => {
    expect(on(judged, LATE)).toMatchObject({ stage: 'judged', title: null })
    expect(on(judged, LATE).asks).toContainEqual(expect.objectContaining({ kind: 'serve-judgment', urgent: true, done: false }))
    const served2 = withReports(judged, report('served', '2027-03-20', { act: 'judgment', mode: 'home' }))
    expect(on(served2, LATE).title).toMatchObject({ of: 'judgment:2027-03-01', principalCents: 90_000, enforceableOn: '2027-03-20' })
  })

  it('keeps no title of the order whatever is served of it', () => {
    expect(refused(contested, report('certificate', '2027-01-04'), LATE)).toMatchObject({ code: 'report-contradicts' })
    expect(refused(contested, served('2027-01-04'), LATE)).toMatchObject({ code: 'report-contradicts' })
  })
})
