import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'
import { lockFilesSharing, type SharedFile } from './file-row.js'

/** A claim that a creditor speaks of, under the locks of all files that are on it. */
export interface DeclaredClaim {
  id: string
  /** Its number as its own row has it. */
  reference: string
  currency: string
  /** The file of who owes it first, with those that share its claims. */
  shared: SharedFile
}

type ClaimRow = Pick<DeclaredClaim, 'id' | 'reference' | 'currency'>

/**
 * The claim of a creditor that has a number. Where none has it as it is written, the one whose number is the same but for signs,
 * spaces and case; of several such ones none. @throws DomainError claim-unknown
 */
export async function lockDeclaredClaim(
  tx: Transaction,
  creditor: { id: string; tenantId: string },
  reference: string,
): Promise<DeclaredClaim> {
  const claim = (await exactly(tx, creditor, reference)) ?? (await plainly(tx, creditor, reference))
  if (!claim) throw new DomainError('claim-unknown', 'claim')
  for (;;) {
    const fileId = await fileOf(tx, claim)
    const [shared] = (await lockFilesSharing(tx, creditor.tenantId, [fileId])) as [SharedFile]
    // A merge may have moved the claim while its lock was waited for.
    if ((await fileOf(tx, claim)) === fileId) return { ...claim, shared }
  }
}

function exactly(tx: Transaction, creditor: { id: string }, reference: string): Promise<ClaimRow | null> {
  const select = { id: true, reference: true, currency: true } as const
  return tx.claim.findFirst({ where: { creditorId: creditor.id, reference }, select })
}

async function plainly(tx: Transaction, creditor: { id: string; tenantId: string }, reference: string): Promise<ClaimRow | null> {
  const rows = await tx.$queryRaw<ClaimRow[]>`
    SELECT id::text, reference, currency FROM claim
     WHERE tenant_id = ${creditor.tenantId}::uuid AND plain_number(reference) = plain_number(${reference}) AND plain_number(${reference}) <> ''
       AND creditor_id = ${creditor.id}::uuid LIMIT 2`
  return rows.length === 1 ? (rows[0] as ClaimRow) : null
}

/** The file on a claim that its own debtor has, before those of who owes it too. @throws DomainError claim-unknown */
async function fileOf(tx: Transaction, claim: ClaimRow): Promise<string> {
  const [file] = await tx.$queryRaw<{ id: string }[]>`
    SELECT f.id::text FROM file_claim fc JOIN debt_file f ON f.id = fc.file_id WHERE fc.claim_id = ${claim.id}::uuid
     ORDER BY f.liability <> 'debtor', f.status <> 'open', f.id LIMIT 1`
  if (!file) throw new DomainError('claim-unknown', 'claim')
  return file.id
}
