import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { Organisation, Professional } from '../generated/prisma/client.js'
import { hashOfKey } from './api-key.js'
import type { Database, Transaction } from './database.js'
import { addOrganisation, type Made, type NewOrganisation } from './organisation.js'

export type ProfessionalRole = 'officer' | 'lawyer'

/** How an officer or a lawyer is given tasks: on the portal, or as encrypted packages by e-mail. */
export interface Exchange {
  exchange: 'portal' | 'package'
  email: string | null
  /** OpenPGP key that packages are encrypted to, armored and checked, with its fingerprint. */
  publicKey: string | null
  fingerprint: string | null
  /** Beginnings of the postcodes where the professional may act; empty where that is not known. */
  districts: readonly string[]
}

export interface NewProfessional extends Exchange {
  role: ProfessionalRole
  organisation: Omit<NewOrganisation, 'kind'>
}

/** A professional with the organisation that it is. */
export type ProfessionalRow = Professional & { organisation: Organisation }

const WITH = { organisation: true } as const

/** Adds an officer or a lawyer once, however often the same is sent. @throws DomainError creditor-duplicate where the reference is another's, number-invalid */
export async function addProfessional(
  db: Database,
  tenantId: string,
  { role, organisation, ...exchange }: NewProfessional,
): Promise<Made<ProfessionalRow>> {
  const { reference, name } = organisation
  const there = await findRow(db, tenantId, reference)
  if (there?.role === role && there.organisation.name === name && isSame(there, exchange)) return { row: there, replayed: true }
  const row = await db.$transaction(async (tx) => {
    const { id } = await addOrganisation(tx, tenantId, { ...organisation, kind: role })
    return tx.professional.create({ data: { organisationId: id, tenantId, role, ...columns(exchange) }, include: WITH })
  })
  return { row, replayed: false }
}

const columns = ({ districts, ...rest }: Exchange) => ({ ...rest, district: districts.join(',') || null })

function isSame(row: Professional, exchange: Exchange): boolean {
  const { email, publicKey, district } = row
  const asked = columns(exchange)
  return (
    JSON.stringify([row.exchange, email, publicKey, district]) ===
    JSON.stringify([asked.exchange, asked.email, asked.publicKey, asked.district])
  )
}

const findRow = (tx: Transaction, tenantId: string, reference: string): Promise<ProfessionalRow | null> =>
  tx.professional.findFirst({ where: { tenantId, organisation: { reference } }, include: WITH })

/** A professional that still acts. @throws DomainError professional-unknown */
export async function findProfessional(tx: Transaction, tenantId: string, reference: string): Promise<ProfessionalRow> {
  const row = await findRow(tx, tenantId, reference)
  if (!row || row.endedAt !== null) throw new DomainError('professional-unknown', 'professional')
  return row
}

/** A tenant's officers and lawyers, by their reference, those that no longer act among them. */
export function listProfessionals(db: Database, tenantId: string): Promise<ProfessionalRow[]> {
  return db.professional.findMany({ where: { tenantId }, include: WITH, orderBy: { organisation: { reference: 'asc' } } })
}

/** Says anew how a professional is given tasks: what is handed over from now on goes there. @throws DomainError professional-unknown */
export async function changeExchange(db: Database, tenantId: string, reference: string, exchange: Exchange): Promise<ProfessionalRow> {
  const { organisationId } = await findProfessional(db, tenantId, reference)
  return db.professional.update({ where: { organisationId }, data: columns(exchange), include: WITH })
}

/** Nothing more is given to a professional, and its keys open nothing any more. Ended again it stays as it is. @throws DomainError professional-unknown */
export async function endProfessional(db: Database, tenantId: string, reference: string, now: Date): Promise<ProfessionalRow> {
  const row = await findRow(db, tenantId, reference)
  if (!row) throw new DomainError('professional-unknown', 'professional')
  if (row.endedAt !== null) return row
  const { organisationId } = row
  return db.$transaction(async (tx) => {
    await tx.apiKey.updateMany({ where: { organisationId, revokedAt: null }, data: { revokedAt: now } })
    return tx.professional.update({ where: { organisationId }, data: { endedAt: now }, include: WITH })
  })
}

/** Makes a key to the portal, of an officer or a lawyer. Histories name its holder as `officer:<reference>`. @returns its id @throws DomainError professional-unknown */
export async function addProfessionalKey(db: Database, tenantId: string, reference: string, apiKey: string): Promise<string> {
  const { organisationId, role } = await findProfessional(db, tenantId, reference)
  const id = uuidv7()
  await db.apiKey.create({ data: { id, tenantId, organisationId, label: `${role}:${reference}`, hash: hashOfKey(apiKey) } })
  return id
}

export const districtsOf = ({ district }: Pick<Professional, 'district'>): string[] => district?.split(',') ?? []
