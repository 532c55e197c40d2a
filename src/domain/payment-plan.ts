import type { AgreementStep } from './agreement.js'
import { standingPaymentsOf } from './balance.js'
import type { ContactFact, Facts } from './facts.js'
import { addDays, earlier, type LegalDay, later } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'
import { type SideAct, sideActId } from './side-act.js'
import type { SideStage } from './stage.js'

/** How references of remissions begin by which a plan that was kept lets go what has grown during it; the plan's id follows. */
export const PLAN = 'plan:'

export interface Instalment {
  /** From 1 on. */
  number: number
  dueOn: LegalDay
  amountCents: Cents
}

/** A plan that is open: waited for, or in force. */
export interface PlanFact {
  id: string
  state: 'proposed' | 'asked' | 'offered' | 'active'
  method: 'by-debtor' | 'direct-debit' | 'card'
  /** Of the version in force, in their order. */
  instalments: Instalment[]
  revision: number
  /** What had been paid on the file's claims when its total was reckoned: what came since is paid for it. */
  baselineCents: Cents
  /** Last day on which an answer, or the signature, is waited for. */
  answerBy: LegalDay
  /** Day on which it came into force; null before. */
  beganOn: LegalDay | null
  graceDays: number
  cureDays: number
  remindDays: number
  /** Instalments of this version that were asked of a card or an account. */
  collections: { number: number; askedOn: LegalDay; failedOn: LegalDay | null }[]
}

type PlanCase = Pick<Facts, 'claims' | 'contacts' | 'holds' | 'awaiting'>

const POLICY = 'relance policy'
/** What was agreed binds, and ends only after a notice that has stayed without effect. */
const CONTRACT = 'Code civil art. 1103 and 1225'

/** A card that was declined is asked once more, so many days later. */
const ASK_AGAIN_DAYS = 3
const MOST_COLLECTIONS = 2

/** What was paid for a plan by the end of a day, to whomever: what was taken back is not. */
export function paidFor({ claims }: Pick<Facts, 'claims'>, { baselineCents }: Pick<PlanFact, 'baselineCents'>, on: LegalDay): Cents {
  const standing = claims.flatMap((claim) => standingPaymentsOf(claim, on)).map(({ amountCents }) => amountCents)
  return cents(Math.max(0, sum(standing) - baselineCents))
}

export interface Coverage extends Instalment {
  paidCents: Cents
  isCovered: boolean
}

/** What was paid, given to the instalments in their order. */
export function coverageOf(instalments: readonly Instalment[], paidCents: Cents): Coverage[] {
  let left: number = paidCents
  return instalments.map((instalment) => {
    const paid = cents(Math.min(left, instalment.amountCents))
    left -= paid
    return { ...instalment, paidCents: paid, isCovered: paid === instalment.amountCents }
  })
}

/**
 * What has become of a plan by a day; null while it goes on. `expired`: it was offered, and not signed in time. No plan is broken while its
 * file waits for something else: money may be there that nobody has allocated, or the debtor says that it has paid.
 */
export function planOutcome(facts: PlanCase, plan: PlanFact, on: LegalDay): 'kept' | 'broken' | 'expired' | null {
  if (plan.state === 'offered') return on > plan.answerBy ? 'expired' : null
  if (plan.state !== 'active') return null
  const missing = uncovered(facts, plan, on)
  if (missing.length === 0) return 'kept'
  const isLost = (instalment: Instalment) => isOverdue(facts, plan, instalment, on) && isPast(cureUntil(facts, plan, instalment), on)
  return missing.some(isLost) && !isHeld(facts, on) ? 'broken' : null
}

const isHeld = ({ holds, awaiting = [] }: PlanCase, on: LegalDay) =>
  awaiting.length > 0 || holds.some(({ until }) => until === null || until > on)

/** What of a plan should be there on a day, its days of grace over, and is not. */
export function overdueCents(facts: PlanCase, plan: PlanFact, on: LegalDay): Cents {
  const late = uncovered(facts, plan, on).filter(({ dueOn }) => on > addDays(dueOn, plan.graceDays))
  return sum(late.map(({ amountCents, paidCents }) => cents(amountCents - paidCents)))
}

/**
 * What an open plan has its file do on a day: wait for an answer, remind before an instalment, ask the card for it, give notice of one
 * that was missed, wait for the next.
 */
export function followPlan(facts: Facts, on: LegalDay): AgreementStep | null {
  const { plan } = facts
  if (!plan) return null
  // What is over is written down before anything is decided: only who looks ahead comes this far.
  if (planOutcome(facts, plan, on) !== null) return { do: 'wait', until: null, rule: 'plan-over', source: CONTRACT }
  if (plan.state !== 'active') return waitForAnswer(plan, on)
  const missing = uncovered(facts, plan, on)
  return (
    collectNow(plan, missing, on) ??
    giveNotice(facts, plan, missing, on) ??
    remind(facts, plan, missing, on) ??
    rest(facts, plan, missing, on)
  )
}

function waitForAnswer({ state, answerBy }: PlanFact, on: LegalDay): AgreementStep {
  if (on > answerBy) return { do: 'ask', question: 'plan-unanswered', rule: `unanswered:plan-${state}`, source: POLICY }
  return { do: 'wait', until: addDays(answerBy, 1), rule: `hold:plan-${state}`, source: POLICY }
}

