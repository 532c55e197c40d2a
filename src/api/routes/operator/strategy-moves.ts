import { NoBody } from '../../../contracts/debt-file.js'
import { MoveBody, MovePreview, MovePreviewBody, MoveQuery, MoveView } from '../../../contracts/strategy-move.js'
import { rollBackMove, startMove } from '../../../store/strategy-move.js'
import { previewMove, viewMove } from '../../../store/strategy-move-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const FIRST_PAGE = { limit: 50 }

/** Files in flight that are moved from one version of a strategy to another. */
export function strategyMoveRoutes(context: ApiContext): Route[] {
  return [previewRoute(context), startRoute(context), showRoute(context), rollbackRoute(context)]
}

function previewRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/strategies/moves/preview',
    tag: 'Strategies',
    summary: 'Show what moving files to another version would do',
    description:
      'The next five acts of each file before and after, if nothing happened meanwhile. Nothing is changed. No act is taken twice and no mandatory notice left out: steps that the file has behind it under other names are named, and a file that would lose a notice stays.',
    body: MovePreviewBody,
    answers: [{ status: 200, description: 'The files, the newest first', schema: MovePreview }],
    refusals: ['strategy-unknown', 'move-same-version', 'creditor-unknown'],
    handle: async ({ tenantId, body }) => ({ body: await previewMove(db, tenantId, body, now()) }),
  })
}

function startRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/strategies/moves',
    tag: 'Strategies',
    summary: 'Move files to another version',
    description:
      'Which files is settled now; they are moved one after the other, whatever is away meanwhile. A file that is closed or has another version when its turn comes is skipped.',
    body: MoveBody,
    answers: [
      { status: 201, description: 'The move', schema: MoveView },
      { status: 200, description: 'The move that the same Idempotency-Key had begun', schema: MoveView },
    ],
    refusals: ['strategy-unknown', 'move-same-version', 'creditor-unknown', 'move-empty', 'move-overlaps', 'key-reused'],
    async handle({ tenantId, actor, key, body }) {
      const { id, replayed } = await startMove(db, { tenantId, actor, key, now: now() }, body)
      const view = await viewMove(db, tenantId, id, FIRST_PAGE)
      return { status: replayed ? 200 : 201, location: `/v1/strategies/moves/${id}`, body: view }
    },
  })
}

function showRoute({ db }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/strategies/moves/:move',
    tag: 'Strategies',
    summary: 'Show a move of files',
    query: MoveQuery,
    answers: [{ status: 200, description: 'How far it is, and what became of each file, the newest first', schema: MoveView }],
    refusals: ['resource-unknown'],
    handle: async ({ tenantId, param, query }) => ({ body: await viewMove(db, tenantId, param('move'), query) }),
  })
}

function rollbackRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/strategies/moves/:move/rollback',
    tag: 'Strategies',
    summary: 'Take a move of files back',
    description:
      'Files that are still on the version they were moved to get their old one back, by the same job. What was sent meanwhile is not sent again.',
    body: NoBody,
    answers: [{ status: 200, description: 'The move', schema: MoveView }],
    refusals: ['resource-unknown', 'move-unfinished', 'move-rolled-back', 'move-overlaps'],
    async handle({ tenantId, actor, key, param }) {
      const id = param('move')
      await rollBackMove(db, { tenantId, actor, key, now: now() }, id)
      return { body: await viewMove(db, tenantId, id, FIRST_PAGE) }
    },
  })
}
