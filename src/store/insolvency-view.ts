import type { InsolvencyList, InsolvencyQuery, InsolvencyView, RegisterCheckView } from '../contracts/insolvency.js'
import { DomainError } from '../domain/errors.js'
import type { Prisma, RegisterCheck } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { declarationName } from './declaration-of-claim.js'
import { isId } from './file-view.js'
import { cursorOf, idOfCursor } from './page.js'

const WITH_PARTY = {
  party: {
    select: {
      name: true,
      files: { where: { status: 'open' }, select: { id: true, reference: true }, orderBy: { id: 'asc' } },
    },
  },
} as const satisfies Prisma.InsolvencyNoticeInclude

type Row = Prisma.InsolvencyNoticeGetPayload<{ include: typeof WITH_PARTY }>

/** Notices of insolvency, the newest first. @throws DomainError request-invalid for a cursor that is none */
export async function listInsolvencies(db: Database, tenantId: string, { cursor, limit, state }: InsolvencyQuery): Promise<InsolvencyList> {
  const after = cursor === undefined ? {} : { id: { lt: idOfCursor(cursor) } }
  const where = { tenantId, ...(state && { state }), ...after }
  const rows = await db.insolvencyNotice.findMany({ where, include: WITH_PARTY, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { insolvencies: await viewsOf(db, page), next: isMore ? cursorOf(last.recordedAt.toISOString(), last.id) : null }
}

/** @throws DomainError insolvency-unknown */
export async function viewInsolvency(db: Database, tenantId: string, id: string): Promise<InsolvencyView> {
  const row = isId(id) ? await db.insolvencyNotice.findFirst({ where: { id, tenantId }, include: WITH_PARTY }) : null
  const [view] = row ? await viewsOf(db, [row]) : []
  if (!view) throw new DomainError('insolvency-unknown', 'insolvency')
  return view
}

async function viewsOf(db: Database, rows: readonly Row[]): Promise<InsolvencyView[]> {
  const subjects = rows.flatMap(({ party }) => party.files.map(({ id }) => `file:${id}`))
  const kept = await db.storedDocument.findMany({
    where: { subject: { in: subjects }, kind: 'declaration-of-claim' },
    select: { subject: true, name: true },
  })
  const isPrepared = (file: { id: string; reference: string }, notice: string) =>
    kept.some(({ subject, name }) => subject === `file:${file.id}` && name === declarationName(file.reference, notice))
  return rows.map((row) => ({
    id: row.id,
    debtor: row.party.name,
    files: row.party.files.map((file) => ({ ...file, declaration: isPrepared(file, row.noticeId) })),
    register: row.register,
    notice: row.noticeId,
    proceeding: row.proceeding as InsolvencyView['proceeding'],
    publishedOn: fromDay(row.publishedOn),
    judgmentOn: row.judgmentOn && fromDay(row.judgmentOn),
    court: row.court,
    representative: row.representative,
    state: row.state as InsolvencyView['state'],
    declareBy: row.declareBy && fromDay(row.declareBy),
    declaredOn: row.declaredOn && fromDay(row.declaredOn),
    proofSha256: row.proofSha256,
    outcome: row.outcome as InsolvencyView['outcome'],
    outcomeOn: row.outcomeOn && fromDay(row.outcomeOn),
    actor: row.actor,
    answeredAt: row.answeredAt?.toISOString() ?? null,
  }))
}

/** The declaration of a file's claims in proceedings, as it was prepared. @throws DomainError insolvency-unknown, resource-unknown */
export async function readDeclaration(db: Database, tenantId: string, id: string, fileId: string): Promise<Uint8Array> {
  const { notice } = await viewInsolvency(db, tenantId, id)
  const { reference } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { reference: true } })
  const name = declarationName(reference, notice)
  const paper = await db.storedDocument.findFirst({ where: { tenantId, subject: `file:${fileId}`, name }, orderBy: { id: 'desc' } })
  if (!paper) throw new DomainError('resource-unknown', 'declaration')
  return paper.bytes
}

const SHOWN = 20

/** What registers have answered about a file's debtor, the newest first. */
export async function listChecks(db: Database, fileId: string): Promise<RegisterCheckView[]> {
  const { debtorId: partyId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true } })
  const rows = await db.registerCheck.findMany({ where: { partyId }, orderBy: { id: 'desc' }, take: SHOWN })
  return rows.map(checkView)
}

export const checkView = ({ id, register, outcome, facts, cause, checkedAt }: RegisterCheck): RegisterCheckView => ({
  id,
  register,
  outcome,
  facts: facts as Record<string, unknown>,
  cause,
  checkedAt: checkedAt.toISOString(),
})
