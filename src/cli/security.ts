import type { Command } from 'commander'
import type { SecurityAlertList, SecurityAlertView } from '../contracts/security.js'
import { callApi } from './api-client.js'
import { command, print, withExample } from './output.js'

const ALERTS = '/v1/security-alerts'

/** Alerts that somebody tries out payment keys. */
export function securityCommands(program: Command): void {
  const security = program.command('security').description('alerts that somebody tries out payment keys')
  withExample(security, 'relance security list')

  command(security, 'list', 'list alerts that are open, the newest first', 'relance security list --closed')
    .option('--closed', 'those that were closed too')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ closed, limit, json }) => {
      const query = new URLSearchParams({ limit, ...(closed && { closed: 'yes' }) })
      const page = await callApi<SecurityAlertList>('GET', `${ALERTS}?${query}`)
      print(json, page, () => page.alerts.map(line).join('\n') || 'Nobody seems to try out keys.')
    })

  command(
    security,
    'close <alert>',
    'close an alert that was looked into',
    'relance security close 01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11',
  ).action(async (id, { json }) => {
    const alert = await callApi<SecurityAlertView>('POST', `${ALERTS}/${encodeURIComponent(id)}/closing`, {})
    print(json, alert, () => line(alert))
  })
}

function line({ id, kind, file, tries, raisedAt, closedAt }: SecurityAlertView): string {
  const what = kind === 'reference-guessed' ? `${tries} wrong keys for ${file?.reference}` : `${tries} wrong keys in a quarter of an hour`
  return `${id}  ${raisedAt.slice(0, 16)}  ${(closedAt ? `closed ${closedAt.slice(0, 10)}` : 'open').padEnd(17)}  ${what}`
}
