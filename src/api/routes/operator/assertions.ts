import { AssertionAnswerBody, AssertionBody, AssertionList, AssertionQuery, AssertionView } from '../../../contracts/payment-assertion.js'
import type { ErrorCode } from '../../../domain/errors.js'
import { agreementOf } from '../../../store/agreement-view.js'
import { fileOfAssertion, listAssertions } from '../../../store/assertion-list.js'
import { answerAssertion, assertPayment } from '../../../store/payment-assertion.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

const TAG = 'Agreements'
const OUTCOMES =
  '`confirmed-direct`: the creditor had it, and it is recorded with its day. `confirmed-here`: it is in the ledger already. `denied`: nobody had it, with words that the debtor is shown. The file goes on from there.'
const REFUSALS: ErrorCode[] = ['assertion-unknown', 'assertion-answered', 'payment-day-future', 'key-reused']

/** What debtors say that they have paid, and what their creditors say to it. */
export function assertionRoutes(context: ApiContext): Route[] {
  return [...fileAssertionRoutes(context), ...creditorAssertionRoutes(context)]
}

function fileAssertionRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/assertions',
      tag: TAG,
      summary: 'Note that a debtor says it has paid',
      description:
        'Nobody asks the debtor for anything until this is answered: the creditor is asked, and once its days are over a person. The same Idempotency-Key notes it once.',
      body: AssertionBody,
      answers: [{ status: 201, description: 'What it says', schema: AssertionView }],
      refusals: ['file-closed', 'nothing-owed', 'assertion-open', 'day-impossible', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body }) {
        const id = await assertPayment(db, { tenantId, fileId, actor, key, now: now() }, { ...body, proof: [] })
        return { status: 201, body: await agreementOf(db, fileId, 'assertions', id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/assertions/:assertion/answer',
      tag: TAG,
      summary: 'Answer a debtor who says that it has paid',
      description: OUTCOMES,
      body: AssertionAnswerBody,
      answers: [{ status: 200, description: 'What it says, answered', schema: AssertionView }],
      refusals: REFUSALS,
      async handle({ tenantId, fileId, actor, key, param, body }) {
        const assertionId = param('assertion')
        await answerAssertion(db, { tenantId, fileId, actor, key, now: now() }, { assertionId, by: actor }, body)
        return { body: await agreementOf(db, fileId, 'assertions', assertionId) }
      },
    }),
  ]
}

function creditorAssertionRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/assertions',
      tag: TAG,
      summary: 'List what a creditor’s debtors say that they have paid',
      query: AssertionQuery,
      answers: [{ status: 200, description: 'One page, the newest first', schema: AssertionList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, query }) => ({ body: await named(listAssertions(db, tenantId, param('creditor'), query)) }),
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/assertions/:assertion/answer',
      tag: TAG,
      summary: 'Say, as the creditor, what became of a payment',
      description: `${OUTCOMES} A declaration of the direct payment answers it too.`,
      body: AssertionAnswerBody,
      answers: [{ status: 200, description: 'What it says, answered', schema: AssertionView }],
      refusals: ['resource-unknown', ...REFUSALS],
      async handle({ tenantId, actor, key, param, body }) {
        const assertionId = param('assertion')
        const fileId = await named(fileOfAssertion(db, tenantId, param('creditor'), assertionId))
        await answerAssertion(db, { tenantId, fileId, actor, key, now: now() }, { assertionId, by: 'creditor' }, body)
        return { body: await agreementOf(db, fileId, 'assertions', assertionId) }
      },
    }),
  ]
}
