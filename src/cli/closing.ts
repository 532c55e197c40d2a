import type { Command } from 'commander'
import { type AttestationView, type ClosingList, type ClosingView, closingWords, type RecallReport } from '../contracts/closing.js'
import type { FileView } from '../contracts/file-view.js'
import { callApi } from './api-client.js'
import { path, save, savePdf, show } from './file-command.js'
import { CommandError, command, euros, money, print, withExample } from './output.js'

/** Closing one file, and what follows from it. */
export function fileClosingCommands(file: Command): void {
  command(
    file,
    'close <file>',
    'close a file on which something is owed',
    'relance file close K7M2P9QRS --reason not-found --note "Moved away"',
  )
    .requiredOption('--reason <code>', 'recalled, mandate-ended, not-found, deceased, below-cost, time-barred, fraud, duplicate, …')
    .option('--note <text>', 'what it rests on')
    .action(async (reference, { reason, note, json }) =>
      show(json, await callApi<FileView>('POST', path(reference, 'close'), { reason, note })),
    )

  command(file, 'reopen <file>', 'take back the order to close a file: it goes on where it was', 'relance file reopen K7M2P9QRS').action(
    async (reference, { json }) => show(json, await callApi<FileView>('POST', path(reference, 'reopening'), {})),
  )

  command(file, 'closing <file>', 'say what a file came to when it was closed', 'relance file closing K7M2P9QRS --out closing.pdf')
    .option('--out <file>', 'where to write the report for the creditor, as PDF')
    .action(async (reference, { out, json }) => {
      if (out !== undefined) return savePdf(json, path(reference, 'closing', 'document'), out)
      const closing = await callApi<ClosingView>('GET', path(reference, 'closing'))
      print(json, closing, () => closingLines(closing).join('\n'))
    })

  command(
    file,
    'attest <file>',
    'attest that a file’s claims cannot be had any more',
    'relance file attest K7M2P9QRS --out attestation.pdf',
  )
    .requiredOption('--out <file>', 'where to write the PDF')
    .action(async (reference, { out, json }) => {
      await callApi<AttestationView>('POST', path(reference, 'irrecoverability'), {})
      await savePdf(json, path(reference, 'irrecoverability'), out)
    })

  command(
    file,
    'documents-returned <file>',
    'note that the creditor had its documents back',
    'relance file documents-returned K7M2P9QRS --on 2026-03-31',
  )
    .requiredOption('--on <day>', 'the day')
    .action(async (reference, { on, json }) => {
      const closing = await callApi<ClosingView>('POST', path(reference, 'documents-returned'), { on })
      print(json, closing, () => closingLines(closing).join('\n'))
    })
}

/** What creditors take back, and what their closed files came to. */
export function closingCommands(program: Command): void {
  const closing = program.command('closing').description('recall files of a creditor, and list what its closed files came to')
  withExample(closing, 'relance closing list mobilier-dumas --from 2026-03-01 --through 2026-03-31')

  command(
    closing,
    'recall <creditor>',
    'take files back for their creditor',
    'relance closing recall mobilier-dumas --files K7M2P9QRS --claims F-2026-001',
  )
    .option('--files <references...>', 'references of the files')
    .option('--claims <numbers...>', 'numbers of invoices whose files are recalled')
    .option('--mandate-ended', 'because the mandate is over')
    .option('--key <key>', 'idempotency key: the same one goes on where it was cut short')
    .action(async (creditor, { files, claims, mandateEnded, key, json }) => {
      if (files === undefined && claims === undefined) throw new CommandError('Name what is recalled, by --files or by --claims.')
      const body = { files, claims, reason: mandateEnded ? 'mandate-ended' : 'recalled' }
      const report = await callApi<RecallReport>('POST', creditorPath(creditor, 'recalls'), body, key)
      print(json, report, () =>
        report.files.map(({ asked, file, outcome, code }) => `${asked.padEnd(20)} ${file ?? ''}  ${code ?? outcome}`).join('\n'),
      )
    })

  command(
    closing,
    'list <creditor>',
    'list what a creditor’s closed files came to',
    'relance closing list mobilier-dumas --out closings.csv',
  )
    .option('--from <day>', 'closed on that day or later')
    .option('--through <day>', 'closed on that day or before')
    .option('--out <file>', 'where to write them for a spreadsheet')
    .action(async (creditor, { json, out, ...days }) => {
      const query = new URLSearchParams(days)
      if (out !== undefined) return save(json, `${creditorPath(creditor, 'closings.csv')}?${query}`, 'text/csv', out)
      const page = await callApi<ClosingList>('GET', `${creditorPath(creditor, 'closings')}?${query}`)
      print(json, page, () => page.closings.map(closingLine).join('\n') || 'No file of its was closed.')
    })
}

const creditorPath = (creditor: string, what: string) => `/v1/creditors/${encodeURIComponent(creditor)}/${what}`

function closingLine({ file, closedOn, reason, currency, totals, reopenedAt }: ClosingView): string {
  const came = money(totals.receivedCents + totals.directCents, currency)
  const again = reopenedAt ? '  opened again' : ''
  return `${closedOn}  ${file}  ${closingWords(reason).padEnd(32)} ${came.padStart(14)} of ${money(totals.claimedCents, currency)}${again}`
}

function closingLines(closing: ClosingView): string[] {
  const { totals, currency, acts, actsCostCents, commissionCents, documents, returnedOn, retainUntil, irrecoverability, source } = closing
  const sum = (value: number) => money(value, currency)
  const parts: [string, number][] = [
    ['claimed', totals.claimedCents],
    ['overpaid', totals.overpaidCents],
    ['received', totals.receivedCents],
    ['paid to the creditor', totals.directCents],
    ['credited', totals.creditedCents],
    ['let go', totals.letGoCents],
    ['written off', totals.writtenOffCents],
    ['interest time-barred', totals.barredInterestCents],
    ['left', totals.leftCents],
  ]
  const papers = documents.map(({ claim, name }) => `  document ${claim}: ${name}`)
  return [
    `${closingLine(closing)}  (${source})`,
    `  ${parts
      .filter(([, value]) => value !== 0)
      .map(([what, value]) => `${what} ${sum(value)}`)
      .join(', ')}`,
    ...acts.map(({ channel, days }) => `  ${days.length} ${channel}: ${days.join(', ')}`),
    `  acts cost ${euros(actsCostCents)}, commission ${euros(commissionCents)}`,
    ...papers,
    `  ${returnedOn ? `documents back on ${returnedOn}, ` : ''}papers kept through ${retainUntil}`,
    `  ${irrecoverability.attestable ? 'can be attested irrecoverable' : 'no attestation'}: ${irrecoverability.why} (${irrecoverability.source})`,
  ]
}
