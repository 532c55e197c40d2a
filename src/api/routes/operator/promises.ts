import { NoBody } from '../../../contracts/debt-file.js'
import { PromiseBody, PromiseView } from '../../../contracts/promise.js'
import { agreementOf } from '../../../store/agreement-view.js'
import { cancelPromise, promiseToPay } from '../../../store/promise.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Agreements'

/** Promises to pay: the file waits for them. */
export function promiseRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/promises',
      tag: TAG,
      summary: 'Take a debtor’s promise to pay',
      description:
        'Nobody asks the debtor for anything until its day and the days of grace are over; whether it was kept is then written down. The creditor is told. The same Idempotency-Key takes one.',
      body: PromiseBody,
      answers: [{ status: 201, description: 'The promise', schema: PromiseView }],
      refusals: [
        'file-closed',
        'nothing-owed',
        'promise-open',
        'plan-open',
        'settlement-open',
        'promise-day-far',
        'promise-not-taken',
        'payment-exceeds-balance',
        'day-impossible',
        'debtor-insolvent',
        'debtor-protected',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body }) {
        const id = await promiseToPay(db, { tenantId, fileId, actor, key, now: now() }, body)
        return { status: 201, body: await agreementOf(db, fileId, 'promises', id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/promises/:promise/cancellation',
      tag: TAG,
      summary: 'Take an open promise back',
      description: 'The file goes on at once.',
      body: NoBody,
      answers: [{ status: 200, description: 'The promise', schema: PromiseView }],
      refusals: ['promise-unknown', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param }) {
        const id = param('promise')
        await cancelPromise(db, { tenantId, fileId, actor, key, now: now() }, id)
        return { body: await agreementOf(db, fileId, 'promises', id) }
      },
    }),
  ]
}
