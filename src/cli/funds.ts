import type { Command } from 'commander'
import type { ClearanceView, FundsEntryList, FundsEntryView, FundsOfCurrency, FundsView } from '../contracts/client-funds.js'
import { callApi } from './api-client.js'
import { parseAmount } from './file-command.js'
import { command, money, print, withExample } from './output.js'

/** The books of client funds. */
export function fundsCommands(program: Command): void {
  const funds = program.command('funds').description('show the books of client funds, and book by hand')
  withExample(funds, SHOW)
  showCommand(funds)
  entriesCommand(funds)
  topUpCommand(funds)
  correctCommand(funds)
  clearCommand(funds)
}

const SHOW = 'relance funds show --on 2026-03-31'

/** What the group does where nothing is said behind it. */
function showCommand(funds: Command): void {
  const show = funds
    .command('show', { isDefault: true })
    .description('show client funds at the end of a day: what is there, whose it is, and what stands against remittance')
    .option('--on <day>', 'the day; today where it is left out')
    .option('--currency <code>', 'one currency alone')
    .option('--json', 'print JSON')
    .action(async ({ on, currency, json }) => {
      const view = await callApi<FundsView>('GET', `/v1/funds${asQuery({ on, currency })}`)
      print(json, view, () => [...(view.note === null ? [] : [view.note]), ...view.funds.map((one) => books(one, view.on))].join('\n\n'))
    })
  withExample(show, SHOW)
}

function entriesCommand(funds: Command): void {
  command(funds, 'entries', 'list movements of client funds with their legs, the newest first', 'relance funds entries --from 2026-03-01')
    .option('--from <day>', 'booked on this day or later')
    .option('--to <day>', 'booked on this day or earlier')
    .option('--currency <code>', 'in one currency')
    .option('--kind <kind>', 'of one kind, as fee or topped-up')
    .option('--account <account>', 'that move one account')
    .option('--creditor <reference>', 'that move what one creditor is owed')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'where the page before ended')
    .action(async ({ json, ...query }) => {
      const list = await callApi<FundsEntryList>('GET', `/v1/funds/entries${asQuery(query)}`)
      print(json, list, () => listed(list))
    })
}

function topUpCommand(funds: Command): void {
  byHand(
    funds,
    'top-up',
    'book what the agency has paid into the account of client funds from one of its own',
    'relance funds top-up --amount 12.50 --reference VIR-AGENCE-3 --on 2026-03-09',
  ).action(async ({ json, ...said }) => {
    const entry = await callApi<FundsEntryView>('POST', '/v1/funds/top-ups', withSum(said))
    print(json, entry, () => entryLine(entry))
  })
}

function correctCommand(funds: Command): void {
  byHand(
    funds,
    'correct',
    'book a movement between two accounts by hand, with its reason; nothing is ever deleted',
    'relance funds correct --debit shortfall --credit provider --amount 14.50 --reference OD-2026-04 --reason "fee of March"',
  )
    .requiredOption('--debit <account>', `account that is debited: ${ACCOUNTS}`)
    .requiredOption('--credit <account>', 'account that is credited')
    .requiredOption('--reason <text>', 'why')
    .option('--creditor <reference>', 'whose, where a side is creditor')
    .option('--payment <payment>', 'id or reference of the payment, where a side is unallocated, refunds or clearing')
    .action(async ({ json, ...said }) => {
      const entry = await callApi<FundsEntryView>('POST', '/v1/funds/corrections', withSum(said))
      print(json, entry, () => entryLine(entry))
    })
}

const ACCOUNTS = 'bank, provider, clearing, shortfall, creditor, unallocated, refunds, agency or transit'

function clearCommand(funds: Command): void {
  command(
    funds,
    'clear <payment>',
    'note that the money of a payment recorded by hand is at the bank, and issue its receipts',
    'relance funds clear VIR-42 --on 2026-03-10',
  )
    .option('--on <day>', 'day on which it was there; today where it is left out')
    .action(async (payment, { on, json }) => {
      const view = await callApi<ClearanceView>('POST', `/v1/payments/${encodeURIComponent(payment)}/clearance`, { on })
      print(json, view, () => cleared(view))
    })
}

/** A command that books a sum under a reference of its own. */
function byHand(funds: Command, name: string, description: string, example: string): Command {
  return command(funds, name, description, example)
    .requiredOption('--amount <sum>', 'the sum')
    .requiredOption('--reference <reference>', 'its own reference: it is counted once')
    .option('--currency <code>', 'its currency', 'EUR')
    .option('--on <day>', 'day on which it is booked; today where it is left out')
}

/** What a command by hand sends. */
const withSum = ({ amount, ...said }: { amount: string; currency: string }) => ({
  ...said,
  amountCents: parseAmount(amount, said.currency),
})

