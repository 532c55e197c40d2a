import { NoBody } from '../../../contracts/debt-file.js'
import {
  SituationActPdf,
  SituationActSentBody,
  SituationBody,
  SituationList,
  SituationOutcomeBody,
  SituationView,
} from '../../../contracts/situation.js'
import { prepareSituationAct } from '../../../engine/prepare-situation-act.js'
import { endSituation, recordSituation } from '../../../store/situation.js'
import { situationActSent } from '../../../store/situation-act.js'
import { readSituationAct, situationsOf, viewSituation } from '../../../store/situation-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { proofIn, representativeIn } from '../../situation-body.js'

const TAG = 'Situations'
const LARGEST_BODY = 15 * 1024 * 1024
const PDF = 'application/pdf'

/** What has happened to a debtor that the law protects it in: over-indebtedness, death, minority, a protected adult. */
export function situationRoutes(context: ApiContext): Route[] {
  return [...wordRoutes(context), ...actRoutes(context)]
}

function wordRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/situations',
      tag: TAG,
      summary: 'Record what has happened to a debtor, with its proof',
      description:
        'All files of the debtor stand still at once: nothing is sent, nothing is taken, what was agreed is cancelled, each creditor is told. What the situation calls for stands in the worklist with its last day.',
      body: SituationBody,
      largestBody: LARGEST_BODY,
      answers: [{ status: 201, description: 'The situation', schema: SituationView }],
      refusals: [
        'situation-proof-missing',
        'situation-open',
        'day-impossible',
        'upload-too-large',
        'upload-empty',
        'upload-type-refused',
        'upload-name-invalid',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body }) {
        const { kind, since, until = null, reference = null, proofSha256 = null } = body
        const said = { kind, since, until, reference, proofSha256, representative: representativeIn(body), proof: proofIn(body) }
        const id = await recordSituation(db, { tenantId, fileId, actor, key, now: now() }, said)
        return { status: 201, body: await viewSituation(db, fileId, id) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/situations',
      tag: TAG,
      summary: 'List what has happened to a file’s debtor',
      answers: [{ status: 200, description: 'The newest first', schema: SituationList }],
      handle: async ({ fileId }) => ({ body: { situations: await situationsOf(db, fileId) } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/situations/:situation/outcome',
      tag: TAG,
      summary: 'Record how a situation came out',
      description:
        'Under a plan or measures the files wait until their end; where the debt is erased, or nothing is left, they are ordered to be closed; where it has ended, or never was, they go on. A plan, measures or heirs may be followed by another outcome.',
      body: SituationOutcomeBody,
      answers: [{ status: 200, description: 'The situation', schema: SituationView }],
      refusals: ['situation-unknown', 'situation-ended', 'situation-outcome-wrong', 'day-impossible', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body }) {
        const { outcome, on, until = null } = body
        const said = { situationId: param('situation'), outcome, on, until, representative: representativeIn(body) }
        await endSituation(db, { tenantId, fileId, actor, key, now: now() }, said)
        return { body: await viewSituation(db, fileId, said.situationId) }
      },
    }),
  ]
}

function actRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/situations/:situation/act',
      tag: TAG,
      summary: 'Make out the paper that a situation calls for',
      description:
        'In French, for a person to check, sign and send: the statement of debts for the commission, the letter to the notary, the letter to the guardian. With what is owed today; made out again it is another paper.',
      body: NoBody,
      answers: [{ status: 200, description: 'The situation', schema: SituationView }],
      refusals: ['situation-unknown', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param }) {
        await prepareSituationAct(db, { tenantId, fileId, actor, key, now: now() }, param('situation'))
        return { body: await viewSituation(db, fileId, param('situation')) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/situations/:situation/act',
      tag: TAG,
      summary: 'Download the paper that was made out last',
      answers: [{ status: 200, description: 'The paper', schema: SituationActPdf, type: PDF }],
      refusals: ['situation-unknown', 'resource-unknown'],
      handle: async ({ fileId, param }) => ({ body: await readSituationAct(db, fileId, param('situation')), type: PDF }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/situations/:situation/act-sent',
      tag: TAG,
      summary: 'Record that the paper was sent',
      body: SituationActSentBody,
      answers: [{ status: 200, description: 'The situation', schema: SituationView }],
      refusals: ['situation-unknown', 'day-impossible', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body: { on } }) {
        await situationActSent(db, { tenantId, fileId, actor, key, now: now() }, param('situation'), on)
        return { body: await viewSituation(db, fileId, param('situation')) }
      },
    }),
  ]
}
