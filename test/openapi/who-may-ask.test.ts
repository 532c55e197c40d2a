import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiContext } from '../../src/api/context.js'
import { apiRoutes, createApi, listen } from '../../src/api/server.js'
import { hashOfKey } from '../../src/store/api-key.js'

/**
 * Keys of officers and lawyers open their portal and nothing else, and keys of the tenant everything else: of every route there is, also of
 * those to come. The database knows the two keys and nothing more, so a route that lets a key in fails otherwise, or finds nothing.
 */
const holder = { tenantId: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11', label: 'officer:etude-durand', person: null, revokedAt: null }
const KEYS: Record<string, object> = {
  [hashOfKey('of-the-tenant')]: { ...holder, organisationId: null },
  [hashOfKey('of-an-officer')]: { ...holder, organisationId: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b12' },
}
const context = {
  db: { apiKey: { findUnique: async ({ where: { hash } }: { where: { hash: string } }) => KEYS[hash] ?? null } },
  publicUrl: 'https://relance.example',
  production: false,
  callbacks: {},
  inboundReader: null,
  inboundMail: null,
  payments: null,
  limits: { requestsPerMinute: 1_000_000, trustedProxies: 0 },
  now: () => new Date('2026-01-05T09:00:00Z'),
  log: pino({ level: 'silent' }),
} as unknown as ApiContext
const routes = apiRoutes(context).routes.map(({ method, path, opensTo }) => ({
  method,
  path,
  isPortal: path.startsWith('/v1/portal/'),
  opensTo,
}))

let url: string
let close: () => void
beforeAll(async () => {
  const server = await listen(await createApi(context), 0, '127.0.0.1')
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  close = () => {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(() => close())

async function codeOf(key: string, method: string, path: string): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': 'one' }
  const address = `${url}${path.replace(/:\w+/g, 'something')}`
  const response = await fetch(address, { method: method.toUpperCase(), headers, ...(method !== 'get' && { body: '{}' }) })
  return ((await response.json()) as { code?: string }).code
}

describe.each(routes)('$method $path', ({ method, path, isPortal }) => {
  it(`is ${isPortal ? 'a professional’s' : 'the agency’s'} alone`, async () => {
    const [allowed, refused] = isPortal ? ['of-an-officer', 'of-the-tenant'] : ['of-the-tenant', 'of-an-officer']
    expect(await codeOf(refused, method, path)).toBe('forbidden-role')
    expect(await codeOf(allowed, method, path)).not.toBe('forbidden-role')
  })
})

it('is not got round by other letters', async () => {
  expect(await codeOf('of-the-tenant', 'get', '/v1/PORTAL/tasks')).toBe('forbidden-role')
  expect(await codeOf('of-an-officer', 'get', '/v1/Tasks/')).toBe('forbidden-role')
})

it('has routes on the portal', () => {
  expect(
    routes
      .filter(({ opensTo }) => opensTo === 'professionals')
      .map(({ path }) => path)
      .sort(),
  ).toEqual([
    '/v1/portal/tasks',
    '/v1/portal/tasks/:task',
    '/v1/portal/tasks/:task/documents',
    '/v1/portal/tasks/:task/documents/:document',
    '/v1/portal/tasks/:task/package',
    '/v1/portal/tasks/:task/reports',
  ])
})
