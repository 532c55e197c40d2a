import { Accrual } from './accrual.js'
import { dayNumber } from './day-number.js'
import type { ClaimFact, Imputation, MoneyFact, MoneyKind } from './facts.js'
import { impute } from './imputation.js'
import { type InterestLine, leaveOut, type RateSpan, rateSpans } from './interest.js'
import { interestAliveFrom, interruptionsOf } from './interest-limitation.js'
import { interestStart } from './interest-start.js'
import { type LawBook, type LimitationRule, packOn, regimeOf } from './law-pack.js'
import { addDays, addYears, type LegalDay } from './legal-day.js'
import { ownLimitationOf } from './limitation.js'
import { type Cents, cents } from './money.js'
import type { Ppm } from './rate.js'
import { isReversalOf } from './reversal.js'
import { type TitledInterest, titledInterest, withAwarded } from './title-interest.js'

/**
 * The accounts of a claim. The first four are what is owed, `unallocated` is what came in beyond that (below zero); against
 * them stand `funds` that came in, what the `creditor` is due (below zero), and what it `waived`. Together they are zero.
 */
export const LEDGER_ACCOUNTS = ['principal', 'interest', 'indemnity', 'costs', 'unallocated', 'funds', 'creditor', 'waived'] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]
export type AccountTotals = Record<LedgerAccount, Cents>

/** What lowered a claim, and what it went to by the end of a day. What a reversal took back is gone from all of them. */
export interface Allotment {
  kind: Exclude<MoneyKind, 'cost' | 'reversal'>
  reference: string
  on: LegalDay
  costsCents: Cents
  indemnityCents: Cents
  interestCents: Cents
  principalCents: Cents
  /** What was more than all that was owed. It goes to what comes to be owed later, if it is a payment's or a credit note's. */
  unallocatedCents: Cents
}

/** A claim as its facts have left it by the end of a day. */
export interface Standing {
  totals: AccountTotals
  allotments(): Allotment[]
  /** Known interest and indemnity that the claim has borne, whatever became of them. */
  borneCents: Cents
  /** Interest that is barred itself, and no longer in the totals. */
  barredInterestCents: Cents
  /** Interest at the last known rate, which is not in the totals; and what of it no waiver has met ahead. */
  provisionalBorneCents: Cents
  provisionalCents: Cents
  overpaidCents: Cents
  lines(): InterestLine[]
}

/** How a claim stands at the end of a day: its facts in order of day, each with what the law makes of it. */
export function standingOf(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): Standing {
  const account = new ClaimAccount(claim, chargesOf(claim, noticeOn, book, on), book)
  const facts = claim.money.filter((fact) => fact.on <= on).sort(inOrder)
  // What is barred by the day of the title is looked at on that day: the title awards the rest.
  let awarded = claim.title && claim.title.on <= on ? claim.title.on : null
  for (let at = 0; at < facts.length; ) {
    const day = (facts[at] as MoneyFact).on
    if (awarded !== null && awarded <= day) {
      if (awarded < day) account.beginDay(awarded)
      awarded = null
    }
    account.beginDay(day)
    for (; facts[at]?.on === day; at++) account.enter(facts[at] as MoneyFact)
    account.endDay()
  }
  if (awarded !== null && awarded < on) account.beginDay(awarded)
  if (facts.at(-1)?.on !== on) account.beginDay(on)
  return account.standing()
}

/** What is owed more comes first, what takes a payment back last: so that the order of recording does not matter. */
const RANK: Record<MoneyKind, number> = {
  cost: 0,
  'credit-note': 1,
  payment: 2,
  'direct-payment': 2,
  withdrawal: 3,
  remission: 4,
  'write-off': 5,
  reversal: 6,
}

function inOrder(a: MoneyFact, b: MoneyFact): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  return RANK[a.kind] - RANK[b.kind] || (a.reference < b.reference ? -1 : 1)
}

/** What a claim bears by law, as far as the creditor asks for it. */
interface Charges {
  /** Rates from the first day of interest on. */
  spans: RateSpan[]
  indemnityCents: number
  /** Last day on which being paid in full avoids the indemnity; null while a notice is missing. */
  avoidableUntil: LegalDay | null
}

