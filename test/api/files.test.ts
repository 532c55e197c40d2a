import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestStack } from '../support/stack.js'
import { Caller, claim, joinAgency, openBody, problemIn, refusalIn, viewIn } from './caller.js'
import { serveApi } from './own-api.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

describe('opening a file', () => {
  it('answers 201 with the file and where it is', async () => {
    const answer = await api.post('/v1/files', openBody({ claims: [claim(), claim({ amountCents: 50 })] }))
    const file = viewIn(answer)
    expect(answer.status).toBe(201)
    expect(answer.headers.get('location')).toBe(`/v1/files/${file.id}`)
    expect(file).toMatchObject({ status: 'open', closedReason: null, balanceCents: 125_050, strategy: 'letters v1' })
    expect(file.legalNow.slice(0, 10)).toBe('2026-01-05')
    expect(file.events).toMatchObject([{ sequence: 1, kind: 'opened', actor: 'api' }])
  })

  it('collects an invoice once: a second file with it is refused', async () => {
    const invoice = claim()
    await api.open({ claims: [invoice] })
    expect(refusalIn(await api.post('/v1/files', openBody({ claims: [claim(), invoice] })))).toBe('409 claim-duplicate')
  })

  it('is found by its id and by its reference, in capitals or not', async () => {
    const { id, reference } = await api.open()
    for (const name of [id, reference, reference.toLowerCase()]) expect(await api.file(name)).toMatchObject({ id, reference })
  })

  it('sent again with the same key answers 200 with the same file', async () => {
    const key = randomUUID()
    const body = openBody()
    const first = viewIn(await api.post('/v1/files', body, key))
    const again = await api.post('/v1/files', body, key)
    expect(again.status).toBe(200)
    expect(again.headers.get('location')).toBe(`/v1/files/${first.id}`)
    expect(viewIn(again).events).toHaveLength(1)
  })

  it('sent five times at once opens one file', async () => {
    const key = randomUUID()
    const body = openBody()
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => api.post('/v1/files', body, key)))
    expect(new Set(answers.map((answer) => viewIn(answer).id)).size).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })

  it('with another body under the same key is refused', async () => {
    const key = randomUUID()
    viewIn(await api.post('/v1/files', openBody(), key))
    expect(refusalIn(await api.post('/v1/files', openBody(), key))).toBe('409 key-reused')
  })

  it('another agency may use the same key and the same body', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const key = randomUUID()
    const body = openBody()
    const mine = viewIn(await api.post('/v1/files', body, key))
    const theirs = await stranger.post('/v1/files', body, key)
    expect(theirs.status).toBe(201)
    expect(viewIn(theirs).id).not.toBe(mine.id)
    await other.close()
  })

  it('on a strategy that nobody published is refused, naming the field', async () => {
    const answer = await api.post('/v1/files', openBody({ strategy: 'gentle' }))
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'strategy-unknown', faults: [{ field: 'strategy' }] })
  })
})

describe('another agency’s file', () => {
  it('does not exist, whatever is asked of it', async () => {
    const { id, reference } = await api.open()
    const { stack: other, api: stranger } = await joinAgency()
    const answers = await Promise.all([
      stranger.ask('GET', `/v1/files/${id}`),
      stranger.ask('GET', `/v1/files/${reference}`),
      stranger.post(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 100, currency: 'EUR' }),
      stranger.post(`/v1/files/${id}/payments/VIR-1/reversal`),
      stranger.post(`/v1/files/${id}/pause`, { reason: 'other' }),
      stranger.post(`/v1/files/${id}/resume`),
      stranger.post(`/v1/files/${id}/forward`, { days: 1 }),
    ])
    expect(answers.map(refusalIn)).toEqual(answers.map(() => '404 file-unknown'))
    expect((await api.file(id)).events).toHaveLength(1)
    await other.close()
  })
})

describe('in production', () => {
  const NOW = new Date('2026-01-05T09:00:00Z')
  let production: Awaited<ReturnType<typeof serveApi>>
  let caller: Caller

  beforeAll(async () => {
    production = await serveApi(stack, { production: true, now: () => NOW })
    caller = new Caller(production.url, stack.apiKey)
  })
  afterAll(() => production.close())

  it('a file that is to begin at another time is refused', async () => {
    const answer = await caller.post('/v1/files', openBody())
    expect(problemIn(answer)).toMatchObject({ status: 403, code: 'legal-start-fixed', faults: [{ field: 'legalStart' }] })
  })

  it('a file begins now', async () => {
    const { legalNow } = viewIn(await caller.post('/v1/files', openBody({ legalStart: undefined })))
    expect(legalNow).toBe(NOW.toISOString())
  })

  it('no clock can be moved', async () => {
    const { id } = await api.open()
    expect(refusalIn(await caller.post(`/v1/files/${id}/forward`, { days: 1 }))).toBe('404 route-unknown')
  })
})
