import type { Command } from 'commander'
import type { ProceedingView } from '../contracts/proceeding.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { command, print } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** `relance proceeding acknowledge`. */
export function acknowledgeCommand(proceeding: Command): void {
  command(
    proceeding,
    'acknowledge <file> <proceeding>',
    'take an alarm off the worklist: it comes back with the next one of the same last day',
    `relance proceeding acknowledge K7M2P9QRS ${ID} --alarm serve:7 --note "the officer serves it tomorrow"`,
  )
    .requiredOption('--alarm <alarm>', 'as the worklist has it: serve:7, consign:missed, silence:<task>')
    .option('--note <note>', 'what there is to say to it')
    .action(async (file, id, { alarm, note = null, json }) => {
      const seen = await callApi<ProceedingView>('POST', path(file, 'proceedings', id, 'alarms', 'acknowledge'), { alarm, note })
      print(json, seen, () => `${alarm} is off the worklist.`)
    })
}
