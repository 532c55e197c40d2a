import { v7 as uuidv7 } from 'uuid'
import type { Imputation } from '../domain/facts.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, type Money } from '../domain/money.js'
import type { Payer, PaymentMethod } from '../domain/money-event.js'
import { proposeFiles } from './allocate-payment.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { lockCarrying, type SharedFile } from './file-row.js'
import { bothSides, moveFunds, movementRows, owedOfPayment } from './funds.js'
import { giveToFile } from './give-to-file.js'
import { insertBatch } from './insert-rows.js'
import { legalToday } from './legal-today.js'
import { isFinal } from './payment-row.js'

/** Money that came in, by whatever road. */
export interface IncomingPayment {
  tenantId: string
  /** `stripe`, `webhook`, `bank`, `cheque`, `direct-debit`, `operator`. */
  source: string
  /** Unique for tenant and source: told again it changes nothing. */
  sourceReference: string
  /** Reference of its entries in the claims' ledger, where people find it again. */
  reference: string
  method: PaymentMethod
  money: Money
  /** Legal day on which it came in; a day ahead of the file's own counts as that. */
  on: LegalDay
  /** File that it is for; null where nobody knows, or the one named is not there. */
  fileId: string | null
  /** What the payer or provider named, as it was written. */
  named: string | null
  payer: Payer | null
  /** Where the money is: at the bank, with a payment provider, or not seen yet. */
  where: 'bank' | 'provider' | 'clearing'
  /** Day on which it was there for good; null while it can fail to come. */
  clearedOn: LegalDay | null
  /** What a provider has taken off. */
  feeCents?: number
  /** References of claims that the debtor says it pays, and what it pays of them first. */
  claims?: readonly string[] | undefined
  imputation?: Imputation | undefined
  actor: string
}

export interface Received {
  paymentId: string
  /** `duplicate`: it was there already. `to-allocate`: a person must say what it is for. */
  outcome: 'posted' | 'to-allocate' | 'duplicate'
  /** What is owed back to the payer of it. */
  refundCents: number
}

/** How long other files of a payer who has paid too much wait for a person to say whether the rest is for them: a policy of the house. */
const REST_WAITS_DAYS = 7

/**
 * Takes money in, in the caller's transaction: its payment, what it gives to the file that it names, what is too much and goes
 * back to the payer, the client funds, the receipt, the word to the creditor, and the word to each file on the same claims. Where
 * it names no file of ours, or one that cannot take it (another currency), it waits to be allocated, and the file named sends
 * nothing until then. Locks: payment, then the files that share claims (by id).
 * @throws DomainError claim-unknown
 */
export async function receivePayment(tx: Transaction, incoming: IncomingPayment, now: Date): Promise<Received> {
  const paymentId = await writePayment(tx, incoming)
  if (paymentId === null) return { ...(await earlierOf(tx, incoming)), outcome: 'duplicate' }
  if (incoming.fileId === null) return { paymentId, outcome: 'to-allocate', refundCents: 0 }
  const shared = await lockCarrying(tx, incoming.tenantId, incoming.fileId)
  const payment = { id: paymentId, reference: incoming.reference, currency: incoming.money.currency, isFinal: isFinal(incoming) }
  const { on, actor, claims, imputation } = incoming
  const giving = { payment, amountCents: incoming.money.cents, on, actor, claims, imputation }
  const given = await giveToFile(tx, shared, giving, now)
  const rest = cents(incoming.money.cents - given)
  if (rest === 0) return { paymentId, outcome: 'posted', refundCents: 0 }
  const isWaiting = await placeRest(tx, shared, incoming, { paymentId, rest, given }, now)
  return { paymentId, outcome: given > 0 || !isWaiting ? 'posted' : 'to-allocate', refundCents: isWaiting ? 0 : rest }
}

