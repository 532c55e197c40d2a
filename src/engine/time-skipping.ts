import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { fileWorkflowId } from '../../workflows/ids.js'

/**
 * A file that skips lives by the acts it has to do: whenever nothing is in flight its clock jumps to the next timer. The
 * server stops a session silently after its default of 100 or 200 skips, and the file would hang: years of steps need more.
 */
export const SKIPPING = { enabled: true, maxSessionSkipCount: 10_000 }

/**
 * Moves the clock of one running file ahead, by way of whatever falls due meanwhile, and resolves when it has arrived.
 * Only a server with time skipping can; the local one has it.
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
  await client.workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id })
}
