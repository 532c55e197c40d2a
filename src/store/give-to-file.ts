import { v7 as uuidv7 } from 'uuid'
import type { Facts, Imputation } from '../domain/facts.js'
import { earlier, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { proposeAcknowledgements } from './acknowledgement.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendToEach } from './file-event.js'
import type { FileRow, SharedFile } from './file-row.js'
import { fitting, idsOf, withRemission } from './fit-payment.js'
import { bothSides, movementRows } from './funds.js'
import { insertBatch } from './insert-rows.js'
import { type Draft, draftOf, valueDay } from './ledger.js'
import { contactsOf, onClaims } from './shared-claim.js'

/** A payment that gives to a file. */
export interface Giving {
  payment: { id: string; reference: string; currency: string; isFinal: boolean }
  /** At most so much. */
  amountCents: Cents
  /** Day on which it came in. */
  on: LegalDay
  actor: string
  /** References of claims that it pays, in this order (Code civil art. 1342-10), and what it pays of them first. */
  claims?: readonly string[] | undefined
  imputation?: Imputation | undefined
}

/**
 * Gives what fits of a payment to the claims of a file, in one transaction under the locks of the file and of those that share its
 * claims: ledger, client funds, histories, receipt, the word to the creditor and to each of these files. What exceeds the debt is
 * not given, also where the payment counts from an earlier day than others that came after it.
 * @returns what was given; nothing where the file is in another currency @throws DomainError claim-unknown
 */
export async function giveToFile(tx: Transaction, shared: SharedFile, giving: Giving, now: Date): Promise<Cents> {
  const { file } = shared
  const { payment, claims, imputation = 'law' } = giving
  const at = legalNow(file, now)
  const before = await loadCase(tx, file.id)
  if (before.facts.claims.some(({ currency }) => currency !== payment.currency)) return cents(0)
  const on = earlier(giving.on, valueDay(before, at))
  const choice = claims && (await idsOf(tx, file, claims))
  const reference = unusedReference(before.facts, payment.reference)
  const fact = { kind: 'payment', reference, valueOn: on, imputation: imputation === 'law' ? 'law' : 'principal_first' } as const
  const start = await draftOf(tx, before)
  const { parts, draft } = fitting(start, file, fact, giving.amountCents, choice, legalDayOf(at, before.law.zone))
  const given = sum(parts.map(({ amountCents }) => amountCents))
  if (given === 0) return given
  const after = withRemission(draft, file, reference, await contactsOf(tx, shared.siblings))
  const touched = after.rows.map(({ entry }) => entry.claimId)
  const told = { file, siblings: await onClaims(tx, shared.siblings, touched) }
  await writeGift(tx, told, giving, { reference, on, given, at }, after)
  const chosen = { ...(claims && { claims: [...claims] }), ...(imputation !== 'law' && { imputation }) }
  await record(tx, told, giving.actor, { reference, amountCents: given, on, ...chosen }, now)
  await proposeAcknowledgements(tx, file, after, { reference, on, at, claimIds: parts.map(({ claimId }) => claimId) })
  return given
}

/** The reference under which the claims' ledger has a payment: from its second gift to the same claims on with a number. */
function unusedReference({ claims }: Facts, reference: string): string {
  const used = new Set(claims.flatMap(({ money }) => money.flatMap((fact) => (fact.kind === 'payment' ? [fact.reference] : []))))
  for (let times = 2, next = reference; ; times++) {
    if (!used.has(next)) return next
    next = `${reference}#${times}`
  }
}

interface Gift {
  /** Reference in the claims' ledger. */
  reference: string
  on: LegalDay
  given: Cents
  at: Date
}

async function writeGift(tx: Transaction, { file, siblings }: SharedFile, giving: Giving, gift: Gift, draft: Draft): Promise<void> {
  const { payment, actor } = giving
  const { tenantId, creditorId } = file
  const movement = {
    tenantId,
    kind: 'allocated',
    reference: giftReference(payment.id, file.id, gift.reference),
    currency: payment.currency,
    on: gift.on,
    actor,
    paymentId: payment.id,
    fileId: file.id,
  } as const
  const funds = movementRows(movement, bothSides({ account: 'unallocated' }, { account: 'creditor', creditorId }, gift.given))
  const told = [file, ...siblings].map(({ id: fileId }) => ({ fileId, fact: 'payment' }))
  const aboutFile = { tenantId, fileId: file.id, amountCents: gift.given }
  const notice = { id: uuidv7(), creditorId, ...aboutFile, kind: 'payment', reference: payment.reference, happenedOn: toDay(gift.on) }
  await insertBatch(tx, {
    ledger_entry: draft.rows.map(({ entry }) => entry),
    ledger_leg: draft.rows.flatMap(({ legs }) => legs),
    funds_entry: [funds.funds_entry],
    funds_leg: funds.funds_leg,
    payment_receipt: payment.isFinal ? [{ id: uuidv7(), paymentId: payment.id, ...aboutFile, issuedAt: gift.at }] : [],
    creditor_notice: file.ownClaims ? [] : [notice],
    outbox: told,
  })
}

/** Reference of the movement by which a payment gives to a file: it names the entries in the claims' ledger. */
export const giftReference = (paymentId: string, fileId: string, ledgerReference: string) => `${paymentId}:${fileId}:${ledgerReference}`

/** The reference in the claims' ledger that a gift's movement names. */
export const ledgerReferenceOf = (movement: string): string => movement.split(':').slice(2).join(':')

type Recorded = { reference: string; amountCents: Cents; on: LegalDay }

/** Writes a payment into the history of its file, and into those of the files that share its claims. */
function record(tx: Transaction, { file, siblings }: SharedFile, actor: string, data: Recorded, now: Date): Promise<void> {
  const event = (one: FileRow, more: object) =>
    ({ fileId: one.id, kind: 'payment-recorded', actor, legalTime: legalNow(one, now), data: { ...data, ...more } }) as const
  return appendToEach(tx, [event(file, {}), ...siblings.map((sibling) => event(sibling, { through: file.reference }))])
}
