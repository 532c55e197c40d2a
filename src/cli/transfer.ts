import type { Command } from 'commander'
import type { TransferOrderList, TransferOrderView } from '../contracts/remittance.js'
import { callApi } from './api-client.js'
import { save } from './file-command.js'
import { command, money, print, withExample } from './output.js'

/** Orders of transfers: two people agree, then the bank is given its file. */
export function transferCommands(program: Command): void {
  const transfer = program.command('transfer').description('agree to orders of transfers, and get their files for the bank')
  withExample(transfer, 'relance transfer approve ORD-2026-0001')

  command(transfer, 'list', 'list orders, the newest first', 'relance transfer list')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ json, ...filters }) => {
      const page = await callApi<TransferOrderList>('GET', `/v1/transfer-orders?${new URLSearchParams(filters)}`)
      const lines = () => [...page.orders.flatMap(orderLines), ...(page.next ? [`More: --cursor ${page.next}`] : [])]
      print(json, page, () => lines().join('\n') || 'There is no order.')
    })

  command(
    transfer,
    'approve <order>',
    'agree to an order, as the person whose key is in use',
    'relance transfer approve ORD-2026-0001',
  ).action(async (order, { json }) => tell(json, await callApi<TransferOrderView>('POST', `${path(order)}/approvals`, {})))

  command(
    transfer,
    'cancel <order>',
    'cancel an order; one that two people have agreed to is cancelled by two people',
    'relance transfer cancel ORD-2026-0001',
  ).action(async (order, { json }) => tell(json, await callApi<TransferOrderView>('POST', `${path(order)}/cancellation`, {})))

  command(
    transfer,
    'export <order>',
    'write an order’s file for the bank (SEPA pain.001), once two people have agreed',
    'relance transfer export ORD-2026-0001 --out order.xml',
  )
    .requiredOption('--out <file>', 'where to')
    .option('--version <version>', 'pain.001.001.09, or pain.001.001.03 for a bank that asks for it')
    .action(async (order, { out, version, json }) => {
      const query = version === undefined ? '' : `?${new URLSearchParams({ version })}`
      await save(json, `${path(order)}/pain.001${query}`, 'application/xml', out)
    })
}

const path = (order: string) => `/v1/transfer-orders/${encodeURIComponent(order)}`

const tell = (json: boolean | undefined, order: TransferOrderView) => print(json, order, () => orderLines(order).join('\n'))

/** An order with its transfers and who has agreed. */
export function orderLines({ reference, state, executeOn, totalCents, items, approvals, cancellations }: TransferOrderView): string[] {
  const people = (all: { person: string }[]) => all.map(({ person }) => person).join(' and ')
  return [
    `${reference}  ${state}  ${money(totalCents, 'EUR')}  to be executed on ${executeOn}`,
    ...items.map(({ kind, reference: about, holder, iban, amountCents, currency, executedOn, returnedOn }) => {
      const end = returnedOn ? `  returned ${returnedOn}` : executedOn ? `  executed ${executedOn}` : ''
      return `  ${kind.padEnd(10)}  ${(about ?? '').padEnd(14)}  ${money(amountCents, currency).padStart(14)}  ${holder}, ${iban}${end}`
    }),
    ...(approvals.length > 0 ? [`  agreed to by ${people(approvals)}`] : []),
    ...(cancellations.length > 0 ? [`  to be cancelled, say ${people(cancellations)}`] : []),
  ]
}
