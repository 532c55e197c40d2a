import type { Command } from 'commander'
import type { AdmissionList, AdmissionView } from '../contracts/admission.js'
import { callApi } from './api-client.js'
import { save } from './file-command.js'
import { asQuery } from './funds.js'
import { CommandError, command, print, withExample } from './output.js'

const LIST = 'relance admission list --creditor energie-sud --csv missing.csv'

/** What goes back to creditors, because it was not taken in charge. */
export function admissionCommands(program: Command): void {
  const admission = program.command('admission').description('what was not taken in charge, and goes back to its creditor')
  withExample(admission, LIST)
  command(admission, 'list', 'list what a creditor placed that was not taken in charge, the newest first, with what is missing', LIST)
    .requiredOption('--creditor <reference>', 'whose claims they are')
    .option('--state <state>', 'refused, opened after all, or all', 'refused')
    .option('--csv <file>', 'write all of it into a CSV file, a line for each reason')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action(async ({ creditor, state, csv, limit, cursor, json }) => {
      if (!['refused', 'opened', 'all'].includes(state)) throw new CommandError(`A state is refused, opened or all, and not “${state}”.`)
      const address = `/v1/creditors/${encodeURIComponent(creditor)}/admissions`
      const filter = state === 'all' ? {} : { state }
      if (csv !== undefined) return save(json, `${address}.csv${asQuery(filter)}`, 'text/csv', csv)
      const list = await callApi<AdmissionList>('GET', `${address}${asQuery({ ...filter, limit, ...(cursor && { cursor }) })}`)
      const more = list.next === null ? [] : [`More: --cursor ${list.next}`]
      print(json, list, () => [...list.admissions.map(inWords), ...more].join('\n') || 'Nothing was refused.')
    })
}

function inWords({ claims, debtor, reasons, refusedAt, openedAt }: AdmissionView): string {
  const head = `${refusedAt.slice(0, 10)}  ${claims.join(', ')}  ${debtor ?? ''}${openedAt === null ? '' : `  taken in charge ${openedAt.slice(0, 10)}`}`
  return [head.trimEnd(), ...reasons.map(({ rule, missing, source }) => `    ${rule}: ${missing} (${source})`)].join('\n')
}
