import { NoBody } from '../../../contracts/debt-file.js'
import { MeansBody, MeansList, MeansSummary } from '../../../contracts/means.js'
import { agreementOf } from '../../../store/agreement-view.js'
import { answerMeans, stateMeans } from '../../../store/means.js'
import { listMeans } from '../../../store/means-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Agreements'
const Summary = MeansSummary.meta({ id: 'MeansSummary' })

/** What debtors in difficulty tell of their means. */
export function meansRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/means',
      tag: TAG,
      summary: 'Note what a debtor tells of its means',
      description:
        'The file waits until a person has answered; once its days are over a person is asked. The same Idempotency-Key notes it once.',
      body: MeansBody,
      answers: [{ status: 201, description: 'That it was noted', schema: Summary }],
      refusals: ['file-closed', 'nothing-owed', 'means-open', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body }) {
        const id = await stateMeans(db, { tenantId, fileId, actor, key, now: now() }, body, 'operator')
        return { status: 201, body: await agreementOf(db, fileId, 'means', id) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/means',
      tag: TAG,
      summary: 'Show what a debtor has told of its means',
      description: 'With what can be proposed to it by what it owes today, and who helps.',
      answers: [{ status: 200, description: 'The newest first', schema: MeansList }],
      handle: async ({ fileId }) => ({ body: await listMeans(db, fileId, now()) }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/means/:means/answer',
      tag: TAG,
      summary: 'Say that a debtor who told of its means was answered',
      description: 'By a plan, a settlement, or words: the file goes on as that leaves it.',
      body: NoBody,
      answers: [{ status: 200, description: 'That it was answered', schema: Summary }],
      refusals: ['means-unknown', 'means-answered', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param }) {
        const id = param('means')
        await answerMeans(db, { tenantId, fileId, actor, key, now: now() }, id)
        return { body: await agreementOf(db, fileId, 'means', id) }
      },
    }),
  ]
}
