import type { Command } from 'commander'
import type { ChequeList, ChequeView, SettledCheques, SlipView } from '../contracts/cheque.js'
import { callApi } from './api-client.js'
import { parseAmount, path, save, savePdf } from './file-command.js'
import { command, money, print, withExample } from './output.js'

/** Cheques from their arrival to the bank's last word. */
export function chequeCommands(program: Command): void {
  const cheque = program.command('cheque').description('register cheques, take them to the bank, and say what became of them')
  withExample(cheque, 'relance cheque list --state received')
  registerCommands(cheque)
  bankCommands(cheque)
  slipCommands(cheque)
}

function registerCommands(cheque: Command): void {
  command(
    cheque,
    'register <file>',
    'register a cheque that arrived for a file',
    'relance cheque register K7M2P9QRS --number 1234567 --bank "Crédit Lyonnais" --drawer "Garage Martin" --amount 1250.00',
  )
    .requiredOption('--number <number>', 'number of the cheque')
    .requiredOption('--bank <bank>', 'the bank that it is drawn on')
    .requiredOption('--drawer <name>', 'who signed it')
    .requiredOption('--amount <sum>', 'its sum')
    .option('--currency <code>', 'its currency', 'EUR')
    .option('--received <day>', 'day on which it arrived; today where it is left out')
    .action(async (file, { number, bank, drawer, amount, currency, received, json }) => {
      const body = { number, bank, drawer, amountCents: parseAmount(amount, currency), currency, ...(received && { receivedOn: received }) }
      const view = await callApi<ChequeView>('POST', path(file, 'cheques'), body)
      print(json, view, () => `${chequeLine(view)}\nTake it to the bank: relance cheque deposit ${view.id} --reference <slip>`)
    })

  command(cheque, 'list', 'list cheques, the last received first', 'relance cheque list --state received')
    .option('--state <state>', 'received, given-back, deposited, credited, paid or unpaid')
    .option('--file <file>', 'reference of a file')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ state, file, limit, json }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }), ...(file && { file }) })
      const page = await callApi<ChequeList>('GET', `/v1/cheques?${query}`)
      print(json, page, () => page.items.map(chequeLine).join('\n') || 'There are no such cheques.')
    })

  command(
    cheque,
    'give-back <cheque>',
    'give a cheque back that was not deposited',
    'relance cheque give-back 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11',
  ).action(async (id, { json }) => showCheque(json, await callApi<ChequeView>('POST', `${chequeAt(id)}/giving-back`, {})))
}

function bankCommands(cheque: Command): void {
  command(
    cheque,
    'deposit <cheques...>',
    'take cheques to the bank with a slip: each counts as paid, subject to clearing',
    'relance cheque deposit 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --reference BR-2026-004',
  )
    .requiredOption('--reference <slip>', 'reference of the slip')
    .option('--account <iban>', 'the account for client funds; the only one where it is left out')
    .option('--on <day>', 'day of the deposit; today where it is left out')
    .action(async (cheques, { reference, account, on, json }) => {
      const body = { reference, cheques, ...(account && { account }), ...(on && { depositedOn: on }) }
      showSlip(json, await callApi<SlipView>('POST', '/v1/cheque-slips', body))
    })

  command(cheque, 'clear <slip>', 'say that the bank credited a slip', 'relance cheque clear BR-2026-004 --on 2026-01-14')
    .requiredOption('--on <day>', 'day on which the bank booked it')
    .action(async (slip, { on, json }) => showSlip(json, await callApi<SlipView>('POST', `${slipAt(slip)}/credit`, { on })))

  command(
    cheque,
    'settle',
    'count cheques as paid for good that the bank credited long enough ago',
    'relance cheque settle --through 2026-02-02',
  )
    .requiredOption('--through <day>', 'day up to which the bank’s returns are known')
    .action(async ({ through, json }) => {
      const settled = await callApi<SettledCheques>('POST', '/v1/cheques/settlement', { through })
      print(json, settled, () => settled.cheques.map(chequeLine).join('\n') || 'No cheque counts as paid since now.')
    })

  command(
    cheque,
    'unpaid <cheque>',
    'say that a cheque came back unpaid',
    'relance cheque unpaid 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --on 2026-02-03 --reason insufficient-funds',
  )
    .requiredOption('--on <day>', 'day on which the bank said so')
    .requiredOption(
      '--reason <reason>',
      'insufficient-funds, account-closed, drawer-banned, lost, stolen, fraud, bearer-insolvent, forged, irregular or other',
    )
    .option('--fee <sum>', 'what the bank charges for it', '0')
    .action(async (id, { on, reason, fee, json }) =>
      showCheque(json, await callApi<ChequeView>('POST', `${chequeAt(id)}/unpaid`, { on, reason, feeCents: parseAmount(fee) })),
    )
}

function slipCommands(cheque: Command): void {
  command(cheque, 'slip <slip>', 'show a deposit slip, or write it into a file', 'relance cheque slip BR-2026-004 --out slip.pdf')
    .option('--out <file>', 'where to write it: as a table where the name ends in .csv, else as PDF')
    .action(async (slip, { out, json }) => {
      if (out === undefined) return showSlip(json, await callApi<SlipView>('GET', slipAt(slip)))
      if (out.endsWith('.csv')) return save(json, `${slipAt(slip)}/csv`, 'text/csv', out)
      return savePdf(json, `${slipAt(slip)}/pdf`, out)
    })
}

const chequeAt = (id: string) => `/v1/cheques/${encodeURIComponent(id)}`
const slipAt = (slip: string) => `/v1/cheque-slips/${encodeURIComponent(slip)}`

const showCheque = (json: boolean | undefined, view: ChequeView): void => print(json, view, () => chequeLine(view))

function showSlip(json: boolean | undefined, slip: SlipView): void {
  const { reference, account, depositedOn, totalCents, currency, cheques } = slip
  const head = `${reference}  deposited ${depositedOn}  ${account}  ${cheques.length} cheques, ${money(totalCents, currency)}`
  print(json, slip, () => [head, ...cheques.map((one) => `  ${chequeLine(one)}`)].join('\n'))
}

function chequeLine({ id, number, bank, drawer, amountCents, currency, file, state, reason }: ChequeView): string {
  const sum = money(amountCents, currency).padStart(12)
  return `${id}  ${number}  ${bank.padEnd(20)}  ${sum}  ${file.reference}  ${state}${reason ? `: ${reason}` : ''}  ${drawer}`
}
