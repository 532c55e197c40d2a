/**
 * Every situation that a caller of Relance can meet and act on, with the HTTP status that says so. The code is what
 * people and programs see; texts are made from it at the edge, so that no personal data travels in an error.
 */
export const ERRORS = {
  'request-invalid': 400,
  'key-missing': 401,
  'file-unknown': 404,
  'route-unknown': 404,
  'strategy-unknown': 422,
  'strategy-frozen': 409,
  'claim-duplicate': 409,
  'key-reused': 409,
  'file-closed': 409,
  'file-already-paused': 409,
  'file-not-paused': 409,
  'hold-until-past': 422,
  'payment-unknown': 404,
  'payment-duplicate': 409,
  'payment-exceeds-balance': 422,
  'payment-already-reversed': 409,
  'currency-mismatch': 422,
  'legal-start-fixed': 403,
  'body-too-large': 413,
  'not-taken': 503,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERRORS

/** A refusal or fault with a code that callers handle. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly code: ErrorCode
  /** The field of the request that is at fault, where there is one. */
  readonly field: string | undefined

  constructor(code: ErrorCode, field?: string) {
    super(field ? `${code} (${field})` : code)
    this.code = code
    this.field = field
  }
}
