import type { AdmissionCsvQuery, AdmissionList, AdmissionQuery, AdmissionView } from '../contracts/admission.js'
import { csvFile } from '../contracts/csv.js'
import type { Admission, Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { findCreditor } from './organisation.js'
import { cursorOf, idOfCursor } from './page.js'

/** What a creditor placed that was not taken in charge, the newest first. @throws DomainError creditor-unknown, request-invalid for a cursor that is none */
export async function listAdmissions(db: Database, tenantId: string, creditor: string, query: AdmissionQuery): Promise<AdmissionList> {
  const { cursor, limit } = query
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const where = { ...ofState(creditorId, query), ...(cursor !== undefined && { id: { lt: idOfCursor(cursor) } }) }
  const rows = await db.admission.findMany({ where, orderBy: { id: 'desc' }, take: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const isMore = last !== undefined && rows.length > limit
  return { admissions: page.map(admissionView), next: isMore ? cursorOf(last.refusedAt.toISOString(), last.id) : null }
}

const HEAD = ['invoice', 'debtor', 'refused', 'taken in charge', 'rule', 'missing', 'source']

/** The same for a spreadsheet, whole: a line for each reason. @throws DomainError creditor-unknown */
export async function admissionsCsv(db: Database, tenantId: string, creditor: string, query: AdmissionCsvQuery): Promise<string> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const rows = await db.admission.findMany({ where: ofState(creditorId, query), orderBy: { id: 'desc' } })
  return csvFile(HEAD, rows.map(admissionView).flatMap(linesOf))
}

const ofState = (creditorId: string, { state }: AdmissionCsvQuery): Prisma.AdmissionWhereInput => ({
  creditorId,
  ...(state !== undefined && { openedAt: state === 'refused' ? null : { not: null } }),
})

function linesOf({ claims, debtor, reasons, refusedAt, openedAt }: AdmissionView): string[][] {
  return reasons.map(({ rule, source, claim, missing }) => [
    claim ?? claims.join(', '),
    debtor ?? '',
    refusedAt.slice(0, 10),
    openedAt?.slice(0, 10) ?? '',
    rule,
    missing,
    source,
  ])
}

function admissionView({ id, claims, debtor, reasons, refusedAt, openedAt }: Admission): AdmissionView {
  return {
    id,
    claims,
    debtor,
    reasons: reasons as unknown as AdmissionView['reasons'],
    refusedAt: refusedAt.toISOString(),
    openedAt: openedAt?.toISOString() ?? null,
  }
}
