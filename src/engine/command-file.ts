import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowUpdateHandle,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { fileWorkflowId } from '../../workflows/ids.js'
import { commandUpdate, updateBody } from '../../workflows/messages.js'
import type { OperatorCommand } from '../domain/command.js'
import { DomainError, ERRORS, type ErrorCode } from '../domain/errors.js'
import { canonicalHash } from '../store/canonical-hash.js'

/** How long a person waits to hear that the file has taken a command. */
const TAKEN_WITHIN_MS = 5_000
/** How long a person waits for the outcome of a command that was taken. */
const DONE_WITHIN_MS = 20_000

/**
 * Gives an operator's command to a running file and waits for its outcome.
 * @throws DomainError with the refusal's code; file-closed where no workflow runs; not-taken when it was not
 * accepted in time; unavailable when it was, but its outcome is not known yet. Sent again with the same key it is carried
 * out once in both cases
 */
export async function commandFile(client: Client, fileId: string, command: OperatorCommand): Promise<void> {
  const update = await inTime(client, command, fileId).catch((error: unknown) => {
    throw asDomainError(error, 'not-taken')
  })
  await client
    .withDeadline(Date.now() + DONE_WITHIN_MS, () => update.result())
    .catch((error: unknown) => {
      throw asDomainError(error, 'unavailable')
    })
}

/** The SDK's own pauses between tries outlast its deadline; a try after the deadline no longer reaches the server. */
async function inTime(client: Client, command: OperatorCommand, fileId: string): Promise<WorkflowUpdateHandle<void>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('not-taken')), TAKEN_WITHIN_MS)
  })
  try {
    return await Promise.race([client.withDeadline(Date.now() + TAKEN_WITHIN_MS, () => start(client, command, fileId)), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The server answers for an update that it knows by its id alone: another command under the same key must get through to the rows, which refuse it. */
function start(client: Client, command: OperatorCommand, fileId: string): Promise<WorkflowUpdateHandle<void>> {
  const handle = client.workflow.getHandle(fileWorkflowId(fileId))
  const options = { updateId: canonicalHash(command), waitForStage: WorkflowUpdateStage.ACCEPTED } as const
  return handle.startUpdate(commandUpdate(command.kind), { ...options, args: [updateBody(command)] })
}

function asDomainError(error: unknown, whenAway: 'not-taken' | 'unavailable'): unknown {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const code = error.cause.type as ErrorCode
    return code in ERRORS ? new DomainError(code) : error
  }
  if (error instanceof WorkflowNotFoundError) return new DomainError('file-closed')
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError || isGrpcServiceError(error))
    return new DomainError(whenAway)
  return error
}
