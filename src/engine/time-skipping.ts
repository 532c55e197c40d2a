import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import proto from '@temporalio/proto'
import { fileWorkflowId } from '../../workflows/ids.js'

/**
 * A file that skips lives by the acts it has to do: whenever nothing is in flight its clock jumps to the next timer. The
 * server stops a session silently after its default of 100 or 200 skips, and the file would hang: years of steps need more.
 */
export const SKIPPING = { enabled: true, maxSessionSkipCount: 10_000 }

const { FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT, FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED } =
  proto.temporal.api.enums.v1.FastForwardPollingResult

/**
 * Moves the clock of one running file ahead, by way of whatever falls due meanwhile, and resolves when it has arrived, or has ended
 * on the way. Only a server with time skipping can; the local one has it.
 * @throws Error when the file lives on and did not arrive, as when somebody else moved it meanwhile
 */
export async function fastForward(client: Client, fileId: string, milliseconds: number): Promise<void> {
  const namespace = client.options.namespace
  const workflowExecution = { workflowId: fileWorkflowId(fileId), runId: '' }
  const id = randomUUID()
  const duration = { seconds: Math.round(milliseconds / 1000) as never }
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: { timeSkippingConfig: { ...SKIPPING, fastForwardConfig: { duration, id } } },
    updateMask: { paths: ['time_skipping_config'] },
  })
  const poll = () => client.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id })
  let answer = await poll()
  // The server answers after a while also when much is lived through on the way, or slowly.
  while (answer.fastForwardPollingResult === FAST_FORWARD_POLLING_RESULT_POLL_TIMEOUT) answer = await poll()
  if (answer.fastForwardPollingResult !== FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED) return
  const { status } = await client.workflow.getHandle(workflowExecution.workflowId).describe()
  if (status.name === 'RUNNING') throw new Error(`file ${fileId} did not arrive: ${answer.failedReason}`)
}
