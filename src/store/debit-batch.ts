import { v7 as uuidv7 } from 'uuid'
import type { DebitBatchView, NewBatchView } from '../contracts/direct-debit.js'
import {
  type DebitFile,
  type DebitOmission,
  type DebitScheme,
  debitBlocks,
  type FiledDebit,
  sequenceType,
  submissionDays,
} from '../domain/direct-debit.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import type { BankAccount, Prisma } from '../generated/prisma/client.js'
import { debitRules } from '../law/sepa.js'
import { clientAccount } from './client-account.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { ownOrganisation } from './debit-mandate.js'
import { AT_THE_BANK, debitableOf, debitView, dropDebit, faultOf, WITH } from './direct-debit.js'
import { sha256Of } from './document.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile, lockFilesSharing } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'

export interface NewBatch {
  tenantId: string
  reference: string
  /** IBAN of the account for client funds; the only one where it is left out. */
  account?: string | undefined
  /** Last day of collection of what it takes. */
  through: LegalDay
  actor: string
}

/** Writes a file of debits in a bank's language. The same file makes the same bytes. */
export type WriteDebitFile = (file: DebitFile) => Uint8Array

const TRANSACTION_MS = 60_000
const EURO = 'EUR'

/**
 * Puts the announced debits that fall due up to a day into one file for the bank. What may no longer be taken, since its file is
 * closed, less is owed than was announced or its day is too near, is cancelled, also where nothing else is left.
 * @throws DomainError debit-identifier-missing, account-unknown, debit-batch-empty, debit-batch-duplicate
 */
export async function batchDebits(db: Database, batch: NewBatch, write: WriteDebitFile, now: Date): Promise<NewBatchView> {
  const { tenantId, reference } = batch
  const made = await db
    .$transaction((tx) => takeDebits(tx, batch, write, now), { timeout: TRANSACTION_MS })
    .catch((error: unknown) => {
      throw isDuplicate(error) ? new DomainError('debit-batch-duplicate', 'reference') : error
    })
  if (!made.isMade) throw new DomainError('debit-batch-empty', 'through')
  return { ...(await viewBatch(db, tenantId, reference)), leftOut: made.leftOut }
}

const INCLUDE = { mandate: { include: { debits: { include: { batch: true } } } } } as const
type DebitRow = Prisma.DirectDebitGetPayload<{ include: typeof INCLUDE }>

interface Taken {
  isMade: boolean
  leftOut: NewBatchView['leftOut']
}

async function takeDebits(tx: Transaction, batch: NewBatch, write: WriteDebitFile, now: Date): Promise<Taken> {
  const { tenantId, reference, through, actor } = batch
  const { ics, name } = await ownOrganisation(tx, tenantId)
  if (ics === null) throw new DomainError('debit-identifier-missing')
  if ((await tx.directDebitBatch.count({ where: { tenantId, reference } })) > 0) throw new DomainError('debit-batch-duplicate', 'reference')
  const account = await clientAccount(tx, tenantId, EURO, batch.account)
  const due = await lockDue(tx, tenantId, through)
  const leftOut: Taken['leftOut'] = []
  const taken: DebitRow[] = []
  const batchId = uuidv7()
  // Announced debits of one file are weighed one after the other: what is taken of the first is not there for the second.
  for (const debit of due) {
    const file = await lockFile(tx, debit.fileId)
    if (legalToday(file, now) < submissionDays(fromDay(debit.collectOn), rulesOf(debit)).from) continue
    const why = await omissionOf(tx, file, debit, taken, now)
    if (why === null) taken.push(debit)
    else {
      await dropDebit(tx, file, debit, { why, actor }, now)
      leftOut.push({ reference: debit.endToEndId, file: file.reference, why })
    }
  }
  const [first] = taken
  if (!first) return { isMade: false, leftOut }
  const debits = taken.map((debit) => filed(debit, { id: batchId, createdAt: now }, new Set(taken.map(({ id }) => id))))
  const bytes = write({ reference, createdAt: now, creditor: creditorOf(account, ics, name), debits })
  const collectOn = taken.map((debit) => debit.collectOn).reduce((a, b) => (a > b ? a : b))
  const row = { id: batchId, tenantId, accountId: account.id, reference, collectOn, actor, createdAt: now, sha256: sha256Of(bytes) }
  await tx.directDebitBatch.create({ data: row })
  for (const debit of taken) await submit(tx, debit, batchId, actor, now)
  return { isMade: true, leftOut }
}

/** Locks the announced debits of a tenant that fall due up to a day, then their files. */
async function lockDue(tx: Transaction, tenantId: string, through: LegalDay): Promise<DebitRow[]> {
  const where = {
    mandate: { tenantId },
    announcedOn: { not: null },
    batchId: null,
    cancelledOn: null,
    collectOn: { lte: toDay(through) },
  } satisfies Prisma.DirectDebitWhereInput
  const found = await tx.directDebit.findMany({ where, select: { id: true } })
  await tx.$executeRaw`SELECT FROM direct_debit WHERE id = ANY(${found.map(({ id }) => id)}::uuid[]) ORDER BY id FOR UPDATE`
  const due = await tx.directDebit.findMany({ where, include: INCLUDE, orderBy: [{ collectOn: 'asc' }, { id: 'asc' }] })
  await lockFilesSharing(
    tx,
    tenantId,
    due.map(({ fileId }) => fileId),
  )
  return due
}

