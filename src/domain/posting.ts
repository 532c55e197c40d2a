import { type AccountTotals, LEDGER_ACCOUNTS, type LedgerAccount, type Standing } from './claim-account.js'
import { type Cents, cents } from './money.js'

/** What the law makes of the facts, by itself. */
export type ConsequenceKind = 'interest' | 'indemnity' | 'imputation'

/** What was posted to a claim's accounts so far, debits positive, and what of it was interest and compensation that accrued. */
export interface Posted {
  totals: Record<LedgerAccount, number>
  accruedInterest: number
  accruedIndemnity: number
}

export interface Leg {
  account: LedgerAccount
  amountCents: Cents
}

export interface Consequence {
  kind: ConsequenceKind
  /** Their sum is zero. */
  legs: Leg[]
}

/** The same of a claim as its facts have left it. */
export function dueOf(standing: Standing): Posted {
  const { totals, borneCents, barredInterestCents } = standing
  const known = standing.lines().reduce((total, line) => total + (line.known ? line.amountCents : 0), 0)
  return { totals, accruedInterest: known - barredInterestCents, accruedIndemnity: borneCents - known }
}

/**
 * What must be posted so that a claim's accounts say what replaying its facts gives: interest and compensation as they have
 * accrued since, or less of them where a fact or a rate came late, and the imputation of what came in.
 */
export function consequences(due: Posted, posted: Posted): Consequence[] {
  const interest = accrual('interest', due.accruedInterest - posted.accruedInterest)
  const indemnity = accrual('indemnity', due.accruedIndemnity - posted.accruedIndemnity)
  const accrued = [...interest, ...indemnity]
  const imputation = LEDGER_ACCOUNTS.map((account) => {
    const ofAccount = accrued.filter((leg) => leg.account === account).reduce((total, { amountCents }) => total + amountCents, 0)
    return { account, amountCents: cents(due.totals[account] - posted.totals[account] - ofAccount) }
  })
  const all: Consequence[] = [
    { kind: 'interest', legs: interest },
    { kind: 'indemnity', legs: indemnity },
    { kind: 'imputation', legs: imputation },
  ]
  return all
    .map(({ kind, legs }) => ({ kind, legs: legs.filter(({ amountCents }) => amountCents !== 0) }))
    .filter(({ legs }) => legs.length > 0)
}

/** What is owed grows against the creditor's own books. */
const accrual = (account: 'interest' | 'indemnity', amount: number): Leg[] => [
  { account, amountCents: cents(amount) },
  { account: 'creditor', amountCents: cents(0 - amount) },
]

/** Accounts to which nothing was posted. */
export const NOTHING_POSTED: Posted = {
  totals: Object.fromEntries(LEDGER_ACCOUNTS.map((account) => [account, 0])) as AccountTotals,
  accruedInterest: 0,
  accruedIndemnity: 0,
}
