import type { Command } from 'commander'
import type { NoticeList, NoticeView } from '../contracts/creditor-notice.js'
import type { ReceiptList, ReceiptsOfFile, ReceiptView } from '../contracts/receipt.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { asQuery } from './funds.js'
import { command, money, print, withExample } from './output.js'

/** Receipts of payments. */
export function receiptsCommand(program: Command): void {
  const receipts = program
    .command('receipts')
    .description('list the receipts of payments, the highest number first')
    .option('--file <file>', 'of one file, by number')
    .option('--from <day>', 'issued on this day or later')
    .option('--to <day>', 'issued on this day or earlier')
    .option('--creditor <reference>', 'for the claims of one creditor')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .option('--json', 'print JSON')
    .action(async ({ file, json, ...query }) => {
      if (file !== undefined) {
        const answer = await callApi<ReceiptsOfFile>('GET', path(file, 'receipts'))
        return print(json, answer, () => answer.receipts.map(receiptLine).join('\n') || 'There is no receipt.')
      }
      const list = await callApi<ReceiptList>('GET', `/v1/receipts${asQuery(query)}`)
      const more = list.next === null ? [] : [`More: --cursor ${list.next}`]
      print(json, list, () => [...list.receipts.map(receiptLine), ...more].join('\n') || 'There is no receipt.')
    })
  withExample(receipts, 'relance receipts --from 2026-03-01 --to 2026-03-31')
}

function receiptLine({ number, issuedAt, cancelledAt, amountCents, currency, payment, file, creditor }: ReceiptView): string {
  const cancelled = cancelledAt === null ? '' : `  cancelled ${cancelledAt.slice(0, 10)}`
  return `${String(number).padStart(6)}  ${issuedAt.slice(0, 10)}  ${money(amountCents, currency).padStart(14)}  ${file}  ${creditor}  ${payment}${cancelled}`
}

/** What a creditor is told of money. */
export function noticesCommand(creditor: Command): void {
  command(
    creditor,
    'notices <creditor>',
    'list what a creditor is told of its debtors’ money, the newest first',
    'relance creditor notices energie-sud --unread',
  )
    .option('--unread', 'only what it has not read yet')
    .option('--read <notice>', 'note that it has read the notice with this id')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action(async (reference, { unread, read, json, ...query }) => {
      const address = `/v1/creditors/${encodeURIComponent(reference)}/notices`
      if (read !== undefined) {
        const notice = await callApi<NoticeView>('POST', `${address}/${encodeURIComponent(read)}/read`, {})
        return print(json, notice, () => noticeLine(notice))
      }
      const list = await callApi<NoticeList>('GET', `${address}${asQuery({ ...query, ...(unread && { unread: 'true' }) })}`)
      const more = list.next === null ? [] : [`More: --cursor ${list.next}`]
      print(json, list, () => [...list.notices.map(noticeLine), ...more].join('\n') || 'The creditor was told of nothing.')
    })
}

function noticeLine({ id, kind, reason, file, reference, amountCents, currency, on, next, words, readAt }: NoticeView): string {
  const what = reason === null ? kind : `${kind}: ${reason}`
  const then = next === null ? '' : `  next: ${next.kind} until ${next.lastDay}`
  return `${on}  ${what.padEnd(22)} ${money(amountCents, currency).padStart(14)}  ${file}  ${reference}${then}  ${readAt === null ? `unread ${id}` : `read ${readAt.slice(0, 10)}`}${words === null ? '' : `\n            ${words.en}`}`
}
