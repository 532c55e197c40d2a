import { NoBody } from '../../../contracts/debt-file.js'
import {
  JudicialProposalList,
  JudicialProposalView,
  ProposalApprovalBody,
  ProposalRefusalBody,
  RoadComparison,
} from '../../../contracts/judicial-proposal.js'
import { approveProposal, proposeSuit, refuseProposal } from '../../../store/judicial-proposal.js'
import { compareRoads, proposalsOf, viewProposal } from '../../../store/judicial-proposal-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Judicial road'

/** Whether to sue, and by which procedure: the rule proposes, people answer. */
export function judicialProposalRoutes(context: ApiContext): Route[] {
  return [...lookRoutes(context), ...answerRoutes(context)]
}

function lookRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/judicial-comparison',
      tag: TAG,
      summary: 'Compare the roads to a title with going on without a court',
      description:
        'Each road by the law of today: whether it is open and why, its court, what it costs to begin, how long it takes and how often it succeeds, the amicable attempt that it needs, who may take each step with which power, and the pieces that are missing. Nothing is written.',
      answers: [{ status: 200, description: 'The roads', schema: RoadComparison }],
      handle: async ({ tenantId, fileId }) => ({ body: await compareRoads(db, tenantId, fileId, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/judicial-proposals',
      tag: TAG,
      summary: 'List a file’s proposals to sue',
      answers: [{ status: 200, description: 'The newest first', schema: JudicialProposalList }],
      handle: async ({ tenantId, fileId }) => ({ body: { proposals: await proposalsOf(db, tenantId, fileId) } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/judicial-proposals',
      tag: TAG,
      summary: 'Have the rule propose a procedure now',
      description:
        'At the end of the amicable road that is done by itself, once; also after a proposal was refused, or nobody answered it, a person may ask for another. The same Idempotency-Key makes one.',
      body: NoBody,
      answers: [{ status: 201, description: 'The proposal', schema: JudicialProposalView }],
      refusals: ['file-closed', 'nothing-owed', 'proposal-open', 'proceeding-open', 'procedure-not-open', 'key-reused'],
      async handle({ tenantId, fileId, actor, key }) {
        const id = await proposeSuit(db, { tenantId, fileId, actor, key, now: now() })
        return { status: 201, body: await viewProposal(db, fileId, id) }
      },
    }),
  ]
}

function answerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/judicial-proposals/:proposal/approval',
      tag: TAG,
      summary: 'Agree to sue, in person',
      description:
        'By the procedure proposed, or by another one that is open. From a sum on two people agree to the same, neither of whom has asked for the proposal. The last one opens the proceeding and names officer and lawyer; without them the file asks for them.',
      body: ProposalApprovalBody,
      answers: [{ status: 200, description: 'The proposal', schema: JudicialProposalView }],
      refusals: [
        'proposal-unknown',
        'proposal-answered',
        'procedure-not-open',
        'approval-differs',
        'approval-own',
        'approval-twice',
        'power-missing',
        'person-needed',
        'professional-unknown',
        'professional-role',
        'file-closed',
        'nothing-owed',
        'debtor-insolvent',
        'debtor-protected',
        'plan-open',
        'settlement-open',
        'promise-open',
        'proceeding-open',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, param, body: { procedure, officer: officerId, lawyer: lawyerId } }) {
        const proposalId = param('proposal')
        await approveProposal(db, { tenantId, fileId, actor, key, now: now() }, { proposalId, procedure, officerId, lawyerId })
        return { body: await viewProposal(db, fileId, proposalId) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/judicial-proposals/:proposal/refusal',
      tag: TAG,
      summary: 'Refuse to sue, in person',
      description: 'No other suit is proposed by itself: the file asks what follows.',
      body: ProposalRefusalBody,
      answers: [{ status: 200, description: 'The proposal', schema: JudicialProposalView }],
      refusals: ['proposal-unknown', 'proposal-answered', 'person-needed', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body: { reason } }) {
        const proposalId = param('proposal')
        await refuseProposal(db, { tenantId, fileId, actor, key, now: now() }, { proposalId, reason })
        return { body: await viewProposal(db, fileId, proposalId) }
      },
    }),
  ]
}
