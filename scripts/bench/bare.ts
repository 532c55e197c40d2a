import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { encodeToPayloadsWithContext } from '@temporalio/common/lib/internal-non-workflow/index.js'
import { SKIPPING } from '../../src/engine/time-skipping.js'
import type { BareInput } from './bare-workflows.js'
import { inParallel } from './timing.js'

export const BARE_QUEUE = 'bench-bare'
/** As the outbox poller and the API have. */
export const AT_ONCE = 25

export interface BareStart {
  input: BareInput
  /** Milliseconds before the workflow begins. */
  delayMs?: number
  skipping?: boolean
}

/** Starts bare workflows by the same request that tells a file, from the same number of callers. @returns their ids */
export function startBare(client: Client, starts: BareStart[]): Promise<string[]> {
  return inParallel(AT_ONCE, starts, (start) => startOne(client, start))
}

async function startOne(client: Client, { input, delayMs = 0, skipping = false }: BareStart): Promise<string> {
  const namespace = client.options.namespace
  const workflowId = `file/${randomUUID()}`
  const context = { type: 'workflow', namespace, workflowId } as const
  const converter = client.options.loadedDataConverter
  await client.workflowService.signalWithStartWorkflowExecution({
    namespace,
    workflowId,
    requestId: randomUUID(),
    identity: 'bench',
    workflowType: { name: 'bareFile' },
    taskQueue: { name: BARE_QUEUE },
    input: { payloads: (await encodeToPayloadsWithContext(converter, context, [input])) ?? [] },
    signalName: 'told',
    signalInput: { payloads: (await encodeToPayloadsWithContext(converter, context, [1])) ?? [] },
    ...(delayMs > 0 && { workflowStartDelay: { seconds: Math.ceil(delayMs / 1000) as never } }),
    ...(skipping && { timeSkippingConfig: SKIPPING }),
  })
  return workflowId
}
