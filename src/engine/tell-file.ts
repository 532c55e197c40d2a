import type { Client } from '@temporalio/client'
import { encodeToPayloadsWithContext } from '@temporalio/common/lib/internal-non-workflow/index.js'
import proto from '@temporalio/proto'
import { DEBT_FILE, fileWorkflowId, TASK_QUEUE } from '../../workflows/ids.js'
import type { DebtFileInput } from '../../workflows/messages.js'
import type { Untold } from '../store/outbox.js'
import { SKIPPING } from './time-skipping.js'

const { WorkflowIdReusePolicy, WorkflowIdConflictPolicy } = proto.temporal.api.enums.v1

/**
 * Tells a file's workflow that its rows have changed, starting it where none runs: opening, late fact, reopening and
 * recovery after an outage all take this one road. The request's id is the outbox row, so that the server itself drops
 * a second telling of the same row to the same run.
 */
export async function tellFile(client: Client, row: Untold, now: Date): Promise<void> {
  const namespace = client.options.namespace
  const workflowId = fileWorkflowId(row.fileId)
  const context = { type: 'workflow', namespace, workflowId } as const
  const legalOffsetMs = Number(row.legalOffsetMs)
  const input: DebtFileInput = { fileId: row.fileId, legalOffsetMs, toldThrough: Number(row.id) - 1 }
  const delayMs = row.notBefore ? Math.max(0, row.notBefore.getTime() - now.getTime() - legalOffsetMs) : 0
  const converter = client.options.loadedDataConverter
  await client.workflowService.signalWithStartWorkflowExecution({
    namespace,
    workflowId,
    requestId: `outbox-${row.id}`,
    identity: 'outbox-poller',
    workflowType: { name: DEBT_FILE },
    taskQueue: { name: TASK_QUEUE },
    input: { payloads: (await encodeToPayloadsWithContext(converter, context, [input])) ?? [] },
    signalName: 'told',
    signalInput: { payloads: (await encodeToPayloadsWithContext(converter, context, [Number(row.id)])) ?? [] },
    workflowIdReusePolicy: WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
    ...(delayMs > 0 && { workflowStartDelay: durationOf(delayMs) }),
    ...(row.skipping && { timeSkippingConfig: SKIPPING }),
  })
}

/** To the millisecond: a delay in whole seconds would wake each file up to a second late. */
function durationOf(ms: number) {
  const seconds = Math.floor(ms / 1000)
  return { seconds: seconds as never, nanos: Math.ceil(ms - seconds * 1000) * 1_000_000 }
}
