import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { Problem } from '../contracts/problem.js'
import { ERRORS, type ErrorCode } from '../domain/errors.js'
import { FILE_TYPES, YAML } from './admission.js'
import { titleOf } from './problem.js'
import type { OpenRoute, Route } from './route.js'

/** What every request with a key may meet, and every request with a body besides. */
const REFUSALS: ErrorCode[] = ['key-missing', 'forbidden-role', 'too-many-requests', 'unavailable']
const REFUSALS_OF_BODIES: ErrorCode[] = ['request-invalid', 'body-too-large']

const SECURITY = { key: [] }
const PROFESSIONAL_SECURITY = { professionalKey: [] }
const IdempotencyKey = z.string().min(1).max(200).meta({
  description: 'Chosen by the client for one request: sent again with it, the request is carried out once.',
  example: '3f0c8a52-6f0e-4f4e-9a55-0b6b1b1f9a10',
})

/** Describes routes in OpenAPI 3.1, from the schemas that they check their requests by. */
export function describeApi(routes: readonly Route[], open: readonly OpenRoute[], publicUrl: string): object {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer', description: 'The tenant’s API key.' })
  registry.registerComponent('securitySchemes', 'professionalKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'The key of an officer or lawyer: it opens their portal, and nothing else.',
  })
  for (const one of routes) registry.registerPath(operationOf(one))
  for (const one of open) registry.registerPath(openOperationOf(one))
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Relance',
      version: '1',
      description:
        'Recovery of debts on the amicable road. Sums are whole cents, days YYYY-MM-DD, instants ISO 8601 in UTC. Every error is a problem of RFC 9457 whose `code` is stable; `faults` name the fields.',
    },
    servers: [{ url: publicUrl }],
  })
  return JSON.parse(JSON.stringify(document, withPlainPatterns)) as object
}

/** JSON Schema knows patterns without flags, which are Unicode's by themselves; the generator writes ours behind them. */
const withPlainPatterns = (key: string, value: unknown): unknown =>
  key === 'pattern' && typeof value === 'string' ? value.replace(/\/u$/, '') : value

function operationOf({
  method,
  path,
  tag,
  summary,
  description,
  query,
  body,
  yaml,
  takesFile,
  opensTo,
  answers,
  refusals = [],
}: Route): RouteConfig {
  const isPost = method === 'post'
  const isSent = method !== 'get'
  const mayRefuse: ErrorCode[] = [
    ...REFUSALS,
    ...(isSent ? REFUSALS_OF_BODIES : query ? (['request-invalid'] as const) : []),
    ...(path.includes('/:file') ? (['file-unknown'] as const) : []),
    ...refusals,
  ]
  return {
    ...headOf({ method, path, tag, summary, ...(description !== undefined && { description }) }),
    security: [opensTo === 'professionals' ? PROFESSIONAL_SECURITY : SECURITY],
    request: {
      ...paramsOf(path),
      ...(query && { query: query as z.ZodObject }),
      ...(isPost && { headers: z.object({ 'Idempotency-Key': IdempotencyKey }) }),
      ...(takesFile && { body: { required: true, content: Object.fromEntries(FILE_TYPES.map((type) => [type, { schema: FileBytes }])) } }),
      ...(body && { body: { required: !body.safeParse(undefined).success, content: contentOf(body, yaml) } }),
    },
    responses: { ...responsesOf(answers), ...problemsOf(mayRefuse) },
  }
}

const FileBytes = z.string().meta({ format: 'binary' })

const contentOf = (schema: z.ZodType, yaml: Route['yaml']) => ({
  'application/json': { schema },
  ...(yaml && { [YAML]: { schema } }),
})

function openOperationOf({ answers, refusals = [], body, ...head }: OpenRoute): RouteConfig {
  const request = { ...paramsOf(head.path), ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }) }
  return { ...headOf(head), security: [], request, responses: { ...responsesOf(answers), ...problemsOf(refusals) } }
}

type Head = Pick<OpenRoute, 'path' | 'tag' | 'summary' | 'description'> & Pick<Route, 'method'>

function headOf({ method, path, tag, summary, description }: Head) {
  return {
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
    operationId: operationId(method, path),
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
  }
}

/** `post-files-file-pause`: made from what tells the operation from all others. */
const operationId = (method: string, path: string) => [method, ...(path.replace(/^\/v1/, '').match(/\w+/g) ?? [])].join('-')

/** The parts of an address that are the caller's to fill in. */
function paramsOf(path: string): { params?: z.ZodObject } {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return names.length > 0 ? { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}
}

function responsesOf(answers: (OpenRoute['answers'][number] & { type?: string })[]): RouteConfig['responses'] {
  return Object.fromEntries(
    answers.map(({ status, description, schema, type = 'application/json' }) => [
      status,
      { description, ...(schema && { content: { [type]: { schema } } }) },
    ]),
  )
}

/** One response for each status, which names the codes that it may bear. */
function problemsOf(codes: readonly ErrorCode[]): RouteConfig['responses'] {
  const statuses = [...new Set(codes.map((code) => ERRORS[code]))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = [...new Set(codes)].filter((code) => ERRORS[code] === status)
      const description = ofStatus.map((code) => `\`${code}\`: ${titleOf(code)}.`).join('\n\n')
      return [status, { description, content: { 'application/problem+json': { schema: Problem } } }]
    }),
  )
}