const rulesOf = ({ mandate }: DebitRow) => debitRules(mandate.scheme as DebitScheme)

/** Why an announced debit may not go to the bank; null where it may. */
async function omissionOf(
  tx: Transaction,
  file: FileRow,
  debit: DebitRow,
  taken: readonly DebitRow[],
  now: Date,
): Promise<DebitOmission | null> {
  const today = legalToday(file, now)
  const collectOn = fromDay(debit.collectOn)
  if (file.status === 'closed') return 'file-closed'
  if (today > submissionDays(collectOn, rulesOf(debit)).to) return 'too-late'
  const fault = faultOf(debit.mandate, collectOn, debit.id)
  if (fault !== null) return fault
  const sharing = await filesSharing(tx, file.id)
  const takenOfThem = taken.filter(({ fileId }) => sharing.has(fileId)).reduce((total, { amountCents }) => total + Number(amountCents), 0)
  const left = (await debitableOf(tx, file.id, today, AT_THE_BANK)) - takenOfThem
  return Number(debit.amountCents) > left ? 'exceeds-balance' : null
}

async function filesSharing(tx: Transaction, fileId: string): Promise<Set<string>> {
  const rows = await tx.fileClaim.findMany({ where: { claim: { files: { some: { fileId } } } }, select: { fileId: true } })
  return new Set([fileId, ...rows.map((row) => row.fileId)])
}

async function submit(tx: Transaction, debit: DebitRow, batchId: string, actor: string, now: Date): Promise<void> {
  const file = await lockFile(tx, debit.fileId)
  await tx.directDebit.update({ where: { id: debit.id }, data: { batchId } })
  const data = { reference: debit.endToEndId, amountCents: Number(debit.amountCents), on: fromDay(debit.collectOn) }
  await appendEvent(tx, file.id, { kind: 'debit-submitted', actor, legalTime: legalNow(file, now), data })
}

const creditorOf = (account: BankAccount, identifier: string, name: string): DebitFile['creditor'] => ({
  name,
  identifier,
  iban: account.identification,
  bic: account.bic,
})

/** A debit as its file says it. @param inBatch ids of the debits that go, or went, with the batch */
function filed(debit: DebitRow, batch: { id: string; createdAt: Date }, inBatch: ReadonlySet<string>): FiledDebit {
  const { mandate } = debit
  const place = (other: Omit<DebitRow, 'mandate'>, createdAt: Date) =>
    `${createdAt.toISOString()} ${fromDay(other.collectOn)} ${other.endToEndId}`
  const isBefore = mandate.debits.some((other) => {
    const createdAt = inBatch.has(other.id) ? batch.createdAt : other.batch?.createdAt
    return createdAt !== undefined && place(other, createdAt) < place(debit, batch.createdAt)
  })
  return {
    endToEndId: debit.endToEndId,
    scheme: mandate.scheme as DebitScheme,
    sequence: sequenceType(mandate, isBefore),
    collectOn: fromDay(debit.collectOn),
    amountCents: cents(debit.amountCents),
    mandate: { reference: mandate.reference, signedOn: fromDay(mandate.signedOn) },
    debtor: { name: mandate.holder, iban: mandate.iban, bic: mandate.bic },
    text: debit.endToEndId,
  }
}

/** What a batch holds, by its reference or its id. @throws DomainError resource-unknown */
export async function loadDebitFile(db: Transaction, tenantId: string, named: string): Promise<DebitFile & { id: string; sha256: string }> {
  const batch = await db.directDebitBatch.findFirst({
    where: { tenantId, ...(isId(named) ? { id: named } : { reference: named }) },
    include: { account: true, debits: { include: INCLUDE, orderBy: { endToEndId: 'asc' } } },
  })
  if (!batch) throw new DomainError('resource-unknown', 'batch')
  const { ics, name } = await ownOrganisation(db, tenantId)
  const inBatch = new Set(batch.debits.map(({ id }) => id))
  const { id, reference, createdAt, account, sha256 } = batch
  const debits = batch.debits.map((debit) => filed(debit, batch, inBatch))
  return { id, sha256, reference, createdAt, creditor: creditorOf(account, ics ?? '', name), debits }
}

/**
 * The bytes of a batch as the bank has them, made from the rows once more.
 * @throws DomainError resource-unknown, debit-file-lost where they are no longer those
 */
export async function exportBatch(db: Database, tenantId: string, named: string, write: WriteDebitFile): Promise<Uint8Array> {
  const file = await loadDebitFile(db, tenantId, named)
  const bytes = write(file)
  if (sha256Of(bytes) !== file.sha256) throw new DomainError('debit-file-lost', 'batch')
  return bytes
}

/** @throws DomainError resource-unknown */
export async function viewBatch(db: Database, tenantId: string, named: string): Promise<DebitBatchView> {
  const file = await loadDebitFile(db, tenantId, named)
  const debits = await db.directDebit.findMany({ where: { batchId: file.id }, include: WITH, orderBy: { endToEndId: 'asc' } })
  const blocks = debitBlocks(file)
  return {
    id: file.id,
    reference: file.reference,
    account: file.creditor.iban,
    createdAt: file.createdAt.toISOString(),
    sha256: file.sha256,
    totalCents: blocks.reduce((total, { totalCents }) => total + totalCents, 0),
    blocks: blocks.map(({ debits: ofBlock, ...block }) => ({ ...block, debits: ofBlock.length })),
    debits: debits.map(debitView),
  }
}
