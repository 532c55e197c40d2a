import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { type Options, rateLimit } from 'express-rate-limit'
import { problemOf, sendProblem } from './problem.js'

/** How much one caller may ask for. Each process counts for itself. */
export interface RequestLimits {
  /** Requests with one API key. */
  requestsPerMinute: number
  /** Requests from one address with a key that opens nothing, and those to sign a paper, which need none. */
  refusedKeysPerMinute: number
  /** Reverse proxies in front of this process: so many entries of X-Forwarded-For are believed. */
  trustedProxies: number
}

export const USUAL_LIMITS: RequestLimits = { requestsPerMinute: 3_000, refusedKeysPerMinute: 60, trustedProxies: 0 }

const MINUTE_MS = 60_000

const common = {
  windowMs: MINUTE_MS,
  standardHeaders: 'draft-7',
  legacyHeaders: false,
  handler: (_request: Request, response: Response) => sendProblem(response, problemOf('too-many-requests')),
  // A proxy that nobody announced is an operator's matter, not a fault of every request.
  validate: { xForwardedForHeader: false },
} satisfies Partial<Options>

/** Slows down whoever tries out keys, by address. It stands before the key is looked up. */
export function limitRefusedKeys({ refusedKeysPerMinute }: RequestLimits): RequestHandler {
  return rateLimit({
    ...common,
    limit: refusedKeysPerMinute,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
  })
}

/** Limits what one address asks for where no key is needed: whoever tries out links, or codes. */
export function limitOpen({ refusedKeysPerMinute }: RequestLimits): RequestHandler {
  return rateLimit({ ...common, limit: refusedKeysPerMinute })
}

/** Limits what one API key asks for. It stands after the key was found good. */
export function limitRequests({ requestsPerMinute }: RequestLimits): RequestHandler {
  return rateLimit({ ...common, limit: requestsPerMinute, keyGenerator: (request) => fingerprint(request.get('authorization') ?? '') })
}

/** Keys themselves are kept nowhere. */
const fingerprint = (key: string) => createHash('sha256').update(key).digest('base64url')
