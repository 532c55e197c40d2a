import { balanceOn, unpaidOn } from './account.js'
import { isDone } from './contact-outcome.js'
import type { ClaimFact, ContactFact, Facts } from './facts.js'
import { type LawBook, type LawPack, packOn } from './law-pack.js'
import { addDays, earlier, type LegalDay, later } from './legal-day.js'
import { holds } from './segment.js'
import { type ActStage, isSideStage, type Stage } from './stage.js'
import type { Step, Strategy } from './strategy.js'

/** A step that is to be taken, with the claims that it is still owed to. */
export interface OpenStep {
  step: Step
  /** The step before it that was taken, whose distance from this one is kept. */
  before: Step | undefined
  /** Names the act: the same for every try of it. */
  actId: string
  claims: ClaimFact[]
}

/** Days after a reminder of the creditor's own before the debtor hears from us. */
const DAYS_AFTER_PRIOR_REMINDER = 7
const DAYS_BETWEEN_ATTEMPTS = 1

/** Notices that the law wants before anything further, by who collects. */
export function mandatoryStages({ mandate }: Facts, law: LawPack): readonly ActStage[] {
  return (mandate ? law.mandatoryNotices.agency : law.mandatoryNotices.creditor).value
}

/**
 * The lowest step that is not done, or null when all are. Only a mandatory notice is caught up with: a reminder that came
 * back, or a preventive word for a due date that was moved, is left out once a later step is done. A step whose condition
 * does not hold on its day is left out as well.
 */
export function lowestOpenStep(facts: Facts, strategy: Strategy, book: LawBook, today: LegalDay): OpenStep | null {
  const law = packOn(book, today)
  const unpaid = unpaidOn(facts, book, today)
  const mandatory = mandatoryStages(facts, law)
  const done = (step: Step) => isStepDone(step, facts, law)
  const furthest = strategy.steps.findLastIndex(done)
  for (const [index, step] of strategy.steps.entries()) {
    if (index < furthest && !mandatory.includes(step.stage)) continue
    const claims = claimsWithout(step, facts, unpaid, law, today)
    if (claims.length === 0) continue
    const open = { step, before: strategy.steps.slice(0, index).findLast(done), actId: actIdOf(step, facts), claims }
    if (mandatory.includes(step.stage) || isMeant(open, { facts, unpaid, book, law, today })) return open
  }
  return null
}

/** Whether a step's condition holds on the day that it falls due, or today where that has passed. */
function isMeant(
  open: OpenStep,
  { facts, unpaid, book, law, today }: { facts: Facts; unpaid: ClaimFact[]; book: LawBook; law: LawPack; today: LegalDay },
): boolean {
  const { when } = open.step
  if (!when) return true
  const day = later(today, dueDay(open, facts, law))
  return holds(when, { claims: unpaid, segment: facts.segment }, balanceOn(facts, book, day))
}

const isStepDone = ({ id }: Step, { contacts }: Facts, law: LawPack) =>
  contacts.some((contact) => contact.stepId === id && isDone(contact, law))

/**
 * Unpaid claims that a step is still to be taken for. A mandatory notice is owed to each claim; any other step is taken
 * once for the file, and not at all once an operator has skipped it, the first day it warns of has passed, or the mandate
 * does not carry what it announces.
 */
function claimsWithout(step: Step, facts: Facts, open: ClaimFact[], law: LawPack, today: LegalDay): ClaimFact[] {
  if (mandatoryStages(facts, law).includes(step.stage))
    return open.filter((claim) => !isNoticeServed(step.stage, claim, facts.contacts, law))
  if (isStepDone(step, facts, law)) return open.filter((claim) => isStepRecalled(step, claim, facts.contacts, law))
  // Served before the file came here: nobody's duty, so once for the file is enough.
  if (open.every(({ notices }) => notices.some(({ kind }) => kind === step.stage))) return []
  if (facts.overrides.some(({ actId, kind }) => kind === 'skip' && actId.split('#')[0] === step.id)) return []
  if (step.stage === 'preventive' && open.some(({ dueDate }) => dueDate < today)) return []
  if (step.stage === 'last-notice' && facts.mandate?.scope === 'amicable') return []
  return open
}

