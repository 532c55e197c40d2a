import { FileProceedings, ProceedingList, ProceedingQuery, ProceedingView } from '../../../contracts/proceeding.js'
import { listProceedings, proceedingsOfFile, viewProceeding } from '../../../store/proceeding-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Proceedings'

/** How suing and enforcing stand. */
export function proceedingRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/proceedings',
      tag: TAG,
      summary: 'List proceedings',
      description: 'The newest first, of all files, or those at one stage.',
      query: ProceedingQuery,
      answers: [{ status: 200, description: 'A page of them', schema: ProceedingList }],
      handle: async ({ tenantId, query }) => ({ body: await listProceedings(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/proceedings',
      tag: TAG,
      summary: 'The proceedings of a file',
      answers: [{ status: 200, description: 'The proceedings, the newest first', schema: FileProceedings }],
      handle: async ({ fileId }) => ({ body: { proceedings: await proceedingsOfFile(db, fileId, now()) } }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/proceedings/:proceeding',
      tag: TAG,
      summary: 'One proceeding',
      description:
        'Each stage with its day and article, also those that a late report has shown to be wrong; the deadlines that run, with who must act and by which article; tasks, reports, costs and the title.',
      answers: [{ status: 200, description: 'The proceeding', schema: ProceedingView }],
      refusals: ['proceeding-unknown'],
      handle: async ({ fileId, param }) => ({ body: await viewProceeding(db, fileId, param('proceeding'), now()) }),
    }),
  ]
}
