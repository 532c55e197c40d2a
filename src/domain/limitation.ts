import type { ClaimFact, ClaimTitle, LimitationAct } from './facts.js'
import { judicialOn } from './judicial-law.js'
import {
  type LawBook,
  type LimitationActRule,
  type LimitationRule,
  type ProcedureCode,
  packOn,
  regimeOf,
  type Sourced,
} from './law-pack.js'
import { addDays, addMonths, addYears, daysBetween, type LegalDay, later } from './legal-day.js'

type Kind = Pick<ClaimFact, 'capacity' | 'category' | 'dueDate' | 'title'>
/** What the limitation of a claim depends on. */
export type Limited = Kind & Pick<ClaimFact, 'limitationFrom' | 'acts'>

/** The limitation of a claim as it stands on a day. */
export interface Limitation {
  /** `consumer-goods`, `rent`: the name of its rule. */
  name: string
  source: string
  years: number
  foreclosure: boolean
  /** Day from which the present period runs; itself not counted. */
  from: LegalDay
  /** That day is included; null while the period stands still. */
  lastDay: LegalDay | null
  barred: boolean
}

/** The limitation that a claim falls under: that of the title on it, where it has one, or else its own. */
export const limitationOf = (claim: Kind, book: LawBook): LimitationRule =>
  claim.title ? limitationOfTitle(claim.title, book) : ownLimitationOf(claim, book)

/** What is titled may be enforced as long as the title lives (Code des procédures civiles d’exécution L111-4). */
function limitationOfTitle({ on }: ClaimTitle, book: LawBook): LimitationRule {
  const { value: years, ...from } = judicialOn(book, on).title.lifeYears
  return { name: 'title', categories: [], regimes: [], period: { ...from, value: { years, counted: 'to-the-day', foreclosure: false } } }
}

/** A claim as it stood on a day: before its title it had none. */
function asOf<T extends Kind>(claim: T, on: LegalDay): T {
  if (claim.title === undefined || claim.title.on <= on) return claim
  const { title: _, ...untitled } = claim
  return untitled as T
}

/** The limitation that a claim falls under by what it is for and what the debtor owes it as, whatever was awarded since. */
export function ownLimitationOf(claim: Omit<Kind, 'title'>, book: LawBook): LimitationRule {
  const pack = packOn(book, claim.dueDate)
  const regime = regimeOf(pack, claim.capacity)
  const fits = ({ categories, regimes }: LimitationRule) =>
    (categories.length === 0 || categories.includes(claim.category)) && (regimes.length === 0 || regimes.includes(regime))
  const rule = pack.limitation.find(fits)
  if (!rule) throw new Error(`${pack.id} has no limitation for ${claim.category}`)
  return rule
}

/** How the limitation of a claim stands on a day, by the acts up to that day. */
export function limitationOn(known: Limited, book: LawBook, on: LegalDay): Limitation {
  const claim = asOf(known, on)
  const { name, period } = limitationOf(claim, book)
  const run = runOf({ ...claim, acts: claim.acts.filter((act) => act.on <= on) }, book)
  const lastDay = endOf(run, null)
  const { years, foreclosure } = period.value
  return { name, source: period.source, years, foreclosure, from: run.from, lastDay, barred: lastDay !== null && on > lastDay }
}

/**
 * Last day on which a claim may still be sued for: the same day of the month so many years later, that day included, on
 * whatever weekday it falls. A registered letter does not move it; what does is in the claim's acts. While a suspension
 * lasts, the earliest that it can be: as though the suspension ended on the day on which it began.
 */
export function lastDayToSue(claim: Limited, book: LawBook): LegalDay {
  const run = runOf(claim, book)
  return endOf(run, null) ?? (endOf(run, 'its-first-day') as LegalDay)
}

/** Last day on which a procedure can still be begun, with where its lead time comes from. */
export interface LastDayToBegin {
  procedure: ProcedureCode
  lastDay: LegalDay
  source: string
}

