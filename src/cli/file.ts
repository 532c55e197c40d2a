import type { Command } from 'commander'
import { closingWords } from '../contracts/closing.js'
import type { FileList } from '../contracts/file-list.js'
import type { FileView } from '../contracts/file-view.js'
import { parseAddress } from './address.js'
import { callApi } from './api-client.js'
import { fileClosingCommands } from './closing.js'
import { coDebtorCommand } from './file-co-debtor.js'
import { parseAmount, path, savePdf, show } from './file-command.js'
import { moneyCommands } from './file-money.js'
import { limitationLines } from './limitation-lines.js'
import { fileMergeCommands } from './merge.js'
import { CommandError, command, money, print, withExample } from './output.js'

/** What operators do with one debt file from the command line. */
export function fileCommands(program: Command): void {
  const file = program.command('file').description('open, show and steer debt files')
  withExample(file, 'relance file show K7M2P9QRS')

  command(
    file,
    'open',
    'open a debt file',
    'relance file open --creditor mobilier-dumas --debtor "Garage Martin" --address "1 rue de la Paix, 75002 Paris" --claim F-2026-001:1250.00:2026-10-01',
  )
    .requiredOption('--creditor <reference>', 'whose claims they are')
    .requiredOption('--debtor <name>', 'name of the debtor')
    .requiredOption('--address <lines>', 'postal address, lines separated by commas, the last with postcode and town')
    .option('--phone <numbers...>', 'telephone numbers')
    .option('--email <addresses...>', 'e-mail addresses')
    .requiredOption('--claim <claims...>', 'invoice as number:amount:due date, in euros; repeatable')
    .option('--legal-start <instant>', 'legal time at which the file begins (local only), 2026-01-05T09:00:00Z')
    .option('--strategy <name>', 'strategy to follow')
    .option('--key <key>', 'idempotency key: the same one opens the same file once')
    .action(async (options) => {
      const { creditor, debtor, address, phone, email, claim, legalStart, strategy, key, json } = options
      const body = {
        creditor,
        debtor: { name: debtor, addresses: [parseAddress(address)], phones: phone, emails: email },
        claims: claim.map(parseClaim),
        legalStart,
        strategy,
      }
      show(json, await callApi<FileView>('POST', '/v1/files', body, key))
    })

  command(
    file,
    'show <file>',
    'show a file: what is owed and for what, its history, and its last decision with the reasons',
    'relance file show K7M2P9QRS',
  ).action(async (reference, { json }) => show(json, await callApi<FileView>('GET', path(reference))))

  command(file, 'list', 'list files, the newest first', 'relance file list --status open --question judicial-decision')
    .option('--status <status>', 'open or closed')
    .option('--creditor <reference>', 'whose claims they are')
    .option('--question <question>', 'what a person is asked about them')
    .option('--text <text>', 'the file’s reference, part of the debtor’s name, or an invoice number')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ json, ...filters }) => {
      const page = await callApi<FileList>('GET', `/v1/files?${new URLSearchParams(filters)}`)
      print(
        json,
        page,
        () => [...page.files.map(summary), ...(page.next ? [`More: --cursor ${page.next}`] : [])].join('\n') || 'No such file.',
      )
    })

  command(file, 'why <file>', 'say what a file does next, for which reasons, and what would follow', 'relance file why K7M2P9QRS').action(
    async (reference, { json }) => {
      const view = await callApi<FileView>('GET', path(reference))
      print(json, { decision: view.decision, planned: view.timeline.planned, end: view.timeline.end }, () => why(view))
    },
  )

  command(
    file,
    'limitation <file>',
    'say how long each claim may be sued for, and what moved that',
    'relance file limitation K7M2P9QRS',
  ).action(async (reference, { json }) => {
    const { claims } = await callApi<FileView>('GET', path(reference))
    const limitations = claims.map(({ reference, limitation }) => ({ claim: reference, ...limitation }))
    print(json, limitations, () => limitations.map(limitationLines).join('\n'))
  })

  command(
    file,
    'letter <contact>',
    'write a letter into a file, as it was printed',
    'relance file letter 0199c2f6-5d1e-7c3b-9f5a-2f6d8a1b4c70 --out letter.pdf',
  )
    .requiredOption('--out <file>', 'where to write the PDF')
    .action(async (contact, { out, json }) => savePdf(json, `/v1/contacts/${encodeURIComponent(contact)}/letter`, out))

  coDebtorCommand(file)
  fileMergeCommands(file)
  moneyCommands(file)
  fileClosingCommands(file)

  command(file, 'pause <file>', 'stop a file’s clock', 'relance file pause K7M2P9QRS --reason under-review --until 2026-12-15')
    .requiredOption('--reason <code>', 'creditor-request, under-review, debtor-contact or other')
    .option('--until <day>', 'first day on which the file goes on by itself')
    .action(async (reference, { reason, until, json }) =>
      show(json, await callApi<FileView>('POST', path(reference, 'pause'), { reason, until: until ?? null })),
    )

  command(file, 'resume <file>', 'let a paused file go on', 'relance file resume K7M2P9QRS').action(async (reference, { json }) =>
    show(json, await callApi<FileView>('POST', path(reference, 'resume'), {})),
  )

  command(
    file,
    'forward <file>',
    'move one file’s clock ahead, with all that falls due meanwhile (local only)',
    'relance file forward K7M2P9QRS --days 30',
  )
    .requiredOption('--days <days>', 'days to go ahead')
    .action(async (reference, { days, json }) =>
      show(json, await callApi<FileView>('POST', path(reference, 'forward'), { days: parseDays(days) })),
    )
}

function parseClaim(text: string) {
  const [, reference, amount, dueDate] = /^(.+):([^:]+):(\d{4}-\d{2}-\d{2})$/.exec(text) ?? []
  if (!reference || !amount)
    throw new CommandError(`A claim is number:amount:due date, as F-2026-001:1250.00:2026-10-01, and not “${text}”.`)
  return { reference, amountCents: parseAmount(amount), currency: 'EUR', dueDate }
}

function parseDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new CommandError(`Days to go ahead are a whole number, as 30, and not “${text}”.`)
  return Number(text)
}

function summary({
  reference,
  status,
  balanceCents,
  currency,
  debtor,
  creditor,
  stage,
  question,
  closedReason,
}: FileList['files'][number]): string {
  const standing = status === 'closed' ? `closed: ${closingWords(closedReason ?? '')}` : (question ?? stage ?? 'opened')
  return `${reference}  ${standing.padEnd(20)} ${money(balanceCents, currency).padStart(14)}  ${debtor.name.padEnd(28)} ${creditor.reference}`
}

function why({ reference, decision, timeline }: FileView): string {
  const reasons = (because: { rule: string; source: string }[]) => because.map(({ rule, source }) => `    because ${rule} (${source})`)
  const next = decision
    ? [`  ${decision.do}${decision.until ? ` until ${decision.until.slice(0, 16)}` : ''}`, ...reasons(decision.because)]
    : []
  const planned = timeline.planned.map(({ on, stage, channel }) => `  ${on}  ${stage.padEnd(14)} ${channel}`)
  const end = [`  then: ${timeline.end.do}`, ...reasons(timeline.end.because)]
  return [reference, ...next, 'If nothing happens meanwhile:', ...planned, ...end].join('\n')
}
