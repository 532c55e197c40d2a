import {
  PortalDocument,
  PortalDocumentQuery,
  PortalTask,
  PortalTaskList,
  ReportBody,
  ReportView,
  TaskBytes,
} from '../../../contracts/judicial-task.js'
import { LARGEST_UPLOAD_BYTES } from '../../../domain/upload.js'
import { zipTask } from '../../../providers/exchange/task-package.js'
import { expectedOf } from '../../../store/hand-over.js'
import { documentOfTask, heardTask, packedTask, reportOfTask, sendIn } from '../../../store/portal.js'
import { viewReport } from '../../../store/report-view.js'
import { findHandedOver, listHandedOver, markSeen, type TaskRow } from '../../../store/task-view.js'
import type { ApiContext } from '../../context.js'
import { type Call, type Route, route } from '../../route.js'
import { portalTask, reportInput } from '../../task-view.js'
import { REPORT_REFUSALS } from '../operator/judicial-tasks.js'

const TAG = 'Portal of officers and lawyers'
const opensTo = 'professionals' as const
const UPLOADS = ['upload-empty', 'upload-type-refused', 'upload-name-invalid', 'key-reused'] as const

const visitorOf = ({ tenantId, professionalId: organisationId }: Pick<Call, 'tenantId' | 'professionalId'>) => ({
  tenantId,
  organisationId,
})

/** What officers and lawyers see and say, by their own keys: the tasks that were handed to them, and nothing else. */
export function portalRoutes(context: ApiContext): Route[] {
  return [...readRoutes(context), ...downloadRoutes(context), ...sayRoutes(context)]
}

function readRoutes(context: ApiContext): Route[] {
  const { db, now } = context
  return [
    route({
      method: 'get',
      path: '/v1/portal/tasks',
      tag: TAG,
      opensTo,
      summary: 'List the tasks in hand',
      answers: [{ status: 200, description: 'Handed over and not reported, the oldest first', schema: PortalTaskList }],
      async handle({ tenantId, professionalId }) {
        const rows = await listHandedOver(db, tenantId, professionalId)
        return { body: { tasks: await Promise.all(rows.map((row) => shown(context, row))) } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/tasks/:task',
      tag: TAG,
      opensTo,
      summary: 'Read a task: what is to be done, by when, with which documents, and what to report',
      answers: [{ status: 200, description: 'The task', schema: PortalTask }],
      refusals: ['task-unknown'],
      async handle({ tenantId, professionalId, param }) {
        const row = await findHandedOver(db, tenantId, professionalId, param('task'))
        await markSeen(db, row.id, now())
        return { body: await shown(context, row) }
      },
    }),
  ]
}

const shown = async ({ db, now }: ApiContext, row: TaskRow): Promise<PortalTask> =>
  portalTask(row, await expectedOf(db, row.proceeding.file, row, now()))

function downloadRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/portal/tasks/:task/documents/:document',
      tag: TAG,
      opensTo,
      summary: 'Download a document of a task',
      answers: [{ status: 200, description: 'The bytes as they are', schema: TaskBytes, type: 'application/octet-stream' }],
      refusals: ['task-unknown', 'resource-unknown'],
      async handle({ tenantId, professionalId, param }) {
        const { id } = await findHandedOver(db, tenantId, professionalId, param('task'))
        const { bytes, name } = await documentOfTask(db, tenantId, id, param('document'))
        await markSeen(db, id, now())
        return { body: bytes, attachment: name }
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/tasks/:task/package',
      tag: TAG,
      opensTo,
      summary: 'Download all documents of a task with their manifest, as a zip',
      answers: [{ status: 200, description: 'The zip', schema: TaskBytes, type: 'application/octet-stream' }],
      refusals: ['task-unknown'],
      async handle({ tenantId, professionalId, param }) {
        const { id, kind } = await findHandedOver(db, tenantId, professionalId, param('task'))
        const content = await packedTask(db, id, now())
        await markSeen(db, id, now())
        return { body: zipTask(content, content.files), attachment: `${content.fileReference}-${kind}.zip` }
      },
    }),
  ]
}

function sayRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/portal/tasks/:task/documents',
      tag: TAG,
      opensTo,
      summary: 'Send in the act that a report is about',
      description: 'Its fingerprint goes into the report. It is kept as a paper of the file.',
      takesFile: true,
      largestBody: LARGEST_UPLOAD_BYTES,
      query: PortalDocumentQuery,
      answers: [{ status: 201, description: 'It is kept', schema: PortalDocument }],
      refusals: ['task-unknown', ...UPLOADS],
      async handle(call) {
        const { tenantId, actor, key, param, bytes, query } = call
        const { id: taskId, fileId } = await heardTask(db, visitorOf(call), param('task'))
        const upload = { name: query.name, bytes: new Uint8Array(bytes) }
        const { id, name, mediaType, sha256 } = await sendIn(db, { tenantId, fileId, actor, key, now: now() }, taskId, upload)
        return { status: 201, body: { id, name, mediaType, sha256 } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/portal/tasks/:task/reports',
      tag: TAG,
      opensTo,
      summary: 'Report an act',
      description:
        'Taken, the proceeding goes on by it at once. Refused, nothing changes and `because` names the rule and its article. Of a task that was taken back, what was done before is still heard.',
      body: ReportBody,
      answers: [{ status: 201, description: 'The report, and where the proceeding stands', schema: ReportView }],
      refusals: ['task-unknown', 'task-state', ...REPORT_REFUSALS],
      async handle(call) {
        const { tenantId, actor, key, param, body } = call
        const { fileId, ...task } = await heardTask(db, visitorOf(call), param('task'))
        const { report, documentSha256, courtReference, bill } = reportInput(body, { proceedingId: task.proceedingId, taskId: task.id })
        const said = { report, documentSha256, courtReference: courtReference ?? null, bill: bill ?? null }
        const id = await reportOfTask(db, { tenantId, fileId, actor, key, now: now() }, task, said)
        return { status: 201, body: await viewReport(db, id) }
      },
    }),
  ]
}
