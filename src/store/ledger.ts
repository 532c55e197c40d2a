import { v7 as uuidv7 } from 'uuid'
import type { LegalDay } from '../domain/legal-day.js'
import type { Cents } from '../domain/money.js'
import type { PostingKind } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'

export interface Part {
  claimId: string
  amountCents: Cents
}

/** Posts parts of one sum to claims; the caller holds the file's lock. */
export async function post(
  tx: Transaction,
  { tenantId, kind, reference, bookedOn }: { tenantId: string; kind: PostingKind; reference: string; bookedOn: LegalDay },
  parts: Part[],
): Promise<void> {
  const rows = parts.map((part) => ({ id: uuidv7(), tenantId, kind, bookedOn: toDay(bookedOn), reference, ...part }))
  await tx.posting.createMany({ data: rows })
}

/** What was posted to a file's claims under a reference. */
export function postingsOf(tx: Transaction, fileId: string, kind: PostingKind, reference: string) {
  return tx.posting.findMany({ where: { reference, kind, claim: { files: { some: { fileId } } } } })
}
