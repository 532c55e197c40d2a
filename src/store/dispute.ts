import { statementsOf } from '../domain/account.js'
import type { DisputeReason } from '../domain/admission.js'
import { DomainError } from '../domain/errors.js'
import { addDays } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { disputeAnswerDays } from '../law/house.js'
import { dropContestedDebits } from './contested-debit.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { tellCreditorOfDispute } from './dispute-notice.js'
import { raiseInProceedings } from './dispute-told.js'
import { disputeSubject } from './dispute-view.js'
import { sha256Of } from './document.js'
import { loadCase } from './facts.js'
import type { FileAct, Origin, Upload } from './file-act.js'
import type { FileRow } from './file-row.js'
import { valueDay } from './ledger.js'
import { legalToday } from './legal-today.js'
import { lockShared, onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { recallLetters } from './recall-letters.js'
import { appendOnClaim, onClaims } from './shared-claim.js'
import { stagedId } from './staged-input.js'
import { keepUploads } from './upload.js'

export interface NewDispute {
  /** Number of the claim. */
  claim: string
  reason: DisputeReason
  /** What of the principal is contested; all of the claim where null. */
  contestedCents: number | null
  words: string | null
  documents: readonly Upload[]
  origin: Origin
}

/**
 * Keeps that a debtor contests a claim: as much of it is asked for by nobody until a person has answered; the creditor is told.
 * @returns its id
 * @throws DomainError file-unknown, file-closed, claim-unknown, claim-settled, dispute-open, contested-exceeds-claim, upload-…, key-reused
 */
export async function openDispute(db: Database, act: FileAct, dispute: NewDispute): Promise<string> {
  const id = stagedId(act)
  const { documents, ...said } = dispute
  const input = { ...said, documents: documents.map(({ name, bytes }) => [name, sha256Of(bytes)]) }
  await onceForFile(
    db,
    { ...act, kind: 'dispute', input },
    async (tx, file, siblings) => {
      if (file.status === 'closed') throw new DomainError('file-closed')
      const { tenantId, id: fileId } = file
      const { claimId, contestedCents } = await contestable(tx, file, dispute, act.now)
      if ((await tx.dispute.count({ where: { fileId, claimId, state: 'open' } })) > 0) throw new DomainError('dispute-open', 'claim')
      const { reason, words, origin } = dispute
      const today = legalToday(file, act.now)
      const answerBy = addDays(today, disputeAnswerDays.value)
      const days = { receivedOn: toDay(today), answerBy: toDay(answerBy) }
      await tx.dispute.create({ data: { id, tenantId, fileId, claimId, reason, contestedCents, words, origin, ...days } })
      await keepUploads(tx, { tenantId, fileId, subject: disputeSubject(id), actor: act.actor }, documents)
      await appendOnClaim(tx, file, claimId, {
        kind: 'dispute-opened',
        actor: act.actor,
        legalTime: legalNow(file, act.now),
        data: { disputeId: id, claim: dispute.claim, contestedCents, answerBy },
      })
      await tellCreditorOfDispute(tx, file, { what: 'opened', claim: dispute.claim, amountCents: contestedCents, on: today })
      const files = [file, ...(await onClaims(tx, siblings, [claimId]))]
      await askNoMore(tx, files, claimId, act.now)
      await raiseInProceedings(tx, files, { disputeId: id, claimId, reason, contestedCents, now: act.now })
      await tell(tx, fileId, 'dispute-opened')
    },
    lockShared,
  )
  return id
}

/**
 * A claim of the file of which something is owed, with what of its principal is contested: null where that is all of it.
 * @throws DomainError claim-unknown, claim-settled, contested-exceeds-claim
 */
async function contestable(
  tx: Transaction,
  file: FileRow,
  { claim: reference, contestedCents }: Pick<NewDispute, 'claim' | 'contestedCents'>,
  now: Date,
): Promise<{ claimId: string; contestedCents: number | null }> {
  const claim = await tx.claim.findFirst({ where: { reference, files: { some: { fileId: file.id } } }, select: { id: true } })
  if (!claim) throw new DomainError('claim-unknown', 'claim')
  const found = await loadCase(tx, file.id)
  const statement = statementsOf(found.facts, found.law, valueDay(found, legalNow(file, now))).find(({ claimId }) => claimId === claim.id)
  if (!statement || statement.owedCents === 0) throw new DomainError('claim-settled', 'claim')
  const { principalCents } = statement
  if (contestedCents !== null && contestedCents > principalCents) throw new DomainError('contested-exceeds-claim', 'contestedCents')
  const isWhole = contestedCents === null || cents(contestedCents) === principalCents
  return { claimId: claim.id, contestedCents: isWhole ? null : contestedCents }
}

/** Takes back what asks for more of a claim than may be asked for now: letters that lie printed, and debits that are not at the bank yet. */
export async function askNoMore(tx: Transaction, files: readonly FileRow[], claimId: string, now: Date): Promise<void> {
  await recallLetters(tx, files, claimId, now)
  for (const file of files) await dropContestedDebits(tx, file, now)
}
