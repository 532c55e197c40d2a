import { v7 as uuidv7 } from 'uuid'
import { judicialOn } from '../domain/judicial-law.js'
import type { LawBook } from '../domain/law-pack.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import type { ProceedingFact } from '../domain/procedure/proceeding.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { answer } from './judicial-proposal.js'

/** First day on which the approval of a proceeding that nobody has begun is void; null once it is begun, and for an enforcement. */
export function voidFrom({ procedure, openedOn, reports, tasks }: ProceedingFact, law: LawBook): LegalDay | null {
  const isBegun = reports.length > 0 || tasks.some(({ state }) => state !== 'due' && state !== 'withdrawn')
  if (isBegun || procedure === 'enforcement') return null
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
