import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import type { FileView, History } from '../contracts/file-view.js'
import { callApi } from './api-client.js'
import { localEnvironment } from './local-stack.js'
import { CommandError, print, withExample } from './output.js'

/** What auditors do. */
export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('prove what happened')
  const replay = audit
    .command('replay <file>')
    .description('run a file’s recorded history on the present code: the same commands come out, or the first that differs is named')
    .option('--json', 'print JSON')
    .action(replayHistory)
  const verify = audit
    .command('verify <file>')
    .description('recompute the chain of hashes over a file’s history: whole, or the first entry that does not follow')
    .option('--json', 'print JSON')
    .action(verifyChain)
  withExample(verify, 'relance audit verify K7M2P9QRS')
  for (const command of [audit, replay]) withExample(command, 'relance audit replay K7M2P9QRS')
}

async function verifyChain(reference: string, { json }: { json?: boolean }): Promise<void> {
  const { events, chain } = await callApi<History>('GET', `/v1/files/${encodeURIComponent(reference)}/history`)
  if (!chain.whole) throw new CommandError(`The history was altered: entry ${chain.brokenAt} does not follow from the ones before it.`)
  print(
    json,
    { whole: true, entries: events.length },
    () => `The history is whole: ${events.length} entries, each following from the one before.`,
  )
}

async function replayHistory(reference: string, { json }: { json?: boolean }): Promise<void> {
  const { id } = await callApi<FileView>('GET', `/v1/files/${encodeURIComponent(reference)}`)
  const outcome = await replay(id)
  if (outcome.divergence) throw new CommandError(`The history does not replay: ${outcome.divergence}`)
  if (outcome.runs === 0) throw new CommandError('The file has no recorded history yet: try again in a moment.')
  print(json, { file: id, deterministic: true, ...outcome }, () => {
    const runs = outcome.runs === 1 ? '1 run' : `${outcome.runs} runs`
    return `The history replays: ${runs}, ${outcome.events} events, the same commands.`
  })
}

/** @throws CommandError when Temporal does not give the history */
async function replay(fileId: string) {
  const config = loadConfig(localEnvironment())
  const { isGrpcServiceError, ServiceError } = await import('@temporalio/client')
  const { replayFile } = await import('../audit/replay-file.js')
  try {
    return await replayFile(config, fileId)
  } catch (error) {
    const cause = error instanceof ServiceError ? error.cause : error
    if (!isGrpcServiceError(cause)) throw error
    throw new CommandError(`Temporal at ${config.temporal.address ?? 'its default address'} does not give the history (${cause.details}).`)
  }
}
