import type { CommandBody } from '../domain/command.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { commandFile } from '../engine/command-file.js'
import type { ApiContext } from './context.js'
import type { Call } from './route.js'
import { untilTold } from './told.js'

/**
 * Gives a file a command and waits until it is carried out: once per key, however often it is sent.
 * @param fields the request's field that each refusal is about, which the workflow's answer does not carry
 * @throws DomainError with the refusal's code; as untilTold and commandFile
 */
export async function obey(
  { db, clients }: ApiContext,
  { fileId, key, actor }: Pick<Call, 'fileId' | 'key' | 'actor'>,
  command: CommandBody,
  fields: Partial<Record<ErrorCode, string>> = {},
): Promise<void> {
  await untilTold(db, fileId)
  try {
    await commandFile(clients.real, fileId, { key, actor, ...command })
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.field ?? ALWAYS[error.code] ?? fields[error.code]) : error
  }
}

const ALWAYS: Partial<Record<ErrorCode, string>> = { 'key-reused': 'Idempotency-Key' }
