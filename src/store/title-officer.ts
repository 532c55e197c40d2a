import { DomainError } from '../domain/errors.js'
import type { Professional, Title } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { isId } from './file-view.js'

/**
 * The officer who is to enforce a title: not the one who issued it.
 * @throws DomainError professional-unknown, professional-role, professional-conflict
 */
export async function findOfficer(tx: Transaction, tenantId: string, organisationId: string, title: Title): Promise<Professional> {
  const row = isId(organisationId) ? await tx.professional.findFirst({ where: { organisationId, tenantId, endedAt: null } }) : null
  if (!row) throw new DomainError('professional-unknown', 'officer')
  if (row.role !== 'officer') throw new DomainError('professional-role', 'officer')
  if (row.organisationId === title.issuedById) throw new DomainError('professional-conflict', 'officer')
  return row
}
