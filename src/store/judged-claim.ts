import { earlier } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { Title, TitleClaim } from '../generated/prisma/client.js'
import { cancelEntries, freshReference, standingReference } from './cancel-entry.js'
import { fromDay } from './day.js'
import { post, valueDay } from './ledger.js'
import type { Settling } from './proceeding-settle.js'
import { appendOnClaim } from './shared-claim.js'

/** How references begin of what a court has rejected of a claim. */
export const REJECTED = 'judged:'

/**
 * Takes off the claims of an order what the judgment in its place has rejected: from the day on which each fell due, for it was never owed, so no
 * interest ever ran on it. What was collected beyond the rest is the debtor's, and shows as credit. Done again it changes nothing; a judgment
 * that comes to grant otherwise takes back what was written before.
 * @param left what each claim keeps of the order, in their order; all of it where null @param source the text by which it is rejected
 */
export async function settleRejected(
  settling: Settling,
  order: Title & { claims: TitleClaim[] },
  left: readonly Cents[] | null,
  source: string,
): Promise<void> {
  for (const [index, claim] of order.claims.entries()) {
    const rejected = left === null ? cents(0) : await rejectedOf(settling, order, claim, left[index] ?? cents(0))
    await settleClaim(settling, order.id, claim.claimId, rejected, source)
  }
}

/** What a creditor has credited itself since the order is not rejected once more. */
async function rejectedOf({ tx }: Settling, { recordedAt }: Title, { claimId, principalCents }: TitleClaim, left: Cents): Promise<Cents> {
  const since = await tx.ledgerEntry.aggregate({
    where: {
      claimId,
      kind: { in: ['credit_note', 'withdrawal'] },
      recordedAt: { gt: recordedAt },
      reference: { not: { startsWith: REJECTED } },
    },
    _sum: { amountCents: true },
  })
  return cents(Math.max(0, Number(principalCents) - Number(since._sum.amountCents ?? 0) - left))
}

async function settleClaim(settling: Settling, orderId: string, claimId: string, rejected: Cents, source: string): Promise<void> {
  const { tx, file, found, at } = settling
  const base = `${REJECTED}${orderId}:${claimId}`
  const standing = await standingReference(tx, claimId, 'credit_note', base)
  const known =
    standing === null ? null : await tx.ledgerEntry.findFirstOrThrow({ where: { claimId, kind: 'credit_note', reference: standing } })
  if (Number(known?.amountCents ?? 0) === rejected) return
  const { reference: claim, dueDate } = await tx.claim.findUniqueOrThrow({
    where: { id: claimId },
    select: { reference: true, dueDate: true },
  })
  const told = { actor: 'engine', legalTime: at }
  if (standing !== null) {
    await cancelEntries(tx, file, 'credit_note', standing)
    await appendOnClaim(tx, file, claimId, { kind: 'claim-restored', ...told, data: { claim, reference: standing } })
  }
  if (rejected === 0) return
  const reference = await freshReference(tx, claimId, 'credit_note', base)
  const valueOn = earlier(fromDay(dueDate), valueDay(found, at))
  await post(tx, file, { kind: 'credit_note', reference, valueOn }, [{ claimId, amountCents: rejected }])
  const data = { claim, reference, amountCents: rejected, source }
  await appendOnClaim(tx, file, claimId, { kind: 'claim-rejected', ...told, data })
}
