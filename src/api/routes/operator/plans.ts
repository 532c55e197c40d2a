import { NoBody } from '../../../contracts/debt-file.js'
import {
  PlanAnswerBody,
  PlanCancellationBody,
  PlanChangeBody,
  PlanDraftView,
  PlanList,
  PlanPdf,
  PlanSignedBody,
  PlanView,
  PlanWishBody,
} from '../../../contracts/payment-plan.js'
import { SignatureLinkView, SignatureRequestList } from '../../../contracts/signature.js'
import { DomainError, type ErrorCode } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import type { Database } from '../../../store/database.js'
import { documentsOf, readDocument } from '../../../store/document.js'
import { legalToday } from '../../../store/legal-today.js'
import { proposePlan, simulatePlan } from '../../../store/payment-plan.js'
import { answerPlan, cancelPlan, changePlan, signPlanByHand } from '../../../store/plan-answer.js'
import { loadPlanPaper } from '../../../store/plan-paper.js'
import { findPlan, plansOf } from '../../../store/plan-row.js'
import { signatureRequests } from '../../../store/signature.js'
import type { ApiContext } from '../../context.js'
import { planPdf } from '../../plan-document.js'
import { askToSignPlan } from '../../plan-signature.js'
import { type Route, route } from '../../route.js'
import { signaturePath } from '../signatures.js'
import { requestView } from './mandate-signatures.js'

const TAG = 'Payment plans'
const PATH = '/v1/files/:file/plans'
const REFUSED = ['debtor-insolvent', 'debtor-protected'] as const
const RECKONED: ErrorCode[] = ['file-closed', 'nothing-owed', 'plan-days-wrong', 'plan-sum-wrong', 'plan-interest-consumer', ...REFUSED]

/** Payment plans: reckoned, proposed, answered, signed, changed, cancelled. */
export function planRoutes(context: ApiContext): Route[] {
  return [...proposalRoutes(context), ...answerRoutes(context), ...changeRoutes(context), ...paperRoutes(context)]
}

function proposalRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: `${PATH}/simulation`,
      tag: TAG,
      summary: 'Reckon a payment plan',
      description: 'Nothing is written. It comes to what is owed today; its last instalment takes what does not divide.',
      body: PlanWishBody,
      answers: [{ status: 200, description: 'The plan as it would be', schema: PlanDraftView }],
      refusals: RECKONED,
      handle: async ({ tenantId, fileId, body }) => ({ body: await simulatePlan(db, { tenantId, fileId }, body, now()) }),
    }),
    route({
      method: 'post',
      path: PATH,
      tag: TAG,
      summary: 'Propose a payment plan to the debtor',
      description:
        'Within the bounds of the mandate it is offered at once, and awaits the debtor’s signature; beyond them the creditor is asked first. Nothing else is asked of the debtor meanwhile.',
      body: PlanWishBody,
      answers: [{ status: 201, description: 'The plan', schema: PlanView }],
      refusals: [...RECKONED, 'plan-open', 'settlement-open', 'card-missing', 'debit-mandate-unknown', 'currency-mismatch', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body }) {
        const id = await proposePlan(db, { tenantId, fileId, actor, key, now: now() }, body)
        return { status: 201, body: await viewPlan(db, fileId, id, now()) }
      },
    }),
    route({
      method: 'get',
      path: PATH,
      tag: TAG,
      summary: 'List the payment plans of a file',
      answers: [{ status: 200, description: 'The newest first, each with what was paid for it', schema: PlanList }],
      handle: async ({ fileId }) => ({ body: { plans: await listPlans(db, fileId, now()) } }),
    }),
  ]
}

