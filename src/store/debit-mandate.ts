import { v7 as uuidv7 } from 'uuid'
import type { DebitMandateBody, DebitMandateView } from '../contracts/direct-debit.js'
import type { DebitScheme } from '../domain/direct-debit.js'
import { DomainError } from '../domain/errors.js'
import { packOn, regimeOf } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { DirectDebitMandate, Organisation } from '../generated/prisma/client.js'
import { NOTICE_DAYS } from '../law/sepa.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { lockFile, lockFileOf } from './file-row.js'
import { parseBic, parseCreditorIdentifier, parseIban } from './identifiers.js'
import { legalToday } from './legal-today.js'

/** The tenant's own organisation, which debits in its name. */
export function ownOrganisation(db: Transaction, tenantId: string): Promise<Organisation> {
  return db.organisation.findFirstOrThrow({ where: { tenantId, own: true }, orderBy: { id: 'asc' } })
}

/**
 * Sets the identifier under which the tenant debits. Once a mandate names it, it is not changed: banks would want each mandate's
 * amendment. @throws DomainError number-invalid, debit-identifier-fixed
 */
export async function setDebitIdentifier(db: Database, tenantId: string, text: string): Promise<string> {
  const ics = parseCreditorIdentifier(text, 'identifier')
  await db.$transaction(async (tx) => {
    const own = await ownOrganisation(tx, tenantId)
    if (own.ics === ics) return
    if ((await tx.directDebitMandate.count({ where: { tenantId } })) > 0) throw new DomainError('debit-identifier-fixed', 'identifier')
    await tx.organisation.update({ where: { id: own.id }, data: { ics } })
  })
  return ics
}

export interface NewDebitMandate extends DebitMandateBody {
  tenantId: string
  fileId: string
  actor: string
}

/**
 * Keeps a mandate that a debtor has signed. The same sent again changes nothing.
 * @throws DomainError file-unknown, debit-identifier-missing, number-invalid, day-impossible, scheme-not-for-consumers,
 * debit-mandate-duplicate
 */
export async function signDebitMandate(db: Database, mandate: NewDebitMandate, now: Date): Promise<DebitMandateView> {
  const { tenantId, fileId, reference, scheme, holder, signedOn, recurrent, proofSha256, actor } = mandate
  const iban = parseIban(mandate.iban, 'iban')
  const bic = mandate.bic === undefined ? null : parseBic(mandate.bic, 'bic')
  const noticeDays = mandate.noticeDays ?? NOTICE_DAYS.value
  const row = { fileId, reference, scheme, holder, iban, bic, recurrent, proofSha256, noticeDays }
  try {
    await db.$transaction(async (tx) => {
      const file = await lockFileOf(tx, tenantId, fileId)
      const today = legalToday(file, now)
      if ((await ownOrganisation(tx, tenantId)).ics === null) throw new DomainError('debit-identifier-missing')
      if (signedOn > today) throw new DomainError('day-impossible', 'signedOn')
      if (scheme === 'b2b') await requireNoConsumer(tx, fileId, today)
      await tx.directDebitMandate.create({ data: { id: uuidv7(), tenantId, ...row, signedOn: toDay(signedOn) } })
      const data = { reference, scheme, on: signedOn }
      await appendEvent(tx, fileId, { kind: 'debit-mandate-signed', actor, legalTime: legalNow(file, now), data })
    })
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const there = await findMandate(db, tenantId, reference)
    const same = { ...row, signedOn: toDay(signedOn) }
    const isSame = Object.entries(same).every(([name, value]) => String(there?.[name as keyof typeof same]) === String(value))
    if (!isSame) throw new DomainError('debit-mandate-duplicate', 'reference')
  }
  return viewMandate(db, tenantId, reference)
}

/** The B2B scheme is for debtors that owe nothing as consumers. @throws DomainError scheme-not-for-consumers */
async function requireNoConsumer(tx: Transaction, fileId: string, today: LegalDay): Promise<void> {
  const { facts, law } = await loadCase(tx, fileId)
  const pack = packOn(law, today)
  if (facts.claims.some(({ capacity }) => regimeOf(pack, capacity) === 'consumer'))
    throw new DomainError('scheme-not-for-consumers', 'scheme')
}

/** A debtor revokes its mandate: nothing is debited under it from a day on. @throws DomainError resource-unknown, day-impossible */
export async function revokeDebitMandate(
  db: Database,
  { tenantId, reference, on, actor }: { tenantId: string; reference: string; on: LegalDay | undefined; actor: string },
  now: Date,
): Promise<DebitMandateView> {
  const mandate = await findMandate(db, tenantId, reference)
  if (!mandate) throw new DomainError('resource-unknown', 'mandate')
  await db.$transaction(async (tx) => {
    const file = await lockFile(tx, mandate.fileId)
    const day = on ?? legalToday(file, now)
    if (day < fromDay(mandate.signedOn)) throw new DomainError('day-impossible', 'on')
    const { count } = await tx.directDebitMandate.updateMany({
      where: { id: mandate.id, revokedOn: null },
      data: { revokedOn: toDay(day) },
    })
    if (count === 0) return
    const data = { reference, on: day }
    await appendEvent(tx, file.id, { kind: 'debit-mandate-revoked', actor, legalTime: legalNow(file, now), data })
  })
  return viewMandate(db, tenantId, reference)
}

/** Mandates of a file, the last signed first. */
export async function listMandates(db: Database, fileId: string): Promise<DebitMandateView[]> {
  const rows = await db.directDebitMandate.findMany({
    where: { fileId },
    include: { file: true },
    orderBy: [{ signedOn: 'desc' }, { reference: 'asc' }],
  })
  return rows.map(mandateView)
}

const findMandate = (db: Database, tenantId: string, reference: string) =>
  db.directDebitMandate.findUnique({ where: { tenantId_reference: { tenantId, reference } }, include: { file: true } })

async function viewMandate(db: Database, tenantId: string, reference: string): Promise<DebitMandateView> {
  const row = await findMandate(db, tenantId, reference)
  if (!row) throw new DomainError('resource-unknown', 'mandate')
  return mandateView(row)
}

function mandateView(row: DirectDebitMandate & { file: { reference: string } }): DebitMandateView {
  const { reference, fileId, file, scheme, holder, iban, bic, signedOn, recurrent, proofSha256, noticeDays, revokedOn } = row
  return {
    reference,
    file: { id: fileId, reference: file.reference },
    scheme: scheme as DebitScheme,
    holder,
    iban,
    bic,
    signedOn: fromDay(signedOn),
    recurrent,
    proofSha256,
    noticeDays,
    revokedOn: revokedOn && fromDay(revokedOn),
  }
}
