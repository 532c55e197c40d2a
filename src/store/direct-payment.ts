import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { proposeAcknowledgements } from './acknowledgement.js'
import type { Transaction } from './database.js'
import { loadCase } from './facts.js'
import { appendToEach, type FileEvents } from './file-event.js'
import type { FileRow, SharedFile } from './file-row.js'
import { fitting, idsOf, withRemission } from './fit-payment.js'
import { DIRECT, draftOf, entriesOf, writeEntries } from './ledger.js'
import { latestDay } from './legal-today.js'
import { tell } from './outbox.js'
import { contactsOf, onClaims } from './shared-claim.js'
import { reverseInLedger } from './take-back-payment.js'

/** A payment that the debtor made to the creditor itself. */
export interface DirectPayment {
  /** The creditor's reference of it: once for a file. */
  reference: string
  amountCents: Cents
  /** Day on which the creditor had it: it is imputed from that day. */
  on: LegalDay
  actor: string
  /** References of the claims that it pays, in this order. */
  claims?: readonly string[] | undefined
}

/**
 * Records what a debtor paid to the creditor itself, under the locks of the file and of those that share its claims: ledger, histories
 * and the word to each of these files. It enters no books of client funds, for the agency has not had it. What exceeds the debt
 * is the creditor's to give back.
 * @returns what was imputed @throws DomainError payment-duplicate, claim-unknown, payment-day-future
 */
export async function recordDirectPayment(tx: Transaction, shared: SharedFile, payment: DirectPayment, now: Date): Promise<Cents> {
  const { file } = shared
  const { on, claims } = payment
  const reference = `${DIRECT}${payment.reference}`
  if (on > latestDay(file, now)) throw new DomainError('payment-day-future', 'on')
  if ((await entriesOf(tx, file.id, 'direct_payment', reference)).length > 0) throw new DomainError('payment-duplicate', 'reference')
  const at = legalNow(file, now)
  const before = await loadCase(tx, file.id)
  const choice = claims && (await idsOf(tx, file, claims))
  const fact = { kind: 'direct_payment', reference, valueOn: on } as const
  const start = await draftOf(tx, before)
  const { parts, draft } = fitting(start, file, fact, payment.amountCents, choice, legalDayOf(at, before.law.zone))
  const given = sum(parts.map(({ amountCents }) => amountCents))
  if (given === 0) return given
  const after = withRemission(draft, file, reference, await contactsOf(tx, shared.siblings))
  await writeEntries(tx, after.rows)
  const touched = after.rows.map(({ entry }) => entry.claimId)
  const told = [file, ...(await onClaims(tx, shared.siblings, touched))]
  const chosen = claims && { claims: [...claims] }
  await record(tx, told, payment.actor, 'direct-payment-recorded', { reference: payment.reference, amountCents: given, on, ...chosen }, now)
  await proposeAcknowledgements(tx, file, after, { reference, on, at, claimIds: parts.map(({ claimId }) => claimId) })
  return given
}

/**
 * Takes back a direct payment that did not last (an unpaid cheque, a refund, a mistake): what it had settled is owed again.
 * @returns what was taken back @throws DomainError payment-unknown, payment-already-reversed
 */
export async function reverseDirectPayment(
  tx: Transaction,
  shared: SharedFile,
  { reference: named, actor }: Pick<DirectPayment, 'reference' | 'actor'>,
  now: Date,
): Promise<Cents> {
  const { file } = shared
  const reference = `${DIRECT}${named}`
  const paid = await entriesOf(tx, file.id, 'direct_payment', reference)
  if (paid.length === 0) throw new DomainError('payment-unknown', 'reference')
  if ((await entriesOf(tx, file.id, 'reversal', reference)).length > 0) throw new DomainError('payment-already-reversed', 'reference')
  const amountCents = sum(paid.map((entry) => cents(entry.amountCents)))
  const touched = paid.map(({ claimId }) => claimId)
  const told = [file, ...(await onClaims(tx, shared.siblings, touched))]
  await reverseInLedger(tx, file, reference, amountCents, legalNow(file, now), 'direct_payment')
  await record(tx, told, actor, 'direct-payment-reversed', { reference: named, amountCents }, now)
  return amountCents
}

/** Writes into the histories of a file and of those that share its claims what became of a direct payment, and tells each of them. */
async function record<K extends 'direct-payment-recorded' | 'direct-payment-reversed'>(
  tx: Transaction,
  told: readonly FileRow[],
  actor: string,
  kind: K,
  data: FileEvents[K],
  now: Date,
): Promise<void> {
  const through = told[0]?.reference ?? ''
  const event = (one: FileRow, more: object) => ({ fileId: one.id, kind, actor, legalTime: legalNow(one, now), data: { ...data, ...more } })
  await appendToEach(
    tx,
    told.map((one, index) => event(one, index === 0 ? {} : { through })),
  )
  for (const { id } of told) await tell(tx, id, kind)
}