function answerRoutes({ db, now }: ApiContext): Route[] {
  const answers = [{ status: 201 as const, description: 'The plan', schema: PlanView }]
  const refusals: ErrorCode[] = ['plan-unknown', 'plan-state', 'plan-days-wrong', ...REFUSED, 'key-reused']
  return [
    route({
      method: 'post',
      path: `${PATH}/:plan/answer`,
      tag: TAG,
      summary: 'Answer a plan that the debtor has proposed',
      description: 'Accepted within the mandate’s bounds, it is offered to the debtor to be signed; beyond them the creditor is asked.',
      body: PlanAnswerBody,
      answers,
      refusals,
      async handle({ tenantId, fileId, actor, key, param, body }) {
        await answerPlan(db, { tenantId, fileId, actor, key, now: now() }, param('plan'), { by: 'operator', ...body })
        return { status: 201, body: await viewPlan(db, fileId, param('plan'), now()) }
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:plan/creditor-answer`,
      tag: TAG,
      summary: 'Answer a plan on behalf of the creditor',
      description: 'One that is beyond what the mandate leaves to the agency.',
      body: PlanAnswerBody,
      answers,
      refusals,
      async handle({ tenantId, fileId, actor, key, param, body }) {
        await answerPlan(db, { tenantId, fileId, actor, key, now: now() }, param('plan'), { by: 'creditor', ...body })
        return { status: 201, body: await viewPlan(db, fileId, param('plan'), now()) }
      },
    }),
  ]
}

function changeRoutes({ db, now }: ApiContext): Route[] {
  const answers = [{ status: 201 as const, description: 'The plan', schema: PlanView }]
  return [
    route({
      method: 'post',
      path: `${PATH}/:plan/changes`,
      tag: TAG,
      summary: 'Agree on new dates for what is still to come',
      description: 'The plan stays the same one, and comes to the same. What is paid of it stays as it was.',
      body: PlanChangeBody,
      answers,
      refusals: ['plan-unknown', 'plan-state', 'plan-days-wrong', 'plan-sum-wrong', ...REFUSED, 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body }) {
        const dates = body.instalments.map(({ dueOn, amountCents }) => ({ dueOn, amountCents: cents(amountCents) }))
        await changePlan(db, { tenantId, fileId, actor, key, now: now() }, param('plan'), dates)
        return { status: 201, body: await viewPlan(db, fileId, param('plan'), now()) }
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:plan/cancellation`,
      tag: TAG,
      summary: 'Cancel a plan',
      description: 'What is left falls due as if there were none, and its debits are dropped.',
      body: PlanCancellationBody,
      answers,
      refusals: ['plan-unknown', 'plan-state', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body: { reason } }) {
        await cancelPlan(db, { tenantId, fileId, actor, key, now: now() }, param('plan'), reason)
        return { status: 201, body: await viewPlan(db, fileId, param('plan'), now()) }
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:plan/signature`,
      tag: TAG,
      summary: 'Record that a plan was signed by hand',
      description: 'It is in force from today on.',
      body: PlanSignedBody,
      answers,
      refusals: ['plan-unknown', 'plan-state', 'day-impossible', ...REFUSED, 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body }) {
        await signPlanByHand(db, { tenantId, fileId, actor, key, now: now() }, param('plan'), body)
        return { status: 201, body: await viewPlan(db, fileId, param('plan'), now()) }
      },
    }),
  ]
}

function paperRoutes(context: ApiContext): Route[] {
  const { db, now, publicUrl } = context
  return [
    route({
      method: 'get',
      path: `${PATH}/:plan/document`,
      tag: TAG,
      summary: 'Download the protocol of a plan',
      description: 'As it was signed, with its page of evidence; before, as it would be signed today.',
      answers: [{ status: 200, description: 'The protocol', schema: PlanPdf, type: 'application/pdf' }],
      refusals: ['plan-unknown'],
      async handle({ tenantId, fileId, param }) {
        const { id } = await findPlan(db, fileId, param('plan'))
        const [signed] = (await documentsOf(db, tenantId, `plan:${id}`)).filter(({ kind }) => kind === 'plan-signed')
        const bytes = signed
          ? (await readDocument(db, tenantId, signed.id)).bytes
          : await planPdf(await loadPlanPaper(db, fileId, id, now()))
        return { body: bytes, type: 'application/pdf' }
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/:plan/signature-requests`,
      tag: TAG,
      summary: 'Ask the debtor to sign a plan',
      description:
        'The protocol is printed as it is now, and kept so. The answer holds the link, this once. The code goes to the debtor’s mobile telephone, else to its e-mail address. Signed, the plan is in force.',
      body: NoBody,
      answers: [{ status: 201, description: 'The link', schema: SignatureLinkView }],
      refusals: ['plan-unknown', 'plan-state', 'signer-unreachable'],
      async handle({ tenantId, fileId, actor, param }) {
        const { token, request } = await askToSignPlan(context, { tenantId, fileId }, param('plan'), actor)
        const { id, documentSha256, expiresAt } = request
        return { status: 201, body: { id, link: publicUrl + signaturePath(token), documentSha256, expiresAt: expiresAt.toISOString() } }
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:plan/signature-requests`,
      tag: TAG,
      summary: 'List how the debtor was asked to sign a plan, and what proves that it did',
      answers: [{ status: 200, description: 'The newest first', schema: SignatureRequestList }],
      refusals: ['plan-unknown'],
      async handle({ tenantId, fileId, param }) {
        const { id } = await findPlan(db, fileId, param('plan'))
        const requests = await signatureRequests(db, tenantId, 'plan', id)
        return { body: { requests: requests.map((request) => requestView(request, now())) } }
      },
    }),
  ]
}

async function listPlans(db: Database, fileId: string, now: Date) {
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { country: true, legalOffsetMs: true } })
  return plansOf(db, fileId, legalToday(file, now))
}

/** @throws DomainError plan-unknown */
async function viewPlan(db: Database, fileId: string, planId: string, now: Date) {
  const plan = (await listPlans(db, fileId, now)).find(({ id }) => id === planId)
  if (!plan) throw new DomainError('plan-unknown', 'plan')
  return plan
}