function chargesOf(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): Charges {
  const pack = packOn(book, claim.dueDate)
  const { interest, indemnityCents } = pack.lateCharges[regimeOf(pack, claim.capacity)]
  const lateAfter = interest ? interestStart(interest.value, claim.dueDate, noticeOn) : claim.dueDate
  const bearsInterest = interest && lateAfter !== null && !claim.waives.includes('interest')
  // Creditors are organisations: none is a private individual.
  const terms = { contractPpm: claim.contractPpm, creditorIsPrivate: false }
  const own = bearsInterest ? rateSpans(interest.value, terms, book.rates, addDays(lateAfter, 1), on) : []
  const spans = claim.waives.includes('interest') ? [] : withAwarded(own, claim, book, on)
  return {
    spans: leaveOut(spans, claim.interestStops ?? []),
    indemnityCents: claim.waives.includes('indemnity') ? 0 : (indemnityCents?.value ?? 0),
    avoidableUntil: lateAfter,
  }
}

/** The rate that a claim bears on a day; 0 where it bears none. */
export function ratePpmOn(claim: ClaimFact, noticeOn: LegalDay | null, book: LawBook, on: LegalDay): Ppm {
  const last = chargesOf(claim, noticeOn, book, on).spans.at(-1)
  return last?.to === on ? last.ratePpm : 0
}

type Part = 'costs' | 'indemnity' | 'interest' | 'principal'
type Counter = 'funds' | 'creditor' | 'waived' | 'unallocated'
/** What a sum goes to, in cents. */
type Shares = Record<Part | 'unallocated', number>
type Mutable = Omit<Allotment, `${Part | 'unallocated'}Cents`> & Shares & { order: Imputation }
const NOTHING: Shares = { costs: 0, indemnity: 0, interest: 0, principal: 0, unallocated: 0 }

/** Where the other side stands of what can be taken back: money held for the creditor, money that it had itself, what was let go with it. */
const COUNTER = { payment: 'funds', 'direct-payment': 'creditor', remission: 'waived' } as const

/** In which order a payment gives back what it went to: the last first. */
const TAKEN_BACK: Record<Imputation, readonly (Part | 'unallocated')[]> = {
  law: ['unallocated', 'principal', 'interest', 'indemnity', 'costs'],
  'principal-first': ['unallocated', 'interest', 'indemnity', 'costs', 'principal'],
}

/** A claim's accounts on their way through its facts, day by day. Every step is a posting that debits as much as it credits. */
class ClaimAccount {
  private readonly totals: Record<LedgerAccount, number>
  private readonly allotments: Mutable[] = []
  private readonly accrual: Accrual
  private readonly period: LimitationRule['period']['value']
  private readonly title: TitledInterest | null
  /** Once there is a title: the interest that had fallen due with it, and what of that was barred already. */
  private awarded: { interest: number; barred: number } | null = null
  private readonly interruptions: LegalDay[]
  private readonly firstInterestOn: LegalDay | null
  /** Up to this day no interest can be barred. */
  private readonly inTimeThrough: LegalDay
  private today = 0
  private isIndemnityCharged = false
  private accrued = 0
  private barred = 0
  private fallenUnknown = 0
  private credited = 0
  /** What of `unallocated` may go to what comes to be owed later. */
  private credit = 0

  constructor(
    private readonly claim: ClaimFact,
    private readonly charges: Charges,
    book: LawBook,
  ) {
    const { amountCents } = claim
    this.accrual = new Accrual(charges.spans, amountCents)
    this.firstInterestOn = charges.spans[0]?.from ?? null
    this.period = ownLimitationOf(claim, book).period.value
    this.title = titledInterest(claim, book)
    const soonest = this.title?.years == null ? this.period.years : Math.min(this.period.years, this.title.years)
    this.inTimeThrough = this.firstInterestOn === null ? '' : addYears(this.firstInterestOn, soonest)
    this.interruptions = interruptionsOf(claim, book)
    this.totals = {
      principal: amountCents,
      interest: 0,
      indemnity: 0,
      costs: 0,
      unallocated: 0,
      funds: 0,
      creditor: 0 - amountCents,
      waived: 0,
    }
  }

  /** What the law adds of itself until a day, that included, by the principal that the day finds. */
  beginDay(day: LegalDay): void {
    this.today = dayNumber(day)
    const { avoidableUntil, indemnityCents } = this.charges
    if (!this.isIndemnityCharged && avoidableUntil !== null && day > avoidableUntil && this.totals.principal > 0) {
      this.isIndemnityCharged = true
      this.post('indemnity', 'creditor', indemnityCents)
    }
    if (this.firstInterestOn === null || day < this.firstInterestOn) return
    const known = this.accrual.knownThrough(this.today)
    this.post('interest', 'creditor', known - this.accrued)
    this.accrued = known
    if (this.totals.interest > 0 && day > this.inTimeThrough) this.cutBarred(day)
  }

