import { NoBody } from '../../../contracts/debt-file.js'
import { DisputeAnswerBody, DisputeBody, DisputeList, DisputePositionBody, DisputeView } from '../../../contracts/dispute.js'
import { openDispute } from '../../../store/dispute.js'
import { answerDispute, positionOnDispute, withdrawDispute } from '../../../store/dispute-answer.js'
import { disputesOf, viewDispute } from '../../../store/dispute-view.js'
import type { FileAct } from '../../../store/file-act.js'
import type { ApiContext } from '../../context.js'
import { type Call, type Route, route } from '../../route.js'

const TAG = 'Disputes'

/** What debtors contest, and what is answered. */
export function disputeRoutes(context: ApiContext): Route[] {
  return [...openRoutes(context), ...answerRoutes(context)]
}

function openRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/disputes',
      tag: TAG,
      summary: 'Record that a debtor contests a claim',
      description:
        'On the debtor’s behalf. What is contested is asked for by nobody until it is answered; the rest goes on. The creditor is told. Papers are handed in with the file’s documents.',
      body: DisputeBody,
      answers: [{ status: 201, description: 'The dispute', schema: DisputeView }],
      refusals: ['file-closed', 'claim-unknown', 'claim-settled', 'dispute-open', 'contested-exceeds-claim', 'key-reused'],
      async handle(call) {
        const id = await openDispute(db, actOf(call, now()), { ...call.body, documents: [] })
        return { status: 201, body: await viewDispute(db, call.fileId, id) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/disputes',
      tag: TAG,
      summary: 'List the disputes of a file',
      answers: [{ status: 200, description: 'The newest first', schema: DisputeList }],
      handle: async ({ fileId }) => ({ body: { disputes: await disputesOf(db, fileId) } }),
    }),
  ]
}

function answerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/disputes/:dispute/answer',
      tag: TAG,
      summary: 'Answer a dispute',
      description:
        'With the reason that the debtor is given: its file sends it by itself. What is upheld is taken off the claim, as though it had never been owed; letters that asked for too much are recalled, and notices given anew. What is rejected is asked for again.',
      body: DisputeAnswerBody,
      answers: [{ status: 200, description: 'The dispute', schema: DisputeView }],
      refusals: ['dispute-unknown', 'dispute-answered', 'contested-exceeds-claim', 'key-reused'],
      async handle(call) {
        await answerDispute(db, actOf(call, now()), call.param('dispute'), call.body)
        return { body: await viewDispute(db, call.fileId, call.param('dispute')) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/disputes/:dispute/withdrawal',
      tag: TAG,
      summary: 'Record that the debtor contests the claim no longer',
      body: NoBody,
      answers: [{ status: 200, description: 'The dispute', schema: DisputeView }],
      refusals: ['dispute-unknown', 'dispute-answered', 'key-reused'],
      async handle(call) {
        await withdrawDispute(db, actOf(call, now()), call.param('dispute'))
        return { body: await viewDispute(db, call.fileId, call.param('dispute')) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/disputes/:dispute/position',
      tag: TAG,
      summary: 'Record what the creditor says to a dispute',
      description: 'It answers nothing by itself: a person does. Recorded again, the last one holds.',
      body: DisputePositionBody,
      answers: [{ status: 200, description: 'The dispute', schema: DisputeView }],
      refusals: ['dispute-unknown', 'dispute-answered', 'key-reused'],
      async handle(call) {
        await positionOnDispute(db, actOf(call, now()), call.param('dispute'), call.body.says)
        return { body: await viewDispute(db, call.fileId, call.param('dispute')) }
      },
    }),
  ]
}

const actOf = ({ tenantId, fileId, actor, key }: Call, now: Date): FileAct => ({ tenantId, fileId, actor, key, now })
