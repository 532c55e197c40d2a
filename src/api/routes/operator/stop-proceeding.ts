import { StopBody, StoppedView } from '../../../contracts/stop-proceeding.js'
import { stopProceeding, stoppedView } from '../../../store/stop-proceeding.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** An operator ends what runs before a court, or an enforcement. */
export const stopProceedingRoutes = ({ db, now }: ApiContext): Route[] => [
  route({
    method: 'post',
    path: '/v1/files/:file/proceedings/:proceeding/stop',
    tag: 'Proceedings',
    summary: 'Stop a proceeding, or an enforcement',
    description:
      'At whatever stage. What was filed is withdrawn, who has exhibits is asked for them, an officer who enforces is told to stop: these tasks go out before the file does anything else. What was spent stays on record, a title that was reached stays one, and the creditor is told. The same Idempotency-Key stops once.',
    body: StopBody,
    answers: [{ status: 200, description: 'The proceeding as it ended, with the tasks that take it back', schema: StoppedView }],
    refusals: ['proceeding-unknown', 'proceeding-ended', 'key-reused'],
    async handle({ tenantId, fileId, actor, key, param, body }) {
      const proceedingId = param('proceeding')
      await stopProceeding(db, { tenantId, fileId, actor, key, now: now() }, { proceedingId, ...body })
      return { body: await stoppedView(db, proceedingId) }
    },
  }),
]
