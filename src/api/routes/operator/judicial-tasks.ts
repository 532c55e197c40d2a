import {
  AgencyReportBody,
  AssignmentBody,
  ReportView,
  SettleTaskBody,
  TaskList,
  TaskQuery,
  TaskView,
} from '../../../contracts/judicial-task.js'
import type { ErrorCode } from '../../../domain/errors.js'
import { assignTask, fileOfTask, settleTask } from '../../../store/judicial-task.js'
import { reportToProceeding } from '../../../store/proceeding-report.js'
import { viewReport } from '../../../store/report-view.js'
import { findTask, listTasks } from '../../../store/task-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { reportInput, taskView } from '../../task-view.js'

const TAG = 'Officers and lawyers'

/** What a proceeding may answer to a report. */
export const REPORT_REFUSALS: ErrorCode[] = [
  'report-unexpected',
  'report-duplicate',
  'report-contradicts',
  'report-too-late',
  'report-too-early',
  'report-incomplete',
  'resource-unknown',
  'key-reused',
]

/** Tasks of proceedings, as the agency has them in hand; and what it reports itself. */
export function judicialTaskRoutes(context: ApiContext): Route[] {
  return [...taskRoutes(context), ...actRoutes(context), reportRoute(context)]
}

function taskRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/tasks',
      tag: TAG,
      summary: 'List the tasks of proceedings',
      description: 'Those that are not over, or those in one state. The oldest first.',
      query: TaskQuery,
      answers: [{ status: 200, description: 'The tasks', schema: TaskList }],
      handle: async ({ tenantId, query: { state = null } }) => ({ body: { tasks: (await listTasks(db, tenantId, state)).map(taskView) } }),
    }),
    route({
      method: 'get',
      path: '/v1/tasks/:task',
      tag: TAG,
      summary: 'Read a task of a proceeding',
      answers: [{ status: 200, description: 'The task', schema: TaskView }],
      refusals: ['task-unknown'],
      handle: async ({ tenantId, param }) => ({ body: taskView(await findTask(db, tenantId, param('task'))) }),
    }),
  ]
}

function actRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/tasks/:task/assignment',
      tag: TAG,
      summary: 'Name the officer or lawyer who does a task',
      description:
        'What its proceeding asks of that role from now on is theirs too. A task that somebody else has in hand is taken from them and handed over anew.',
      body: AssignmentBody,
      answers: [{ status: 200, description: 'The task', schema: TaskView }],
      refusals: [
        'task-unknown',
        'task-state',
        'professional-unknown',
        'professional-role',
        'professional-conflict',
        'professional-district',
        'key-reused',
      ],
      async handle({ tenantId, actor, key, param, body: { professional } }) {
        const taskId = param('task')
        const fileId = await fileOfTask(db, tenantId, taskId)
        await assignTask(db, { tenantId, fileId, actor, key, now: now() }, { taskId, professional })
        return { body: taskView(await findTask(db, tenantId, taskId)) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/tasks/:task/settlement',
      tag: TAG,
      summary: 'Say whether a package went out whose answer was lost',
      description: 'Sent, the task is with who should have it. Not sent, it is due again and the package goes out once more.',
      body: SettleTaskBody,
      answers: [{ status: 200, description: 'The task', schema: TaskView }],
      refusals: ['task-unknown', 'task-state', 'key-reused'],
      async handle({ tenantId, actor, key, param, body: { sent } }) {
        const taskId = param('task')
        const fileId = await fileOfTask(db, tenantId, taskId)
        await settleTask(db, { tenantId, fileId, actor, key, now: now() }, { taskId, sent })
        return { body: taskView(await findTask(db, tenantId, taskId)) }
      },
    }),
  ]
}

function reportRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/files/:file/proceedings/:proceeding/reports',
    tag: TAG,
    summary: 'Report an act of a proceeding that came on paper',
    description:
      'Taken, the proceeding goes on by it at once. Refused, nothing changes, `because` names the rule and its article, and the history keeps that it was told. The act itself is handed in before, as a document of the file.',
    body: AgencyReportBody,
    answers: [{ status: 201, description: 'The report, and where the proceeding stands', schema: ReportView }],
    refusals: ['proceeding-unknown', 'task-unknown', ...REPORT_REFUSALS],
    async handle({ tenantId, fileId, actor, key, param, body: { task = null, ...body } }) {
      const input = reportInput(body, { proceedingId: param('proceeding'), taskId: task })
      const id = await reportToProceeding(db, { tenantId, fileId, actor, key, now: now() }, input)
      return { status: 201, body: await viewReport(db, id) }
    },
  })
}
