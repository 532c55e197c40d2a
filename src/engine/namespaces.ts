import type { Connection } from '@temporalio/client'
import { isGrpcServiceError } from '@temporalio/client'

/** How long histories of closed files stay in Temporal; those to be kept longer are archived before. */
const RETENTION_DAYS = 30
const ALREADY_EXISTS = 6
const POLL_MS = 100

/** Registers namespaces that are missing and waits until they can be used: the server learns of them with a delay. */
export async function registerNamespaces(connection: Connection, names: string[], withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  for (const namespace of names) await register(connection, namespace, deadline)
  for (const namespace of names) await usable(connection, namespace, deadline)
}

async function register(connection: Connection, namespace: string, deadline: number): Promise<void> {
  const workflowExecutionRetentionPeriod = { seconds: (RETENTION_DAYS * 86_400) as never }
  await untilDone(deadline, async () => {
    try {
      await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod })
    } catch (error) {
      if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error
    }
  })
}

/** The frontend answers for a namespace only once its cache has it, which counting its workflows shows. */
async function usable(connection: Connection, namespace: string, deadline: number): Promise<void> {
  await untilDone(deadline, () => connection.workflowService.countWorkflowExecutions({ namespace }))
}

async function untilDone(deadline: number, work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      if (performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}