function collectNow(plan: PlanFact, missing: readonly Coverage[], on: LegalDay): AgreementStep | null {
  if (plan.method !== 'card') return null
  const due = missing.find((instalment) => isPast(collectFrom(plan, instalment), addDays(on, 1)))
  return due ? { do: 'collect', planId: plan.id, number: due.number, rule: `instalment-due:${due.number}`, source: CONTRACT } : null
}

/** The day from which the card is asked for an instalment; null where it is not, or not any more. */
function collectFrom({ collections }: PlanFact, { number, dueOn }: Instalment): LegalDay | null {
  const asked = collections.filter((one) => one.number === number)
  if (asked.length >= MOST_COLLECTIONS || asked.some(({ failedOn }) => failedOn === null)) return null
  return asked.map(({ failedOn }) => addDays(failedOn as LegalDay, ASK_AGAIN_DAYS)).reduce(later, dueOn)
}

function giveNotice(facts: PlanCase, plan: PlanFact, missing: readonly Coverage[], on: LegalDay): AgreementStep | null {
  const late = missing.find(
    (instalment) => isOverdue(facts, plan, instalment, on) && !isSent(facts, actOf('plan-default', plan, instalment)),
  )
  if (!late) return null
  return { do: 'words', act: actOf('plan-default', plan, late), rule: `instalment-missed:${late.number}`, source: CONTRACT }
}

function remind(facts: PlanCase, plan: PlanFact, missing: readonly Coverage[], on: LegalDay): AgreementStep | null {
  const near = missing.find(
    (instalment) =>
      isReminded(plan, instalment) &&
      on >= addDays(instalment.dueOn, -plan.remindDays) &&
      on < instalment.dueOn &&
      !isSent(facts, actOf('plan-reminder', plan, instalment)),
  )
  if (!near) return null
  return { do: 'words', act: actOf('plan-reminder', plan, near), rule: `instalment-near:${near.number}`, source: POLICY }
}

/** Who has signed a plan just now is not reminded of it the same day. */
const isReminded = ({ beganOn, remindDays }: PlanFact, { dueOn }: Instalment) => beganOn === null || beganOn < addDays(dueOn, -remindDays)

/** Nothing to do today: the file waits for the next day on which there may be. */
function rest(facts: PlanCase, plan: PlanFact, missing: readonly Coverage[], on: LegalDay): AgreementStep {
  const days = missing.flatMap((instalment) => {
    const { dueOn } = instalment
    const cure = cureUntil(facts, plan, instalment)
    return [
      isReminded(plan, instalment) ? addDays(dueOn, -plan.remindDays) : null,
      plan.method === 'card' ? collectFrom(plan, instalment) : null,
      addDays(dueOn, plan.graceDays + 1),
      cure && addDays(cure, 1),
    ]
  })
  const ahead = days.flatMap((day) => (day !== null && day > on ? [day] : []))
  const until = ahead.length === 0 ? null : ahead.reduce(earlier)
  return { do: 'wait', until, rule: 'plan-in-force', source: CONTRACT }
}

const uncovered = (facts: PlanCase, plan: PlanFact, on: LegalDay): Coverage[] =>
  coverageOf(plan.instalments, paidFor(facts, plan, on)).filter(({ isCovered }) => !isCovered)

/** Whether an instalment that is not covered is the debtor's to make good: its days of grace are over, and nothing is asked of card or bank for it. */
function isOverdue(facts: PlanCase, plan: PlanFact, instalment: Instalment, on: LegalDay): boolean {
  return on > addDays(instalment.dueOn, plan.graceDays) && !isUnderWay(facts, plan, instalment)
}

/** Whether an instalment was asked of card or bank, and it has neither failed nor been taken back since. */
function isUnderWay(facts: PlanCase, { collections }: PlanFact, { number }: Instalment): boolean {
  const takenBack = lastReversal(facts)
  return collections.some((one) => one.number === number && one.failedOn === null && (takenBack === null || takenBack < one.askedOn))
}

/** The day on which money was last taken back from the file's claims. */
function lastReversal({ claims }: Pick<Facts, 'claims'>): LegalDay | null {
  return claims.flatMap(({ money }) => money.flatMap(({ kind, on }) => (kind === 'reversal' ? [on] : []))).reduce(later, '') || null
}

/**
 * The last day to make good an instalment that was missed: counted from the posting of a letter, or the sending of a message. Money that
 * was taken back since gives the days anew. Null before the notice, and while its letter lies unposted.
 */
export function cureUntil(facts: PlanCase, plan: PlanFact, instalment: Pick<Instalment, 'number'>): LegalDay | null {
  const notice = facts.contacts.find(
    (contact) => contact.state === 'sent' && contact.actId === sideActId(actOf('plan-default', plan, instalment)),
  )
  const from = notice && noticeDayOf(notice)
  return from ? addDays(later(from, lastReversal(facts) ?? ''), plan.cureDays) : null
}

const noticeDayOf = ({ channel, postedOn, contactedOn }: ContactFact) => (channel === 'letter' ? postedOn : contactedOn)
const isPast = (day: LegalDay | null, on: LegalDay) => day !== null && on > day

/** Words about an instalment of the plan's version in force. */
const actOf = (
  kind: Extract<SideStage, `plan-${string}`>,
  { id, revision }: PlanFact,
  { number }: Pick<Instalment, 'number'>,
): SideAct => ({
  kind,
  of: `${id}/${revision}/${number}`,
})

const isSent = ({ contacts }: Pick<Facts, 'contacts'>, act: SideAct) =>
  contacts.some(({ actId, state }) => state === 'sent' && actId === sideActId(act))
