import { v7 as uuidv7 } from 'uuid'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import {
  CODE_MINUTES,
  CODE_PAUSE_SECONDS,
  LINK_DAYS,
  type SignatureEvidence,
  type SignatureState,
  signatureState,
} from '../domain/signature.js'
import type { Prisma, SignatureRequest } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { type DocumentKind, keepDocument, sha256Of } from './document.js'
import { bookDay } from './funds.js'
import { signMandate } from './mandate-paper.js'
import { planSigned } from './plan-start.js'
import { signSettlement } from './settlement-paper.js'

/** What a kind of paper is kept as once it is signed, and what its signature does, in the transaction of the signature. */
interface Signable {
  asked: DocumentKind
  signed: DocumentKind
  onSigned: (tx: Transaction, id: string, signedOn: LegalDay, paper: SignedPaper) => Promise<void>
}

/** The paper as it was signed, with its evidence. */
interface SignedPaper {
  sha256: string
  /** By the real clock. */
  now: Date
}

/** What may be signed, by the part of its subject before the colon. */
const SIGNABLE = {
  mandate: { asked: 'mandate', signed: 'mandate-signed', onSigned: signMandate },
  settlement: { asked: 'settlement', signed: 'settlement-signed', onSigned: signSettlement },
  plan: {
    asked: 'plan',
    signed: 'plan-signed',
    onSigned: (tx, id, _signedOn, { sha256, now }) => planSigned(tx, id, { documentSha256: sha256, actor: 'debtor' }, now),
  },
} as const satisfies Record<string, Signable>
export type SignableKind = keyof typeof SIGNABLE

export interface NewSignatureRequest {
  tenantId: string
  kind: SignableKind
  /** The id of what is signed. */
  id: string
  /** What the paper is called to who signs it. */
  title: string
  bytes: Uint8Array<ArrayBuffer>
  signer: { name: string; email: string | null; phone: string | null }
  /** The words that who signs agrees to. */
  consent: string
  provider: string
  tokenHash: string
  actor: string
  now: Date
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Asks somebody to sign a paper, which is kept as it is shown to them. */
export function requestSignature(db: Database, request: NewSignatureRequest): Promise<SignatureRequest> {
  const { tenantId, kind, id, title: name, bytes, signer, consent, provider, tokenHash, actor, now } = request
  const subject = `${kind}:${id}`
  return db.$transaction(async (tx) => {
    const paper = { tenantId, subject, kind: SIGNABLE[kind].asked, name, mediaType: 'application/pdf', bytes, actor }
    const { sha256: documentSha256 } = await keepDocument(tx, paper)
    const who = { signerName: signer.name, signerEmail: signer.email, signerPhone: signer.phone }
    const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY_MS)
    const data = { id: uuidv7(), tenantId, subject, provider, documentSha256, consent, ...who, tokenHash, expiresAt, actor, createdAt: now }
    return tx.signatureRequest.create({ data })
  })
}

/** Requests to sign something, the newest first. */
export function signatureRequests(tx: Transaction, tenantId: string, kind: SignableKind, id: string): Promise<SignatureRequest[]> {
  return tx.signatureRequest.findMany({ where: { tenantId, subject: `${kind}:${id}` }, orderBy: { id: 'desc' } })
}

/** A paper that waits to be signed, or is, with who asks for it. */
export interface ToSign {
  request: SignatureRequest
  title: string
  /** Name of who asks. */
  from: string
  state: SignatureState
}

/** What a link is to. @throws DomainError signature-unknown */
export async function findSignature(tx: Transaction, tokenHash: string, now: Date): Promise<ToSign> {
  const request = await tx.signatureRequest.findUnique({ where: { tokenHash } })
  if (!request) throw new DomainError('signature-unknown')
  const { tenantId } = request
  const { name: title } = await paperOf(tx, request)
  const { name: from } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { name: true } })
  return { request, title, from, state: signatureState(request, now) }
}

/** The paper as it is to be signed, or, once it is, as it was signed. @throws DomainError signature-unknown, signature-document-altered */
export async function readSignaturePaper(tx: Transaction, tokenHash: string): Promise<Uint8Array> {
  const request = await tx.signatureRequest.findUnique({ where: { tokenHash } })
  if (!request) throw new DomainError('signature-unknown')
  const signedSha256 = (request.evidence as { signedSha256?: string } | null)?.signedSha256
  return (await intactPaper(tx, request, signedSha256)).bytes
}

async function paperOf(tx: Transaction, { tenantId, subject, documentSha256 }: SignatureRequest, sha256 = documentSha256) {
  const paper = await tx.storedDocument.findFirst({ where: { tenantId, subject, sha256 }, orderBy: { id: 'desc' } })
  if (!paper) throw new DomainError('signature-document-altered')
  return paper
}

/** The paper whose bytes are those that the request names. @throws DomainError signature-document-altered */
async function intactPaper(tx: Transaction, request: SignatureRequest, sha256 = request.documentSha256) {
  const paper = await paperOf(tx, request, sha256)
  if (sha256Of(paper.bytes) !== sha256) throw new DomainError('signature-document-altered')
  return paper
}

