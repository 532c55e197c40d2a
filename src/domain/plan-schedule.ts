import { balanceOn } from './account.js'
import { allocate } from './balance.js'
import { DomainError } from './errors.js'
import type { Facts, MoneyFact } from './facts.js'
import type { LawBook } from './law-pack.js'
import { addDays, addMonths, type LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'
import type { Instalment } from './payment-plan.js'

/** Days of a schedule, as they are wished for. */
export interface Cadence {
  /** How many instalments. */
  instalments: number
  firstOn: LegalDay
  every: 'week' | 'two-weeks' | 'month'
}

const DAYS = { week: 7, 'two-weeks': 14 } as const
const MOST_INSTALMENTS = 120

/**
 * The days of the instalments. Of months the same day each time, or the last of a month that is too short for it; each is counted from
 * the first, so that the 31st comes back after February.
 * @throws DomainError plan-days-wrong where the first is not after today, or later than may be
 */
function daysOf({ instalments, firstOn, every }: Cadence, today: LegalDay, firstWithinDays: number): LegalDay[] {
  if (instalments < 1 || instalments > MOST_INSTALMENTS) throw new DomainError('plan-days-wrong', 'instalments')
  if (firstOn <= today || firstOn > addDays(today, firstWithinDays)) throw new DomainError('plan-days-wrong', 'firstOn')
  return Array.from({ length: instalments }, (_, index) =>
    every === 'month' ? addMonths(firstOn, index) : addDays(firstOn, index * DAYS[every]),
  )
}

/** A sum over days in equal parts of whole cents; the last takes the rest. @throws DomainError plan-days-wrong, plan-sum-wrong where nothing is left for an instalment */
export function scheduleOf(cadence: Cadence, totalCents: Cents, today: LegalDay, firstWithinDays: number): Instalment[] {
  const days = daysOf(cadence, today, firstWithinDays)
  const each = Math.floor(totalCents / days.length)
  if (each < 1) throw new DomainError('plan-sum-wrong', 'instalments')
  return days.map((dueOn, index) => {
    const isLast = index === days.length - 1
    return { number: index + 1, dueOn, amountCents: cents(isLast ? totalCents - each * index : each) }
  })
}

/** The same schedule where the interest of its time is asked for: the last instalment takes it, as far as rates are known. */
export function withInterest(schedule: readonly Instalment[], facts: Facts, book: LawBook): Instalment[] {
  const last = schedule.at(-1)
  if (!last) return []
  const before = schedule.slice(0, -1)
  const paid = before.reduce((present, instalment) => asPaid(present, book, instalment), facts)
  return [...before, { ...last, amountCents: balanceOn(paid, book, last.dueOn) }]
}

/** The facts as they would be with an instalment paid on its day. */
function asPaid(facts: Facts, book: LawBook, { number, dueOn, amountCents }: Instalment): Facts {
  const { parts } = allocate(facts, book, dueOn, amountCents)
  const money = (claimId: string): MoneyFact[] =>
    parts
      .filter((part) => part.claimId === claimId)
      .map((part) => ({ kind: 'payment', reference: `instalment-${number}`, amountCents: part.amountCents, on: dueOn, imputation: 'law' }))
  return { ...facts, claims: facts.claims.map((claim) => ({ ...claim, money: [...claim.money, ...money(claim.id)] })) }
}

/** Whether a mandate lets the agency grant a plan: so many months lie at most between its first and its last instalment. */
export function isWithin(instalments: readonly Pick<Instalment, 'dueOn'>[], longestMonths: number): boolean {
  const [first] = instalments
  const last = instalments.at(-1)
  return first !== undefined && last !== undefined && last.dueOn <= addMonths(first.dueOn, longestMonths)
}

/** What of a schedule is still to come, as it was agreed anew. */
export type NewDate = Pick<Instalment, 'dueOn' | 'amountCents'>

/**
 * A new version of a schedule: what is paid stays as it was, what is not falls due on new days, in new parts of the same sum.
 * @throws DomainError plan-days-wrong for days that are not ahead and in their order, plan-sum-wrong where the sum is another
 */
export function changedSchedule(
  old: readonly (Instalment & { paidCents: Cents })[],
  next: readonly NewDate[],
  today: LegalDay,
): Instalment[] {
  const paid = old.flatMap(({ dueOn, paidCents }) => (paidCents > 0 ? [{ dueOn, amountCents: paidCents }] : []))
  const left = sum(old.map(({ amountCents }) => amountCents)) - sum(paid.map(({ amountCents }) => amountCents))
  if (sum(next.map(({ amountCents }) => amountCents)) !== left) throw new DomainError('plan-sum-wrong', 'instalments')
  const isInOrder = next.every(({ dueOn }, index) => dueOn > (next[index - 1]?.dueOn ?? today))
  if (!isInOrder || paid.length + next.length > MOST_INSTALMENTS) throw new DomainError('plan-days-wrong', 'instalments')
  return [...paid, ...next].map((instalment, index) => ({ number: index + 1, ...instalment }))
}
