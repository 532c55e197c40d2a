import {
  type Client,
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  WorkflowUpdateStage,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { fileWorkflowId } from '../../workflows/ids.js'
import { type Pause, pauseUpdate, type Resume, resumeUpdate } from '../../workflows/messages.js'
import { DomainError, ERRORS, type ErrorCode } from '../domain/errors.js'

/** How long a person waits to hear that the file has taken a command. */
const TAKEN_WITHIN_MS = 5_000
/** How long a person waits for the outcome of a command that was taken. */
const DONE_WITHIN_MS = 20_000

export type FileCommand = ({ kind: 'pause' } & Pause) | ({ kind: 'resume' } & Resume)

/**
 * Gives an operator's command to a running file and waits for its outcome.
 * @throws DomainError with the refusal's code; file-closed where no workflow runs; not-taken when it was not accepted in
 * time, and nothing will come of it; unavailable when it was taken but its outcome is not known yet
 */
export async function commandFile(client: Client, fileId: string, command: FileCommand): Promise<void> {
  const handle = client.workflow.getHandle(fileWorkflowId(fileId))
  const options = { updateId: command.key, waitForStage: WorkflowUpdateStage.ACCEPTED } as const
  try {
    const update = await client.withDeadline(Date.now() + TAKEN_WITHIN_MS, () =>
      command.kind === 'pause'
        ? handle.startUpdate(pauseUpdate, { ...options, args: [withoutKind(command)] })
        : handle.startUpdate(resumeUpdate, { ...options, args: [withoutKind(command)] }),
    )
    await client.withDeadline(Date.now() + DONE_WITHIN_MS, () => update.result())
  } catch (error) {
    throw asDomainError(error)
  }
}

function withoutKind<T extends { kind: string }>({ kind: _, ...rest }: T): Omit<T, 'kind'> {
  return rest
}

function asDomainError(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const code = error.cause.type as ErrorCode
    return code in ERRORS ? new DomainError(code) : error
  }
  if (error instanceof WorkflowNotFoundError) return new DomainError('file-closed')
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError || isGrpcServiceError(error))
    return new DomainError('not-taken')
  return error
}
