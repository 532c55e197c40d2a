import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from './database.js'
import type { FileRow } from './file-row.js'
import { entriesOf, postConsequences, writeEntries } from './ledger.js'

/** Entries that can be taken back as if they had never been: payments are reversed by what took them back. */
export type Cancellable = 'cost' | 'credit_note'

/**
 * Takes back what was posted to a file's claims under a reference, by entries of its own that reverse it leg by leg, from its own day. Replaying
 * the claims then leaves out both, so money that had gone to it goes to what else was owed on its day. The caller holds the file's lock, and
 * those of the files that share its claims. Done again it posts nothing.
 * @returns whether anything was there to take back
 */
export async function cancelEntries(tx: Transaction, file: FileRow, kind: Cancellable, reference: string): Promise<boolean> {
  const entries = await entriesOf(tx, file.id, kind, reference)
  const done = await tx.ledgerEntry.findMany({
    where: { kind: 'cancellation', reference, claimId: { in: entries.map((one) => one.claimId) } },
  })
  const open = entries.filter(({ claimId }) => !done.some((one) => one.claimId === claimId))
  if (open.length === 0) return false
  const legs = await tx.ledgerLeg.findMany({ where: { entryId: { in: open.map(({ id }) => id) } } })
  const rows = open.map(({ id: cancelled, tenantId, claimId, amountCents, imputation, valueOn }) => {
    const id = uuidv7()
    const entry = { id, tenantId, claimId, kind: 'cancellation' as const, reference, amountCents: Number(amountCents), imputation, valueOn }
    const reversed = legs
      .filter(({ entryId }) => entryId === cancelled)
      .map((leg) => ({ ...leg, entryId: id, amountCents: 0 - Number(leg.amountCents) }))
    return { entry, legs: reversed }
  })
  await writeEntries(tx, rows)
  await postConsequences(tx, file, `cancellation:${reference}`)
  return true
}

/** A reference for an entry of a claim that may have stood there before, and was cancelled: the same, numbered on from the second time. */
export async function freshReference(tx: Transaction, claimId: string, kind: Cancellable, reference: string): Promise<string> {
  const before = await tx.ledgerEntry.count({
    where: { claimId, kind, OR: [{ reference }, { reference: { startsWith: `${reference}~` } }] },
  })
  return before === 0 ? reference : `${reference}~${before + 1}`
}

/** The reference under which something stands on a claim now; null where it does not, or was taken back. */
export async function standingReference(tx: Transaction, claimId: string, kind: Cancellable, reference: string): Promise<string | null> {
  const where = { claimId, OR: [{ reference }, { reference: { startsWith: `${reference}~` } }] }
  const rows = await tx.ledgerEntry.findMany({ where: { ...where, kind: { in: [kind, 'cancellation'] } }, orderBy: { id: 'asc' } })
  const last = rows.findLast((row) => row.kind === kind)
  return last && !rows.some((row) => row.kind === 'cancellation' && row.reference === last.reference) ? last.reference : null
}
