import { SettlementPdf } from '../../../contracts/settlement.js'
import { SignatureLinkView, SignerBody } from '../../../contracts/signature.js'
import { DomainError } from '../../../domain/errors.js'
import { parsePhone } from '../../../store/identifiers.js'
import { loadSettlementPaper } from '../../../store/settlement-paper.js'
import { requestSignature } from '../../../store/signature.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { settlementPdf } from '../../settlement-document.js'
import { signaturePath } from '../signatures.js'

const TAG = 'Agreements'

/** The words that a debtor agrees to. In French, as the paper is. */
const CONSENT = 'J’ai lu ce protocole, j’en accepte les termes et je signe par voie électronique (articles 1366 et 1367 du Code civil).'

/** The protocol of a settlement, printed and signed. */
export function settlementPaperRoutes({ db, now, signatures, publicUrl }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/settlements/:settlement/protocol',
      tag: TAG,
      summary: 'Print the protocol of an approved settlement',
      description: 'In French, with what is owed today.',
      answers: [{ status: 200, description: 'The protocol', schema: SettlementPdf, type: 'application/pdf' }],
      refusals: ['settlement-unknown', 'settlement-state'],
      async handle({ fileId, param }) {
        return { body: await settlementPdf(await loadSettlementPaper(db, fileId, param('settlement'), now())), type: 'application/pdf' }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/settlements/:settlement/signature-requests',
      tag: TAG,
      summary: 'Ask the debtor to sign the protocol of a settlement',
      description:
        'It is printed as it is now, and kept so. The answer holds the link, this once: give it to who signs. The settlement is in force without it; signed, it can be proved.',
      body: SignerBody,
      answers: [{ status: 201, description: 'The link', schema: SignatureLinkView }],
      refusals: ['settlement-unknown', 'settlement-state', 'number-invalid', 'signer-unreachable'],
      async handle({ tenantId, fileId, actor, param, body: { name, email = null, phone } }) {
        const at = now()
        const paper = await loadSettlementPaper(db, fileId, param('settlement'), at)
        const signer = { name, email, phone: phone === undefined ? null : parsePhone(phone, undefined, 'phone').value }
        if (!signatures.reaches(signer)) throw new DomainError('signer-unreachable', phone === undefined ? 'email' : 'phone')
        const { token, tokenHash } = signatures.createLink()
        const { id, documentSha256, expiresAt } = await requestSignature(db, {
          tenantId,
          kind: 'settlement',
          id: paper.settlement.id,
          title: `Protocole de règlement – dossier ${paper.file}`,
          bytes: await settlementPdf(paper),
          signer,
          consent: CONSENT,
          provider: signatures.name,
          tokenHash,
          actor,
          now: at,
        })
        return { status: 201, body: { id, link: publicUrl + signaturePath(token), documentSha256, expiresAt: expiresAt.toISOString() } }
      },
    }),
  ]
}
