import type { RecallBody, RecallReport } from '../contracts/closing.js'
import { unpaidOn } from '../domain/account.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { normaliseReference } from '../domain/reference.js'
import { orderClosing } from './closing-order.js'
import type { Database, Transaction } from './database.js'
import { loadCase } from './facts.js'
import type { FileRow } from './file-row.js'
import { onceForFile } from './once-for-file.js'
import { findCreditor } from './organisation.js'
import { tell } from './outbox.js'

export interface Recall {
  tenantId: string
  /** Reference of the creditor. */
  creditor: string
  actor: string
  /** The client's idempotency key: sent again it recalls what it had not come to, and answers the same of the rest. */
  key: string
}

type Outcome = RecallReport['files'][number]

/** A file that was asked for, and the claims by which it was. */
interface Target {
  asked: string
  file: { id: string; reference: string } | null
  /** Ids of the claims that are recalled; null where it is the whole file. */
  claimIds: readonly string[] | null
}

/**
 * Takes files of a creditor back: each is ordered to be closed in a transaction of its own, and hears of it by the outbox. Where a run
 * was cut short, the same key goes on.
 * @returns what became of each, in the order asked @throws DomainError creditor-unknown
 */
export async function recallFiles(db: Database, recall: Recall, body: RecallBody, now: Date): Promise<RecallReport> {
  const { id: creditorId } = await findCreditor(db, recall.tenantId, recall.creditor)
  const targets = [...(await filesNamed(db, creditorId, body.files ?? [])), ...(await filesOfClaims(db, creditorId, body.claims ?? []))]
  const files: Outcome[] = []
  const done = new Map<string, ErrorCode | null>()
  for (const target of targets) {
    const { asked, file } = target
    if (!file) {
      files.push(outcomeOf(asked, null, target.claimIds === null ? 'file-unknown' : 'claim-unknown'))
      continue
    }
    const refusal = done.has(file.id)
      ? (done.get(file.id) ?? null)
      : await recallOne(db, recall, file.id, target.claimIds, body.reason, now)
    done.set(file.id, refusal)
    files.push(outcomeOf(asked, file.reference, refusal))
  }
  return { files }
}

const outcomeOf = (asked: string, file: string | null, code: ErrorCode | null): Outcome => ({
  asked,
  file,
  outcome: code === null ? 'ordered' : 'refused',
  code,
})

async function filesNamed(db: Database, creditorId: string, references: readonly string[]): Promise<Target[]> {
  const wanted = references.map((asked) => ({ asked, reference: normaliseReference(asked) }))
  const found = await db.debtFile.findMany({
    where: { creditorId, reference: { in: wanted.map(({ reference }) => reference) } },
    select: { id: true, reference: true },
  })
  return wanted.map(({ asked, reference }) => ({ asked, file: found.find((one) => one.reference === reference) ?? null, claimIds: null }))
}

/** The files of invoices, each of all who owe them. */
async function filesOfClaims(db: Database, creditorId: string, numbers: readonly string[]): Promise<Target[]> {
  const claims = await db.claim.findMany({
    where: { creditorId, reference: { in: [...numbers] } },
    select: {
      id: true,
      reference: true,
      files: { select: { file: { select: { id: true, reference: true } } }, orderBy: { fileId: 'asc' } },
    },
  })
  const claimIds = claims.map(({ id }) => id)
  return numbers.flatMap((asked): Target[] => {
    const claim = claims.find(({ reference }) => reference === asked)
    return claim ? claim.files.map(({ file }) => ({ asked, file, claimIds })) : [{ asked, file: null, claimIds }]
  })
}

/** @returns the refusal, or null */
async function recallOne(
  db: Database,
  { tenantId, actor, key }: Recall,
  fileId: string,
  claimIds: readonly string[] | null,
  reason: RecallBody['reason'],
  now: Date,
): Promise<ErrorCode | null> {
  try {
    await onceForFile(db, { tenantId, fileId, actor, key, kind: 'recall', input: { reason }, now }, async (tx, file) => {
      const at = legalNow(file, now)
      if (claimIds !== null) await requireWhole(tx, file, claimIds, at)
      await orderClosing(tx, file, { reason, actor }, at)
      await tell(tx, fileId, 'closing-ordered')
    })
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** A file is closed whole: an unpaid claim that nobody recalled is not let go with the others. @throws DomainError recall-incomplete */
export async function requireWhole(tx: Transaction, { id, status }: FileRow, claimIds: readonly string[], at: Date): Promise<void> {
  if (status === 'closed') return
  const { facts, law } = await loadCase(tx, id)
  if (unpaidOn(facts, law, legalDayOf(at, law.zone)).some((claim) => !claimIds.includes(claim.id)))
    throw new DomainError('recall-incomplete')
}
