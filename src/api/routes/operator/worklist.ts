import { NoBody } from '../../../contracts/debt-file.js'
import { ReadReceipt, Worklist, WorklistQuery } from '../../../contracts/worklist.js'
import { DomainError } from '../../../domain/errors.js'
import { markRead } from '../../../store/unread.js'
import { listWork } from '../../../store/worklist.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** What waits for a person. */
export function worklistRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/worklist',
      tag: 'Worklist',
      summary: 'List what waits for a person',
      description:
        'The longest waiting first: acts whose end nobody knows, questions that files ask, letters to post, calls to make, messages to read, money that creditors should have had, debtors in insolvency proceedings.',
      query: WorklistQuery,
      answers: [{ status: 200, description: 'One page', schema: Worklist }],
      handle: async ({ tenantId, query }) => ({ body: await listWork(db, tenantId, query, now()) }),
    }),
    route({
      method: 'post',
      path: '/v1/messages/:message/reading',
      tag: 'Worklist',
      summary: 'Note that a message was read',
      description: 'It leaves the worklist, and files that waited for it go on. Noted again it changes nothing.',
      body: NoBody,
      answers: [{ status: 200, description: 'It is noted', schema: ReadReceipt }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, actor, param }) {
        if (!(await markRead(db, { tenantId, actor, now: now() }, param('message')))) throw new DomainError('resource-unknown', 'message')
        return { body: { read: true } }
      },
    }),
  ]
}
