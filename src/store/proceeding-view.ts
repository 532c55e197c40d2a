import type { ProceedingList, ProceedingQuery, ProceedingSummary, ProceedingView } from '../contracts/proceeding.js'
import { DomainError } from '../domain/errors.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { follow } from '../domain/procedure/follow.js'
import type { JudicialProcedure, ReportFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Prisma, ProceedingPassage, ProceedingReport, Title } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'
import { costsOf } from './judicial-cost-view.js'
import { lawFor } from './law.js'
import { legalToday } from './legal-today.js'
import { cursorOf, idOfCursor } from './page.js'
import { loadProceeding } from './proceeding.js'

const WITH_FILE = { file: { select: { reference: true, country: true } } } satisfies Prisma.ProceedingInclude

const WITH_ALL = {
  ...WITH_FILE,
  claims: { include: { claim: { select: { reference: true } } }, orderBy: { claimId: 'asc' } },
  reports: { orderBy: { id: 'asc' } },
  tasks: { include: { papers: { orderBy: { role: 'asc' } } }, orderBy: { id: 'asc' } },
  passages: { orderBy: [{ recordedOn: 'asc' }, { id: 'asc' }] },
  alarms: { orderBy: [{ raisedOn: 'asc' }, { alarm: 'asc' }] },
} satisfies Prisma.ProceedingInclude

type Row = Prisma.ProceedingGetPayload<{ include: typeof WITH_FILE }>
type WholeRow = Prisma.ProceedingGetPayload<{ include: typeof WITH_ALL }>

/** Proceedings of a tenant, the newest first. @throws DomainError request-invalid for a cursor that is none */
export async function listProceedings(db: Database, tenantId: string, { cursor, limit, stage }: ProceedingQuery): Promise<ProceedingList> {
  const where = { tenantId, ...(stage && { stage }), ...(cursor !== undefined && { id: { lt: idOfCursor(cursor) } }) }
  const rows = await db.proceeding.findMany({ where, include: WITH_FILE, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { proceedings: page.map(summaryOf), next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}

/** The proceedings of a file, the newest first. */
export async function proceedingsOfFile(db: Database, fileId: string, now: Date): Promise<ProceedingView[]> {
  const rows = await db.proceeding.findMany({ where: { fileId }, include: WITH_ALL, orderBy: { id: 'desc' } })
  return Promise.all(rows.map((row) => viewOf(db, row, now)))
}

/** @throws DomainError proceeding-unknown */
export async function viewProceeding(db: Database, fileId: string, id: string, now: Date): Promise<ProceedingView> {
  const row = isId(id) ? await db.proceeding.findFirst({ where: { id, fileId }, include: WITH_ALL }) : null
  if (!row) throw new DomainError('proceeding-unknown', 'proceeding')
  return viewOf(db, row, now)
}

function summaryOf(row: Row): ProceedingSummary {
  const { id, procedure, course, stage, stageOn, endReason, openedOn, currency, askedCents } = row
  const { reference, country } = row.file
  return {
    id,
    file: reference,
    procedure,
    course: course as ProceedingSummary['course'],
    name: nameOf(procedure, fromDay(openedOn), lawOf(country)),
    stage: stage as ProceedingSummary['stage'],
    on: fromDay(stageOn),
    end: endReason,
    openedOn: fromDay(openedOn),
    court: row.court === null ? null : { code: row.court, name: row.courtName ?? row.court, reference: row.courtReference },
    currency,
    askedCents: Number(askedCents),
  }
}

const nameOf = (procedure: string, on: LegalDay, book: LawBook): string =>
  rulesFor({ procedure: procedure as JudicialProcedure, region: null, distance: 'none' }, book).course(on).name

async function viewOf(db: Database, row: WholeRow, now: Date): Promise<ProceedingView> {
  const { id, fileId, tenantId, titleId } = row
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { country: true, legalOffsetMs: true } })
  const law = await lawFor(db, tenantId, file.country)
  const proceeding = await loadProceeding(db, fileId, id, law)
  const { deadlines, expects } = follow(proceeding, rulesFor(proceeding, law), legalToday(file, now))
  const title = await db.title.findFirst({
    where: titleId === null ? { proceedingId: id } : { id: titleId },
    orderBy: { id: 'desc' },
  })
  return {
    ...summaryOf(row),
    officer: await organisationName(db, row.officerId),
    lawyer: await organisationName(db, row.lawyerId),
    claims: row.claims.map(({ claim, principalCents }) => ({ reference: claim.reference, principalCents: Number(principalCents) })),
    missing: proceeding.missing,
    passages: row.passages.map(passageView),
    deadlines: deadlines.map(({ kind, lastDay, who, rule, source }) => ({ kind, lastDay, who, rule, source })),
    alarms: row.alarms.map(({ alarm, lastDay, raisedOn }) => ({ alarm, lastDay: fromDay(lastDay), raisedOn: fromDay(raisedOn) })),
    tasks: row.tasks.map(taskView),
    reports: row.reports.map(reportView),
    expects,
    costs: await costsOf(db, { fileId, id }),
    title: title && titleView(title),
  }
}

async function organisationName(db: Database, id: string | null): Promise<string | null> {
  return id === null ? null : (await db.organisation.findUniqueOrThrow({ where: { id }, select: { name: true } })).name
}

function passageView(row: ProceedingPassage): ProceedingView['passages'][number] {
  const { end = null, reason = null, next = null } = row.body as Partial<ProceedingView['passages'][number]>
  const days = {
    on: fromDay(row.reachedOn),
    recordedOn: fromDay(row.recordedOn),
    supersededOn: row.supersededOn && fromDay(row.supersededOn),
  }
  return { stage: row.stage as ProceedingView['stage'], source: row.source, end, reason, next, ...days }
}

function taskView(row: WholeRow['tasks'][number]): ProceedingView['tasks'][number] {
  const { id, kind, assignee: to, state, papers } = row
  return {
    id,
    kind,
    to,
    state,
    doBy: row.doBy && fromDay(row.doBy),
    handedOn: row.handedOn && fromDay(row.handedOn),
    answerBy: row.answerBy && fromDay(row.answerBy),
    endedOn: row.endedOn && fromDay(row.endedOn),
    papers: papers.map(({ role, documentId }) => ({ role, document: documentId })),
  }
}

function reportView({ id, kind, doneOn, toldOn, actor, body, documentSha256 }: ProceedingReport): ProceedingView['reports'][number] {
  const said = body as Partial<ReportFact>
  const { mode = null, act = null, measure = null, outcome = null, amountCents = null, costsCents = null, day = null, reason = null } = said
  const more = { mode, act, measure, outcome, amountCents, costsCents, day, reason, documentSha256 }
  return { id, kind, on: fromDay(doneOn), toldOn: fromDay(toldOn), actor, ...more }
}

function titleView(row: Title): ProceedingView['title'] {
  const { id, kind, reference, source, endReason: end } = row
  return {
    id,
    kind,
    reference,
    on: fromDay(row.grantedOn),
    enforceableOn: fromDay(row.enforceableOn),
    servedOn: row.servedOn && fromDay(row.servedOn),
    principalCents: Number(row.principalCents),
    costsCents: Number(row.costsCents),
    source,
    end,
  }
}
