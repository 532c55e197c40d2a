import { v7 as uuidv7 } from 'uuid'
import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileRow } from './file-row.js'

/** What a creditor hears of a dispute. `late`: the last day for an answer is over, and its position is waited for. */
export interface DisputeNews {
  what: 'opened' | 'upheld' | 'partly-upheld' | 'rejected' | 'withdrawn' | 'late'
  /** Number of the claim. */
  claim: string
  /** What is contested, or was taken off; null for all of the claim. */
  amountCents: number | null
  on: LegalDay
}

/** Tells the creditor of a file about a dispute; one that collects for itself knows. */
export async function tellCreditorOfDispute(tx: Transaction, file: FileRow, { what, claim, amountCents, on }: DisputeNews): Promise<void> {
  if (file.ownClaims) return
  const { tenantId, creditorId, id: fileId } = file
  const whole = amountCents === null ? (await claimOf(tx, fileId, claim)).amountCents : amountCents
  const notice = { id: uuidv7(), tenantId, creditorId, fileId, kind: 'dispute', reason: what, reference: claim, amountCents: whole }
  await tx.creditorNotice.create({ data: { ...notice, happenedOn: toDay(on) } })
}

const claimOf = (tx: Transaction, fileId: string, reference: string) =>
  tx.claim.findFirstOrThrow({ where: { reference, files: { some: { fileId } } }, select: { amountCents: true } })
