import { v7 as uuidv7 } from 'uuid'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import type { Organisation } from '../generated/prisma/client.js'
import { NOBODY_IN_PERSON } from './api-key.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { parseIban, parseSiren, parseVat } from './identifiers.js'

export interface NewOrganisation {
  kind: Organisation['kind']
  reference: string
  name: string
  address: { lines: string[]; postcode: string; city: string; country: string }
  siren?: string | undefined
  vat?: string | undefined
  iban?: string | undefined
  supervisor?: string | undefined
}

/** Who adds an organisation, and when. */
export interface Maker {
  actor: string
  now: Date
}

/**
 * Adds a creditor, officer or lawyer to a tenant. The IBAN of a creditor counts as proposed by whoever adds it: nothing is
 * passed on to it before two people have agreed.
 * @throws DomainError creditor-duplicate, number-invalid
 */
export async function addOrganisation(
  db: Transaction,
  tenantId: string,
  input: NewOrganisation,
  own = false,
  { actor, now }: Maker = { actor: NOBODY_IN_PERSON, now: new Date() },
): Promise<Organisation> {
  const { address, siren, vat, iban, supervisor = null, ...rest } = input
  const { lines, ...place } = address
  const data = {
    id: uuidv7(),
    tenantId,
    own,
    supervisor,
    ...rest,
    ...place,
    addressLines: lines,
    siren: siren === undefined ? null : parseSiren(siren, 'siren'),
    vat: vat === undefined ? null : parseVat(vat, 'vat'),
    iban: iban === undefined ? null : parseIban(iban, 'iban'),
  }
  const isPaidOut = data.kind === 'creditor' && !own && data.iban !== null
  const account = { id: uuidv7(), tenantId, holder: data.name, iban: data.iban ?? '', proposedAt: now, actor }
  try {
    return await db.organisation.create({ data: { ...data, ...(isPaidOut && { accounts: { create: account } }) } })
  } catch (error) {
    if (isDuplicate(error)) throw new DomainError('creditor-duplicate', 'reference')
    throw error
  }
}

/** @throws DomainError creditor-unknown */
export async function findCreditor(tx: Transaction, tenantId: string, reference: string): Promise<Organisation> {
  const creditor = await tx.organisation.findUnique({ where: { tenantId_reference: { tenantId, reference } } })
  if (creditor?.kind !== 'creditor') throw new DomainError('creditor-unknown', 'creditor')
  return creditor
}

/** A tenant's creditors, by their reference. */
export function listCreditors(db: Database, tenantId: string): Promise<Organisation[]> {
  return db.organisation.findMany({ where: { tenantId, kind: 'creditor' }, orderBy: { reference: 'asc' } })
}

/** What was asked to be made, and whether it was there already, word for word. */
export interface Made<Row> {
  row: Row
  replayed: boolean
}

/** Adds a creditor once, however often the same is sent. @throws DomainError creditor-duplicate when it differs, number-invalid */
export async function ensureCreditor(
  db: Database,
  tenantId: string,
  input: Omit<NewOrganisation, 'kind'>,
  maker: Maker,
): Promise<Made<Organisation>> {
  try {
    return { row: await addOrganisation(db, tenantId, { ...input, kind: 'creditor' }, false, maker), replayed: false }
  } catch (error) {
    const row = isCode(error, 'creditor-duplicate') && (await findCreditor(db, tenantId, input.reference).catch(() => null))
    if (row && isSameCreditor(row, input)) return { row, replayed: true }
    throw error
  }
}

const isCode = (error: unknown, code: ErrorCode) => error instanceof DomainError && error.code === code

function isSameCreditor(row: Organisation, { name, address, siren, vat, iban }: Omit<NewOrganisation, 'kind'>): boolean {
  const there = [row.name, row.addressLines, row.postcode, row.city, row.country, row.siren, row.vat, row.iban]
  const numbers = [siren && parseSiren(siren, 'siren'), vat && parseVat(vat, 'vat'), iban && parseIban(iban, 'iban')]
  const asked = [name, address.lines, address.postcode, address.city, address.country, ...numbers.map((number) => number ?? null)]
  return JSON.stringify(there) === JSON.stringify(asked)
}
