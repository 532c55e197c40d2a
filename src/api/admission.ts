import type { Request, RequestHandler, Response } from 'express'
import { DomainError } from '../domain/errors.js'
import { holderOfKey } from '../store/api-key.js'
import type { ApiContext } from './context.js'
import { notUnderstood } from './problem.js'
import { limitRefusedKeys, limitRequests } from './rate-limits.js'

const LONGEST_KEY = 200
/** Type of a body in YAML (RFC 9512). */
export const YAML = 'application/yaml'
export const JSON_TYPE = 'application/json'
/** Types that a file’s bytes are sent as. */
export const FILE_TYPES = ['application/octet-stream', 'application/xml', 'text/xml', 'text/plain', 'text/csv'] as const
const IDEMPOTENCY_KEY = 'Idempotency-Key'

/**
 * What every request must bring, in the order in which it is asked for: an API key, before anything of it is read; an
 * Idempotency-Key with every POST, whatever the POST does, so that a client needs to know one rule; a body in JSON, or in YAML where
 * the route takes it, or the bytes of a file where it takes these.
 */
export function admission(context: ApiContext): RequestHandler[] {
  const { limits } = context
  return [
    noStore,
    limitRefusedKeys(limits),
    authenticate(context),
    limitRequests(limits),
    refuseNul,
    requireIdempotencyKey,
    requireKnownType,
  ]
}

/** Who asks: the tenant that the request's key opens. */
export const tenantOf = (response: Response): string => response.locals.tenantId

/** The officer or lawyer whose key it is; empty for a key of the tenant itself. */
export const professionalOf = (response: Response): string => response.locals.organisationId ?? ''

/** Who asks, as histories name them. */
export const actorOf = (response: Response): string => response.locals.actor

/** The client's idempotency key. Only for a POST: others have none. */
export const idempotencyKey = (request: Request): string => request.get(IDEMPOTENCY_KEY) ?? ''

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

function authenticate({ db }: ApiContext): RequestHandler {
  return async (request, response, next) => {
    const [, key] = /^Bearer (\S+)$/i.exec(request.get('authorization') ?? '') ?? []
    const holder = key && (await holderOfKey(db, key))
    if (!holder) throw new DomainError('key-missing')
    Object.assign(response.locals, holder)
    next()
  }
}

/** PostgreSQL holds no NUL, so nothing has an address with one. */
const refuseNul: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%00')) throw new DomainError('route-unknown')
  next()
}

const requireIdempotencyKey: RequestHandler = (request, _response, next) => {
  const key = idempotencyKey(request)
  if (request.method === 'POST' && (key === '' || key.length > LONGEST_KEY))
    throw notUnderstood(IDEMPOTENCY_KEY, `every POST has this header, of 1 to ${LONGEST_KEY} characters`)
  next()
}

const requireKnownType: RequestHandler = (request, response, next) => requireType([JSON_TYPE, YAML, ...FILE_TYPES])(request, response, next)

/** Before a route: it reads bodies of these types alone. */
export function requireType(types: readonly string[]): RequestHandler {
  return (request, _response, next) => {
    const isEmpty = request.get('content-length') === '0'
    const [usual = JSON_TYPE] = types
    if (!isEmpty && request.is([...types]) === false) throw notUnderstood('Content-Type', `a body is sent as ${usual}`)
    next()
  }
}
