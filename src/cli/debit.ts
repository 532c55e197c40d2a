import type { Command } from 'commander'
import type { DebitBatchView, DebitIdentifier, DebitList, DebitMandateView, DebitView, NewBatchView } from '../contracts/direct-debit.js'
import { callApi } from './api-client.js'
import { fingerprint } from './claim.js'
import { parseAmount, path, save, savePdf } from './file-command.js'
import { command, euros, print, withExample } from './output.js'

/** SEPA direct debits. */
export function debitCommands(program: Command): void {
  const debit = program.command('debit').description('collect by SEPA direct debit: mandates, announcements, files for the bank, returns')
  withExample(debit, 'relance debit announce K7M2P9QRS --mandate RUM-2026-0001 --amount 400.00 --collect-on 2026-02-05')
  mandateCommands(debit)
  announceCommands(debit)
  batchCommands(debit)
  returnCommands(debit)
}

function mandateCommands(debit: Command): void {
  command(debit, 'identifier [ics]', 'show or set the SEPA creditor identifier (ICS)', 'relance debit identifier FR72ZZZ123456').action(
    async (identifier, { json }) => {
      const asked = identifier === undefined ? (['GET'] as const) : (['POST', { identifier }] as const)
      const [method, body] = asked
      const answer = await callApi<DebitIdentifier>(method, '/v1/debit-identifier', body)
      print(json, answer, () => answer.identifier ?? 'No creditor identifier is set: relance debit identifier <ics>')
    },
  )

  command(
    debit,
    'mandate <file>',
    'keep a direct debit mandate that a debtor has signed',
    'relance debit mandate K7M2P9QRS --reference RUM-2026-0001 --holder "Garage Martin" --iban FR7630006000011234567890189 --signed 2026-01-10 --proof mandat.pdf --recurrent',
  )
    .requiredOption('--reference <rum>', 'unique mandate reference (RUM)')
    .requiredOption('--holder <name>', 'whose account it is')
    .requiredOption('--iban <iban>', 'the account to be debited')
    .requiredOption('--signed <day>', 'day of the signature')
    .requiredOption('--proof <document>', 'file with the signed mandate: its SHA-256 is kept')
    .option('--scheme <scheme>', 'core, or b2b for debtors that are no consumers', 'core')
    .option('--recurrent', 'it may be used again')
    .option('--notice-days <days>', 'days before a debit on which the debtor is told of it, where other than 14 are agreed')
    .action(async (file, { reference, holder, iban, signed, proof, scheme, recurrent = false, noticeDays, json }) => {
      const known = { reference, holder, iban, signedOn: signed, scheme, recurrent, proofSha256: await fingerprint(proof) }
      const body = { ...known, ...(noticeDays !== undefined && { noticeDays: Number(noticeDays) }) }
      showMandate(json, await callApi<DebitMandateView>('POST', path(file, 'debit-mandates'), body))
    })

  command(debit, 'revoke <mandate>', 'say that a debtor has revoked a mandate', 'relance debit revoke RUM-2026-0001 --on 2026-03-01')
    .option('--on <day>', 'first day on which nothing is debited any more; today where it is left out')
    .action(async (mandate, { on, json }) => {
      const address = `/v1/debit-mandates/${encodeURIComponent(mandate)}/revocation`
      showMandate(json, await callApi<DebitMandateView>('POST', address, on ? { on } : {}))
    })
}

function announceCommands(debit: Command): void {
  command(
    debit,
    'announce <file>',
    'plan a debit, which the debtor is to be told of',
    'relance debit announce K7M2P9QRS --mandate RUM-2026-0001 --amount 400.00 --collect-on 2026-02-05 --out letter.pdf',
  )
    .requiredOption('--mandate <rum>', 'reference of the mandate')
    .requiredOption('--amount <sum>', 'sum to be debited, in euros')
    .requiredOption('--collect-on <day>', 'day of the debit: a working day of the banks')
    .option('--out <file>', 'where to write the announcement as a letter')
    .action(async (file, { mandate, amount, collectOn, out, json }) => {
      const body = { mandate, amountCents: parseAmount(amount), collectOn }
      const view = await callApi<DebitView>('POST', path(file, 'debits'), body)
      if (out !== undefined) return savePdf(json, `${debitAt(view.id)}/announcement`, out)
      const next = `Tell the debtor by ${view.announceBy}, then: relance debit announced ${view.reference}`
      print(json, view, () => `${debitLine(view)}\n${next}`)
    })

  command(
    debit,
    'announced <debit>',
    'say that the debtor was told of a debit',
    'relance debit announced PRLV-K7M2P9QRS-2f1f6f0a9b11 --on 2026-01-15',
  )
    .option('--on <day>', 'day on which that was sent; today where it is left out')
    .action(async (named, { on, json }) =>
      showDebit(json, await callApi<DebitView>('POST', `${debitAt(named)}/announcement`, on ? { on } : {})),
    )

  command(debit, 'cancel <debit>', 'cancel a debit that is not at the bank yet', 'relance debit cancel PRLV-K7M2P9QRS-2f1f6f0a9b11').action(
    async (named, { json }) => showDebit(json, await callApi<DebitView>('POST', `${debitAt(named)}/cancellation`, {})),
  )
}

