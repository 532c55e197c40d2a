import { judicialOn } from '../domain/judicial-law.js'
import { type LawBook, packOn } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { follow } from '../domain/procedure/follow.js'
import type { MeasureKind, ProceedingFact, ReportFact, ReportKind, ServiceMode, TaskKind } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { courtLanguage } from '../law/court-languages.js'
import type { JudicialCase, PaperCost, PaperTitle } from '../strategies/papers/facts.js'
import { JUDICIAL_PAPERS, type JudicialPaperName } from '../strategies/papers/judicial/papers.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { toldDispute } from './dispute-told.js'
import { type DocumentHead, keepDocument } from './document.js'
import { exhibitsOf } from './exhibit-document.js'
import { loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { lockFile } from './file-row.js'
import { legalToday } from './legal-today.js'
import { loadProceeding } from './proceeding.js'
import { loadParties, paperParty, statedAccounts } from './stated-account.js'

/** What a proceeding's papers are about. */
export const proceedingSubject = (id: string) => `proceeding:${id}`

/** A paper that is to be made out, with everything that it says and what that was made of. */
export interface PaperToMake {
  one: JudicialCase
  versions: Record<string, string>
}

const OPEN: readonly string[] = ['due', 'calling']
/** It reads alone and holds nobody up, so a slow machine has its time. */
const READ_WITHIN_MS = 60_000

/** What a paper of a task says, by the rows and the file's legal time; null where it is there already or the task is no longer due. */
export async function paperToMake(db: Database, taskId: string, paper: JudicialPaperName, now: Date): Promise<PaperToMake | null> {
  // One moment: what one paper says of the debt and of its exhibits belongs together.
  return db.$transaction(
    async (tx) => {
      const task = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { papers: true, proceeding: true } })
      if (!OPEN.includes(task.state) || task.papers.some(({ role }) => role === paper)) return null
      return loadPaper(tx, task, paper, now)
    },
    { isolationLevel: 'RepeatableRead', maxWait: READ_WITHIN_MS, timeout: READ_WITHIN_MS },
  )
}

type TaskRow = NonNullable<Awaited<ReturnType<typeof findTask>>>
const findTask = (tx: Transaction, id: string) => tx.proceedingTask.findUnique({ where: { id }, include: { proceeding: true } })

async function loadPaper(tx: Transaction, task: TaskRow, paper: JudicialPaperName, now: Date): Promise<PaperToMake> {
  const { proceeding: row } = task
  const file = await tx.debtFile.findUniqueOrThrow({ where: { id: row.fileId }, include: { mandate: true, strategy: true } })
  const on = legalToday(file, now)
  const { found, ...parties } = await loadParties(tx, file.id)
  const { law } = found
  const proceeding = await loadProceeding(tx, file.id, row.id, law)
  const rules = rulesFor(proceeding, law)
  const state = follow(proceeding, rules, on)
  const called = proceeding.reports.find(({ id }) => id === task.calledBy)
  const claimed = await tx.proceedingClaim.findMany({ where: { proceedingId: row.id } })
  const asked = new Map(claimed.map(({ claimId, principalCents }) => [claimId, cents(Number(principalCents))]))
  const one: JudicialCase = {
    ...parties,
    language: courtLanguage(file.country),
    on,
    claims: await statedAccounts(tx, file.id, found, on, asked),
    procedure: proceeding.procedure,
    course: proceeding.course,
    procedureName: rules.course(on).name,
    court: row.courtName === null ? null : { name: row.courtName, reference: row.courtReference },
    task: { kind: task.kind as TaskKind, to: task.assignee as JudicialCase['task']['to'], by: task.doBy && fromDay(task.doBy) },
    power: file.mandate && {
      reference: file.mandate.reference,
      signedOn: file.mandate.signedOn && fromDay(file.mandate.signedOn),
      special: file.mandate.specialPowers,
    },
    officer: await organisationOf(tx, task.assignee === 'officer' ? (task.organisationId ?? row.officerId) : row.officerId),
    lawyer: await organisationOf(tx, task.assignee === 'lawyer' ? (task.organisationId ?? row.lawyerId) : row.lawyerId),
    askedFirstCents: await askedFirst(tx, row),
    costs: await costsOf(tx, row.id),
    exhibits: (await exhibitsOf(tx, row.id)).map(({ documentId: _, ...exhibit }) => exhibit),
    title: await titleOf(tx, row.titleId),
    granted: grantedIn(proceeding),
    reason: called ? (called.reason ?? called.kind) : null,
    measures: measuresOf(proceeding, called),
    ...(called?.kind === 'disputed' && { dispute: await toldDispute(tx, called.of ?? '') }),
    deadlines: state.deadlines.map(({ kind, lastDay, source }) => ({ kind, lastDay, source })),
  }
  const { strategy, hash } = await loadStrategy(tx, file.strategyId)
  const versions = {
    ...lawVersions(
      law,
      found.facts.claims.filter(({ id }) => asked.has(id)).map(({ dueDate }) => dueDate),
      on,
    ),
    [`strategy:${strategy.name} v${file.strategy.version}`]: hash,
    [`paper:${paper}`]: `v${JUDICIAL_PAPERS[paper].version}`,
  }
  return { one, versions }
}

