import { DomainError } from '../domain/errors.js'
import { loadPlanPaper } from '../store/plan-paper.js'
import { requestSignature } from '../store/signature.js'
import type { ApiContext } from './context.js'
import { planPdf, titleOf } from './plan-document.js'
import { reachedSigner } from './signer.js'

/** The words that a debtor agrees to. In French, as the paper is. */
const CONSENT =
  'J’ai lu ce protocole, je reconnais devoir les sommes qu’il indique, j’en accepte l’échéancier et je signe par voie électronique (articles 1366 et 1367 du Code civil).'

/**
 * Asks the debtor to sign the plan that it was offered: the protocol is made out and kept, and a link made by which it is signed. The code
 * goes to its mobile telephone, else to its e-mail address.
 * @returns the link's token, which is kept nowhere @throws DomainError plan-unknown, plan-state, signer-unreachable
 */
export async function askToSignPlan(
  { db, signatures, now }: ApiContext,
  { tenantId, fileId }: { tenantId: string; fileId: string },
  planId: string,
  actor: string,
): Promise<{ token: string; request: Awaited<ReturnType<typeof requestSignature>> }> {
  const at = now()
  const paper = await loadPlanPaper(db, fileId, planId, at)
  if (paper.plan.state !== 'offered' || paper.today > paper.plan.answerBy) throw new DomainError('plan-state', 'plan')
  const { name, email, phone } = paper.debtor
  const signer = reachedSigner(signatures, { name, email, phone })
  const { token, tokenHash } = signatures.createLink()
  const about = { tenantId, kind: 'plan', id: planId, title: titleOf(paper), bytes: await planPdf(paper) } as const
  const request = await requestSignature(db, { ...about, signer, consent: CONSENT, provider: signatures.name, tokenHash, actor, now: at })
  return { token, request }
}
