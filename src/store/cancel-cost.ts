import { judicialOn } from '../domain/judicial-law.js'
import type { ProceedingCost } from '../generated/prisma/client.js'
import { cancelEntries, standingReference } from './cancel-entry.js'
import { toDay } from './day.js'
import { lockFilesSharing } from './file-row.js'
import type { Settling } from './proceeding-settle.js'
import { appendOnClaim } from './shared-claim.js'

/** Under which a cost of a proceeding stands on the debtor's account. */
export const costReference = ({ id, code }: Pick<ProceedingCost, 'id' | 'code'>): string => `${code}:${id}`

/** Why nobody asks the debtor for them any more. */
const WHY = 'no-title'

/**
 * Takes costs off the debtor's account that it bears no more, each by an entry of its own that reverses the charge; the creditor bears them from
 * then on, and they are charged once more where a title comes back. @returns whether anything was written
 */
export async function cancelCosts(settling: Settling, costs: readonly ProceedingCost[]): Promise<boolean> {
  if (costs.length === 0) return false
  const { tx, file } = settling
  await lockFilesSharing(tx, file.tenantId, [file.id]) // held already, unless something else than a report has brought it
  for (const cost of costs) await cancelOne(settling, cost)
  return true
}

async function cancelOne({ tx, file, found, today, at }: Settling, { id, code, amountCents: whole }: ProceedingCost): Promise<void> {
  const base = costReference({ id, code })
  const { claimId } = await tx.ledgerEntry.findFirstOrThrow({
    where: { kind: 'cost', reference: base, claim: { files: { some: { fileId: file.id } } } },
  })
  const reference = await standingReference(tx, claimId, 'cost', base)
  if (reference !== null) await cancelEntries(tx, file, 'cost', reference)
  await tx.proceedingCost.update({ where: { id }, data: { chargedOn: null, cancelledOn: toDay(today) } })
  const source = judicialOn(found.law, today).articles['costs-without-title'].value
  const data = { reference: reference ?? base, amountCents: Number(whole), why: WHY, source }
  await appendOnClaim(tx, file, claimId, { kind: 'cost-cancelled', actor: 'engine', legalTime: at, data })
}
