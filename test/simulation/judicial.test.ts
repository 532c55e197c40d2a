import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PlayedCase } from '../../src/simulation/judicial/look-back.js'
import { playJudicial } from '../../src/simulation/judicial/play.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Four files that go to court, as `npm run demo -- --judicial` plays them. The days were counted by hand, from the acts that it plays. */

let stack: TestStack
let cases: PlayedCase[]

beforeAll(async () => {
  stack = await joinStack()
  const context = { db: stack.db, clients: stack.clients, now: () => new Date() }
  cases = await playJudicial(context, stack.tenantId, () => {})
}, 240_000)
afterAll(() => stack.close())

const named = (story: string): PlayedCase => cases.find((one) => one.story === story) as PlayedCase

/** The stages of a file's proceedings, the oldest first: `2026-04-20 payment-order to-serve`, with why it ended. */
const stagesOf = ({ proceedings }: PlayedCase) =>
  proceedings
    .toReversed()
    .flatMap(({ procedure, passages }) =>
      passages.map(({ on, stage, end, supersededOn }) =>
        [on, procedure, stage, end ?? '', supersededOn === null ? '' : 'superseded'].join(' ').trimEnd(),
      ),
    )

const alarmsOf = ({ proceedings }: PlayedCase, deadline: string) =>
  proceedings.flatMap(({ alarms }) =>
    alarms.filter(({ alarm }) => alarm.startsWith(`${deadline}:`)).map(({ alarm, lastDay, raisedOn }) => `${raisedOn} ${alarm} ${lastDay}`),
  )

const BEGUN = ['2026-03-20 payment-order preparing', '2026-03-20 payment-order to-begin', '2026-03-30 payment-order filed']

it('paid after the order was served: the request is withdrawn, and what was spent stays with the creditor', () => {
  const paid = named('paid after the order was served')
  expect(stagesOf(paid)).toEqual([
    ...BEGUN,
    '2026-04-20 payment-order to-serve',
    '2026-05-04 payment-order opposition-open',
    '2026-05-18 payment-order ended paid',
  ])
  // One month from 4 May, and six months from an order of before 1 September 2026.
  expect(paid.proceedings[0]?.passages.map(({ next }) => next?.lastDay ?? null)).toEqual([
    null,
    null,
    null,
    '2026-10-20',
    '2026-06-04',
    null,
  ])
  expect(paid.proceedings[0]?.tasks.map(({ kind, state }) => `${kind} ${state}`)).toEqual(
    expect.arrayContaining(['withdraw handed-over', 'recall-exhibits handed-over']),
  )
  // 35.21 for the clerk, 73.40 for the service.
  expect(paid.costs).toMatchObject({ totalCents: 108_61, creditorCents: 108_61, debtorCents: 0, withTitleCents: 0 })
  expect(paid).toMatchObject({ status: 'paid', owedCents: 0 })
})

it('opposed and judged: the deposit in time, the judgment served, the time to appeal over, the costs on the debtor', () => {
  const judged = named('opposed and judged')
  expect(stagesOf(judged).slice(0, 11)).toEqual([
    ...BEGUN,
    '2026-04-20 payment-order to-serve',
    '2026-05-05 payment-order opposition-open',
    '2026-05-20 payment-order opposed',
    '2026-06-15 payment-order hearing',
    '2026-07-06 payment-order hearing',
    '2026-07-20 payment-order judged',
    '2026-09-04 payment-order enforceable',
    '2026-09-04 payment-order ended titled',
  ])
  // Fifteen days from 26 May, when the court asked for it; announced ten days before, and deposited on 2 June.
  expect(alarmsOf(judged, 'consign')).toEqual(['2026-05-31 consign:10 2026-06-10'])
  // 35.21 and 73.40 and 110.00 and 81.60, advanced by the creditor until the judgment could be enforced.
  expect(judged.costs).toMatchObject({ totalCents: 300_21, creditorCents: 0, debtorCents: 300_21, open: [] })
  expect(judged.costs.costs.map(({ chargedOn }) => chargedOn)).toEqual(['2026-09-04', '2026-09-04', '2026-09-04', '2026-09-04'])
})

it('small claims agreed: a title without a court, and all costs on the creditor', () => {
  const agreed = named('small claims agreed')
  expect(stagesOf(agreed).slice(0, 6)).toEqual([
    '2026-03-20 small-claims preparing',
    '2026-03-20 small-claims to-begin',
    '2026-03-30 small-claims invited',
    '2026-04-14 small-claims agreed',
    '2026-04-20 small-claims enforceable',
    '2026-04-20 small-claims ended titled',
  ])
  // A month from 30 March.
  expect(agreed.proceedings.at(-1)?.passages[2]?.next).toEqual({ kind: 'answer', lastDay: '2026-04-30' })
  // 14.92 and 30.00.
  expect(agreed.costs).toMatchObject({ totalCents: 44_92, creditorCents: 44_92, debtorCents: 0 })
  expect(agreed).toMatchObject({ status: 'paid', owedCents: 0 })
})

it('served one day late: alarms before the last day and after it, the order lapses, and the report is refused with its rule', () => {
  const lapsed = named('lapsed: served one day late')
  expect(stagesOf(lapsed)).toEqual([
    '2026-06-22 payment-order preparing',
    '2026-06-22 payment-order to-begin',
    '2026-07-06 payment-order filed',
    '2026-09-07 payment-order to-serve',
    '2026-12-08 payment-order ended lapsed',
  ])
  // Three months from an order of 7 September 2026.
  expect(alarmsOf(lapsed, 'serve')).toEqual([
    '2026-11-07 serve:30 2026-12-07',
    '2026-11-22 serve:15 2026-12-07',
    '2026-11-30 serve:7 2026-12-07',
    '2026-12-06 serve:1 2026-12-07',
    '2026-12-08 serve:missed 2026-12-07',
  ])
  const refused = lapsed.moments.filter(({ kind }) => kind === 'report-refused')
  expect(refused.map(({ on, text }) => `${on} ${text}`)).toEqual([
    expect.stringMatching(/^2026-12-09 .*report-too-late.*2026-12-07.*décret 2026-96/),
  ])
  expect(lapsed.costs).toMatchObject({ totalCents: 35_21, creditorCents: 35_21, debtorCents: 0, withTitleCents: 0 })
})

it('twelve thousand euros want two people, and nobody who is silent is left without a reminder', () => {
  const { moments } = named('lapsed: served one day late')
  const said = moments.filter(({ kind }) => kind.startsWith('proposal-')).map(({ on, kind }) => `${on} ${kind}`)
  expect(said.slice(0, 5)).toEqual([
    '2026-06-17 proposal-made',
    '2026-06-20 proposal-reminded',
    '2026-06-22 proposal-agreed',
    '2026-06-22 proposal-agreed',
    '2026-06-22 proposal-answered',
  ])
})

it('every paper that was made out is a PDF', () => {
  const papers = cases.flatMap((one) => one.papers)
  expect(papers.length).toBeGreaterThan(30)
  expect(papers.filter(({ bytes }) => Buffer.from(bytes.slice(0, 5)).toString('latin1') !== '%PDF-')).toEqual([])
})
