import type { CostRule, CourseRules } from './judicial-law.js'
import { type Cents, cents, halfUp } from './money.js'
import type { Course } from './procedure/proceeding.js'

/** What it takes until there is a title, where nobody resists. */
export interface BeginningCost {
  /** In cents, as far as it is known. */
  cents: Cents
  /** Whether every amount has a source that was found. */
  confirmed: boolean
  /** Codes of costs whose amount nobody knows. */
  unknown: string[]
}

/** Events on the straight way to a title, by course: what opposition, appeal and enforcement cost is not in them. */
const STRAIGHT: Record<Course, readonly string[]> = {
  order: ['file-request', 'filed', 'order-granted', 'serve-order', 'served', 'ask-certificate', 'certificate'],
  'two-step-order': ['file-request', 'filed', 'order-granted', 'served', 'ask-title-order', 'title-order'],
  invitation: ['invite-debtor', 'invited', 'debtor-agreed', 'issue-title', 'title-issued'],
  suit: ['instruct-suit', 'filed', 'summoned', 'hearing-set', 'judgment', 'serve-judgment', 'served'],
  enforcement: ['enforce'],
}

/**
 * What a procedure costs on its straight way to a title.
 * @param court code of its court @param tariffs amounts that were entered for costs that no source confirmed, by code
 */
export function beginningCost(
  { course, costs }: Pick<CourseRules, 'course' | 'costs'>,
  { court, askedCents }: { court: string | null; askedCents: Cents },
  tariffs: Readonly<Record<string, Cents>>,
): BeginningCost {
  const own = costs.filter((cost) => STRAIGHT[course].includes(cost.at) && isDue(cost, court, askedCents))
  const known = own.map((cost) => ({ cost, amount: amountOf(cost, askedCents, tariffs) }))
  return {
    cents: cents(known.reduce((total, { amount }) => total + (amount ?? 0), 0)),
    confirmed: own.every(
      ({ code, amountCents, sharePpm }) => code in tariffs || ((amountCents?.confirmed ?? true) && (sharePpm?.confirmed ?? true)),
    ),
    unknown: known.filter(({ amount }) => amount === null).map(({ cost }) => cost.code),
  }
}

const isDue = ({ courts, aboveCents }: CostRule, court: string | null, askedCents: Cents): boolean =>
  (courts === undefined || (court !== null && courts.includes(court))) && (aboveCents === undefined || askedCents > aboveCents)

function amountOf({ code, amountCents, sharePpm }: CostRule, askedCents: Cents, tariffs: Readonly<Record<string, Cents>>): Cents | null {
  const flat = tariffs[code] ?? amountCents?.value ?? null
  const share = sharePpm === undefined ? null : halfUp(BigInt(askedCents) * BigInt(sharePpm.value), 1_000_000)
  return flat === null && share === null ? null : cents((flat ?? 0) + (share ?? 0))
}
