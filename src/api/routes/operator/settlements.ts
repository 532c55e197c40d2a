import { NoBody } from '../../../contracts/debt-file.js'
import { SettlementAnswerBody, SettlementBody, SettlementView } from '../../../contracts/settlement.js'
import { agreementOf } from '../../../store/agreement-view.js'
import { answerSettlement, proposeSettlement, withdrawSettlement } from '../../../store/settlement.js'
import { fileOfSettlement } from '../../../store/settlement-paper.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'
import { settlementPaperRoutes } from './settlement-papers.js'

const TAG = 'Agreements'

/** Agreements that a part, paid by a day, settles all of a debt. */
export function settlementRoutes(context: ApiContext): Route[] {
  return [...proposalRoutes(context), ...answerRoutes(context), ...settlementPaperRoutes(context)]
}

function proposalRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/settlements',
      tag: TAG,
      summary: 'Agree that a part of the debt settles it',
      description:
        'Within what the mandate lets the agency remit it is approved at once; beyond, the creditor is asked. The file waits for the money until its day and the days of grace are over: paid, the rest is let go and the file closes as settled; else it is void, and all is owed as before. The same Idempotency-Key makes one.',
      body: SettlementBody,
      answers: [{ status: 201, description: 'The settlement', schema: SettlementView }],
      refusals: [
        'file-closed',
        'nothing-owed',
        'settlement-open',
        'promise-open',
        'plan-open',
        'payment-exceeds-balance',
        'day-impossible',
        'debtor-insolvent',
        'debtor-protected',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body }) {
        const id = await proposeSettlement(db, { tenantId, fileId, actor, key, now: now() }, body)
        return { status: 201, body: await agreementOf(db, fileId, 'settlements', id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/settlements/:settlement/withdrawal',
      tag: TAG,
      summary: 'Take an open settlement back',
      description: 'Also one that was approved: all is owed as before.',
      body: NoBody,
      answers: [{ status: 200, description: 'The settlement', schema: SettlementView }],
      refusals: ['settlement-unknown', 'settlement-state', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param }) {
        const id = param('settlement')
        await withdrawSettlement(db, { tenantId, fileId, actor, key, now: now() }, id)
        return { body: await agreementOf(db, fileId, 'settlements', id) }
      },
    }),
  ]
}

function answerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/settlements/:settlement/answer',
      tag: TAG,
      summary: 'Answer a settlement that the debtor proposes',
      description: 'An operator approves what is within the mandate; what is beyond waits for the creditor, and may only be refused here.',
      body: SettlementAnswerBody,
      answers: [{ status: 200, description: 'The settlement', schema: SettlementView }],
      refusals: ['settlement-unknown', 'settlement-state', 'day-impossible', 'debtor-insolvent', 'debtor-protected', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param, body }) {
        const settlementId = param('settlement')
        await answerSettlement(db, { tenantId, fileId, actor, key, now: now() }, { settlementId, from: 'operator', ...body })
        return { body: await agreementOf(db, fileId, 'settlements', settlementId) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/settlements/:settlement/answer',
      tag: TAG,
      summary: 'Answer, as the creditor, a settlement beyond the mandate',
      body: SettlementAnswerBody,
      answers: [{ status: 200, description: 'The settlement', schema: SettlementView }],
      refusals: [
        'resource-unknown',
        'settlement-unknown',
        'settlement-state',
        'day-impossible',
        'debtor-insolvent',
        'debtor-protected',
        'key-reused',
      ],
      async handle({ tenantId, actor, key, param, body }) {
        const settlementId = param('settlement')
        const fileId = await named(fileOfSettlement(db, tenantId, param('creditor'), settlementId))
        await answerSettlement(db, { tenantId, fileId, actor, key, now: now() }, { settlementId, from: 'creditor', ...body })
        return { body: await agreementOf(db, fileId, 'settlements', settlementId) }
      },
    }),
  ]
}
