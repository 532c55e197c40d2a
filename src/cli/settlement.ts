import type { Command } from 'commander'
import type { FileView } from '../contracts/file-view.js'
import type { SettlementView } from '../contracts/settlement.js'
import type { SignatureLinkView } from '../contracts/signature.js'
import { callApi } from './api-client.js'
import { parseAmount, path, savePdf } from './file-command.js'
import { command, money, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** Agreements that a part settles a debt. */
export function settlementCommands(program: Command): void {
  const settlement = program.command('settlement').description('agree that a part of a debt, paid by a day, settles all of it')
  withExample(settlement, 'relance settlement list K7M2P9QRS')
  agreeCommands(settlement)
  answerCommands(settlement)
  paperCommands(settlement)
}

function agreeCommands(settlement: Command): void {
  command(
    settlement,
    'propose <file>',
    'propose a settlement: approved at once within the mandate, else the creditor is asked',
    'relance settlement propose K7M2P9QRS --amount 1000.00 --pay-by 2026-02-15',
  )
    .requiredOption('--amount <sum>', 'what settles all that is owed')
    .requiredOption('--pay-by <day>', 'last day to pay it')
    .action(async (file, { amount, payBy, json }) =>
      show(json, await callApi<SettlementView>('POST', path(file, 'settlements'), { amountCents: parseAmount(amount), payBy })),
    )

  command(settlement, 'withdraw <file> <settlement>', 'take an open settlement back', `relance settlement withdraw K7M2P9QRS ${ID}`).action(
    async (file, id, { json }) => show(json, await callApi<SettlementView>('POST', path(file, 'settlements', id, 'withdrawal'), {})),
  )

  command(settlement, 'list <file>', 'list a file’s settlements, the newest first', 'relance settlement list K7M2P9QRS').action(
    async (file, { json }) => {
      const { settlements } = (await callApi<FileView>('GET', path(file))).agreements
      print(json, settlements, () => settlements.map(line).join('\n') || 'No settlement was proposed.')
    },
  )
}

function answerCommands(settlement: Command): void {
  for (const [name, answer, what] of [
    ['approve', 'approve', 'approve a settlement; as the creditor, one beyond the mandate'],
    ['refuse', 'refuse', 'refuse a settlement'],
  ] as const)
    command(settlement, `${name} <file> <settlement>`, what, `relance settlement ${name} K7M2P9QRS ${ID}`)
      .option('--creditor <reference>', 'answer for this creditor')
      .option('--reason <words>', 'why, for the debtor')
      .action(async (file, id, { creditor, reason = null, json }) => {
        const address = creditor ? `/v1/creditors/${encodeURIComponent(creditor)}/settlements/${encodeURIComponent(id)}/answer` : null
        show(json, await callApi<SettlementView>('POST', address ?? path(file, 'settlements', id, 'answer'), { answer, reason }))
      })
}

function paperCommands(settlement: Command): void {
  command(
    settlement,
    'protocol <file> <settlement>',
    'save the protocol of an approved settlement',
    `relance settlement protocol K7M2P9QRS ${ID} --out protocol.pdf`,
  )
    .requiredOption('--out <file>', 'where to write it')
    .action((file, id, { out, json }) => savePdf(json, path(file, 'settlements', id, 'protocol'), out))

  command(
    settlement,
    'sign <file> <settlement>',
    'ask the debtor to sign the protocol, by a link and a one-time code',
    `relance settlement sign K7M2P9QRS ${ID} --name "Camille Martin" --phone "06 12 34 56 78"`,
  )
    .requiredOption('--name <name>', 'who signs')
    .option('--phone <number>', 'where the code goes')
    .option('--email <address>', 'where the code goes, without a number')
    .action(async (file, id, { name, phone, email, json }) => {
      const body = { name, ...(phone && { phone }), ...(email && { email }) }
      const asked = await callApi<SignatureLinkView>('POST', path(file, 'settlements', id, 'signature-requests'), body)
      print(json, asked, () => `Give this link to ${name}, until ${asked.expiresAt.slice(0, 10)}: ${asked.link}`)
    })
}

const show = (json: boolean | undefined, view: SettlementView) => print(json, view, () => line(view))

function line({ id, state, currency, amountCents, owedCents, payBy, proposedBy, proposedOn, waitsUntil }: SettlementView): string {
  const sums = `${money(amountCents, currency)} of ${money(owedCents, currency)} by ${payBy}`
  return `${id}  ${proposedOn}  ${sums}  ${state}${state === 'approved' ? `, waited for until ${waitsUntil}` : ''}  (${proposedBy})`
}