/** What stands behind an address, without what is left out. */
export function asQuery(said: Record<string, string | undefined>): string {
  const given = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

function books(funds: FundsOfCurrency, on: string): string {
  const sum = (amountCents: number) => money(amountCents, funds.currency).padStart(16)
  return [
    `Client funds in ${funds.currency} at the end of ${on}`,
    ...sides(funds, sum),
    ...details(funds, sum),
    ...verdict(funds, sum),
  ].join('\n')
}

type Sum = (amountCents: number) => string

function sides({ equation }: FundsOfCurrency, sum: Sum): string[] {
  const { bankCents, providerCents, clearingCents, shortfallCents, ...owed } = equation
  const there: [string, number][] = [
    ['at the bank', bankCents],
    ['with the payment provider', providerCents],
    ['on its way to the bank', clearingCents],
    [shortfallCents < 0 ? 'advanced by the agency' : 'owed by the agency', shortfallCents],
  ]
  const whose: [string, number][] = [
    ['owed to creditors', owed.creditorsCents],
    ['not allocated', owed.unallocatedCents],
    ['owed to payers', owed.refundsCents],
    ['the agency’s own', owed.agencyCents],
    ['ordered, not left yet', owed.transitCents],
  ]
  const lines = (title: string, items: [string, number][]) => {
    const total = items.reduce((all, [, amount]) => all + amount, 0)
    return [`  ${title.padEnd(28)}${sum(total)}`, ...items.map(([name, amount]) => `    ${name.padEnd(26)}${sum(amount)}`)]
  }
  return [...lines('There is', there), ...lines('It belongs', whose)]
}

function details({ creditors, unallocated, ageBands, refunds, shortfall }: FundsOfCurrency, sum: Sum): string[] {
  const payer = (item: { payer: { name: string | null } | null }) => item.payer?.name ?? 'payer not known'
  const bands = ageBands.filter(({ count }) => count > 0)
  const span = ({ fromDays, toDays }: (typeof ageBands)[number]) =>
    toDays === null ? `over ${fromDays - 1} days` : `${fromDays} to ${toDays} days`
  return [
    ...creditors.map(({ reference, name, owedCents }) => `  creditor  ${sum(owedCents)}  ${reference}  ${name}`),
    ...bands.map((band) => `  not allocated for ${span(band)}: ${band.count}, ${sum(band.amountCents).trim()}`),
    ...unallocated.map(
      (one) => `  waits     ${sum(one.amountCents)}  ${one.reference}  since ${one.on} (${one.ageDays} days)  ${payer(one)}`,
    ),
    ...refunds.map(
      (one) =>
        `  refund    ${sum(one.amountCents)}  ${one.reference}  since ${one.on} (${one.ageDays} days)  ${payer(one)}  ${WAY_BACK[one.by]}`,
    ),
    ...shortfall.map(({ kind, amountCents }) => `  shortfall ${sum(amountCents)}  ${kind}`),
  ]
}

const WAY_BACK = { card: 'back to the card', transfer: 'by transfer', 'account-wanted': 'ask the payer for an account' } as const

function verdict({ blocks, comparison, topUpDueCents, disposableCents }: FundsOfCurrency, sum: Sum): string[] {
  const bank = comparison
    ? [`  the bank on ${comparison.on}: ${sum(comparison.statementCents).trim()}, the books: ${sum(comparison.booksCents).trim()}`]
    : []
  if (blocks.length === 0) return [...bank, `  Remittance may go on: ${sum(disposableCents).trim()} can be ordered.`]
  return [
    ...bank,
    '  Nothing is remitted:',
    ...blocks.map(({ rule, cents, text }) => `    ${rule}${cents === 0 ? '' : ` ${sum(cents).trim()}`}: ${text}`),
    ...(topUpDueCents > 0 ? [`  The agency pays in ${sum(topUpDueCents).trim()}: relance funds top-up`] : []),
  ]
}

function listed({ entries, next }: FundsEntryList): string {
  const more = next === null ? [] : [`More: --cursor ${next}`]
  return [...entries.map(entryLine), ...more].join('\n') || 'No movement meets that.'
}

function entryLine({ on, kind, reference, currency, payment, file, reason, legs }: FundsEntryView): string {
  const sides = legs.map((leg) => {
    const account = leg.creditor === null ? leg.account : `${leg.account} ${leg.creditor}`
    return `${leg.amountCents > 0 ? 'D' : 'C'} ${account} ${money(Math.abs(leg.amountCents), currency)}`
  })
  const about = [payment && `payment ${payment}`, file && `file ${file}`, reason].filter((text) => text).join(', ')
  return `${on}  ${kind.padEnd(11)} ${sides.join('  ')}  ${about || reference}`
}

function cleared({ reference, clearedOn, receipts }: ClearanceView): string {
  const issued = receipts.length === 0 ? 'no receipt' : `receipt ${receipts.join(', ')}`
  return `${reference} was at the bank on ${clearedOn}: ${issued}.`
}
