import type { Command } from 'commander'
import { STOP_REASONS, type StoppedView } from '../contracts/stop-proceeding.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { CommandError, command, money, print } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** `relance proceeding stop`. */
export function stopCommand(proceeding: Command): void {
  command(
    proceeding,
    'stop <file> <proceeding>',
    'stop a proceeding or an enforcement at whatever stage: what was filed is withdrawn, exhibits are recalled, the creditor is told',
    `relance proceeding stop K7M2P9QRS ${ID} --reason creditor-asks`,
  )
    .requiredOption('--reason <reason>', STOP_REASONS.join(', '))
    .action(async (file, id, { reason, json }) => {
      if (!(STOP_REASONS as readonly string[]).includes(reason)) throw new CommandError(`--reason is one of ${STOP_REASONS.join(', ')}`)
      const stopped = await callApi<StoppedView>('POST', path(file, 'proceedings', id, 'stop'), { reason })
      print(json, stopped, () => stoppedWords(stopped))
    })
}

const WORDS: Record<string, string> = {
  withdraw: 'is asked to withdraw it',
  'recall-exhibits': 'is asked for the exhibits',
  suspend: 'is told that it stands still',
  amend: 'is told of a smaller sum',
}

function stoppedWords({ passages, tasks, spentCents, currency }: StoppedView): string {
  const last = passages.at(-1)
  const lines = tasks.filter(({ state }) => state !== 'withdrawn').map(({ kind, to, state }) => `  ${to} ${WORDS[kind] ?? kind} (${state})`)
  const spent = `Spent on it so far: ${money(spentCents, currency)}.`
  return [`It ended on ${last?.on}: ${last?.end}. ${spent}`, ...lines].join('\n')
}