  /** Interest that has become barred leaves the account. Payments have gone to the oldest, so what is left is the youngest. */
  private cutBarred(day: LegalDay): void {
    if (this.title && day > this.title.on) {
      this.cutSinceTitle(this.title, day)
      return
    }
    const aliveFrom = interestAliveFrom(this.interruptions, this.period, day)
    if (this.firstInterestOn === null || aliveFrom <= this.firstInterestOn) return
    const settled = this.accrued - this.totals.interest
    const dead = this.accrual.knownBefore(dayNumber(aliveFrom)) - settled
    if (dead <= 0) return
    this.post('creditor', 'interest', dead)
    this.barred += dead
  }

  /**
   * What had fallen due with the title is awarded by it, and lives as long as it does. What falls due later is barred by itself, after its own
   * period. Payments have gone to the awarded part first.
   */
  private cutSinceTitle({ on, years }: TitledInterest, day: LegalDay): void {
    if (years === null) return
    const aliveFrom = interestAliveFrom(this.interruptions, { years, counted: 'to-the-day', foreclosure: false }, day)
    if (aliveFrom <= addDays(on, 1)) return
    this.awarded ??= { interest: this.accrual.knownBefore(dayNumber(on) + 1), barred: this.barred }
    const { interest, barred } = this.awarded
    const paid = this.accrued - this.totals.interest - this.barred
    const settled = paid - Math.min(paid, interest - barred) + this.barred - barred
    const dead = this.accrual.knownBefore(dayNumber(aliveFrom)) - interest - settled
    if (dead <= 0) return
    this.post('creditor', 'interest', dead)
    this.barred += dead
  }

  /** From tomorrow interest runs on what the day's facts have left of the principal. */
  endDay(): void {
    this.accrual.rebase(this.today, cents(this.totals.principal))
  }

  enter(fact: MoneyFact): void {
    switch (fact.kind) {
      case 'cost':
        this.post('costs', 'creditor', fact.amountCents)
        break
      case 'credit-note':
        this.credited += fact.amountCents
        this.lower(fact, 'creditor')
        if (this.credited >= this.claim.amountCents) this.fall(['interest', 'indemnity'], 'creditor')
        break
      case 'withdrawal':
        this.lower(fact, 'waived')
        if (this.totals.principal === 0) this.fall(['interest', 'indemnity', 'costs'], 'waived')
        break
      case 'payment':
      case 'direct-payment':
        this.credit += this.allot(this.newAllotment(fact), COUNTER[fact.kind], fact.amountCents)
        break
      case 'remission':
      case 'write-off':
        this.allot(this.newAllotment(fact), 'waived', fact.amountCents)
        break
      case 'reversal':
        this.takeBack(fact)
        break
    }
    this.useCredit()
  }

  standing(): Standing {
    const { totals, allotments, accrual } = this
    const on = this.today
    const waivedAhead = allotments.reduce((total, one) => (carriesCredit(one) ? total : total + one.unallocated), 0)
    const provisional = accrual.unknownThrough(on) - this.fallenUnknown
    return {
      totals: totals as AccountTotals,
      allotments: () => allotments.map(inCents),
      borneCents: cents(this.accrued + (this.isIndemnityCharged ? this.charges.indemnityCents : 0)),
      barredInterestCents: cents(this.barred),
      provisionalBorneCents: cents(provisional),
      provisionalCents: cents(Math.max(0, provisional - waivedAhead)),
      overpaidCents: cents(this.credit),
      lines: () => accrual.linesThrough(on),
    }
  }

  private post(debit: LedgerAccount, credit: LedgerAccount, amount: number): void {
    if (amount === 0) return
    this.totals[debit] += amount
    this.totals[credit] -= amount
  }

  private newAllotment(fact: MoneyFact): Mutable {
    const { reference, on, imputation: order } = fact
    const kind = fact.kind as Allotment['kind']
    const allotment = { kind, reference, on, order, costs: 0, indemnity: 0, interest: 0, principal: 0, unallocated: 0 }
    this.allotments.push(allotment)
    return allotment
  }

