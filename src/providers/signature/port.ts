import type { SignatureEvidence } from '../../domain/signature.js'

/** Who signs, and where a one-time code reaches them. */
export interface Signer {
  name: string
  email: string | null
  /** E.164: `+33612345678`. */
  phone: string | null
}

/** What is to be signed. */
export interface SignaturePaper {
  /** What the paper is called to who signs it. */
  title: string
  /** The PDF, as its bytes are. */
  bytes: Uint8Array
  sha256: string
  /** The words that who signs agrees to. */
  consent: string
}

/** A link at which a paper is signed. The token is in the link and nowhere else: only its SHA-256 is kept. */
export interface SignatureLink {
  token: string
  tokenHash: string
}

/** Who has papers signed within this program: by a link, and a one-time code over another road. */
export interface SignatureProvider {
  /** Named with each request: `built-in`. */
  readonly name: string
  /** Whether a signer can be sent a code at all. */
  reaches(signer: Signer): boolean
  createLink(): SignatureLink
  /**
   * Sends a new code, by text message where there is a number, else by e-mail.
   * @returns its fingerprint under the link's token, which is not kept: rows alone do not tell the code
   * @throws ActRefused when it was not taken
   */
  sendCode(signer: Signer, title: string, from: string, token: string): Promise<string>
  /** Whether a code is the one that was sent for a link. */
  isCode(code: string, codeHash: string, token: string): boolean
  /** The paper with a page of evidence behind its own. */
  seal(paper: Pick<SignaturePaper, 'bytes'>, evidence: SignatureEvidence): Promise<Uint8Array<ArrayBuffer>>
}

/**
 * Who has papers signed elsewhere (a qualified or advanced signature of eIDAS): they invite the signer, ask for the code and keep
 * the evidence themselves, and give the signed paper back.
 */
export interface ExternalSignatureProvider {
  readonly name: string
  /** Sends a paper to be signed. @returns the provider's reference, and the address at which it is signed */
  request(paper: SignaturePaper, signer: Signer): Promise<{ reference: string; url: string }>
  /** The signed paper with what proves it, or null while it is not signed. @throws ActRefused when the signer has declined */
  collect(reference: string): Promise<{ signedAt: string; bytes: Uint8Array; evidence: Record<string, unknown> } | null>
}
