import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Health } from '../../src/contracts/health.js'
import type { TestStack } from '../support/stack.js'
import { Caller, claim, debtor, joinAgency, openBody, problemIn, refusalIn } from './caller.js'
import { serveApi, serveApiWithoutTemporal } from './own-api.js'

let stack: TestStack
let api: Caller
let id: string

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  id = (await api.open()).id
})
afterAll(() => stack.close())

describe('who asks', () => {
  it.each([
    ['no key', ''],
    ['a key that is nobody’s', 'Bearer relance_nobody'],
    ['a key in another form', 'Basic cmVsYW5jZQ=='],
    ['nothing after Bearer', 'Bearer '],
  ])('%s is 401, before anything else is looked at', async (_, authorization) => {
    const answers = await Promise.all([
      api.ask('GET', `/v1/files/${id}`, { headers: { authorization } }),
      api.ask('POST', '/v1/files', { body: 'no JSON', key: null, headers: { authorization } }),
      api.ask('GET', '/v1/nothing', { headers: { authorization } }),
    ])
    expect(answers.map(refusalIn)).toEqual(answers.map(() => '401 key-missing'))
    expect(answers[0]?.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('a revoked key is 401, from the request after', async () => {
    const { stack: other, api: caller } = await joinAgency()
    const file = await caller.open()
    await other.db.apiKey.updateMany({ where: { tenantId: other.tenantId }, data: { revokedAt: new Date('2026-01-05T09:00:00Z') } })
    expect(refusalIn(await caller.ask('GET', `/v1/files/${file.id}`))).toBe('401 key-missing')
    await other.close()
  })

  it('the scheme may be written in any case', async () => {
    const answer = await api.ask('GET', `/v1/files/${id}`, { headers: { authorization: `bearer ${stack.apiKey}` } })
    expect(answer.status).toBe(200)
  })
})

describe('every POST has an Idempotency-Key', () => {
  const PAYMENT = { reference: 'VIR-1', amountCents: 100, currency: 'EUR' }
  it.each([
    ['/v1/files', openBody()],
    ['/v1/files/:file/payments', PAYMENT],
    ['/v1/files/:file/payments/VIR-1/reversal', {}],
    ['/v1/files/:file/pause', { reason: 'other' }],
    ['/v1/files/:file/resume', {}],
    ['/v1/files/:file/forward', { days: 1 }],
  ])('%s', async (path, body) => {
    const before = await api.file(id)
    for (const headers of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'k'.repeat(201) }]) {
      const answer = await api.ask('POST', path.replace(':file', id), { body, key: null, headers })
      expect(problemIn(answer)).toMatchObject({ status: 400, code: 'request-invalid', faults: [{ field: 'Idempotency-Key' }] })
    }
    expect((await api.file(id)).events).toEqual(before.events)
  })
})

describe('what is at fault is named', () => {
  const faultsOf = async (body: unknown, path = '/v1/files') => {
    const problem = problemIn(await api.post(path, body))
    expect(problem).toMatchObject({ status: 400, code: 'request-invalid' })
    return problem.faults?.map(({ field }) => field)
  }
  const withClaim = (changes: Record<string, unknown>) => openBody({ claims: [claim(), claim(changes)] })

  it.each([
    ['a field too many', { ...openBody(), colour: 'red' }, ['colour']],
    ['fields too many, deep down', withClaim({ vat: 20, note: 'x' }), ['claims.1.vat', 'claims.1.note']],
    ['a field that is missing', openBody({ debtor: { addresses: [] } }), ['debtor.name']],
    ['a blank name', openBody({ debtor: debtor({ name: '  ' }) }), ['debtor.name']],
    ['a control character', openBody({ debtor: debtor({ name: 'a\u0000b', emails: ['x'] }) }), ['debtor.name', 'debtor.emails.0']],
    ['half a character', openBody({ debtor: debtor({ name: 'a\ud800' }) }), ['debtor.name']],
    ['no claim', openBody({ claims: [] }), ['claims']],
    ['a sum of nothing', withClaim({ amountCents: 0 }), ['claims.1.amountCents']],
    ['part of a cent', withClaim({ amountCents: 0.5 }), ['claims.1.amountCents']],
    ['a sum as text', withClaim({ amountCents: '100' }), ['claims.1.amountCents']],
    ['a currency that nobody has', withClaim({ currency: 'ABC' }), ['claims.1.currency']],
    ['a day that no calendar has', withClaim({ dueDate: '2026-02-30' }), ['claims.1.dueDate']],
    ['a year that is a slip of the pen', withClaim({ dueDate: '0026-01-05' }), ['claims.1.dueDate']],
    ['an instant without a zone', openBody({ legalStart: '2026-01-05T09:00:00' }), ['legalStart']],
    ['an instant before any file', openBody({ legalStart: '0000-01-01T00:00:00Z' }), ['legalStart']],
    ['a list', [], ['body']],
    ['no body', undefined, ['body']],
  ])('%s', async (_, body, fields) => {
    expect(await faultsOf(body)).toEqual(fields)
  })

  it.each([
    ['pause', { reason: 'because' }, ['reason']],
    ['pause', { reason: 'other', until: '5 January' }, ['until']],
    ['resume', { now: true }, ['now']],
    ['forward', { days: 0 }, ['days']],
    ['forward', { days: 3651 }, ['days']],
    ['payments', { reference: 'VIR-1', amountCents: -5, currency: 'EUR' }, ['amountCents']],
    ['payments/VIR-1/reversal', { amountCents: 5 }, ['amountCents']],
  ])('%s %j', async (verb, body, fields) => {
    expect(await faultsOf(body, `/v1/files/${id}/${verb}`)).toEqual(fields)
  })
})

describe('what cannot be read', () => {
  it.each([
    ['half a document', { body: '{"debtor":' }, 'body'],
    ['a bare word', { body: '"hello"' }, 'body'],
    ['another media type', { body: '{}', headers: { 'content-type': 'text/plain' } }, 'Content-Type'],
    ['a form', { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 'Content-Type'],
    ['another alphabet', { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } }, 'Content-Type'],
    ['an unknown compression', { body: '{}', headers: { 'content-encoding': 'zip' } }, 'Content-Encoding'],
  ])('%s is 400', async (_, send, field) => {
    const answer = await api.ask('POST', '/v1/files', send)
    expect(problemIn(answer)).toMatchObject({ status: 400, code: 'request-invalid', faults: [{ field }] })
  })

  it('more than a megabyte is 413', async () => {
    const body = openBody({ debtor: debtor({ name: 'a'.repeat(1_100_000) }) })
    expect(refusalIn(await api.post('/v1/files', body))).toBe('413 body-too-large')
  })

  it.each(['/v1/files/%E0%A4%A', '/v1/files/%zz'])('an address that is no text is 400: %s', async (path) => {
    expect(refusalIn(await api.ask('GET', path))).toBe('400 request-invalid')
  })
})

describe('what is not there', () => {
  it.each([
    ['GET', '/nothing', 'route-unknown'],
    ['GET', '/v1', 'route-unknown'],
    ['POST', '/v1/nothing', 'route-unknown'],
    ['GET', '/v1/files/%00', 'route-unknown'],
    ['DELETE', '/v1/files/:file', 'route-unknown'],
    ['PUT', '/v1/files/:file/pause', 'route-unknown'],
    ['GET', '/v1/files/:file/pause', 'route-unknown'],
    ['GET', '/v1/files/NOSUCHREF', 'file-unknown'],
    ['GET', '/v1/files/00000000-0000-7000-8000-000000000000', 'file-unknown'],
    ['POST', '/v1/files/NOSUCHREF/pause', 'file-unknown'],
    ['GET', `/v1/files/${'a'.repeat(100)}`, 'file-unknown'],
    ['GET', `/v1/files/'%20OR%201=1--`, 'file-unknown'],
  ])('%s %s is 404 %s', async (method, path, code) => {
    expect(refusalIn(await api.ask(method, path.replace(':file', id)))).toBe(`404 ${code}`)
  })
})

describe('what no answer shows', () => {
  it('says nothing of the machine or of the code, and is not kept by caches', async () => {
    const answers = await Promise.all([
      api.ask('GET', `/v1/files/${id}`),
      api.ask('GET', '/v1/files/%00'),
      api.ask('POST', '/v1/files', { body: '{' }),
    ])
    for (const { headers, text } of answers) {
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('cache-control')).toBe('no-store')
      expect(text).not.toMatch(/node_modules|at \S+ \(|\.ts:\d/)
    }
  })

  it('a fault of the server is 503 without its cause', async () => {
    const broken = { ...stack.db, apiKey: { findUnique: () => Promise.reject(new Error('secret words')) } } as unknown as TestStack['db']
    const own = await serveApi(stack, { db: broken })
    const answer = await new Caller(own.url, stack.apiKey).ask('GET', `/v1/files/${id}`)
    expect(refusalIn(answer)).toBe('503 unavailable')
    expect(answer.text).not.toContain('secret words')
    await own.close()
  })
})

describe('health', () => {
  const healthOf = async (url: string) => {
    const response = await fetch(new URL('/health', url))
    return { status: response.status, ...Health.parse(await response.json()) }
  }

  it('is 200 while every part is well, and asks for no key', async () => {
    const { status, healthy, parts } = await healthOf(stack.apiUrl)
    expect({ status, healthy }).toEqual({ status: 200, healthy: true })
    expect(parts.map(({ name }) => name)).toEqual(['database', 'temporal', 'worker', 'outbox'])
  })

  it('is 503 and names what is ill when Temporal is away', async () => {
    const own = await serveApiWithoutTemporal(stack)
    const { status, healthy, parts } = await healthOf(own.url)
    expect({ status, healthy }).toEqual({ status: 503, healthy: false })
    expect(parts.filter((part) => !part.healthy).map(({ name }) => name)).toEqual(['temporal', 'worker'])
    await own.close()
  })

  it('the process lives meanwhile', async () => {
    const own = await serveApiWithoutTemporal(stack)
    expect((await fetch(new URL('/live', own.url))).status).toBe(200)
    await own.close()
  })
})
