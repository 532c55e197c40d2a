import type { LegalDay } from '../legal-day.js'
import type { Cents } from '../money.js'
import { recordedByDay } from './matter.js'
import type { ProceedingFact, ReportKind, TaskAsk } from './proceeding.js'
import { BEGINNINGS, tell, wasHandedOver } from './telling.js'

/** By which a court, or the debtor itself, has said how much is due: no request is amended after it. */
export const GRANTED: readonly ReportKind[] = ['order-granted', 'debtor-agreed', 'judgment']

/**
 * What a proceeding asks for on a day: as amended, but no longer once a court or the debtor has said how much is due. Enforcement goes on to be
 * amended.
 */
export function askedCents(
  { askedCents: asked, course, reports }: Pick<ProceedingFact, 'askedCents' | 'course' | 'reports'>,
  today: LegalDay,
): Cents {
  const granted = course === 'enforcement' ? undefined : recordedByDay(reports.filter(({ kind }) => GRANTED.includes(kind)))[0]
  const amended = recordedByDay(
    reports.filter(({ kind, on }) => kind === 'amended' && on <= today && (granted === undefined || on < granted.on)),
  )
  return amended.at(-1)?.amountCents ?? asked
}

/** Who has the request, or enforces, is told of each sum; after a decision what is left goes out with the next task. */
export function amendments(proceeding: ProceedingFact, today: LegalDay): TaskAsk[] {
  const holder = proceeding.tasks.find((task) => BEGINNINGS.includes(task.kind) && wasHandedOver(task))
  if (!holder) return []
  const isGranted = proceeding.course !== 'enforcement' && proceeding.reports.some(({ kind }) => GRANTED.includes(kind))
  const last = recordedByDay(proceeding.reports.filter(({ kind, on }) => kind === 'amended' && on <= today)).at(-1)
  const since = last && (holder.handedOn === null || holder.handedOn <= last.on)
  return last && since && !isGranted ? [tell('amend', last.id, holder.to)] : []
}
