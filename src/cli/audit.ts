import type { Command } from 'commander'
import { replayFile } from '../audit/replay-file.js'
import { loadConfig } from '../config.js'
import type { FileView } from '../contracts/debt-file.js'
import { callApi } from './api-client.js'
import { localEnvironment } from './local-stack.js'
import { CommandError, print } from './output.js'

/** What auditors do. */
export function auditCommands(program: Command): void {
  program
    .command('audit')
    .description('prove what happened')
    .command('replay <file>')
    .description('run a file’s recorded history on the present code: the same commands come out, or the first that differs is named')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  relance audit replay K7M2P9QRS')
    .action(async (reference: string, { json }: { json?: boolean }) => {
      const { id } = await callApi<FileView>('GET', `/v1/files/${encodeURIComponent(reference)}`)
      const outcome = await replayFile(loadConfig(localEnvironment()), id)
      if (outcome.divergence) throw new CommandError(`The history does not replay: ${outcome.divergence}`)
      print(
        json,
        { file: id, deterministic: true, ...outcome },
        () => `The history replays: ${outcome.runs} runs, ${outcome.events} events, the same commands.`,
      )
    })
}
