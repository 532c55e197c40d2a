import { balanceOn } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import type { PaymentAssertion } from '../generated/prisma/client.js'
import { assertionAnswerDays } from '../law/agreements.js'
import { tellCreditor } from './agreement-notice.js'
import { assertionSubject } from './agreement-view.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { recordDirectPayment } from './direct-payment.js'
import { sha256Of } from './document.js'
import { loadCase } from './facts.js'
import type { FileAct, Origin, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { lockShared, onceForFile } from './once-for-file.js'
import { requireOwing } from './open-agreement.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'
import { keepUploads } from './upload.js'

/** What a debtor says of a payment that nobody here has seen. */
export interface AssertedPayment {
  amountCents: number | null
  paidOn: LegalDay | null
  means: 'transfer' | 'card' | 'cheque' | 'cash' | 'direct-debit' | 'other'
  paidTo: 'agency' | 'creditor' | 'unknown'
  words: string | null
  proof: readonly Upload[]
  origin: Origin
}

/**
 * Keeps what a debtor says of a payment: nobody asks it for anything until the creditor, who is told, or a person has answered. Its words
 * stand in its row alone, and in no hash.
 * @returns its id @throws DomainError file-unknown, file-closed, nothing-owed, assertion-open, day-impossible, upload-…, key-reused
 */
export async function assertPayment(db: Database, act: FileAct, asserted: AssertedPayment): Promise<string> {
  const { words, proof, ...said } = asserted
  const id = stagedId(act)
  const input = { ...said, proof: proof.map(({ bytes }) => sha256Of(bytes)) }
  await onceForFile(db, { ...act, kind: 'assert-payment', input }, (tx, file) => keep(tx, file, id, act, asserted))
  const { words: kept } = await db.paymentAssertion.findUniqueOrThrow({ where: { id }, select: { words: true } })
  if (kept !== null && kept !== words) throw new DomainError('key-reused', 'Idempotency-Key')
  return id
}

async function keep(tx: Transaction, file: FileRow, id: string, { tenantId, fileId, actor, now }: FileAct, said: AssertedPayment) {
  const { amountCents, paidOn, means, paidTo, words, proof, origin } = said
  await requireOwing(tx, file, now)
  if (await openAssertion(tx, fileId)) throw new DomainError('assertion-open')
  const today = legalToday(file, now)
  if (paidOn !== null && paidOn > today) throw new DomainError('day-impossible', 'paidOn')
  const answerBy = addDays(today, assertionAnswerDays.value)
  const days = { paidOn: paidOn && toDay(paidOn), saidOn: toDay(today), answerBy: toDay(answerBy) }
  await tx.paymentAssertion.create({ data: { id, tenantId, fileId, amountCents, means, paidTo, words, origin, ...days } })
  await keepUploads(tx, { tenantId, fileId, subject: assertionSubject(id), actor }, proof)
  const data = { assertionId: id, amountCents, answerBy }
  await appendEvent(tx, fileId, { kind: 'payment-asserted', actor, legalTime: legalNow(file, now), data })
  await tellCreditor(tx, file, { kind: 'payment-asserted', reason: paidTo, reference: id, amountCents: amountCents ?? 0, on: today })
  await tell(tx, fileId, 'payment-asserted')
}

const openAssertion = (tx: Transaction, fileId: string) => tx.paymentAssertion.findFirst({ where: { fileId, state: 'open' } })

/**
 * What became of a payment that a debtor says it has made. `confirmed-direct`: the creditor had it. `confirmed-here`: it is at the agency,
 * and in the ledger. `denied`: nobody had it, with words for the debtor.
 */
export type AssertionAnswer =
  | { outcome: 'confirmed-direct'; amountCents: number; on: LegalDay }
  | { outcome: 'confirmed-here' }
  | { outcome: 'denied'; words: string }

/** Who answers: a person of the agency, or the creditor by its reference. */
export type Answering = { assertionId: string; by: string }

/**
 * Answers a debtor who says that it has paid: its file goes on from there. What the creditor had is recorded with its day, and enters no
 * books of client funds. The words of a denial are for the debtor, and stand in the row alone.
 * @throws DomainError file-unknown, assertion-unknown, assertion-answered, payment-day-future, key-reused
 */
export async function answerAssertion(db: Database, act: FileAct, { assertionId, by }: Answering, answer: AssertionAnswer): Promise<void> {
  const { fileId, actor, now } = act
  const { outcome } = answer
  const direct = outcome === 'confirmed-direct' ? { amountCents: answer.amountCents, on: answer.on } : {}
  const input = { assertionId, outcome, ...direct }
  await onceForFile(
    db,
    { ...act, kind: 'answer-assertion', input },
    async (tx, file, siblings) => {
      const shared = { file, siblings: [...siblings] }
      const { state } = await findAssertion(tx, fileId, assertionId)
      if (state !== 'open') throw new DomainError('assertion-answered')
      if (outcome === 'confirmed-direct') {
        const payment = { reference: `said-paid-${assertionId}`, amountCents: cents(answer.amountCents), on: answer.on, actor }
        await recordDirectPayment(tx, shared, payment, now)
      }
      const words = outcome === 'denied' ? answer.words : null
      await settleAssertion(tx, shared.file, assertionId, { state: outcome === 'denied' ? 'denied' : 'confirmed', by, words, actor }, now)
    },
    lockShared,
  )
}

/** @throws DomainError assertion-unknown */
export async function findAssertion(tx: Transaction, fileId: string, id: string): Promise<PaymentAssertion> {
  const row = isId(id) ? await tx.paymentAssertion.findFirst({ where: { id, fileId } }) : null
  if (!row) throw new DomainError('assertion-unknown')
  return row
}

async function settleAssertion(
  tx: Transaction,
  file: FileRow,
  id: string,
  { state, by, words, actor }: { state: 'confirmed' | 'denied'; by: string; words: string | null; actor: string },
  now: Date,
): Promise<void> {
  const answered = { state, answer: words, answeredBy: by, answeredOn: toDay(legalToday(file, now)) }
  await tx.paymentAssertion.update({ where: { id }, data: answered })
  const data = { assertionId: id, state }
  await appendEvent(tx, file.id, { kind: 'assertion-answered', actor, legalTime: legalNow(file, now), data })
  await tell(tx, file.id, 'assertion-answered')
}

/**
 * A creditor that declares what its debtor has paid it answers by that what the debtor says: once it comes to the sum that the debtor named,
 * or leaves nothing owed. The caller holds the file's lock.
 */
export async function answerByDeclaration(tx: Transaction, file: FileRow, { actor, now }: { actor: string; now: Date }): Promise<void> {
  const open = await openAssertion(tx, file.id)
  if (!open) return
  const { facts, law } = await loadCase(tx, file.id)
  const declared = await tx.ledgerEntry.aggregate({
    where: { kind: 'direct_payment', recordedAt: { gte: open.recordedAt }, claim: { files: { some: { fileId: file.id } } } },
    _sum: { amountCents: true },
  })
  const isCovered = open.amountCents !== null && (declared._sum.amountCents ?? 0n) >= open.amountCents
  if (!isCovered && balanceOn(facts, law, legalToday(file, now)) > 0) return
  await settleAssertion(tx, file, open.id, { state: 'confirmed', by: 'declaration', words: null, actor }, now)
}