const CLOSED: Record<Exclude<SignatureState, 'open'>, ErrorCode> = {
  signed: 'signature-signed-already',
  expired: 'signature-expired',
  blocked: 'signature-attempts-spent',
}

/** Takes the lock of a request that can still be signed. @throws DomainError signature-unknown, and why it cannot */
async function lockOpen(tx: Transaction, tokenHash: string, now: Date): Promise<SignatureRequest> {
  await tx.$executeRaw`SELECT FROM signature_request WHERE token_hash = ${tokenHash} FOR UPDATE`
  const request = await tx.signatureRequest.findUnique({ where: { tokenHash } })
  if (!request) throw new DomainError('signature-unknown')
  const state = signatureState(request, now)
  if (state !== 'open') throw new DomainError(CLOSED[state])
  return request
}

/**
 * Has a new one-time code sent; the one before it is worth nothing any more. That it is being sent is committed before it is, so that
 * requests that come together send one.
 * @param send hands the code over and gives its fingerprint
 * @throws DomainError signature-unknown, signature-signed-already, signature-expired, signature-attempts-spent, signature-code-early
 */
export async function sendSignatureCode(db: Database, tokenHash: string, now: Date, send: (to: ToSign) => Promise<string>): Promise<void> {
  const { id } = await db.$transaction(async (tx) => {
    const request = await lockOpen(tx, tokenHash, now)
    const { codeSentAt } = request
    if (codeSentAt && now.getTime() - codeSentAt.getTime() < CODE_PAUSE_SECONDS * 1000) throw new DomainError('signature-code-early')
    return tx.signatureRequest.update({ where: { tokenHash }, data: { codeSentAt: now, codeHash: null } })
  })
  const codeHash = await send(await findSignature(db, tokenHash, now))
  await db.signatureRequest.updateMany({ where: { id, codeSentAt: now, signedAt: null }, data: { codeHash } })
}

/** Who signs, with which code, and what makes the signed paper of it. */
export interface Signing {
  now: Date
  /** Address of the network that it comes from, and the browser, as they show themselves. */
  address: string
  browser: string
  isCode: (codeHash: string) => boolean
  seal: (bytes: Uint8Array, evidence: SignatureEvidence) => Promise<Uint8Array<ArrayBuffer>>
}

const TRANSACTION_MS = 20_000

/**
 * Signs a paper with a one-time code: the signed paper is kept and what it puts in force is put in force, in one transaction. A wrong
 * code counts, and refuses.
 * @throws DomainError signature-unknown, signature-signed-already, signature-expired, signature-attempts-spent, signature-code-wrong,
 * signature-document-altered; as what the subject does when it is signed
 */
export async function signPaper(db: Database, tokenHash: string, signing: Signing): Promise<void> {
  const isSigned = await db.$transaction(
    async (tx) => {
      const request = await lockOpen(tx, tokenHash, signing.now)
      if (isRightCode(request, signing)) await complete(tx, request, signing)
      else await tx.signatureRequest.update({ where: { tokenHash }, data: { attempts: { increment: 1 } } })
      return isRightCode(request, signing)
    },
    { timeout: TRANSACTION_MS },
  )
  if (!isSigned) throw new DomainError('signature-code-wrong', 'code')
}

function isRightCode({ codeHash, codeSentAt }: SignatureRequest, { now, isCode }: Signing): boolean {
  if (!codeHash || !codeSentAt || now.getTime() - codeSentAt.getTime() > CODE_MINUTES * MINUTE_MS) return false
  return isCode(codeHash)
}

async function complete(tx: Transaction, request: SignatureRequest, { now, address, browser, seal }: Signing): Promise<void> {
  const { tenantId, subject, consent, signerName: signer, documentSha256, codeSentAt, actor } = request
  const { name, bytes } = await intactPaper(tx, request)
  const signedAt = now.toISOString()
  const sent = (codeSentAt as Date).toISOString()
  const codeSentTo = request.signerPhone ?? request.signerEmail ?? ''
  const evidence = { signer, title: name, documentSha256, consent, codeSentAt: sent, codeSentTo, signedAt, address, browser }
  const sealed = await seal(bytes, evidence)
  const [kind = '', id = ''] = subject.split(':')
  const { signed, onSigned }: Signable = SIGNABLE[kind as SignableKind]
  const paper = { tenantId, subject, kind: signed, name: `${name} (signé)`, mediaType: 'application/pdf', bytes: sealed, actor }
  const { sha256: signedSha256 } = await keepDocument(tx, paper)
  const kept: Prisma.InputJsonObject = { ...evidence, signedSha256 }
  await tx.signatureRequest.update({ where: { id: request.id }, data: { signedAt: now, codeHash: null, evidence: kept } })
  await onSigned(tx, id, bookDay(now), { sha256: signedSha256, now })
}
