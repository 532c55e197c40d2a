import pino from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ApiContext } from '../../src/api/context.js'
import { USUAL_LIMITS } from '../../src/api/rate-limits.js'
import type { Route } from '../../src/api/route.js'
import { apiRoutes, createApi, listen } from '../../src/api/server.js'

/**
 * The description of the API is made from what the API does. Not claimed: that what a route answers is what it says,
 * which the tests of each route read by the same schemas.
 */

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  security: object[]
  parameters?: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

interface Document {
  openapi: string
  info: { title: string; version: string }
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { example?: unknown }>; securitySchemes: Record<string, object> }
}

/** Nothing is asked of the database here, nor of Temporal. */
const context = {
  publicUrl: 'https://relance.example',
  production: false,
  callbacks: {},
  inboundReader: null,
  inboundMail: null,
  payments: null,
  limits: USUAL_LIMITS,
  now: () => new Date('2026-01-05T09:00:00Z'),
  log: pino({ level: 'silent' }),
} as unknown as ApiContext

let document: Document
let served: { path: string; status: number; type: string; policy: string; text: string }[]
let registered: string[]

const PAGES = ['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js', '/docs/index.html']

beforeAll(async () => {
  const app = await createApi(context)
  registered = (app.router.stack as unknown as Layer[]).flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
  )
  const server = await listen(app, 0, '127.0.0.1')
  const { port } = server.address() as { port: number }
  served = await Promise.all(
    ['/openapi.json', ...PAGES].map(async (path) => {
      const { status, headers, ...response } = await get(`http://127.0.0.1:${port}${path}`)
      return { path, status, type: headers.get('content-type') ?? '', policy: headers.get('content-security-policy') ?? '', ...response }
    }),
  )
  document = JSON.parse(served[0]?.text ?? '') as Document
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

interface Layer {
  route?: { path: string; methods: Record<string, boolean> }
}

async function get(url: string) {
  const response = await fetch(url)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )

describe('the document', () => {
  it('describes every route that is there, and no other', () => {
    const described = operations().map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
    expect(described.sort()).toEqual([...registered].sort())
    expect(registered.length).toBeGreaterThan(35)
  })

  it('says so for production, where no clock is moved', () => {
    const paths = apiRoutes({ ...context, production: true }).routes.map(({ path }) => path)
    expect(paths).not.toContain('/v1/files/:file/forward')
    expect(paths).toContain('/v1/files/:file/pause')
  })

  it('has the form of OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(document.servers).toEqual([{ url: 'https://relance.example' }])
    expect(document.components.securitySchemes).toMatchObject({ key: { type: 'http', scheme: 'bearer' } })
    for (const { path, operation } of operations()) {
      expect(path).toMatch(/^\//)
      expect(Object.keys(operation.responses).every((status) => /^[1-5]\d\d$/.test(status))).toBe(true)
      for (const { description, content = {} } of Object.values(operation.responses)) {
        expect(description).not.toBe('')
        for (const [type, { schema }] of Object.entries(content))
          expect([type, typeof schema]).toEqual([
            expect.stringMatching(/json$|^application\/(pdf|xml|octet-stream)$|^text\/csv$/),
            'object',
          ])
      }
      const params = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
      expect(params.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      expect(params.every(({ required }) => required)).toBe(true)
    }
  })

  it('names each operation differently, with a summary and a tag', () => {
    const names = operations().map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
    for (const { operation } of operations()) expect([operation.summary.length > 5, operation.tags.length]).toEqual([true, 1])
  })

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
    expect(references.length).toBeGreaterThan(20)
    for (const reference of new Set(references)) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], document)
      expect([reference, typeof found]).toEqual([reference, 'object'])
    }
  })

  it('writes patterns as JSON Schema reads them', () => {
    const patterns: string[] = []
    JSON.stringify(document, (key, value: unknown) => {
      if (key === 'pattern') patterns.push(String(value))
      return value
    })
    expect(patterns.length).toBeGreaterThan(5)
    for (const pattern of patterns) {
      expect(() => new RegExp(pattern, 'u')).not.toThrow()
      expect(pattern).not.toMatch(/\/[a-z]+$/)
    }
  })
})

describe('every operation of a tenant', () => {
  const ofTenants = () => operations().filter(({ path }) => path.startsWith('/v1/') && !path.startsWith('/v1/signatures/'))

  it('asks for the key and says how it refuses', () => {
    for (const { operation } of ofTenants()) {
      expect([[{ key: [] }], [{ professionalKey: [] }]]).toContainEqual(operation.security)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '429', '503']))
    }
  })

  it('asks for an Idempotency-Key where it is a POST, and nowhere else', () => {
    for (const { method, operation } of ofTenants()) {
      const key = operation.parameters?.find(({ name }) => name === 'Idempotency-Key')
      expect(key?.required ?? false).toBe(method === 'post')
    }
  })

  it('answers problems in their own media type', () => {
    for (const { operation } of ofTenants())
      for (const [status, { content }] of Object.entries(operation.responses))
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json'])
  })
})

describe('examples', () => {
  const { routes } = apiRoutes(context)
  const bodies = routes.flatMap(({ path, body }): [string, NonNullable<Route['body']>, unknown][] => {
    const example = body?.meta()?.example
    return body && example !== undefined ? [[path, body, example]] : []
  })

  it('are there for every body that says something', () => {
    const without = routes.filter(({ body }) => body && !body.safeParse(undefined).success && body.meta()?.example === undefined)
    expect(without.map(({ path }) => path)).toEqual([])
  })

  it.each(bodies)('of %s are understood', (_, body, example) => {
    expect(body.safeParse(example)).toMatchObject({ success: true })
  })

  it('of answers are what the schema says', () => {
    for (const { answers } of routes)
      for (const { schema } of answers) {
        const example = schema.meta()?.example
        if (example !== undefined) expect(schema.safeParse(example)).toMatchObject({ success: true })
      }
  })
})

describe('the page for people', () => {
  it('serves its reader itself, and nothing else of the reader’s package', () => {
    const answers = served.map(({ path, status, type }) => `${path} ${status} ${type.split(';')[0]}`)
    expect(answers).toEqual([
      '/openapi.json 200 application/json',
      '/docs 200 text/html',
      '/docs/start.js 200 text/javascript',
      '/docs/swagger-ui.css 200 text/css',
      '/docs/swagger-ui-bundle.js 200 text/javascript',
      '/docs/index.html 404 application/problem+json',
    ])
  })

  it('runs no script but files from here, and names no other host', () => {
    const page = served.find(({ path }) => path === '/docs')
    const scripts = /script-src ([^;]*)/.exec(page?.policy ?? '')?.[1]
    expect(scripts).toBe(`'self'`)
    expect(page?.text).not.toMatch(/https?:|\/\/[a-z]|<script>|\son\w+=/)
    expect(served.find(({ path }) => path === '/docs/start.js')?.text).toContain('validatorUrl: null')
    expect(served.find(({ path }) => path === '/docs/start.js')?.text).toContain(`url: '/openapi.json'`)
  })
})
