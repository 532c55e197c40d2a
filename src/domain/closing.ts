import { balanceOn } from './account.js'
import { isSettled, standingMoneyOf } from './balance.js'
import type { ClosingReason, OrderedReason, SettledReason } from './closing-reason.js'
import type { Facts, MoneyKind } from './facts.js'
import type { LawBook } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'
import { type Cents, sum } from './money.js'
import { grantedRemissions } from './settlement.js'
import { latest } from './step.js'

/** Why a file is closed, and by which rule. */
export interface Closing {
  reason: ClosingReason
  rule: string
  source: string
}

/** Holds by which a file waits for money that is on its way to it. */
const MONEY_HOLDS = ['money-to-allocate', 'direct-debit']

/** A payment that nobody has seen at the bank holds up a closing for so many days after it came in; after that it is not expected any more. */
const MONEY_UNDER_WAY_DAYS = 30

/** Why a file with nothing left to collect is closed; null where something is. */
export function settledClosing(facts: Facts, book: LawBook, on: LegalDay): Closing | null {
  // A file without a claim has handed all of them to another: nothing of it was settled.
  if (facts.claims.length === 0 || !isSettled(facts, book, on)) return null
  const reason = settledReason(facts, on)
  return balanceOn(facts, book, on) === 0
    ? { reason, rule: 'nothing-owed', source: 'Code civil art. 1342: payment extinguishes the debt' }
    : { reason, rule: 'within-tolerance', source: 'mandate' }
}

/** What has settled a file most: money, ours before the creditor's where both are alike; then a remission; then credit. */
function settledReason({ claims }: Facts, on: LegalDay): SettledReason {
  const total = (kind: MoneyKind): Cents =>
    sum(claims.flatMap((claim) => standingMoneyOf(claim, kind, on).map(({ amountCents }) => amountCents)))
  const [ours, direct] = [total('payment'), total('direct-payment')]
  if (claims.some((claim) => grantedRemissions(claim).length > 0)) return 'settled'
  if (ours + direct === 0) return 'credited'
  return direct > ours ? 'paid-direct' : 'paid'
}

const ORDERED_BY: Partial<Record<OrderedReason, string>> = {
  recalled: 'mandate: the creditor takes its file back',
  'insolvent-declared': 'Code de commerce L622-21: individual suits stop',
  'insolvent-undeclared': 'Code de commerce L622-21: individual suits stop',
  'debt-erased': 'Code de la consommation L741-2: what is erased is not owed',
  'time-barred': 'Code civil art. 2219: limitation',
}

/** Why a file on which something is owed is closed: by order, or because its mandate is over; null where it goes on. */
export function orderedClosing({ closing, mandate }: Facts, on: LegalDay): Closing | null {
  if (closing) return { reason: closing.reason, rule: `ordered:${closing.reason}`, source: ORDERED_BY[closing.reason] ?? 'an operator' }
  if (mandate === null || mandate.until === null || on <= mandate.until) return null
  return { reason: 'mandate-ended', rule: 'no-mandate', source: 'Code des procédures civiles d’exécution R124-3' }
}

/** That a closing waits for money that is on its way, and until which day, or until somebody says what became of it; null where none is. */
export function awaitedMoney({ holds, moneyUnderWay }: Facts, on: LegalDay): { until: LegalDay | null } | null {
  const days = holds.filter(({ reason }) => MONEY_HOLDS.includes(reason)).map(({ until }) => until)
  if (moneyUnderWay !== undefined) days.push(addDays(moneyUnderWay, MONEY_UNDER_WAY_DAYS))
  if (days.includes(null)) return { until: null }
  const until = latest(days)
  return until !== null && until > on ? { until } : null
}
