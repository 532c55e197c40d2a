import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Problem } from '../contracts/problem.js'
import { DomainError, ERRORS, type ErrorCode } from '../domain/errors.js'

/** What each error says to whoever reads it. */
const TITLES = {
  'request-invalid': 'The request is not understood',
  'key-missing': 'An API key is needed: Authorization: Bearer <key>',
  'file-unknown': 'There is no such debt file',
  'route-unknown': 'There is nothing at this address',
  'strategy-unknown': 'There is no such strategy',
  'strategy-frozen': 'A published strategy version cannot be changed: publish a new one',
  'claim-duplicate': 'A claim with this reference is there already',
  'key-reused': 'This Idempotency-Key was used for another request',
  'file-closed': 'The file is closed, or has not begun',
  'file-already-paused': 'The file is paused already',
  'file-not-paused': 'The file is not paused',
  'hold-until-past': 'The day a pause ends must lie in the future',
  'payment-unknown': 'There is no payment with this reference on the file',
  'payment-duplicate': 'A payment of another amount has this reference',
  'payment-exceeds-balance': 'The payment is more than what is owed',
  'payment-already-reversed': 'The payment is reversed already',
  'currency-mismatch': 'The file is in another currency',
  'legal-start-fixed': 'In production a file begins now',
  'body-too-large': 'The request is too large',
  'too-many-requests': 'Too many requests: try again later',
  'not-taken': 'The command was not taken: nothing will come of it, try again',
  unavailable: 'Not available now: try again',
} as const satisfies Record<ErrorCode, string>

export function problemOf(code: ErrorCode, faults?: Problem['faults']): Problem {
  return { type: `urn:relance:problem:${code}`, title: TITLES[code], status: ERRORS[code], code, ...(faults && { faults }) }
}

export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Turns whatever a route throws into problem details. The cause of a fault is logged, never sent. */
export function problemHandler(log: Logger) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const problem = understood(error)
    if (problem.status >= 500) log.error({ error, method: request.method, path: request.path }, 'request failed')
    sendProblem(response, problem)
  }
}

function understood(error: unknown): Problem {
  if (error instanceof DomainError)
    return problemOf(error.code, error.field ? [{ field: error.field, message: TITLES[error.code] }] : undefined)
  if (error instanceof ZodError)
    return problemOf(
      'request-invalid',
      error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
    )
  const { type, status } = error as { type?: string; status?: number }
  if (type === 'entity.too.large') return problemOf('body-too-large')
  if (status === 400) return problemOf('request-invalid', [{ field: '', message: 'the body is not valid JSON' }])
  return problemOf('unavailable')
}
