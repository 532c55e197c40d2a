import { isDone } from './contact-outcome.js'
import { decide } from './decide.js'
import type { Facts } from './facts.js'
import { type LawBook, type LawPack, packOn } from './law-pack.js'
import { type LegalDay, legalDayOf } from './legal-day.js'
import { isUnposted } from './letter-under-way.js'
import { type PlannedAct, planAhead } from './plan.js'
import { type ActStage, STAGES } from './stage.js'
import { lowestOpenStep, mandatoryStages } from './step.js'
import type { Step, Strategy } from './strategy.js'

/** The move of one file from the version of a strategy that it follows to another. */
export interface FileMove {
  from: Strategy
  to: Strategy
  /** Every version that the file has followed, `from` the last: acts of each were taken. */
  followed: readonly Strategy[]
  /** Country whose law the file lives under. */
  country: string
}

/** Why a file stays with its version: the other one would drop a notice it is still owed, or is for another country's law. */
export type StayReason = 'notice-missing' | 'other-country'

const COUNTRY_UNLESS_NAMED = 'FR'

/** Why a file may not be moved on a day, or null when it may. */
export function reasonToStay(facts: Facts, move: FileMove, book: LawBook, today: LegalDay): StayReason | null {
  if ((move.to.country ?? COUNTRY_UNLESS_NAMED) !== move.country) return 'other-country'
  return losesNotice(facts, move, book, today) ? 'notice-missing' : null
}

/**
 * Whether the old version would still serve a notice that the new one has no step for. The opening letter counts for
 * whoever collects: every later message recalls it.
 */
function losesNotice(facts: Facts, { from, to }: FileMove, book: LawBook, today: LegalDay): boolean {
  const notices: readonly ActStage[] = ['opening', ...mandatoryStages(facts, packOn(book, today))]
  const dropped = from.steps.filter(({ stage }) => notices.includes(stage) && !to.steps.some((step) => step.stage === stage))
  return dropped.some((step) => lowestOpenStep(facts, { ...from, steps: [step] }, book, today) !== null)
}

/**
 * Steps of the new version that the file has behind it under other names, and that must not go out again: those of a stage
 * before the furthest one it has reached; and within that stage those that lie no later than the last step taken, and as
 * many of the first ones as were taken. A notice that the law wants is never among them: whether it was served is asked of
 * each claim, whatever the step is called.
 * @returns their ids, without those that were taken under the same id
 */
export function stepsBehind(facts: Facts, { to, followed }: FileMove, law: LawPack): string[] {
  const isTaken = ({ id }: Step) => wasTaken(id, facts, law)
  const taken = [...new Map(followed.flatMap(({ steps }) => steps.filter(isTaken)).map((step) => [step.id, step])).values()]
  const reached = Math.max(-1, ...taken.map(place))
  const inStage = taken.filter((step) => place(step) === reached)
  const lastDay = Math.max(...inStage.map(({ afterDays }) => afterDays))
  const covered = new Set(to.steps.filter((step) => place(step) === reached).slice(0, inStage.length))
  const isBehind = (step: Step) => place(step) < reached || (place(step) === reached && (step.afterDays <= lastDay || covered.has(step)))
  const mandatory = mandatoryStages(facts, law)
  return to.steps.filter((step) => isBehind(step) && !mandatory.includes(step.stage) && !isTaken(step)).map(({ id }) => id)
}

const place = ({ stage }: Step) => STAGES.indexOf(stage)

/** Sent and arrived as far as is known, perhaps on its way, or left out by an operator. */
function wasTaken(stepId: string, { contacts, overrides }: Facts, law: LawPack): boolean {
  if (overrides.some(({ kind, actId }) => kind === 'skip' && actId.split('#')[0] === stepId)) return true
  return contacts.some((contact) => contact.stepId === stepId && (isDone(contact, law) || isPending(contact.state)))
}

const isPending = (state: string) => state === 'calling' || state === 'unknown'

/** The same facts with steps left out. */
export function withoutSteps(facts: Facts, stepIds: readonly string[]): Facts {
  return { ...facts, overrides: [...facts.overrides, ...stepIds.map((actId) => ({ actId, kind: 'skip' as const }))] }
}

/** Whether the file waits for what no date brings: a hold without end, or the posting of a printed letter. */
export function isStopped(facts: Facts, strategy: Strategy, book: LawBook, at: Date): boolean {
  const decision = decide(facts, strategy, book, at)
  return decision.do === 'wait' && decision.until === null
}

/** The next acts if nothing happened meanwhile; of a file that is stopped, as if it were let go now. */
export function nextActs(facts: Facts, strategy: Strategy, book: LawBook, at: Date, most: number): PlannedAct[] {
  const today = legalDayOf(at, book.zone)
  const free: Facts = {
    ...facts,
    holds: facts.holds.filter(({ until }) => until !== null),
    contacts: facts.contacts.map((contact) => (isUnposted(contact) ? { ...contact, postedOn: today } : contact)),
  }
  return planAhead(free, strategy, book, at).acts.slice(0, most)
}
