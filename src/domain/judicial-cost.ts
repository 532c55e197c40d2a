import type { CostRule } from './judicial-law.js'
import type { LegalDay } from './legal-day.js'
import { type Cents, cents, halfUp } from './money.js'
import type { EndReason, ProceedingFact, ReportFact } from './procedure/proceeding.js'
import type { ProceedingRules } from './procedure/rules.js'

/** Who bears a cost: see `CostRule`. */
export type CostBearer = CostRule['bearer']['value']

/** A cost that something in a proceeding has made due. */
export interface CostDue {
  rule: CostRule
  /** Id of the report or the task that made it due. */
  reference: string
  on: LegalDay
}

/** An amount that a tenant has entered for a cost, from a day on. */
export interface EnteredTariff {
  code: string
  from: LegalDay
  amountCents: Cents
  source: string
}

/** What a cost comes to, and who says so. */
export interface CostAmount {
  amountCents: Cents
  source: string
  confirmed: boolean
}

/** What a proceeding has cost so far, in the order in which it fell due, by the law of each day. */
export function costsDue(proceeding: ProceedingFact, rules: ProceedingRules): CostDue[] {
  const ofReports = proceeding.reports.map((report) => ({ names: namesOf(report), reference: report.id, on: report.on }))
  const ofTasks = proceeding.tasks.flatMap(({ id, kind, handedOn }) =>
    handedOn === null ? [] : [{ names: [`task:${kind}`], reference: id, on: handedOn }],
  )
  return [...ofReports, ...ofTasks]
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .flatMap(({ names, reference, on }) => costRulesAt(proceeding, rules, names, on).map((rule) => ({ rule, reference, on })))
}

/** The rules that an event of a proceeding falls under. */
export function costRulesAt(proceeding: ProceedingFact, rules: ProceedingRules, names: readonly string[], on: LegalDay): CostRule[] {
  const { court, askedCents } = proceeding
  return rules.course(on).costs.filter(({ at, from, courts, aboveCents }) => {
    const isHeard = courts === undefined || (court !== null && courts.includes(court))
    return names.includes(at) && (from === undefined || from <= on) && isHeard && (aboveCents === undefined || askedCents > aboveCents)
  })
}

/** How rules name a report: by its kind, and by what was served. */
export const namesOf = ({ kind, act }: Pick<ReportFact, 'kind' | 'act'>): string[] =>
  act === undefined ? [kind] : [kind, `${kind}:${act}`]

const PPM = 1_000_000

/**
 * What a cost comes to: what the tenant has entered for that day, else what the law confirms; null where nobody has said so.
 * @param askedCents principal that a share is taken of; half a cent is rounded up
 */
export function amountOf(rule: CostRule, askedCents: Cents, on: LegalDay, entered: readonly EnteredTariff[]): CostAmount | null {
  const own = entered.filter(({ code, from }) => code === rule.code && from <= on).sort((a, b) => (a.from < b.from ? -1 : 1))
  const last = own.at(-1)
  if (last) return { amountCents: last.amountCents, source: last.source, confirmed: true }
  const { amountCents: flat, sharePpm } = rule
  if (!flat?.confirmed || sharePpm?.confirmed === false) return null
  const share = sharePpm ? halfUp(askedCents * sharePpm.value, PPM) : 0
  return { amountCents: cents(flat.value + share), source: flat.source, confirmed: true }
}

/** How a proceeding stands whose costs are asked about. */
export interface CostStanding {
  course: ProceedingFact['course']
  /** Whether there is a title by which its costs are asked for: the one that it has led to, or that it enforces. */
  titled: boolean
  end: EndReason | null
}

/** Ends by which a claimant has lost, or given up, what it asked for. */
const GIVEN_UP: readonly EndReason[] = ['refused', 'lapsed', 'declined', 'dismissed', 'sent-back', 'stopped']

/**
 * Whether a cost is the debtor's to pay as things stand. Nothing is asked for under a title that was annulled: who enforces does so at its own
 * risk (Code des procédures civiles d’exécution L111-8, L111-10, from memory), and who has lost or given up a suit bears its costs (Code de
 * procédure civile 399, 696).
 */
export function isOnDebtor(bearer: CostBearer, { course, titled, end }: CostStanding): boolean {
  if (bearer === 'creditor') return false
  if (bearer === 'loser' || course === 'enforcement') return titled
  return titled || end === null || !GIVEN_UP.includes(end)
}

/** On whose account a cost stands: before a title, and once there is one that grants it. */
export const borneBy = (bearer: CostBearer): { before: 'creditor' | 'debtor'; after: 'creditor' | 'debtor' } => ({
  before: bearer === 'debtor' ? 'debtor' : 'creditor',
  after: bearer === 'creditor' ? 'creditor' : 'debtor',
})
