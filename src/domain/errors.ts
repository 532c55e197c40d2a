/**
 * Every situation that a caller of Relance can meet and act on, with the HTTP status that says so. The code is what
 * people and programs see; texts are made from it at the edge, so that no personal data travels in an error.
 */
export const ERRORS = {
  'request-invalid': 400,
  'key-missing': 401,
  'file-unknown': 404,
  'route-unknown': 404,
  'resource-unknown': 404,
  'creditor-unknown': 422,
  'creditor-duplicate': 409,
  'mandate-missing': 422,
  'mandate-duplicate': 409,
  'number-invalid': 422,
  'strategy-unknown': 422,
  'strategy-frozen': 409,
  'strategy-lacks-notice': 422,
  'move-same-version': 422,
  'move-empty': 422,
  'move-overlaps': 409,
  'move-unfinished': 409,
  'move-rolled-back': 409,
  'strategy-refused': 422,
  'template-refused': 422,
  'template-frozen': 409,
  'claim-duplicate': 409,
  'claim-time-barred': 422,
  'claim-unknown': 404,
  'claim-settled': 409,
  'act-day-impossible': 422,
  'act-proof-missing': 422,
  'act-moves-nothing': 422,
  'act-duplicate': 409,
  'foreclosure-unmoved': 422,
  'acknowledgement-unknown': 404,
  'acknowledgement-answered': 409,
  'contact-unknown': 404,
  'contact-settled': 409,
  'step-unknown': 404,
  'step-not-next': 409,
  'step-skipped-already': 409,
  'notice-mandatory': 422,
  'point-unknown': 404,
  'key-reused': 409,
  'file-closed': 409,
  'file-already-paused': 409,
  'file-not-paused': 409,
  'hold-until-past': 422,
  'payment-unknown': 404,
  'payment-duplicate': 409,
  'payment-exceeds-balance': 422,
  'payment-already-reversed': 409,
  'payment-day-future': 422,
  'currency-mismatch': 422,
  'currencies-mixed': 422,
  'cost-not-recoverable': 422,
  'remission-exceeds-mandate': 422,
  'rate-unknown': 422,
  'legal-start-fixed': 403,
  'body-too-large': 413,
  'callback-forged': 403,
  'too-many-requests': 429,
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
