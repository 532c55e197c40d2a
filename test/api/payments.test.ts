import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, joinAgency, refusalIn, viewIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const pay = (id: string, reference: string, amountCents: number) =>
  api.post(`/v1/files/${id}/payments`, { reference, amountCents, currency: 'EUR' })
const reverse = (id: string, reference: string) => api.post(`/v1/files/${id}/payments/${reference}/reversal`)
const kinds = async (id: string) => (await api.file(id)).events.map(({ kind }) => kind)
const closed = (id: string) =>
  eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'closed', closedReason: 'paid', balanceCents: 0 }))

it('a payment in part is taken off what is owed, and the file stays open', async () => {
  const { id } = await api.open()
  const answer = await pay(id, 'VIR-1', 25_000)
  expect(answer.status).toBe(201)
  expect(viewIn(answer)).toMatchObject({ status: 'open', balanceCents: 100_000 })
})

it('the payment of all that is owed closes the file', async () => {
  const { id } = await api.open()
  await pay(id, 'VIR-1', 25_000)
  await pay(id, 'VIR-2', 100_000)
  await closed(id)
})

it('a payment that is told five times at once counts once', async () => {
  const { id } = await api.open()
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => pay(id, 'VIR-1', 25_000)))
  expect(answers.map((answer) => viewIn(answer).balanceCents)).toContain(100_000)
  expect((await api.file(id)).balanceCents).toBe(100_000)
  expect((await kinds(id)).filter((kind) => kind === 'payment-recorded')).toHaveLength(1)
})

it('the same reference with another amount is refused', async () => {
  const { id } = await api.open()
  await pay(id, 'VIR-1', 25_000)
  expect(refusalIn(await pay(id, 'VIR-1', 25_001))).toBe('409 payment-duplicate')
  expect((await api.file(id)).balanceCents).toBe(100_000)
})

it.each([
  [124_999, 'taken'],
  [125_000, 'taken'],
  [125_001, 'refused'],
])('of 1,250.00 euros owed, a payment of %d cents is %s', async (amountCents, outcome) => {
  const { id } = await api.open()
  const answer = await pay(id, 'VIR-1', amountCents)
  if (outcome === 'taken') expect(viewIn(answer).balanceCents).toBe(125_000 - amountCents)
  else expect(refusalIn(answer)).toBe('422 payment-exceeds-balance')
})

it('a payment taken back is owed again, and its closed file opens again', async () => {
  const { id } = await api.open()
  await pay(id, 'PRLV-1', 125_000)
  await closed(id)
  const answer = await reverse(id, 'PRLV-1')
  expect(answer.status).toBe(201)
  expect(viewIn(answer).balanceCents).toBe(125_000)
  await eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'open', closedReason: null }))
  expect(await kinds(id)).toEqual(['opened', 'payment-recorded', 'closed', 'payment-reversed', 'reopened'])
})

it('a payment is taken back once', async () => {
  const { id } = await api.open()
  await pay(id, 'PRLV-1', 25_000)
  const answers = await Promise.all([reverse(id, 'PRLV-1'), reverse(id, 'PRLV-1')])
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
  expect((await api.file(id)).balanceCents).toBe(125_000)
})

it('a payment that the file does not have cannot be taken back', async () => {
  const { id } = await api.open()
  const { id: other } = await api.open()
  await pay(other, 'PRLV-1', 25_000)
  expect(refusalIn(await reverse(id, 'PRLV-1'))).toBe('404 payment-unknown')
})

it('a reference may hold what an address cannot', async () => {
  const { id } = await api.open()
  const reference = 'VIR 2026/01 n° 5 %'
  await pay(id, reference, 25_000)
  expect((await reverse(id, encodeURIComponent(reference))).status).toBe(201)
})
