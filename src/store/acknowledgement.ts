import { v7 as uuidv7 } from 'uuid'
import { statementsOf } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact } from '../domain/facts.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { actRefusal } from '../domain/limitation-act.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFilesSharing } from './file-row.js'
import { tell } from './outbox.js'
import { appendOnClaim } from './shared-claim.js'

/** What a debtor did that may acknowledge its debt: by now, a payment. */
export interface Proposal {
  /** Reference of the payment. */
  reference: string
  on: LegalDay
  /** Legal time at which it was recorded. */
  at: Date
  claimIds: readonly string[]
}

/**
 * Proposes to a person that a part payment acknowledges what is left of its claims, where an acknowledgement would move
 * their limitation: never on a foreclosure, nor once it is over. The case has the payment, and the file's lock is held; nothing is interrupted before the person has said so.
 */
export async function proposeAcknowledgements(
  tx: Transaction,
  file: FileRow,
  { facts, law }: Case,
  { reference, on, at, claimIds }: Proposal,
): Promise<void> {
  const act = { kind: 'acknowledgement', on, until: null, isProven: true } as const
  const mayCount = (claim: ClaimFact) => actRefusal(claim, act, claim.dueDate, law, on) === null
  const owing = new Set(statementsOf(facts, law, on).flatMap(({ claimId, owedCents }) => (owedCents > 0 ? [claimId] : [])))
  const ids = facts.claims.filter((claim) => claimIds.includes(claim.id) && owing.has(claim.id) && mayCount(claim)).map(({ id }) => id)
  // Only the debtor's own word interrupts: what a guarantor does, no text was found to hold against it (Code civil art. 2246).
  if (ids.length === 0 || file.liability === 'guarantor') return
  const proposedAt = new Date(at.getTime() - Number(file.legalOffsetMs)) // by the real clock, as people wait
  const claims = await tx.claim.findMany({ where: { id: { in: ids } }, orderBy: { id: 'asc' }, select: { id: true, reference: true } })
  for (const { id, reference: claim } of claims) {
    await tx.acknowledgement.create({ data: { claimId: id, reference, madeOn: toDay(on), proposedAt } })
    await appendEvent(tx, file.id, { kind: 'acknowledgement-proposed', actor: 'engine', legalTime: at, data: { claim, reference, on } })
  }
}

/** A person's word on what was proposed. */
export interface Answer {
  tenantId: string
  fileId: string
  actor: string
  /** Reference of the claim, and of the payment. */
  claim: string
  reference: string
  accepted: boolean
  now: Date
}

/**
 * Notes whether a payment counts as an acknowledgement. Accepted, it interrupts the limitation from the day of the payment,
 * with the payment's entry as its proof; it stands when the payment is reversed later, for the debtor has acknowledged the
 * debt all the same. What one of several joint debtors acknowledges interrupts it against all (Code civil art. 2245, checked
 * 2026-11-21). The same answer again changes nothing.
 * @throws DomainError file-unknown, acknowledgement-unknown, acknowledgement-answered
 */
export async function answerAcknowledgement(db: Database, answer: Answer): Promise<void> {
  const { tenantId, fileId, actor, claim, reference, accepted, now } = answer
  await db.$transaction(async (tx) => {
    const [shared] = await lockFilesSharing(tx, tenantId, [fileId])
    const { file } = shared as NonNullable<typeof shared>
    const proposed = await tx.acknowledgement.findFirst({
      where: { reference, claim: { reference: claim, files: { some: { fileId } } } },
    })
    if (!proposed) throw new DomainError('acknowledgement-unknown', 'reference')
    if (proposed.accepted === accepted) return
    if (proposed.accepted !== null) throw new DomainError('acknowledgement-answered', 'accepted')
    const { claimId, madeOn } = proposed
    await tx.acknowledgement.update({
      where: { claimId_reference: { claimId, reference } },
      data: { accepted, answeredAt: now, actor },
    })
    const event = { actor, legalTime: legalNow(file, now) }
    await appendOnClaim(tx, file, claimId, { kind: 'acknowledgement-answered', ...event, data: { claim, reference, accepted } })
    if (accepted) {
      // An operator may have recorded the very act already.
      const act = { id: uuidv7(), claimId, kind: 'acknowledgement', doneOn: madeOn, reference, actor }
      await tx.claimAct.createMany({ data: [act], skipDuplicates: true })
      const data = { claim, act: 'acknowledgement', on: fromDay(madeOn), until: null, reference }
      await appendOnClaim(tx, file, claimId, { kind: 'act-recorded', ...event, data })
    }
    await tell(tx, fileId, 'acknowledgement')
  })
}
