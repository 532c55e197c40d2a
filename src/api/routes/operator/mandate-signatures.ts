import { SignatureLinkView, SignatureRequestList, type SignatureRequestView, SignerBody } from '../../../contracts/signature.js'
import { DomainError } from '../../../domain/errors.js'
import { signatureState } from '../../../domain/signature.js'
import { bookDay } from '../../../store/funds.js'
import { parsePhone } from '../../../store/identifiers.js'
import { findMandate } from '../../../store/mandate.js'
import { loadMandatePaper } from '../../../store/mandate-paper.js'
import { requestSignature, signatureRequests } from '../../../store/signature.js'
import type { ApiContext } from '../../context.js'
import { mandatePdf } from '../../mandate-document.js'
import { type Route, route } from '../../route.js'
import { reachedSigner } from '../../signer.js'
import { signaturePath } from '../signatures.js'
import { named } from './organisations.js'

/** The words that a creditor agrees to. In French, as the paper is. */
const CONSENT =
  'J’ai lu ce mandat, j’en accepte les termes, j’ai le pouvoir d’engager le créancier et je signe par voie électronique (articles 1366 et 1367 du Code civil).'

/** Having mandates signed by a link and a one-time code. */
export function mandateSignatureRoutes({ db, now, signatures, publicUrl }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/mandates/:mandate/signature-requests',
      tag: 'Mandates',
      summary: 'Ask for the signature of a mandate',
      description:
        'The mandate is printed as it is now, and kept so. The answer holds the link, this once: give it to who signs. The code goes to their telephone, else to their address. Signed, the mandate is in force from that day on, at the earliest from its first.',
      body: SignerBody,
      answers: [{ status: 201, description: 'The link', schema: SignatureLinkView }],
      refusals: ['resource-unknown', 'mandate-signed-already', 'number-invalid', 'signer-unreachable'],
      async handle({ tenantId, actor, param, body }) {
        const at = now()
        const paper = await named(loadMandatePaper(db, tenantId, param('creditor'), param('mandate'), bookDay(at)))
        const { mandate, creditor } = paper
        if (mandate.signedOn) throw new DomainError('mandate-signed-already', 'mandate')
        const { name, email = null, phone } = body
        const number = phone === undefined ? null : parsePhone(phone, undefined, 'phone').value
        const signer = reachedSigner(signatures, { name, email, phone: number })
        const { token, tokenHash } = signatures.createLink()
        const request = await requestSignature(db, {
          tenantId,
          kind: 'mandate',
          id: mandate.id,
          title: `Mandat ${mandate.reference} – ${creditor.name}`,
          bytes: await mandatePdf(paper),
          signer,
          consent: CONSENT,
          provider: signatures.name,
          tokenHash,
          actor,
          now: at,
        })
        const { id, documentSha256, expiresAt } = request
        return { status: 201, body: { id, link: publicUrl + signaturePath(token), documentSha256, expiresAt: expiresAt.toISOString() } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mandates/:mandate/signature-requests',
      tag: 'Mandates',
      summary: 'List who was asked to sign a mandate, and what proves that they did',
      answers: [{ status: 200, description: 'The newest first', schema: SignatureRequestList }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const { id } = await named(findMandate(db, tenantId, param('creditor'), param('mandate')))
        const requests = await signatureRequests(db, tenantId, 'mandate', id)
        return { body: { requests: requests.map((request) => requestView(request, now())) } }
      },
    }),
  ]
}

type RequestRow = Awaited<ReturnType<typeof signatureRequests>>[number]

/** A request to sign, with its evidence. */
export function requestView(request: RequestRow, now: Date): SignatureRequestView {
  const { id, signerName: signer, documentSha256, attempts: wrongCodes, expiresAt, signedAt, evidence, actor, createdAt } = request
  return {
    id,
    state: signatureState(request, now),
    signer,
    documentSha256,
    wrongCodes,
    expiresAt: expiresAt.toISOString(),
    signedAt: signedAt?.toISOString() ?? null,
    evidence: evidence as SignatureRequestView['evidence'],
    actor,
    createdAt: createdAt.toISOString(),
  }
}