function batchCommands(debit: Command): void {
  command(
    debit,
    'batch',
    'put the announced debits into one file for the bank',
    'relance debit batch --reference PRLV-2026-02 --through 2026-02-05',
  )
    .requiredOption('--reference <reference>', 'reference of the batch')
    .requiredOption('--through <day>', 'last day of collection of what it takes')
    .option('--account <iban>', 'the account for client funds; the only one where it is left out')
    .action(async ({ reference, through, account, json }) => {
      const body = { reference, through, ...(account && { account }) }
      const batch = await callApi<NewBatchView>('POST', '/v1/debit-batches', body)
      const left = batch.leftOut.map(({ reference: omitted, file, why }) => `  left out: ${omitted}  ${file}  ${why}`)
      print(json, batch, () => [...batchLines(batch), ...left].join('\n'))
    })

  command(debit, 'export <batch>', 'write the bank’s file of a batch', 'relance debit export PRLV-2026-02 --out PRLV-2026-02.xml')
    .requiredOption('--out <file>', 'where to write it')
    .action(async (batch, { out, json }) => save(json, `${batchAt(batch)}/file`, 'application/xml', out))

  command(debit, 'clear <batch>', 'say that the bank credited a batch', 'relance debit clear PRLV-2026-02 --on 2026-02-05')
    .requiredOption('--on <day>', 'day on which the bank booked it')
    .option('--block <reference>', 'the block that it booked; the whole batch where it is left out')
    .action(async (batch, { on, block, json }) => {
      const view = await callApi<DebitBatchView>('POST', `${batchAt(batch)}/credit`, { on, ...(block && { block }) })
      print(json, view, () => batchLines(view).join('\n'))
    })
}

function returnCommands(debit: Command): void {
  command(
    debit,
    'return <debit>',
    'say that a debit came back',
    'relance debit return PRLV-K7M2P9QRS-2f1f6f0a9b11 --code AM04 --on 2026-02-09',
  )
    .requiredOption('--code <code>', 'the bank’s ISO code')
    .requiredOption('--on <day>', 'day on which the bank booked it')
    .option('--fee <sum>', 'what the bank charges for it', '0')
    .option('--confirmed', 'you have seen it on the statement, though the time for it is over')
    .action(async (named, { code, on, fee, confirmed = false, json }) =>
      showDebit(json, await callApi<DebitView>('POST', `${debitAt(named)}/return`, { code, on, feeCents: parseAmount(fee), confirmed })),
    )

  command(debit, 'list', 'list debits, the last to be collected first', 'relance debit list --state announced')
    .option('--state <state>', 'planned, announced, cancelled, submitted, collected or returned')
    .option('--file <file>', 'reference of a file')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ state, file, limit, json }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }), ...(file && { file }) })
      const page = await callApi<DebitList>('GET', `/v1/debits?${query}`)
      print(json, page, () => page.items.map(debitLine).join('\n') || 'There are no such debits.')
    })
}

const debitAt = (named: string) => `/v1/debits/${encodeURIComponent(named)}`
const batchAt = (named: string) => `/v1/debit-batches/${encodeURIComponent(named)}`

function showMandate(json: boolean | undefined, mandate: DebitMandateView): void {
  const { reference, scheme, holder, iban, recurrent, signedOn, revokedOn } = mandate
  const use = recurrent ? 'recurrent' : 'once'
  const end = revokedOn === null ? '' : `, revoked from ${revokedOn}`
  print(json, mandate, () => `${reference}  ${scheme}, ${use}  signed ${signedOn}${end}  ${holder}  ${iban}`)
}

const showDebit = (json: boolean | undefined, view: DebitView): void => print(json, view, () => debitLine(view))

function debitLine({ reference, file, amountCents, collectOn, state, returned }: DebitView): string {
  const why = returned === null ? '' : `: ${returned.code} ${returned.meaning} (next: ${returned.next})`
  return `${reference}  ${file.reference}  ${euros(amountCents).padStart(12)}  on ${collectOn}  ${state}${why}`
}

function batchLines({ reference, totalCents, sha256, blocks }: DebitBatchView): string[] {
  return [
    `${reference}  ${euros(totalCents)}  SHA-256 ${sha256}`,
    ...blocks.map((block) => {
      const { scheme, sequence, collectOn, debits } = block
      return `  ${block.reference}  ${collectOn}  ${scheme} ${sequence}  ${debits} debits, ${euros(block.totalCents)}`
    }),
  ]
}
