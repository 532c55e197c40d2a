import type { MeasureView, TitleList, TitleView } from '../contracts/title.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { contestBy, measureOf } from '../domain/measure.js'
import { sum } from '../domain/money.js'
import { awaitsCourt } from '../domain/procedure/measure-authorisation.js'
import type { MeasureKind, ProceedingFact, ReportFact, TitleFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { titleLife } from '../domain/title-life.js'
import type { Prisma } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { cursorOf, idOfCursor, type Page } from './page.js'
import { loadProceeding } from './proceeding.js'

const WITH_ALL = {
  file: { select: { id: true, reference: true, country: true, legalOffsetMs: true } },
  claims: { include: { claim: { select: { reference: true } } }, orderBy: { claimId: 'asc' } },
} satisfies Prisma.TitleInclude
type Row = Prisma.TitleGetPayload<{ include: typeof WITH_ALL }>

/** The register of a tenant's titles, the newest first. @throws DomainError request-invalid for a cursor that is none */
export async function listTitles(
  db: Database,
  tenantId: string,
  page: Page & { good?: boolean | undefined },
  now: Date,
): Promise<TitleList> {
  const { cursor, limit, good } = page
  const before = cursor === undefined ? null : idOfCursor(cursor)
  const rows = await db.title.findMany({
    where: { tenantId, ...(before && { id: { lt: before } }), ...(good !== undefined && { endReason: good ? null : { not: null } }) },
    include: WITH_ALL,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    titles: await viewsOf(db, shown, now),
    next: last && rows.length > limit ? cursorOf(last.recordedAt.toISOString(), last.id) : null,
  }
}

/** A file's titles, the newest first. */
export async function titlesOf(db: Transaction, fileId: string, now: Date): Promise<TitleView[]> {
  return viewsOf(db, await db.title.findMany({ where: { fileId }, include: WITH_ALL, orderBy: { grantedOn: 'desc' } }), now)
}

/** One of them. @throws DomainError title-unknown */
export async function viewTitle(db: Transaction, fileId: string, id: string, now: Date): Promise<TitleView> {
  const row = isId(id) ? await db.title.findFirst({ where: { id, fileId }, include: WITH_ALL }) : null
  if (!row) throw new DomainError('title-unknown', 'title')
  return (await viewsOf(db, [row], now))[0] as TitleView
}

async function viewsOf(db: Transaction, rows: readonly Row[], now: Date): Promise<TitleView[]> {
  const where = { titleId: { in: rows.map(({ id }) => id) } }
  const enforcements = await db.proceeding.findMany({ where, include: { reports: true }, orderBy: { id: 'asc' } })
  return rows.map((row) => {
    const own = enforcements.filter(({ titleId }) => titleId === row.id)
    const open = own.find(({ endReason }) => endReason === null)
    const reports = own.flatMap(({ reports: of }) =>
      of.map(({ id, kind, doneOn, body }) => ({ ...(body as object), id, kind, on: fromDay(doneOn) }) as ReportFact),
    )
    return {
      ...headOf(row),
      ...lifeOf(row, reports, legalToday(row.file, now)),
      enforcement: open ? { id: open.id, stage: open.stage } : null,
    }
  })
}

function headOf({ claims, file, ...row }: Row): Omit<TitleView, 'life' | 'lastActOn' | 'enforcement'> {
  return {
    id: row.id,
    file: file.reference,
    kind: row.kind as TitleView['kind'],
    reference: row.reference,
    grantedOn: fromDay(row.grantedOn),
    enforceableOn: fromDay(row.enforceableOn),
    servedOn: row.servedOn && fromDay(row.servedOn),
    serviceMode: row.serviceMode as TitleView['serviceMode'],
    currency: row.currency,
    principalCents: Number(row.principalCents),
    costsCents: Number(row.costsCents),
    interest: row.interest as TitleView['interest'],
    interestFrom: fromDay(row.interestFrom),
    claims: claims.map(({ claim, principalCents }) => ({ claim: claim.reference, principalCents: Number(principalCents) })),
    endReason: row.endReason as TitleView['endReason'],
    endedOn: row.endedOn && fromDay(row.endedOn),
    source: row.source,
  }
}

function lifeOf(row: Row, reports: readonly ReportFact[], today: LegalDay): Pick<TitleView, 'life' | 'lastActOn'> {
  const found = titleLife(titleFact(row), reports, lawOf(row.file.country), today)
  if (found === null) return { life: null, lastActOn: null }
  const { lastActOn, ...life } = found
  return { life, lastActOn }
}

const titleFact = (row: Row): TitleFact => ({
  id: row.id,
  kind: row.kind,
  on: fromDay(row.grantedOn),
  enforceableOn: fromDay(row.enforceableOn),
  servedOn: row.servedOn && fromDay(row.servedOn),
  servedInPerson: row.serviceMode === 'in-person',
  principalCents: Number(row.principalCents) as TitleFact['principalCents'],
  livesFrom: fromDay(row.servedOn ?? row.grantedOn),
})

/** Measures that were requested by a file's titles, in their order, with what became of each. */
export async function measuresOf(db: Transaction, fileId: string, now: Date): Promise<MeasureView[]> {
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { country: true, legalOffsetMs: true } })
  const { country } = file
  const rows = await db.proceeding.findMany({
    where: { fileId, procedure: 'enforcement' },
    select: { id: true, titleId: true, currency: true },
    orderBy: { id: 'asc' },
  })
  const views: MeasureView[] = []
  for (const { id, titleId, currency } of rows) {
    const proceeding = await loadProceeding(db, fileId, id, lawOf(country))
    const requests = proceeding.reports.filter(({ kind }) => kind === 'measure-requested')
    views.push(
      ...requests.map((request) => ({
        ...measureView(proceeding, request, country, legalToday(file, now)),
        title: titleId as string,
        currency,
      })),
    )
  }
  return views
}

const STATES: Partial<Record<ReportFact['kind'], MeasureView['state']>> = {
  'measure-done': 'done',
  'measure-vain': 'vain',
  'measure-contested': 'contested',
  'measure-released': 'released',
}

function measureView(
  proceeding: ProceedingFact,
  request: ReportFact,
  country: string,
  today: LegalDay,
): Omit<MeasureView, 'title' | 'currency'> {
  const waits = awaitsCourt(proceeding.reports, request, lawOf(country), today) !== null
  const about = proceeding.reports.filter(({ of, kind }) => of === request.id && kind in STATES).sort((a, b) => (a.on < b.on ? -1 : 1))
  const last = about.at(-1)
  const done = about.find(({ kind }) => kind === 'measure-done')
  const kind = measureOf(proceeding.reports, request) as MeasureKind
  return {
    id: request.id,
    measure: kind,
    requestedOn: request.on,
    state: (last && STATES[last.kind]) ?? (waits ? 'awaiting-court' : 'requested'),
    reportedOn: last?.on ?? null,
    caughtCents: sum(about.flatMap(({ amountCents, kind: what }) => (what === 'measure-done' && amountCents ? [amountCents] : []))),
    costsCents: sum(about.flatMap(({ costsCents }) => costsCents ?? [])),
    contestBy: done ? (contestBy(kind, done.on, rulesFor(proceeding, lawOf(country)))?.lastDay ?? null) : null,
  }
}
