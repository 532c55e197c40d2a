import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestStack } from '../support/stack.js'
import { type Caller, joinAgency, problemIn } from './caller.js'
import { serveApi } from './own-api.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const LIMITS = { requestsPerMinute: 3, refusedKeysPerMinute: 2, trustedProxies: 1 }
const WRONG = { authorization: 'Bearer relance_nobody' }

/** An API that counts for itself, and its client. */
async function limited<T>(use: (caller: Caller) => Promise<T>): Promise<T> {
  const own = await serveApi(stack, { limits: LIMITS })
  try {
    return await use(api.at(own.url))
  } finally {
    await own.close()
  }
}

describe('requests with one key', () => {
  it('are limited by the minute, with how long to wait', async () => {
    await limited(async (caller) => {
      for (let n = 0; n < 3; n++) expect((await caller.ask('GET', '/v1/creditors')).status).toBe(200)
      const answer = await caller.ask('GET', '/v1/creditors')
      expect(problemIn(answer)).toMatchObject({ status: 429, code: 'too-many-requests' })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await caller.ask('GET', '/live')).status).toBe(200)
      expect((await caller.ask('GET', '/openapi.json')).status).toBe(200)
    })
  })

  it('do not use up another key’s', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const own = await serveApi(stack, { limits: LIMITS })
    for (let n = 0; n < 4; n++) await api.at(own.url).ask('GET', '/v1/creditors')
    expect((await stranger.at(own.url).ask('GET', '/v1/creditors')).status).toBe(200)
    await own.close()
    await other.close()
  })
})

describe('keys that open nothing', () => {
  it('are limited by address; good ones from there are not counted', async () => {
    await limited(async (caller) => {
      expect((await caller.ask('GET', '/v1/creditors')).status).toBe(200)
      for (let n = 0; n < 2; n++) expect((await caller.ask('GET', '/v1/creditors', { headers: WRONG })).status).toBe(401)
      expect(problemIn(await caller.ask('GET', '/v1/creditors', { headers: WRONG }))).toMatchObject({ status: 429 })
    })
  })

  it('are told apart by the address that the proxy in front names', async () => {
    await limited(async (caller) => {
      const from = (address: string) => caller.ask('GET', '/v1/creditors', { headers: { ...WRONG, 'x-forwarded-for': address } })
      for (let n = 0; n < 3; n++) await from('203.0.113.1')
      expect((await from('203.0.113.1')).status).toBe(429)
      expect((await from('203.0.113.2')).status).toBe(401)
    })
  })
})
