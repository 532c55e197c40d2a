import type { Command } from 'commander'
import type { InvoiceDetail, InvoiceList, InvoiceView, IssuedView, MarginView } from '../contracts/commission.js'
import { callApi } from './api-client.js'
import { parseAmount, path, save } from './file-command.js'
import { asQuery } from './funds.js'
import { command, euros, money, print, withExample } from './output.js'

/** What the agency earns, and its invoices. */
export function commissionCommands(program: Command): void {
  const commission = program.command('commission').description('invoice creditors what the agency has earned')
  withExample(commission, 'relance commission issue --month 2026-01')
  issueCommand(commission)
  readCommands(commission)
  documentCommand(commission)
  paidCommand(commission)
  marginCommand(commission)
}

function issueCommand(commission: Command): void {
  command(
    commission,
    'issue',
    'invoice what was earned up to a month’s end, with credit notes for what went back',
    'relance commission issue --month 2026-01',
  )
    .requiredOption('--month <month>', 'the month, which is over')
    .option('--key <key>', 'idempotency key: the same one makes one invoice for a creditor')
    .action(async ({ month, key, json }) => {
      const issued = await callApi<IssuedView>('POST', '/v1/commission/invoices', { month }, key)
      const refused = issued.refused.map(({ creditor, title }) => `not issued  ${creditor}  ${title}`)
      print(json, issued, () => [...issued.invoices.map(invoiceLine), ...refused].join('\n'))
    })
}

function readCommands(commission: Command): void {
  command(commission, 'list', 'list invoices and credit notes, the highest number first', 'relance commission list --creditor energie-sud')
    .option('--creditor <reference>', 'of one creditor only')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ json, ...query }) => {
      const list = await callApi<InvoiceList>('GET', `/v1/commission/invoices${asQuery(query)}`)
      const more = list.next === null ? [] : [`More: --cursor ${list.next}`]
      print(json, list, () => [...list.invoices.map(invoiceLine), ...more].join('\n') || 'There is no invoice.')
    })

  command(commission, 'show <number>', 'show an invoice, line by line', 'relance commission show F-2026-000123').action(
    async (number, { json }) => {
      const detail = await callApi<InvoiceDetail>('GET', address(number))
      print(json, detail, () => [invoiceLine(detail), ...detailLines(detail)].join('\n'))
    },
  )
}

function documentCommand(commission: Command): void {
  command(
    commission,
    'document <number>',
    'write an invoice into a file: PDF with its XML inside, or that XML where its name ends so',
    'relance commission document F-2026-000123 --out invoice.pdf',
  )
    .requiredOption('--out <file>', 'where to: a name that ends in .pdf or .xml')
    .action(async (number, { out, json }) => {
      const isXml = /\.xml$/i.test(out)
      await save(json, `${address(number)}/document${isXml ? '.xml' : ''}`, isXml ? 'application/xml' : 'application/pdf', out)
    })
}

function paidCommand(commission: Command): void {
  command(
    commission,
    'paid <number>',
    'record that an invoice was paid, or a credit note paid out',
    'relance commission paid F-2026-000123 --reference VIR-2026-0317 --amount 24.22',
  )
    .requiredOption('--reference <reference>', 'of the payment: recorded once')
    .requiredOption('--amount <sum>', 'how much, in euros')
    .option('--on <day>', 'when; today where it is left out')
    .action(async (number, { reference, amount, on, json }) => {
      const body = { reference, amountCents: parseAmount(amount), ...(on && { on }) }
      const detail = await callApi<InvoiceDetail>('POST', `${address(number)}/payments`, body)
      print(json, detail, () => invoiceLine(detail))
    })
}

function marginCommand(commission: Command): void {
  command(commission, 'margin <file>', 'show what a file has earned and cost', 'relance commission margin K7M2P9QR7').action(
    async (file, { json }) => {
      const margin = await callApi<MarginView>('GET', path(file, 'margin'))
      const { earnedCents, contactsCents, feesCents, marginCents } = margin
      const words = `earned ${euros(earnedCents)}, contacts ${euros(contactsCents)}, fees ${euros(feesCents)}: margin ${euros(marginCents)}`
      print(json, margin, () => `${margin.file}  ${words}`)
    },
  )
}

const address = (number: string) => `/v1/commission/invoices/${encodeURIComponent(number)}`

function invoiceLine({ number, kind, creditor, from, currency, totalCents, openCents, netted }: InvoiceView): string {
  const how = openCents === 0 ? 'settled' : `open ${money(openCents, currency)}${netted ? ', kept of remittances' : ''}`
  return `${number}  ${kind.padEnd(11)}  ${from.slice(0, 7)}  ${creditor.reference.padEnd(20)}  ${money(totalCents, currency).padStart(14)}  ${how}`
}

function detailLines({ lines, currency, netCents, vatPercent, vatCents, vatRule, settlements }: InvoiceDetail): string[] {
  const sum = (amountCents: number) => money(amountCents, currency)
  return [
    ...lines.map(({ kind, on, file, payment, baseCents, ratePercent, amountCents }) => {
      const share = ratePercent > 0 && baseCents !== 0 ? `${ratePercent} % of ${sum(baseCents)}` : ''
      return `  ${on}  ${kind.padEnd(10)}  ${sum(amountCents).padStart(14)}  ${[file, payment, share].filter((part) => part).join('  ')}`.trimEnd()
    }),
    `  net ${sum(netCents)}, VAT ${vatPercent} % (${vatRule}) ${sum(vatCents)}`,
    ...settlements.map(({ how, reference, amountCents, on, cancelledAt }) => {
      return `  ${on}  ${how.padEnd(10)}  ${sum(amountCents).padStart(14)}  ${reference}${cancelledAt === null ? '' : '  cancelled'}`
    }),
  ]
}
