import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import type { ZodType, z } from 'zod'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { findFile } from '../store/file-view.js'
import { actorOf, FILE_TYPES, idempotencyKey, JSON_TYPE, professionalOf, requireType, tenantOf, YAML } from './admission.js'
import type { ApiContext } from './context.js'
import { sendUpload } from './upload-download.js'

/** A request that was let in, with what it says. */
export interface Call<Body = unknown, Query = unknown> {
  tenantId: string
  /** Who asks: the person whose key it is, or `api`. */
  actor: string
  /** The officer or lawyer who asks, on their portal; empty elsewhere. */
  professionalId: string
  /** The file that the address names; empty where it names none. */
  fileId: string
  /** The client's idempotency key; empty for a GET. */
  key: string
  body: Body
  /** The file that was sent, of a route that takes one. */
  bytes: Uint8Array
  query: Query
  /** A part of the address, by its name. */
  param: (name: string) => string
}

export interface Answer {
  status?: 200 | 201
  /** Where what was made is found. */
  location?: string
  /** JSON, unless it is bytes with a media type of their own. */
  body: unknown
  type?: string
  /** Name that the bytes are saved under: they are never shown. */
  attachment?: string
}

/** One thing that a client may ask: what it is for, what it takes and gives, and who carries it out. */
export interface RouteDefinition<Body extends ZodType = ZodType, Query extends ZodType = ZodType> {
  /** A `put` may be sent again as it is, and needs no Idempotency-Key. */
  method: 'get' | 'post' | 'put'
  /** As Express writes it: `/v1/files/:file`. A `:file` is looked up, by its id or reference, before the request is read. */
  path: `/v1/${string}`
  tag: string
  /** Whom it opens to: officers and lawyers by their own keys, or the tenant, which is the rule. Neither's keys open what is the other's. */
  opensTo?: 'professionals'
  summary: string
  description?: string
  query?: Query
  body?: Body
  /** Reads a body that is sent as YAML, where one may be. @throws RequestFault */
  yaml?: (text: string) => unknown
  /** Whether the body is a file, taken as the bytes that it is. */
  takesFile?: boolean
  /** Largest body in bytes. */
  largestBody?: number
  answers: { status: 200 | 201; description: string; schema: ZodType; type?: string }[]
  /** Refusals that a client can act on, besides those that every route has. */
  refusals?: ErrorCode[]
  handle: (call: Call<z.output<Body>, z.output<Query>>) => Promise<Answer>
}

/** A route whose types have done their work. */
export type Route = Omit<RouteDefinition, 'handle'> & { handle: (call: Call<never, never>) => Promise<Answer> }

/** Ties what a route takes to what its handler is given. */
export function route<Body extends ZodType, Query extends ZodType>(definition: RouteDefinition<Body, Query>): Route {
  return definition
}

/** A route that asks for no API key, and reads its requests in its own way. */
export interface OpenRoute {
  method: 'get' | 'post'
  path: string
  tag: string
  summary: string
  description?: string
  body?: ZodType
  answers: { status: number; description: string; schema?: ZodType; type?: string }[]
  refusals?: ErrorCode[]
  handlers: RequestHandler[]
}

const LARGEST_BODY = 1024 * 1024

/** Puts routes under their addresses. */
export function mount(app: Express, context: ApiContext, routes: readonly Route[]): void {
  for (const one of routes) {
    const answer = answering(context, one)
    const role = requireRole(one)
    if (one.method === 'get') app.get(one.path, role, answer)
    else app[one.method](one.path, role, ...bodyReaders(one), answer)
  }
}

/** A key opens what its holder's role is for, before anything of the request is read. */
function requireRole({ opensTo }: Route): RequestHandler {
  return (_request, response, next) => {
    if ((professionalOf(response) !== '') !== (opensTo === 'professionals')) throw new DomainError('forbidden-role')
    next()
  }
}

function bodyReaders({ largestBody: limit = LARGEST_BODY, yaml, takesFile }: Route): RequestHandler[] {
  if (takesFile) return [requireType(FILE_TYPES), express.raw({ limit, type: [...FILE_TYPES] })]
  const json = express.json({ limit })
  return yaml ? [requireType([JSON_TYPE, YAML]), json, express.text({ limit, type: YAML })] : [requireType([JSON_TYPE]), json]
}

/** Puts routes that need no key under their addresses. */
export function mountOpen(app: Express, routes: readonly OpenRoute[]): void {
  for (const { method, path, handlers } of routes) {
    if (method === 'get') app.get(path, ...handlers)
    else app.post(path, ...handlers)
  }
}

function answering({ db }: ApiContext, { path, body, yaml, takesFile, query, handle }: Route) {
  const isOfFile = path.includes('/:file')
  return async (request: Request, response: Response): Promise<void> => {
    const tenantId = tenantOf(response)
    const param = (name: string) => String(request.params[name])
    const fileId = isOfFile ? await findFile(db, tenantId, param('file')) : ''
    const sent: unknown = yaml && typeof request.body === 'string' ? yaml(request.body) : request.body
    const bytes = takesFile && Buffer.isBuffer(sent) ? sent : Buffer.alloc(0)
    const said = { body: body?.parse(sent) as never, query: query?.parse(request.query) as never, bytes }
    const who = { tenantId, actor: actorOf(response), professionalId: professionalOf(response) }
    send(response, await handle({ ...who, fileId, key: idempotencyKey(request), param, ...said }))
  }
}

function send(response: Response, { status = 200, location, body, type, attachment }: Answer): void {
  if (location) response.location(location)
  response.status(status)
  if (attachment !== undefined) sendUpload(response, { name: attachment, bytes: body as Uint8Array })
  else if (type === undefined) response.json(body)
  else response.type(type).send(Buffer.from(body as Uint8Array))
}
