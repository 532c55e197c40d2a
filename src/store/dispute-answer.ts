import { statementsOf } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import { earlier } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents } from '../domain/money.js'
import type { Dispute } from '../generated/prisma/client.js'
import { creditWhatFits, letFall } from './claim-command.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { askNoMore } from './dispute.js'
import { tellCreditorOfDispute } from './dispute-notice.js'
import { disputeSubject } from './dispute-view.js'
import { type Case, loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { valueDay } from './ledger.js'
import { legalToday } from './legal-today.js'
import { lockShared, onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { appendOnClaim, onClaims } from './shared-claim.js'

/** What became of a dispute, with the words that the debtor is given. */
export type DisputeAnswer =
  | { outcome: 'upheld' | 'rejected'; reason: string }
  | { outcome: 'partly-upheld'; upheldCents: number; reason: string }

/** A dispute with the number of its claim. */
type Contested = Dispute & { claim: { reference: string; dueDate: Date } }

/**
 * Answers a dispute. What is upheld is taken off the claim from the day on which it fell due, so that no interest ever ran on it; a claim
 * that is contested as a whole and upheld falls with all that it bears. Letters that asked for too much are recalled, and the file's own
 * loop sends the debtor the answer. The rest, or all of it, is asked for again.
 * @throws DomainError file-unknown, dispute-unknown, dispute-answered, contested-exceeds-claim, key-reused
 */
export async function answerDispute(db: Database, act: FileAct, id: string, answer: DisputeAnswer): Promise<void> {
  await onDispute(db, act, { id, kind: 'dispute-answer', input: answer }, async (tx, { file, files, dispute }) => {
    const upheldCents = await takeOff(tx, file, dispute, answer, act)
    const { outcome, reason } = answer
    const today = legalToday(file, act.now)
    const answered = { state: outcome, answer: reason, answeredOn: toDay(today), answeredBy: act.actor }
    await tx.dispute.update({ where: { id }, data: { ...answered, upheldCents } })
    const claim = dispute.claim.reference
    const data = { disputeId: id, claim, outcome, upheldCents }
    await appendOnClaim(tx, file, dispute.claimId, {
      kind: 'dispute-answered',
      actor: act.actor,
      legalTime: legalNow(file, act.now),
      data,
    })
    await tellCreditorOfDispute(tx, file, { what: outcome, claim, amountCents: upheldCents, on: today })
    if (outcome !== 'rejected') await askNoMore(tx, files, dispute.claimId, act.now)
  })
}

/** The debtor contests the claim no longer: it is asked for again. @throws DomainError file-unknown, dispute-unknown, dispute-answered, key-reused */
export async function withdrawDispute(db: Database, act: FileAct, id: string): Promise<void> {
  await onDispute(db, act, { id, kind: 'dispute-withdrawal', input: {} }, async (tx, { file, dispute }) => {
    const today = legalToday(file, act.now)
    await tx.dispute.update({ where: { id }, data: { state: 'withdrawn', answeredOn: toDay(today), answeredBy: act.actor } })
    const claim = dispute.claim.reference
    await appendOnClaim(tx, file, dispute.claimId, {
      kind: 'dispute-withdrawn',
      actor: act.actor,
      legalTime: legalNow(file, act.now),
      data: { disputeId: id, claim },
    })
    await tellCreditorOfDispute(tx, file, { what: 'withdrawn', claim, amountCents: 0, on: today })
  })
}

/** Notes what the creditor says to a dispute; said again, that holds. @throws DomainError file-unknown, dispute-unknown, dispute-answered, key-reused */
export async function positionOnDispute(db: Database, act: FileAct, id: string, says: string): Promise<void> {
  await onDispute(db, act, { id, kind: 'dispute-position', input: { says } }, async (tx, { file }) => {
    await tx.dispute.update({ where: { id }, data: { creditorSays: says, creditorSaidOn: toDay(legalToday(file, act.now)) } })
    const event = { actor: act.actor, legalTime: legalNow(file, act.now), data: { disputeId: id } }
    await appendEvent(tx, file.id, { kind: 'creditor-position', ...event })
  })
}

interface Standing {
  file: FileRow
  /** The file and all others on the claim. */
  files: readonly FileRow[]
  dispute: Contested
}

/** Does something about an open dispute, once per key, under the locks of all files on its claim, which hear of it. */
async function onDispute(
  db: Database,
  act: FileAct,
  { id, kind, input }: { id: string; kind: string; input: object },
  work: (tx: Transaction, standing: Standing) => Promise<void>,
): Promise<void> {
  await onceForFile(
    db,
    { ...act, kind, input: { dispute: id, ...input } },
    async (tx, file, siblings) => {
      const where = { id, fileId: file.id }
      const dispute = isId(id) ? await tx.dispute.findFirst({ where, include: { claim: true } }) : null
      if (!dispute) throw new DomainError('dispute-unknown', 'dispute')
      if (dispute.state !== 'open') throw new DomainError('dispute-answered', 'dispute')
      await work(tx, { file, files: [file, ...(await onClaims(tx, siblings, [dispute.claimId]))], dispute })
      await tell(tx, file.id, kind)
    },
    lockShared,
  )
}

/** Takes off a claim what is upheld of a dispute. @returns how much of the principal that was @throws DomainError contested-exceeds-claim */
async function takeOff(tx: Transaction, file: FileRow, dispute: Contested, answer: DisputeAnswer, act: FileAct): Promise<Cents> {
  if (answer.outcome === 'rejected') return cents(0)
  const { claim, contestedCents, claimId } = dispute
  const at = legalNow(file, act.now)
  const found = await loadCase(tx, file.id)
  const contested = contestedCents === null ? principalOf(found, claimId, at) : Number(contestedCents)
  const isPart = answer.outcome === 'partly-upheld'
  if (isPart && answer.upheldCents >= contested) throw new DomainError('contested-exceeds-claim', 'upheldCents')
  const valueOn = earlier(fromDay(claim.dueDate), valueDay(found, at))
  const note = { claim: claim.reference, reference: disputeSubject(dispute.id), actor: act.actor }
  const taken = await creditWhatFits(tx, file, { ...note, amountCents: isPart ? answer.upheldCents : contested, valueOn }, at)
  if (!isPart && contestedCents === null) await letFall(tx, file, note, at)
  return taken
}

function principalOf(found: Case, claimId: string, at: Date): number {
  const statement = statementsOf(found.facts, found.law, valueDay(found, at)).find((one) => one.claimId === claimId)
  return statement?.principalCents ?? 0
}
