import type { Command } from 'commander'
import type { Worklist } from '../contracts/worklist.js'
import { callApi } from './api-client.js'
import { print, withExample } from './output.js'

/** What waits for a person. */
export function worklistCommand(program: Command): void {
  const worklist = program
    .command('worklist')
    .description('list what waits for a person, the longest waiting first')
    .option('--kind <kind>', 'contact-unresolved, question, letter, call or message')
    .option('--limit <count>', 'how many', '50')
    .option('--json', 'print JSON')
    .action(async ({ kind, limit, json }: { kind?: string; limit: string; json?: boolean }) => {
      const query = new URLSearchParams({ limit, ...(kind && { kind }) })
      const page = await callApi<Worklist>('GET', `/v1/worklist?${query}`)
      print(json, page, () => page.items.map(line).join('\n') || 'Nothing waits for you.')
    })
  withExample(worklist, 'relance worklist --kind question')
}

function line({ kind, since, file, debtor, question, message }: Worklist['items'][number]): string {
  const about = question ?? message?.text ?? ''
  return `${since.slice(0, 10)}  ${kind.padEnd(18)}  ${(file?.reference ?? '').padEnd(9)}  ${debtor.padEnd(28)}  ${about}`.trimEnd()
}