  /** Lets a sum go to what is owed, by its order. @returns what is left, which is unallocated */
  private allot(allotment: Mutable, counter: Counter, amount: number): number {
    const { costs, indemnity, interest, principal } = this.totals
    const owed = { costs: cents(costs + indemnity), interest: cents(interest), principal: cents(principal) }
    const { paid, overpaidCents } = impute(owed, cents(amount), allotment.order)
    const toCosts = Math.min(paid.costs, costs)
    const unallocated = counter === 'unallocated' ? 0 : overpaidCents
    const toIndemnity = paid.costs - toCosts
    this.give(allotment, counter, {
      costs: toCosts,
      indemnity: toIndemnity,
      interest: paid.interest,
      principal: paid.principal,
      unallocated,
    })
    return overpaidCents
  }

  /** Posts what an allotment goes to: one account is debited with all that the others are credited with. */
  private give(allotment: Mutable, counter: Counter, { costs, indemnity, interest, principal, unallocated }: Shares): void {
    allotment.costs += costs
    allotment.indemnity += indemnity
    allotment.interest += interest
    allotment.principal += principal
    allotment.unallocated += unallocated
    const { totals } = this
    totals.costs -= costs
    totals.indemnity -= indemnity
    totals.interest -= interest
    totals.principal -= principal
    totals.unallocated -= unallocated
    totals[counter] += costs + indemnity + interest + principal + unallocated
  }

  /** A credit note or a withdrawal lowers the principal alone; what is more than that is credit. */
  private lower(fact: MoneyFact, counter: 'creditor' | 'waived'): void {
    const principal = Math.min(fact.amountCents, this.totals.principal)
    const unallocated = fact.amountCents - principal
    this.give(this.newAllotment(fact), counter, { ...NOTHING, principal, unallocated })
    this.credit += unallocated
    this.useCredit()
  }

  /** Credit never stands beside a debt of the same claim: it goes to whatever is owed, the oldest credit first. */
  private useCredit(): void {
    for (const allotment of this.allotments) {
      if (this.credit === 0) return
      if (!carriesCredit(allotment) || allotment.unallocated === 0) continue
      const before = allotment.unallocated
      allotment.unallocated = this.allot(allotment, 'unallocated', before)
      this.credit -= before - allotment.unallocated
    }
  }

  /** What a claim bore falls with it: nothing was due of one that is credited whole, and nothing is asked for one withdrawn. */
  private fall(parts: readonly Part[], counter: Counter): void {
    for (const part of parts) this.post(counter, part, this.totals[part])
    this.fallenUnknown = this.accrual.unknownThrough(this.today)
  }

  /** What a payment, or the remission that came with it, had settled is owed again from the day that took it back; what exceeds the payment is owed as principal. */
  private takeBack({ reference, amountCents }: MoneyFact): void {
    let rest: number = amountCents
    const mayBe = this.allotments.filter(({ kind }) => kind in COUNTER)
    const taken = mayBe.find((one) => one.reference === reference) ?? mayBe.find((one) => isReversalOf(reference, one.reference))
    const counter = COUNTER[taken?.kind as keyof typeof COUNTER] ?? 'funds'
    for (const part of taken ? TAKEN_BACK[taken.order] : []) {
      const amount = Math.min(rest, (taken as Mutable)[part])
      this.give(taken as Mutable, counter, { ...NOTHING, [part]: 0 - amount })
      if (part === 'unallocated' && taken && carriesCredit(taken)) this.credit -= amount
      rest -= amount
    }
    this.post('principal', counter, rest)
    this.useWaivers()
  }

  /** What was let go beyond what was owed then meets what is owed again now. */
  private useWaivers(): void {
    for (const waiver of this.allotments)
      if (!carriesCredit(waiver)) waiver.unallocated = this.allot(waiver, 'unallocated', waiver.unallocated)
  }
}

/** Whether what exceeds the debt is the debtor's: a waiver gives nobody money. */
const carriesCredit = ({ kind }: Pick<Allotment, 'kind'>) => kind !== 'remission' && kind !== 'write-off'

function inCents({ kind, reference, on, costs, indemnity, interest, principal, unallocated }: Mutable): Allotment {
  return {
    kind,
    reference,
    on,
    costsCents: cents(costs),
    indemnityCents: cents(indemnity),
    interestCents: cents(interest),
    principalCents: cents(principal),
    unallocatedCents: cents(unallocated),
  }
}
