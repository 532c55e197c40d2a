import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { playDemo } from '../../src/simulation/demo.js'
import { dayOf, type PlayedFile } from '../../src/simulation/look-back.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** The demonstration, as `npm run demo` plays it: the dates are those that it shows. */

const INVOICES = join(import.meta.dirname, '../../samples/demo-invoices.csv')
let stack: TestStack
let files: PlayedFile[]

beforeAll(async () => {
  stack = await joinStack()
  const context = { db: stack.db, clients: stack.clients, now: () => new Date() }
  files = await playDemo(context, stack.tenantId, readFileSync(INVOICES), () => {})
}, 240_000)
afterAll(() => stack.close())

/** A life in short: `2026-01-05 opening letter`, `2026-01-29 payment`, `2026-01-29 paid`. */
const lifeOf = ({ moments }: PlayedFile) =>
  moments.map((moment) => {
    const day = dayOf(moment)
    if (moment.kind === 'act') return `${day} ${moment.stage} ${moment.channel}`
    return moment.kind === 'end' ? `${day} ${moment.outcome}` : `${day} ${moment.kind}`
  })

it('one pays after the second reminder', () => {
  expect(lifeOf(files[0] as PlayedFile)).toEqual([
    '2026-01-05 opening letter',
    '2026-01-15 amicable email',
    '2026-01-26 amicable sms',
    '2026-01-29 payment',
    '2026-01-29 paid',
  ])
})

it('one pays partly and then the rest', () => {
  expect(lifeOf(files[1] as PlayedFile)).toEqual([
    '2026-01-05 opening letter',
    '2026-01-15 amicable email',
    '2026-01-19 payment',
    '2026-01-26 amicable sms',
    '2026-02-03 amicable call',
    '2026-02-10 formal-notice letter',
    '2026-02-16 payment',
    '2026-02-16 paid',
  ])
})

it('one never pays and reaches the judicial decision; without a mobile it is written to instead', () => {
  expect(lifeOf(files[2] as PlayedFile)).toEqual([
    '2026-01-05 opening letter',
    '2026-01-15 amicable email',
    '2026-01-26 amicable email',
    '2026-02-03 amicable call',
    '2026-02-10 formal-notice letter',
    '2026-03-02 last-notice letter',
    '2026-03-18 escalated',
  ])
})

it('every act has its reasons, and none was let go after the money', () => {
  const acts = files.flatMap(({ moments }) => moments.filter(({ kind }) => kind === 'act'))
  for (const act of acts)
    expect(act).toMatchObject({ because: expect.arrayContaining([expect.objectContaining({ source: expect.any(String) })]) })
  expect(files.map(({ contactsAfterPayment }) => contactsAfterPayment)).toEqual(files.map(() => 0))
})

/** Balances in short: `2026-07-05 owed 5170.74 provisional 7.99`, and beside it the interest of which lines. */
const balancesOf = (file: PlayedFile | undefined) =>
  file?.balances.map(({ on, owedCents, provisionalCents, claims }) => {
    const provisional = provisionalCents > 0 ? ` provisional ${(provisionalCents / 100).toFixed(2)}` : ''
    const lines = claims.flatMap(({ interestLines }) =>
      interestLines.map(({ days, ratePercent, baseCents, amountCents }) => `${days} x ${ratePercent} on ${baseCents}: ${amountCents}`),
    )
    return [`${on} owed ${(owedCents / 100).toFixed(2)}${provisional}`, ...lines]
  })

// The figures below were reckoned by hand: sum x days x rate / 36500, half-up to the cent a line. Rates: 3.15 (first half of
// 2025), 2.15 (second half of 2025, first half of 2026), and 2.40 as an example for July 2026, each plus 10 points. The flat
// compensation of 40.00 is owed from the day after the due date, and is paid before interest and principal.

it('one lives into a semester whose rate is not known: what it bears then is provisional until the rate is entered', () => {
  expect(lifeOf(files[3] as PlayedFile)).toEqual([
    '2026-01-05 opening letter',
    '2026-01-15 amicable email',
    '2026-06-24 amicable sms',
    '2026-07-02 amicable call',
    '2026-07-06 rate',
    '2026-07-09 formal-notice letter',
    '2026-07-15 payment',
    '2026-07-15 paid',
  ])
  const until30June = ['26 x 12.15 on 480000: 4154', '181 x 12.15 on 480000: 28920']
  expect(balancesOf(files[3])).toEqual([
    ['2026-06-30 owed 5170.74', ...until30June],
    ['2026-07-05 owed 5170.74 provisional 7.99', ...until30June, '5 x 12.15 on 480000: 799'],
    ['2026-07-05 owed 5178.89', ...until30June, '5 x 12.4 on 480000: 815'],
    ['2026-07-15 owed 5195.20', ...until30June, '15 x 12.4 on 480000: 2446'],
  ])
})

it('no act states a sum that is provisional', () => {
  const stated = files[3]?.moments.flatMap((moment) => (moment.kind === 'act' ? [`${dayOf(moment)} ${moment.amountCents}`] : []))
  // On 2 July the rate is not known, so interest is stated to 30 June; on 9 July, to that day.
  expect(stated?.slice(-2)).toEqual(['2026-07-02 517074', '2026-07-09 518542'])
})

it('one is credited in part after the third reminder: from the next day its interest runs on the rest', () => {
  expect(lifeOf(files[4] as PlayedFile)).toEqual([
    '2026-01-05 opening letter',
    '2026-01-15 amicable email',
    '2026-01-26 amicable sms',
    '2026-02-03 amicable call',
    '2026-02-05 credit',
    '2026-02-10 formal-notice letter',
    '2026-02-16 payment',
    '2026-02-16 paid',
  ])
  const in2025 = '21 x 12.15 on 240000: 1678'
  expect(balancesOf(files[4])).toEqual([
    ['2026-02-04 owed 2484.74', in2025, '35 x 12.15 on 240000: 2796'],
    ['2026-02-05 owed 1585.54', in2025, '36 x 12.15 on 240000: 2876'],
    ['2026-02-16 owed 1591.03', in2025, '36 x 12.15 on 240000: 2876', '11 x 12.15 on 150000: 549'],
  ])
})

it('one is partly paid across a semester: each payment goes to compensation, interest, principal on its own day', () => {
  const file = files[5] as PlayedFile
  const payments = file.moments.flatMap((moment) => (moment.kind === 'payment' ? [`${dayOf(moment)} ${moment.amountCents}`] : []))
  expect(payments).toEqual(['2026-01-19 100000', '2026-02-16 50000'])
  const first = ['28 x 13.15 on 360000: 3632', '175 x 12.15 on 360000: 20971']
  expect(balancesOf(file)).toEqual([
    ['2025-06-30 owed 3676.32', '28 x 13.15 on 360000: 3632'],
    ['2025-12-22 owed 2886.03', ...first],
    ['2025-12-31 owed 2894.68', ...first, '9 x 12.15 on 288603: 865'],
    ['2026-02-16 owed 2439.83', ...first, '9 x 12.15 on 288603: 865', '47 x 12.15 on 288603: 4515'],
    ['2026-03-31 owed 2474.75', ...first, '9 x 12.15 on 288603: 865', '47 x 12.15 on 288603: 4515', '43 x 12.15 on 243983: 3492'],
  ])
})
