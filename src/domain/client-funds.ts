import { daysBetween, type LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'

/** What the agency has of client funds. `shortfall`: what it owes the account itself, below zero what it has advanced to it. */
export const ASSETS = ['bank', 'provider', 'clearing', 'shortfall'] as const
/** Whose it is: creditors, nobody yet, payers, the agency itself; in transit is what the bank was told to pay and has not paid yet. */
export const LIABILITIES = ['creditor', 'unallocated', 'refunds', 'agency', 'transit'] as const
export type FundsAccountName = (typeof ASSETS)[number] | (typeof LIABILITIES)[number]

/** What each account holds, as the books have it: debits positive, so that what is owed is below zero. */
export type AccountTotals = Readonly<Record<FundsAccountName, Cents>>

/**
 * Both sides of the equation, each sum as people say it: what is there, and whose it is. They are the same to the cent:
 * bank + provider + clearing + shortfall = creditors + unallocated + refunds + agency + transit.
 */
export interface Equation {
  bankCents: Cents
  providerCents: Cents
  clearingCents: Cents
  shortfallCents: Cents
  creditorsCents: Cents
  unallocatedCents: Cents
  refundsCents: Cents
  agencyCents: Cents
  transitCents: Cents
}

/** What the books owe a creditor; below zero it owes the account: what was remitted to it was taken back afterwards. */
export interface CreditorBalance {
  reference: string
  name: string
  /** Whether it is the tenant itself. */
  own: boolean
  owedCents: Cents
}

/** A payment of which more went out than had come in: refunded, and then taken back by its bank. */
export interface OverdrawnPayment {
  reference: string
  overdrawnCents: Cents
}

/** A bank account of client funds, with the last closing balance that its bank gave by a day. */
export interface BankFigure {
  account: string
  closing: { on: LegalDay; cents: Cents; balanced: boolean | null } | null
}

/**
 * What the bank says against what the books say, as of one day: the last until which there are figures of every account. There is
 * none where an account has no figure by then.
 */
export interface Comparison {
  on: LegalDay
  statementCents: Cents
  booksCents: Cents
}

export interface FundsState {
  on: LegalDay
  totals: AccountTotals
  creditors: readonly CreditorBalance[]
  overdrawn: readonly OverdrawnPayment[]
  accounts: readonly BankFigure[]
  comparison: Comparison | null
  /** How old the bank's newest figure may be, in days. */
  statementAgeDays: number
}

export const BLOCK_RULES = [
  'books-unbalanced',
  'account-missing',
  'statement-missing',
  'statement-old',
  'statement-unbalanced',
  'bank-differs',
  'shortfall',
  'creditor-gap',
  'payment-overdrawn',
  'account-overdrawn',
] as const
export type BlockRule = (typeof BLOCK_RULES)[number]

/** Why no client funds are remitted: the rule, the sum that it is about (0 where it is about none), and a sentence. */
export interface Block {
  rule: BlockRule
  cents: Cents
  text: string
}

export function equationOf(totals: AccountTotals): Equation {
  const owed = (account: (typeof LIABILITIES)[number]) => cents(0 - totals[account])
  return {
    bankCents: totals.bank,
    providerCents: totals.provider,
    clearingCents: totals.clearing,
    shortfallCents: totals.shortfall,
    creditorsCents: owed('creditor'),
    unallocatedCents: owed('unallocated'),
    refundsCents: owed('refunds'),
    agencyCents: owed('agency'),
    transitCents: owed('transit'),
  }
}

/** What is at the bank and not ordered out of it already: no more than that can be remitted. */
export const disposableOf = ({ bank, transit }: AccountTotals): Cents => cents(bank + transit)

/**
 * What the agency has to pay into the account so that everybody's money is there: its shortfall, and what creditors and payers
 * owe the account, less what it has advanced already. What a creditor's next collections cover again is the agency's then.
 */
export function topUpDue({ totals, creditors, overdrawn }: Pick<FundsState, 'totals' | 'creditors' | 'overdrawn'>): Cents {
  return cents(Math.max(0, totals.shortfall + gapOf(creditors) + overdrawnOf(overdrawn)))
}

/** Everything that stands against remitting client funds at the end of a day; nothing where the equation holds and the bank bears it out. */
export function blocksOf(state: FundsState): Block[] {
  return [...bookBlocks(state), ...bankBlocks(state), ...gapBlocks(state)]
}

function bookBlocks({ totals }: FundsState): Block[] {
  const difference = sum(Object.values(totals))
  return difference === 0 ? [] : [block('books-unbalanced', difference, 'The books do not balance: what is there is not what is owed.')]
}

function bankBlocks({ on, accounts, comparison, statementAgeDays }: FundsState): Block[] {
  if (accounts.length === 0) return [block('account-missing', 0, 'There is no bank account of client funds in this currency.')]
  const blocks = accounts.flatMap((one) => figureBlocks(one, on, statementAgeDays))
  if (!comparison) {
    const isKnown = accounts.every(({ closing }) => closing !== null)
    return isKnown ? [...blocks, block('statement-missing', 0, 'The statements of the accounts reach no day together.')] : blocks
  }
  const difference = comparison.statementCents - comparison.booksCents
  return difference === 0 ? blocks : [...blocks, differenceBlock(comparison.on, difference)]
}

function differenceBlock(on: LegalDay, difference: number): Block {
  const than = difference > 0 ? 'more' : 'less'
  const text = `The bank held ${than} at the end of ${on} than the books say: an entry of its statements is not booked, or booked otherwise.`
  return block('bank-differs', difference, text)
}

function figureBlocks({ account, closing }: BankFigure, on: LegalDay, mostDays: number): Block[] {
  if (!closing) return [block('statement-missing', 0, `No statement of ${account} gives a closing balance.`)]
  const blocks: Block[] = []
  if (daysBetween(closing.on, on) > mostDays)
    blocks.push(
      block('statement-old', 0, `The newest statement of ${account} is of ${closing.on}: one of the last ${mostDays} days is needed.`),
    )
  if (closing.balanced === false)
    blocks.push(
      block(
        'statement-unbalanced',
        0,
        `The statement of ${account} of ${closing.on} does not add up: opening and entries do not make its closing.`,
      ),
    )
  return blocks
}

/** What is missing, and who makes it good: in every case the agency, at once, from an account of its own. */
function gapBlocks(state: FundsState): Block[] {
  const { totals, creditors, overdrawn } = state
  const blocks: Block[] = []
  let advanced = Math.max(0, 0 - totals.shortfall)
  const gap = (rule: BlockRule, missing: number, text: string) => {
    const left = missing - Math.min(missing, advanced)
    advanced -= missing - left
    if (left > 0) blocks.push(block(rule, left, text))
  }
  gap(
    'shortfall',
    Math.max(0, totals.shortfall),
    'Fees, charges or corrections were taken out of client funds: the agency pays them in from an account of its own.',
  )
  for (const { reference, owedCents } of creditors)
    gap(
      'creditor-gap',
      Math.max(0, 0 - owedCents),
      `What was remitted to ${reference} was taken back afterwards: the agency pays it in until the creditor’s next collections cover it.`,
    )
  for (const { reference, overdrawnCents } of overdrawn)
    gap(
      'payment-overdrawn',
      overdrawnCents,
      `More went out of payment ${reference} than had come in: the agency pays it in, and claims it from whoever has it.`,
    )
  for (const account of ['clearing', 'agency', 'transit'] as const) {
    const excess = account === 'clearing' ? 0 - totals.clearing : totals[account]
    if (excess > 0)
      blocks.push(
        block(
          'account-overdrawn',
          excess,
          `More went out of the account “${account}” than it held: a movement is missing or booked twice.`,
        ),
      )
  }
  return blocks
}

const block = (rule: BlockRule, amount: number, text: string): Block => ({ rule, cents: cents(amount), text })
const gapOf = (creditors: readonly CreditorBalance[]) => sum(creditors.map(({ owedCents }) => cents(Math.max(0, 0 - owedCents))))
const overdrawnOf = (payments: readonly OverdrawnPayment[]) => sum(payments.map(({ overdrawnCents }) => overdrawnCents))

/** How long unallocated money has waited: bands as bookkeepers read them, in days. */
export const AGE_BANDS = [
  { from: 0, to: 7 },
  { from: 8, to: 30 },
  { from: 31, to: 90 },
  { from: 91, to: null },
] as const

export interface AgeBand {
  fromDays: number
  /** Null where it has no end. */
  toDays: number | null
  count: number
  amountCents: Cents
}

/** Sums by how long each has waited; a band in which nothing waits is there all the same. */
export function ageBands(items: readonly { ageDays: number; amountCents: Cents }[]): AgeBand[] {
  return AGE_BANDS.map(({ from, to }) => {
    const within = items.filter(({ ageDays }) => Math.max(0, ageDays) >= from && (to === null || ageDays <= to))
    return { fromDays: from, toDays: to, count: within.length, amountCents: sum(within.map(({ amountCents }) => amountCents)) }
  })
}

/** What a movement that is booked by hand is, by its two sides; every other one is a correction. */
export function kindByHand(debit: FundsAccountName, credit: FundsAccountName): 'fee' | 'charge' | 'payout' | 'topped-up' | 'corrected' {
  return BY_HAND[`${debit} ${credit}`] ?? 'corrected'
}

const BY_HAND: Record<string, 'fee' | 'charge' | 'payout' | 'topped-up'> = {
  'shortfall provider': 'fee',
  'shortfall bank': 'charge',
  'bank provider': 'payout',
  'bank shortfall': 'topped-up',
}