/**
 * Last day on which each procedure can still be begun, so that the act which interrupts is served in time: an order
 * interrupts only at its service. Empty while the limitation stands still, and once there is a title: nobody sues for one again.
 */
export function lastDaysToServe(claim: Limited, book: LawBook): LastDayToBegin[] {
  if (claim.title) return []
  const lastDay = endOf(runOf(claim, book), null)
  return lastDay === null ? [] : daysToBegin(lastDay, book)
}

/** The same of a last day to sue. */
export function daysToBegin(lastDay: LegalDay, book: LawBook): LastDayToBegin[] {
  const { procedures } = packOn(book, lastDay)
  return procedures.map(({ code, leadDays: { value, source } }) => ({ procedure: code, lastDay: addDays(lastDay, -value), source }))
}

/** What the law makes of an act on a claim, or null where the act moves nothing: another kind of period, or a law that does not name it. */
export function moveOf(claim: Kind, act: Pick<LimitationAct, 'kind' | 'on'>, book: LawBook): Sourced<LimitationActRule> | null {
  const rule = packOn(book, act.on).limitationMoves?.acts[act.kind]
  const kind = limitationOf(asOf(claim, act.on), book).period.value.foreclosure ? 'foreclosure' : 'limitation'
  return rule?.value.moves.includes(kind) ? rule : null
}

interface Suspension extends LimitationAct {
  leastMonths: number
}

/** A period as it runs: from its last beginning, with what has made it stand still. */
interface Run {
  from: LegalDay
  years: number
  suspensions: readonly Suspension[]
  /** Day that the period does not outlast, whatever moved it. */
  longStop: LegalDay | null
}

/** The period that the acts leave a claim with. What comes after the last day changes nothing: barred stays barred. */
function runOf(claim: Limited, book: LawBook): Run {
  let run = firstRun(claim, book)
  const once = new Set<string>()
  for (const act of [...claim.acts].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const rule = moveOf(claim, act, book)?.value
    const end = endOf(run, null)
    if (!rule || (end !== null && act.on > end)) continue
    if (rule.effect === 'suspends') {
      run = { ...run, suspensions: [...run.suspensions.filter((one) => !isSame(one, act)), { ...act, leastMonths: rule.leastMonths }] }
    } else if (act.on > run.from && !once.has(act.kind)) {
      run = { ...run, from: act.on, longStop: rule.beyondLongStop ? null : run.longStop }
      if (rule.onlyFirst) once.add(act.kind)
    }
  }
  return run
}

/** A suspension whose end is known by now is recorded again with it: the later record stands for the earlier. */
const isSame = (a: LimitationAct, b: LimitationAct) => a.kind === b.kind && a.on === b.on

function firstRun(claim: Limited, book: LawBook): Run {
  const { years, counted } = limitationOf(claim, book).period.value
  // The twenty years of the long-stop do not bind titles (Code civil 2232).
  if (claim.title) return { from: claim.title.livesFrom, years, suspensions: [], longStop: null }
  const begins = claim.limitationFrom ?? claim.dueDate
  const arose = begins < claim.dueDate ? begins : claim.dueDate
  const longest = packOn(book, claim.dueDate).limitationMoves?.longStopYears
  return {
    from: counted === 'from-year-end' ? `${begins.slice(0, 4)}-12-31` : begins,
    years,
    suspensions: [],
    longStop: longest ? addYears(arose, longest.value) : null,
  }
}

/** Last day of a period: days that were suspended are added, each once. @returns null while it stands still */
function endOf({ from, years, suspensions, longStop }: Run, openEnds: 'its-first-day' | null): LegalDay | null {
  let end = addYears(from, years)
  let through = from
  for (const { on, until, leastMonths } of suspensions) {
    if (on > end) break
    const ended = until ?? (openEnds && on)
    if (ended === null) return null
    if (ended <= through) continue
    const first = later(on, addDays(through, 1))
    end = later(addDays(end, daysBetween(first, ended) + 1), addMonths(ended, leastMonths))
    through = ended
  }
  return longStop !== null && longStop < end ? longStop : end
}
