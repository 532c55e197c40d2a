import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { isOpenAgainst, measureOn } from '../domain/measure.js'
import { follow } from '../domain/procedure/follow.js'
import type { MeasureKind, ReportFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Database } from './database.js'
import { toDay } from './day.js'
import { loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import { legalToday } from './legal-today.js'
import { requireInScope } from './mandate.js'
import { onceForFile } from './once-for-file.js'
import { findTitle } from './open-enforcement.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { settleProceeding } from './proceeding-settle.js'
import { stagedId } from './staged-input.js'

export interface NewMeasure {
  titleId: string
  measure: MeasureKind
}

/**
 * Has an officer take a measure by a title that may be enforced. What it catches, and that it caught nothing, is reported to the proceeding.
 * @returns its id, which reports name
 * @throws DomainError file-unknown, title-unknown, proceeding-unknown while the title is not being enforced, mandate-scope-exceeded,
 * measure-not-open against this debtor or on this day, or while the title may not be enforced, key-reused
 */
export async function requestMeasure(db: Database, act: FileAct, { titleId, measure }: NewMeasure): Promise<string> {
  const { fileId, actor, now } = act
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'request-measure', input: { titleId, measure } }, async (tx, file) => {
    await findTitle(tx, fileId, titleId)
    await requireInScope(tx, fileId, { power: 'enforce' }, 'measure')
    const row = await tx.proceeding.findFirst({ where: { titleId, endReason: null }, select: { id: true } })
    const found = await loadCase(tx, fileId)
    const proceeding = await loadProceeding(tx, fileId, row?.id ?? '', found.law)
    const [today, at] = [legalToday(file, now), legalNow(file, now)]
    const rule = measureOn(found.law, measure, today)
    const capacities = found.facts.claims.filter((claim) => proceeding.claimIds.includes(claim.id)).map(({ capacity }) => capacity)
    if (!rule || !isOpenAgainst(rule, capacities)) throw new DomainError('measure-not-open', 'measure')
    const { stage } = follow(proceeding, rulesFor(proceeding, found.law), today)
    if (stage !== 'enforceable' && stage !== 'enforcing') throw new DomainError('measure-not-open', 'title')
    const report: ReportFact = { id, kind: 'measure-requested', on: today, toldOn: today, measure }
    const days = { doneOn: toDay(today), toldOn: toDay(today) }
    await tx.proceedingReport.create({ data: { id, proceedingId: proceeding.id, kind: report.kind, ...days, body: { measure }, actor } })
    const data = { proceedingId: proceeding.id, reportId: id, report: report.kind, on: today, documentSha256: null }
    await appendEvent(tx, fileId, { kind: 'report-taken', actor, legalTime: at, data })
    await settleProceeding({ tx, file, found, today, at }, { ...proceeding, reports: [...proceeding.reports, report] })
    await tell(tx, fileId, 'measure-requested')
  })
  return id
}