function isNoticeServed(stage: Stage, claim: ClaimFact, contacts: ContactFact[], law: LawPack): boolean {
  if (claim.notices.some(({ kind, on }) => kind === stage && !isRecalled(stage, claim, on))) return true
  return contacts.some(
    (contact) =>
      contact.stage === stage &&
      contact.claimIds.includes(claim.id) &&
      isDone(contact, law) &&
      !isRecalled(stage, claim, contact.contactedOn),
  )
}

/** What is given anew once the debtor was right to contest what it asked for. A reminder is not: the answer to the dispute corrects it. */
const GIVEN_ANEW: readonly Stage[] = ['formal-notice', 'last-notice']

/**
 * Whether a notice of a claim asked for too much, as the answer to a dispute has shown since. It puts nobody under the consequences that it
 * announced. The interest that it has made run is left as it is: for what was owed, the debtor was given notice.
 */
const isRecalled = (stage: Stage, { recalledOn }: ClaimFact, on: LegalDay | null): boolean =>
  recalledOn !== undefined && GIVEN_ANEW.includes(stage) && on !== null && on < recalledOn

/** Whether a step was taken for a claim, and each time asked for too much. */
function isStepRecalled({ id, stage }: Step, claim: ClaimFact, contacts: ContactFact[], law: LawPack): boolean {
  const taken = contacts.filter((contact) => contact.stepId === id && contact.claimIds.includes(claim.id) && isDone(contact, law))
  return taken.length > 0 && taken.every(({ contactedOn }) => isRecalled(stage, claim, contactedOn))
}

/** From its second time on an act has a number, so that each time is one act of its own. */
function actIdOf(step: Step, { contacts }: Facts): string {
  const times = contacts.filter(({ stepId, state }) => stepId === step.id && state === 'sent').length
  return times === 0 ? step.id : `${step.id}#${times + 1}`
}

/**
 * The day a step falls due: so many days after the oldest claim it is for did, but never closer to the act before than
 * the strategy spaces them, never while the debtor may still pay what it was last asked for, and not on the heels of the
 * creditor's own reminder. So a late wake or a moved due date does not send two at once. An operator may have it go at
 * once; not on the day that it failed.
 */
export function dueDay({ step, before, actId, claims }: OpenStep, facts: Facts, law: LawPack): LegalDay {
  const failed = latest(failuresOf(actId, facts).map(({ contactedOn }) => contactedOn))
  const notBefore = failed ? addDays(failed, DAYS_BETWEEN_ATTEMPTS) : EARLIEST
  if (facts.overrides.some((override) => override.kind === 'now' && override.actId === actId)) return notBefore
  const days = [notBefore, addDays(claims.map(({ dueDate }) => dueDate).reduce(earlier), step.afterDays)]
  const sent = facts.contacts.filter((contact) => isDone(contact, law) && !isSideStage(contact.stage))
  const lastSent = latest(sent.map(({ contactedOn }) => contactedOn))
  if (before && lastSent) days.push(addDays(lastSent, step.afterDays - before.afterDays))
  const askedUntil = latest(sent.map(({ payBefore }) => payBefore))
  if (askedUntil) days.push(addDays(askedUntil, 1))
  const reminded = latest(facts.claims.flatMap(({ notices }) => notices.filter(({ kind }) => kind === 'reminder').map(({ on }) => on)))
  if (reminded) days.push(addDays(reminded, DAYS_AFTER_PRIOR_REMINDER))
  return days.reduce(later)
}

/** How often an act was tried in vain: refused by its provider, or lost as a letter. Another channel is another matter. */
export function triesInVain({ step, actId, claims }: OpenStep, facts: Facts): number {
  const lost = facts.contacts.filter(
    ({ stepId, channel, delivery, claimIds }) =>
      stepId === step.id && channel === 'letter' && delivery === 'failed' && claims.some(({ id }) => claimIds.includes(id)),
  )
  return failuresOf(actId, facts).length + lost.length
}

/** Tries of an act that its provider has refused. A reservation that was dropped before any call is no try. */
function failuresOf(actId: string, { contacts }: Facts): ContactFact[] {
  return contacts.filter((contact) => contact.actId === actId && contact.state === 'failed' && contact.contactedOn !== null)
}

const EARLIEST: LegalDay = '0001-01-01'

/** The latest of some days, or null without any. */
export function latest(days: readonly (LegalDay | null)[]): LegalDay | null {
  return days.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null)
}
