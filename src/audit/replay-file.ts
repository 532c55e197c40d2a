import type proto from '@temporalio/proto'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { fileWorkflowId } from '../../workflows/ids.js'
import type { Config } from '../config.js'
import { required } from '../engine/required.js'
import { dataConverter, openClient, openConnection } from '../engine/temporal-client.js'
import { workflowBundle } from '../engine/workflow-bundle.js'

type History = proto.temporal.api.history.v1.IHistory

export interface ReplayOutcome {
  runs: number
  events: number
  /** Where the code and the history part, or null when they do not. */
  divergence: string | null
}

/**
 * Runs every run of a file's history on the present code, without any effect.
 * @returns how much was replayed, and the first difference if there is one
 */
export async function replayFile(config: Config, fileId: string): Promise<ReplayOutcome> {
  const connection = openConnection(config)
  const keys = required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')
  const workflowId = fileWorkflowId(fileId)
  const outcome: ReplayOutcome = { runs: 0, events: 0, divergence: null }
  try {
    const client = openClient(connection, config.temporal.namespace, keys)
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
      outcome.runs++
      outcome.events += history.events?.length ?? 0
      outcome.divergence ??= await replayHistory(history, workflowId, keys)
    }
    return outcome
  } finally {
    await connection.close()
  }
}

/** Replays one recorded run. @param workflowId the true one: payloads open for no other @returns the difference, or null */
export async function replayHistory(history: History, workflowId: string, payloadKeys: string): Promise<string | null> {
  quietRuntime()
  try {
    await Worker.runReplayHistory(
      { workflowBundle: { codePath: await workflowBundle() }, dataConverter: dataConverter(payloadKeys) },
      history,
      workflowId,
    )
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

let quiet = false

/** A replay answers with a sentence; what the SDK logs about its throw-away worker says nothing more. */
function quietRuntime(): void {
  if (!quiet)
    Runtime.install({ logger: new DefaultLogger('ERROR', () => {}), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
  quiet = true
}