async function organisationOf(tx: Transaction, id: string | null) {
  const row = id === null ? null : await tx.organisation.findUnique({ where: { id } })
  return row && paperParty(row)
}

/** Principal that the proceeding was opened for. */
async function askedFirst(tx: Transaction, { id, fileId, askedCents }: { id: string; fileId: string; askedCents: bigint }) {
  const opened = await tx.fileEvent.findFirst({
    where: { fileId, kind: 'proceeding-opened', data: { path: ['proceedingId'], equals: id } },
    select: { data: true },
  })
  return cents((opened?.data as { askedCents?: number } | undefined)?.askedCents ?? Number(askedCents))
}

async function costsOf(tx: Transaction, proceedingId: string): Promise<PaperCost[]> {
  const rows = await tx.proceedingCost.findMany({ where: { proceedingId }, orderBy: [{ incurredOn: 'asc' }, { id: 'asc' }] })
  return rows.map(({ code, incurredOn, amountCents, bearer, billed, confirmed }) => ({
    code,
    incurredOn: fromDay(incurredOn),
    amountCents: cents(Number(amountCents)),
    bearer: bearer as PaperCost['bearer'],
    certain: billed || confirmed,
  }))
}

async function titleOf(tx: Transaction, id: string | null): Promise<PaperTitle | null> {
  const row = id === null ? null : await tx.title.findUnique({ where: { id } })
  if (!row) return null
  return {
    kind: row.kind,
    reference: row.reference,
    grantedOn: fromDay(row.grantedOn),
    enforceableOn: fromDay(row.enforceableOn),
    servedOn: row.servedOn && fromDay(row.servedOn),
    serviceMode: row.serviceMode as ServiceMode | null,
    principalCents: cents(Number(row.principalCents)),
    costsCents: cents(Number(row.costsCents)),
  }
}

const GRANTS: readonly ReportKind[] = ['order-granted', 'title-order', 'judgment']

function grantedIn({ reports }: ProceedingFact): JudicialCase['granted'] {
  const last = reports.filter(({ kind }) => GRANTS.includes(kind)).sort((a, b) => (a.on < b.on ? 1 : -1))[0]
  return last ? { on: last.on, amountCents: last.amountCents ?? null, costsCents: last.costsCents ?? null } : null
}

/** The measure that the task was called for, or all that were asked for. */
function measuresOf({ reports }: ProceedingFact, called: ReportFact | undefined): MeasureKind[] {
  const requests = called?.kind === 'measure-requested' ? [called] : reports.filter(({ kind }) => kind === 'measure-requested')
  return [...new Set(requests.flatMap(({ measure }) => measure ?? []))]
}

/** Law is frozen once it is loaded, so each part of it is hashed once. */
const hashes = new WeakMap<object, string>()

function hashOf(law: object): string {
  const hash = hashes.get(law) ?? canonicalHash(JSON.parse(JSON.stringify(law)))
  hashes.set(law, hash)
  return hash
}

/** The law that a paper was made by: the packs of its claims and of its day, the judicial law, and the rates, each with its hash. */
function lawVersions(law: LawBook, dueDates: readonly LegalDay[], on: LegalDay): Record<string, string> {
  const packs = [...dueDates, on].map((day) => packOn(law, day))
  const judicial = judicialOn(law, on)
  return {
    ...Object.fromEntries(packs.map((pack) => [`law:${pack.id}`, hashOf(pack)])),
    [`law:${judicial.id}`]: hashOf(judicial),
    rates: hashOf(law.rates),
  }
}

/**
 * Keeps a paper with its task, once: asked again, or at once by another worker, it is the first one.
 * @returns it, or null where the task was no longer due
 */
export async function keepJudicialPaper(
  db: Database,
  taskId: string,
  paper: JudicialPaperName,
  { one, versions }: PaperToMake,
  pdf: Uint8Array,
  now: Date,
): Promise<DocumentHead | null> {
  return db.$transaction(async (tx) => {
    const { proceeding } = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { proceeding: true } })
    const file = await lockFile(tx, proceeding.fileId)
    const task = await tx.proceedingTask.findUniqueOrThrow({ where: { id: taskId }, include: { papers: true } })
    const there = task.papers.find(({ role }) => role === paper)
    if (there) return tx.storedDocument.findUniqueOrThrow({ where: { id: there.documentId }, omit: { bytes: true } })
    if (!OPEN.includes(task.state)) return null
    const kept = await keepDocument(tx, {
      tenantId: file.tenantId,
      subject: proceedingSubject(proceeding.id),
      kind: paper,
      name: `${JUDICIAL_PAPERS[paper].file}-${file.reference}-${one.on}.pdf`,
      mediaType: 'application/pdf',
      bytes: new Uint8Array(pdf),
      versions,
      actor: 'relance',
    })
    await tx.taskDocument.create({ data: { taskId, documentId: kept.id, role: paper } })
    const data = { proceedingId: proceeding.id, documentId: kept.id, paper, sha256: kept.sha256 }
    await appendEvent(tx, file.id, { kind: 'paper-made', actor: 'engine', legalTime: legalNow(file, now), data })
    return kept
  })
}
