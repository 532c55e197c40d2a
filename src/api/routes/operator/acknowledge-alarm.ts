import { AcknowledgeAlarmBody } from '../../../contracts/acknowledge-alarm.js'
import { ProceedingView } from '../../../contracts/proceeding.js'
import { acknowledgeAlarm } from '../../../store/acknowledge-alarm.js'
import { viewProceeding } from '../../../store/proceeding-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** An operator has seen an alarm of what goes to court. */
export const acknowledgeAlarmRoutes = ({ db, now }: ApiContext): Route[] => [
  route({
    method: 'post',
    path: '/v1/files/:file/proceedings/:proceeding/alarms/acknowledge',
    tag: 'Proceedings',
    summary: 'Acknowledge an alarm: it leaves the worklist',
    description:
      'It comes back when the next alarm of the same last day is raised. Who has acknowledged it, when, and the note stand in the history.',
    body: AcknowledgeAlarmBody,
    answers: [{ status: 200, description: 'The proceeding', schema: ProceedingView }],
    refusals: ['proceeding-unknown', 'resource-unknown', 'key-reused'],
    async handle({ tenantId, fileId, actor, key, param, body }) {
      const proceedingId = param('proceeding')
      await acknowledgeAlarm(db, { tenantId, fileId, actor, key, now: now() }, { proceedingId, ...body })
      return { body: await viewProceeding(db, fileId, proceedingId, now()) }
    },
  }),
]
