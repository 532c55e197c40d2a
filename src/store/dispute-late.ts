import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { tellCreditorOfDispute } from './dispute-notice.js'
import type { Case } from './facts.js'
import type { FileRow } from './file-row.js'

/**
 * Reminds a creditor, once, of a dispute that nobody has answered by its last day; it goes on waiting, for what is contested never goes on by
 * itself. The caller holds the file's lock. @returns false: no decision follows from it
 */
export async function settleDisputes(tx: Transaction, file: FileRow, { facts }: Case, on: LegalDay): Promise<boolean> {
  if (!facts.claims.some(({ disputed }) => disputed && disputed.answerBy < on)) return false
  const late = await tx.dispute.findMany({
    where: { fileId: file.id, state: 'open', remindedOn: null, answerBy: { lt: toDay(on) } },
    include: { claim: { select: { reference: true } } },
    orderBy: { id: 'asc' },
  })
  for (const { id, claim, contestedCents } of late) {
    await tx.dispute.update({ where: { id }, data: { remindedOn: toDay(on) } })
    const amountCents = contestedCents === null ? null : Number(contestedCents)
    await tellCreditorOfDispute(tx, file, { what: 'late', claim: claim.reference, amountCents, on })
  }
  return false
}
