import express, { type Request, type RequestHandler, type Response } from 'express'
import { CodeSent, SignaturePdf, SignBody, ToSignView } from '../../contracts/signature.js'
import { DomainError } from '../../domain/errors.js'
import { hashOfToken } from '../../providers/signature/built-in.js'
import { findSignature, readSignaturePaper, sendSignatureCode, signPaper, type ToSign } from '../../store/signature.js'
import type { ApiContext } from '../context.js'
import { limitOpen } from '../rate-limits.js'
import type { OpenRoute } from '../route.js'

/** Where a link leads to. */
export const signaturePath = (token: string) => `/v1/signatures/${token}`

const LARGEST_BODY = 16 * 1024
const LONGEST_BROWSER = 200

/** Signing a paper: whoever has the link, and gets the code, signs. A link that is none answers as any other that is none. */
export function signatureRoutes(context: ApiContext): OpenRoute[] {
  const limit = limitOpen(context.limits)
  const common = { tag: 'Signatures' as const }
  return [
    {
      ...common,
      method: 'get',
      path: signaturePath(':token'),
      summary: 'Show what is to be signed',
      answers: [{ status: 200, description: 'What it is, who asks, and the words to agree to', schema: ToSignView }],
      refusals: ['signature-unknown', 'too-many-requests', 'unavailable'],
      handlers: [limit, noStore, show(context)],
    },
    {
      ...common,
      method: 'get',
      path: `${signaturePath(':token')}/document`,
      summary: 'Get the paper that is to be signed',
      description: 'Once it is signed, the signed one with its page of evidence.',
      answers: [{ status: 200, description: 'The paper', schema: SignaturePdf, type: 'application/pdf' }],
      refusals: ['signature-unknown', 'signature-document-altered', 'too-many-requests', 'unavailable'],
      handlers: [limit, noStore, showPaper(context)],
    },
    {
      ...common,
      method: 'post',
      path: `${signaturePath(':token')}/code`,
      summary: 'Have a one-time code sent',
      description: 'By text message, else by e-mail. The one before it is worth nothing any more.',
      answers: [{ status: 200, description: 'It is sent', schema: CodeSent }],
      refusals: [...CLOSED, 'signature-code-early', 'too-many-requests', 'unavailable'],
      handlers: [limit, noStore, sendCode(context)],
    },
    {
      ...common,
      method: 'post',
      path: `${signaturePath(':token')}/sign`,
      summary: 'Sign a paper',
      description: 'With the code that was sent last, and consent to the words shown.',
      body: SignBody,
      answers: [{ status: 200, description: 'It is signed', schema: ToSignView }],
      refusals: [
        ...CLOSED,
        'request-invalid',
        'signature-code-wrong',
        'signature-document-altered',
        'mandate-signed-already',
        'settlement-state',
        'plan-unknown',
        'plan-state',
        'debtor-insolvent',
        'debtor-protected',
        'too-many-requests',
        'unavailable',
      ],
      handlers: [limit, noStore, express.json({ limit: LARGEST_BODY }), sign(context)],
    },
  ]
}

const CLOSED = ['signature-unknown', 'signature-signed-already', 'signature-expired', 'signature-attempts-spent'] as const

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

const tokenOf = (request: Request) => String(request.params.token)

function show({ db, now, publicUrl }: ApiContext): RequestHandler {
  return async (request, response) => {
    const token = tokenOf(request)
    answer(response, await findSignature(db, hashOfToken(token), now()), publicUrl + signaturePath(token))
  }
}

function answer(response: Response, { request, title, from, state }: ToSign, address: string): void {
  const { signerName: signer, consent, documentSha256, expiresAt, signedAt } = request
  const view: ToSignView = {
    state,
    title,
    from,
    signer,
    consent,
    documentSha256,
    document: `${address}/document`,
    expiresAt: expiresAt.toISOString(),
    signedAt: signedAt?.toISOString() ?? null,
  }
  response.json(view)
}

function showPaper({ db }: ApiContext): RequestHandler {
  return async (request, response) => {
    const bytes = await readSignaturePaper(db, hashOfToken(tokenOf(request)))
    response.type('application/pdf').send(Buffer.from(bytes))
  }
}

function sendCode(context: ApiContext): RequestHandler {
  return async (request, response) => {
    await sendCodeTo(context, tokenOf(request))
    response.json({ sent: true })
  }
}

/** Has a one-time code sent to who signs by a link. @throws DomainError as sendSignatureCode, unavailable where nobody can carry it */
export async function sendCodeTo({ db, now, signatures }: ApiContext, token: string): Promise<void> {
  await sendSignatureCode(db, hashOfToken(token), now(), async ({ request: { signerName, signerEmail, signerPhone }, title, from }) => {
    const signer = { name: signerName, email: signerEmail, phone: signerPhone }
    if (!signatures.reaches(signer)) throw new DomainError('unavailable')
    return signatures.sendCode(signer, title, from, token)
  })
}

function sign(context: ApiContext): RequestHandler {
  return async (request, response) => {
    const token = tokenOf(request)
    const { code } = SignBody.parse(request.body)
    await signBy(context, request, token, code)
    const { db, now, publicUrl } = context
    answer(response, await findSignature(db, hashOfToken(token), now()), publicUrl + signaturePath(token))
  }
}

/** Signs a paper by its link and the code that was sent last. @throws DomainError as signPaper */
export async function signBy({ db, now, signatures }: ApiContext, request: Request, token: string, code: string): Promise<void> {
  await signPaper(db, hashOfToken(token), {
    now: now(),
    address: request.ip ?? '',
    browser: (request.get('user-agent') ?? '').slice(0, LONGEST_BROWSER),
    isCode: (codeHash) => signatures.isCode(code, codeHash, token),
    seal: (bytes, evidence) => signatures.seal({ bytes }, evidence),
  })
}
