/** What proves that a paper was signed. Instants are ISO 8601 in UTC. It holds personal data. */
export interface SignatureEvidence {
  signer: string
  title: string
  documentSha256: string
  /** The words that were agreed to. */
  consent: string
  codeSentAt: string
  /** The number or address that the code went to. */
  codeSentTo: string
  signedAt: string
  /** Address of the network that the signature came from, and the browser, as they showed themselves. */
  address: string
  browser: string
}

/** Days that a link to sign may be used. */
export const LINK_DAYS = 14
/** Minutes that a one-time code may be used, seconds until another may be asked for, and wrong ones that end the link. */
export const CODE_MINUTES = 10
export const CODE_PAUSE_SECONDS = 60
export const MOST_ATTEMPTS = 10

export type SignatureState = 'open' | 'signed' | 'expired' | 'blocked'

/** How a request to sign stands at an instant. */
export function signatureState(request: { signedAt: Date | null; expiresAt: Date; attempts: number }, now: Date): SignatureState {
  if (request.signedAt) return 'signed'
  if (request.expiresAt <= now) return 'expired'
  return request.attempts >= MOST_ATTEMPTS ? 'blocked' : 'open'
}
