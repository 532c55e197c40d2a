import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { dayOf, type PlayedFile, playDemo } from '../../src/simulation/demo.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** The demonstration, as `npm run demo` plays it: the dates are those that it shows. */

const INVOICES = join(import.meta.dirname, '../../samples/demo-invoices.csv')
let stack: TestStack
let files: PlayedFile[]

beforeAll(async () => {
  stack = await joinStack()
  const context = { db: stack.db, clients: stack.clients, now: () => new Date() }
  files = await playDemo(context, stack.tenantId, readFileSync(INVOICES), () => {})
}, 120_000)
afterAll(() => stack.close())

/** A life in short: `2026-01-05 opening letter`, `2026-01-29 payment`, `2026-01-29 paid`. */
const lifeOf = ({ moments }: PlayedFile) =>
  moments.map((moment) => {
    const day = dayOf(moment)
    if (moment.kind === 'act') return `${day} ${moment.stage} ${moment.channel}`
    return moment.kind === 'payment' ? `${day} payment` : `${day} ${moment.outcome}`
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
  expect(files.map(({ contactsAfterPayment }) => contactsAfterPayment)).toEqual([0, 0, 0])
})
