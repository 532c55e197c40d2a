import type { AlertQuery, SecurityAlertList, SecurityAlertView } from '../contracts/security.js'
import { DomainError } from '../domain/errors.js'
import type { AlertKind } from '../domain/key-tries.js'
import { Prisma, type SecurityAlert } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { isId } from './file-view.js'
import { cursorOf, readCursor } from './page.js'

const { sql } = Prisma

/** Alerts that nobody has closed: the tenant’s own, and those that concern every tenant. */
export function alertItems(tenantId: string): Prisma.Sql {
  return sql`
    SELECT 'security', a.raised_at, a.id::text, CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'reference', f.reference) END,
           coalesce(p.name, ''), json_build_object('matter', json_build_object('id', a.id, 'state', a.kind, 'dueBy', NULL))
      FROM security_alert a
      LEFT JOIN debt_file f ON f.id = (a.detail->>'file')::uuid AND f.tenant_id = ${tenantId}::uuid
      LEFT JOIN party p ON p.id = f.debtor_id
     WHERE (a.tenant_id = ${tenantId}::uuid OR a.tenant_id IS NULL) AND a.closed_at IS NULL`
}

/** @throws DomainError request-invalid for a cursor that is none */
export async function listAlerts(db: Database, tenantId: string, { cursor, limit, closed }: AlertQuery): Promise<SecurityAlertList> {
  const rows = await db.securityAlert.findMany({
    where: { AND: [seenBy(tenantId), closed === 'yes' ? {} : { closedAt: null }, cursor === undefined ? {} : before(cursor)] },
    orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { alerts: page.map(alertView), next: last && rows.length > limit ? cursorOf(last.raisedAt.toISOString(), last.id) : null }
}

/** Closed again it stays as it was closed first. @throws DomainError alert-unknown */
export async function closeAlert(
  db: Database,
  { tenantId, id, actor }: { tenantId: string; id: string; actor: string },
  now: Date,
): Promise<SecurityAlertView> {
  if (!isId(id)) throw new DomainError('alert-unknown')
  await db.securityAlert.updateMany({ where: { id, ...seenBy(tenantId), closedAt: null }, data: { closedAt: now, closedBy: actor } })
  const alert = await db.securityAlert.findFirst({ where: { id, ...seenBy(tenantId) } })
  if (!alert) throw new DomainError('alert-unknown')
  return alertView(alert)
}

const seenBy = (tenantId: string) => ({ OR: [{ tenantId }, { tenantId: null }] })

function before(cursor: string): Prisma.SecurityAlertWhereInput {
  const [raisedAt, id = ''] = readCursor(cursor, 2)
  if (!isId(id)) throw new DomainError('request-invalid', 'cursor')
  return { OR: [{ raisedAt: { lt: raisedAt } }, { raisedAt, id: { lt: id } }] }
}

/** What was put down when the alert was raised. */
interface Detail {
  file?: string
  reference?: string
  tries: number
}

function alertView({ id, kind, detail, raisedAt, closedAt }: SecurityAlert): SecurityAlertView {
  const { file, reference, tries } = detail as unknown as Detail
  return {
    id,
    kind: kind as AlertKind,
    file: file !== undefined && reference !== undefined ? { id: file, reference } : null,
    tries,
    raisedAt: raisedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  }
}
