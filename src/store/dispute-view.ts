import type { DisputeView } from '../contracts/dispute.js'
import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

/** What papers of a dispute are kept under. */
export const disputeSubject = (id: string) => `dispute:${id}`

/** A file's disputes with what was sent in with them, the newest first. */
export async function disputesOf(tx: Transaction, fileId: string): Promise<DisputeView[]> {
  const rows = await tx.dispute.findMany({
    where: { fileId },
    include: { claim: { select: { reference: true, currency: true } } },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
  })
  const subjects = rows.map(({ id }) => disputeSubject(id))
  const papers =
    rows.length === 0
      ? []
      : await tx.storedDocument.findMany({ where: { subject: { in: subjects } }, orderBy: { id: 'asc' }, omit: { bytes: true } })
  return rows.map((row) => ({
    id: row.id,
    claim: row.claim.reference,
    currency: row.claim.currency,
    reason: row.reason as DisputeView['reason'],
    contestedCents: row.contestedCents === null ? null : Number(row.contestedCents),
    words: row.words,
    origin: row.origin,
    receivedOn: fromDay(row.receivedOn),
    answerBy: fromDay(row.answerBy),
    state: row.state as DisputeView['state'],
    upheldCents: row.upheldCents === null ? null : Number(row.upheldCents),
    answer: row.answer,
    answeredOn: row.answeredOn && fromDay(row.answeredOn),
    answeredBy: row.answeredBy,
    creditorSays: row.creditorSays,
    creditorSaidOn: row.creditorSaidOn && fromDay(row.creditorSaidOn),
    documents: papers
      .filter(({ subject }) => subject === disputeSubject(row.id))
      .map(({ id, name, mediaType, sha256 }) => ({ id, name, mediaType, sha256 })),
  }))
}

/** One of them. @throws DomainError dispute-unknown */
export async function viewDispute(tx: Transaction, fileId: string, id: string): Promise<DisputeView> {
  const dispute = (await disputesOf(tx, fileId)).find((one) => one.id === id)
  if (!dispute) throw new DomainError('dispute-unknown', 'dispute')
  return dispute
}