/** Writes what came in, which is not allocated yet. @returns the payment's id, or null where it was there already */
async function writePayment(tx: Transaction, incoming: IncomingPayment): Promise<string | null> {
  const { tenantId, source, sourceReference, reference, method, money, on, clearedOn, named, payer, where, actor, feeCents = 0 } = incoming
  const id = uuidv7()
  const row = { id, tenantId, source, sourceReference, reference, method, amountCents: money.cents, currency: money.currency }
  const days = { receivedOn: toDay(on), clearedOn: clearedOn === null ? null : toDay(clearedOn) }
  const isNew = await tx.payment.createMany({ data: [{ ...row, ...days, namedFile: named }], skipDuplicates: true })
  if (isNew.count === 0) return null
  const movement = { tenantId, reference: id, currency: money.currency, on, actor, paymentId: id }
  const received = movementRows({ ...movement, kind: 'received' }, bothSides({ account: where }, { account: 'unallocated' }, money.cents))
  const fee = movementRows({ ...movement, kind: 'fee' }, bothSides({ account: 'shortfall' }, { account: where }, feeCents))
  const rows = feeCents === 0 ? [received] : [received, fee]
  await insertBatch(tx, {
    payment_payer: payer ? [{ paymentId: id, ...payer }] : [],
    funds_entry: rows.map((one) => one.funds_entry),
    funds_leg: rows.flatMap((one) => one.funds_leg),
  })
  return id
}

async function earlierOf(tx: Transaction, { tenantId, source, sourceReference }: IncomingPayment): Promise<Omit<Received, 'outcome'>> {
  const where = { tenantId_source_sourceReference: { tenantId, source, sourceReference } }
  const { id: paymentId } = await tx.payment.findUniqueOrThrow({ where, select: { id: true } })
  return { paymentId, refundCents: await owedOfPayment(tx, paymentId, 'refunds') }
}

interface Rest {
  paymentId: string
  rest: Cents
  given: Cents
}

/**
 * Where what the named file does not take goes: back to the payer, unless a person must look, because the file is in another
 * currency or its debtor owes on other files too. @returns whether it waits for a person
 */
async function placeRest(tx: Transaction, { file }: SharedFile, incoming: IncomingPayment, { paymentId, rest, given }: Rest, now: Date) {
  const { tenantId, money, on, actor } = incoming
  const foreign =
    given === 0 && (await tx.claim.count({ where: { files: { some: { fileId: file.id } }, currency: { not: money.currency } } })) > 0
  const others = foreign ? [] : await otherOpenFiles(tx, file.id)
  const today = legalToday(file, now)
  if (foreign) await proposeFiles(tx, paymentId, [{ fileId: file.id, score: 100, why: ['reference'], holdUntil: null }], now)
  const holdUntil = addDays(today, REST_WAITS_DAYS)
  const maybe = others.map((fileId) => ({ fileId, score: 50, why: ['same-debtor'], holdUntil }))
  if (maybe.length > 0) await proposeFiles(tx, paymentId, maybe, now)
  if (foreign || maybe.length > 0) return true
  const movement = {
    tenantId,
    kind: 'refund-due',
    reference: paymentId,
    currency: money.currency,
    on,
    actor,
    paymentId,
    fileId: file.id,
  } as const
  await moveFunds(tx, movement, { account: 'refunds' }, { account: 'unallocated' }, rest)
  return false
}

/** Open files of the same debtor that have claims of their own. */
async function otherOpenFiles(tx: Transaction, fileId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT g.id::text FROM debt_file f JOIN debt_file g ON g.debtor_id = f.debtor_id AND g.id <> f.id AND g.status = 'open'
     WHERE f.id = ${fileId}::uuid
       AND NOT EXISTS (SELECT FROM file_claim a JOIN file_claim b ON b.claim_id = a.claim_id WHERE a.file_id = f.id AND b.file_id = g.id)
     ORDER BY g.id`
  return rows.map(({ id }) => id)
}
