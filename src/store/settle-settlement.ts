import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { paidInTime, stillPaid } from '../domain/promise.js'
import { restOf, SETTLEMENT, type SettlementFact, settlementOutcome } from '../domain/settlement.js'
import { tellCreditor } from './agreement-notice.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { type Case, loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile, lockFilesSharing } from './file-row.js'
import { entriesOf, post, valueDay } from './ledger.js'
import { tell } from './outbox.js'
import { appendOnClaim } from './shared-claim.js'

const ENGINE = 'engine'

/**
 * Writes down that the approved settlement was paid, and lets the rest go, or that it is void, under the file's lock and those of the files
 * that share its claims. @returns whether it was
 */
export async function settleSettlement(tx: Transaction, file: FileRow, found: Case, on: LegalDay, at: Date): Promise<boolean> {
  const { settlement } = found.facts
  const outcome = settlement && settlementOutcome(found.facts, settlement, on)
  if (!settlement || !outcome) return false
  const { id: settlementId } = settlement
  await tx.settlement.update({ where: { id: settlementId }, data: { state: outcome, endedOn: toDay(on) } })
  if (outcome === 'paid') {
    const remittedCents = await remitRest(tx, file, found, settlement, at)
    await appendEvent(tx, file.id, { kind: 'settlement-paid', actor: ENGINE, legalTime: at, data: { settlementId, remittedCents } })
  } else await voidIt(tx, file, settlementId, { paidCents: paidInTime(found.facts, settlement, on), on, at })
  return true
}

async function voidIt(
  tx: Transaction,
  file: FileRow,
  settlementId: string,
  { paidCents, on, at }: { paidCents: Cents; on: LegalDay; at: Date },
): Promise<void> {
  await appendEvent(tx, file.id, { kind: 'settlement-void', actor: ENGINE, legalTime: at, data: { settlementId, paidCents } })
  await tellCreditor(tx, file, { kind: 'settlement', reason: 'void', reference: settlementId, amountCents: paidCents, on })
}

/**
 * Lets all go that is still owed on the claims that were the file's when it was proposed, with interest whose rate is not known yet: one
 * that was added since was never settled. @returns how much that was
 */
async function remitRest(tx: Transaction, file: FileRow, found: Case, { id }: SettlementFact, at: Date): Promise<Cents> {
  await lockFilesSharing(tx, file.tenantId, [file.id]) // held already, unless the settlement was approved this very moment
  const { recordedAt } = await tx.settlement.findUniqueOrThrow({ where: { id }, select: { recordedAt: true } })
  const claims = await tx.claim.findMany({
    where: { files: { some: { fileId: file.id } }, createdAt: { lte: recordedAt } },
    select: { id: true },
  })
  const valueOn = valueDay(found, at)
  const covered = claims.map((claim) => claim.id)
  const parts = restOf(found.facts, found.law, valueOn, covered)
  const reference = `${SETTLEMENT}${id}`
  if (parts.length > 0) await post(tx, file, { kind: 'remission', reference, valueOn }, parts)
  for (const { claimId, amountCents } of parts)
    await appendOnClaim(tx, file, claimId, { kind: 'remitted', actor: ENGINE, legalTime: at, data: { reference, amountCents } })
  return sum(parts.map(({ amountCents }) => amountCents))
}

/**
 * Where money is taken back that a settlement was paid with, it was not paid: what was let go is owed again. The caller holds the locks of
 * the file that the money was for and of all that share its claims.
 */
export async function unsettle(tx: Transaction, file: FileRow, valueOn: LegalDay, at: Date): Promise<void> {
  const shared = { claims: { some: { claim: { files: { some: { fileId: file.id } } } } } }
  const paid = await tx.settlement.findMany({ where: { state: 'paid', file: shared }, orderBy: { id: 'asc' } })
  for (const row of paid) {
    const { amountCents, baselineCents, graceDays } = row
    const terms = { amountCents: cents(amountCents), baselineCents: cents(baselineCents), graceDays, payBy: fromDay(row.payBy) }
    const { facts } = await loadCase(tx, row.fileId)
    const paidCents = stillPaid(facts, terms, valueOn)
    if (paidCents >= terms.amountCents) continue
    const own = await lockFile(tx, row.fileId)
    const reference = `${SETTLEMENT}${row.id}`
    const remitted = await entriesOf(tx, own.id, 'remission', reference)
    const parts = remitted.map((entry) => ({ claimId: entry.claimId, amountCents: cents(entry.amountCents) }))
    if (parts.length > 0) await post(tx, own, { kind: 'reversal', reference, valueOn }, parts)
    await tx.settlement.update({ where: { id: row.id }, data: { state: 'void', endedOn: toDay(valueOn) } })
    await voidIt(tx, own, row.id, { paidCents, on: valueOn, at })
    await tell(tx, own.id, 'settlement-void')
  }
}
