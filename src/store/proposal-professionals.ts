import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'

/** Who acts in a proceeding, by organisation; null where nobody is named yet. */
export interface NamedProfessionals {
  officerId: string | null
  lawyerId: string | null
}

/** @throws DomainError professional-unknown, professional-role */
export async function requireProfessionals(tx: Transaction, tenantId: string, { officerId, lawyerId }: NamedProfessionals): Promise<void> {
  await requireRole(tx, tenantId, officerId, 'officer')
  await requireRole(tx, tenantId, lawyerId, 'lawyer')
}

async function requireRole(tx: Transaction, tenantId: string, organisationId: string | null, role: 'officer' | 'lawyer'): Promise<void> {
  if (organisationId === null) return
  const row = await tx.professional.findFirst({ where: { organisationId, tenantId, endedAt: null }, select: { role: true } })
  if (!row) throw new DomainError('professional-unknown', role)
  if (row.role !== role) throw new DomainError('professional-role', role)
}
