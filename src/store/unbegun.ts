import { v7 as uuidv7 } from 'uuid'
import { judicialOn } from '../domain/judicial-law.js'
import type { LawBook } from '../domain/law-pack.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { type ProceedingFact, REPORT_KINDS } from '../domain/procedure/proceeding.js'
import { endingOf } from '../domain/procedure/winding-up.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { answer } from './judicial-proposal.js'

/**
 * First day on which the approval of a proceeding that nobody has begun is void; null once it is begun or over, and for an enforcement. What
 * the file itself brings to it, such as a payment, begins nothing.
 */
export function voidFrom(proceeding: ProceedingFact, law: LawBook): LegalDay | null {
  const { procedure, openedOn, reports, tasks } = proceeding
  const isBegun =
    reports.some(({ kind }) => (REPORT_KINDS as readonly string[]).includes(kind)) ||
    tasks.some(({ state }) => state !== 'due' && state !== 'withdrawn')
  if (isBegun || endingOf(proceeding) !== null || procedure === 'enforcement') return null
  return addDays(openedOn, judicialOn(law, openedOn).approval.value.validDays + 1)
}

/**
 * Stops proceedings that were approved so long ago that what was weighed then holds no more, and that nobody has begun: a person is asked
 * anew. The caller holds the file's lock. @returns whether anything was written
 */
export async function settleUnbegun(tx: Transaction, file: FileRow, { facts, law }: Case, today: LegalDay, at: Date): Promise<boolean> {
  const over = (facts.judicial?.proceedings ?? []).filter((proceeding) => {
    const day = voidFrom(proceeding, law)
    return day !== null && today >= day
  })
  for (const { id: proceedingId, procedure } of over) {
    const reportId = uuidv7()
    const days = { doneOn: toDay(today), toldOn: toDay(today) }
    const body = { reason: 'approval-expired' }
    await tx.proceedingReport.create({ data: { id: reportId, proceedingId, kind: 'stopped', ...days, body, actor: 'engine' } })
    const data = { proceedingId, reportId, report: 'stopped', on: today, documentSha256: null }
    await appendEvent(tx, file.id, { kind: 'report-taken', actor: 'engine', legalTime: at, data })
    const { proposalId } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceedingId }, select: { proposalId: true } })
    if (proposalId !== null) await answer(tx, file, proposalId, { state: 'void', procedure, actor: 'engine', legalTime: at, today })
  }
  return over.length > 0
}
