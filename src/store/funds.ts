import { v7 as uuidv7 } from 'uuid'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { FundsAccount } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { insertBatch, type Tables } from './insert-rows.js'

/**
 * Why client funds moved. `received`: money came in. `allocated`: it is for a file's creditor. `taken-back`: it no longer is.
 * `gone`: it left as it had come (refund by the provider, chargeback, return). `refund-due`: it is to go back to the payer.
 * `refunded`: that is ordered. `cleared`: seen at the bank. `payout`: the provider has paid it out. `fee`, `charge`: a provider
 * or the bank took it. `topped-up`: the agency made good what it owed the account. `remitted`, `commission`: to the creditor,
 * to the agency. `executed`, `bounced`: a transfer left, or came back. `corrected`: by hand, with a reason.
 */
export type FundsKind =
  | 'received'
  | 'allocated'
  | 'taken-back'
  | 'gone'
  | 'refund-due'
  | 'refunded'
  | 'cleared'
  | 'payout'
  | 'fee'
  | 'charge'
  | 'topped-up'
  | 'remitted'
  | 'commission'
  | 'executed'
  | 'bounced'
  | 'corrected'

export interface FundsMovement {
  tenantId: string
  kind: FundsKind
  /** Unique for the tenant and kind. */
  reference: string
  currency: string
  on: LegalDay
  actor: string
  paymentId?: string | null
  fileId?: string | null
}

/** Zone of the days that client funds are booked on, whoever the debtor. */
export const BOOK_ZONE = 'Europe/Paris'
export const bookDay = (now: Date): LegalDay => legalDayOf(now, BOOK_ZONE)

/** A side of a movement: what we have grows by debits (above zero), what we owe by credits (below zero). */
export interface Leg {
  account: FundsAccount
  /** Of the account `creditor` alone. */
  creditorId?: string
  amountCents: number
}

/** The rows of a movement, to be written with others. */
export function movementRows(movement: FundsMovement, legs: readonly Leg[]): { funds_entry: FundsEntryRow; funds_leg: FundsLegRow[] } {
  const { on, paymentId = null, fileId = null, ...rest } = movement
  const entryId = uuidv7()
  return {
    funds_entry: { id: entryId, ...rest, paymentId, fileId, bookedOn: toDay(on) },
    funds_leg: legs.map(({ creditorId = null, account, amountCents }, line) => ({ entryId, line, account, creditorId, amountCents })),
  }
}

type FundsEntryRow = Tables['funds_entry']
type FundsLegRow = Tables['funds_leg']

/** Both sides of a movement of one sum. */
export const bothSides = (debit: Omit<Leg, 'amountCents'>, credit: Omit<Leg, 'amountCents'>, amountCents: number): Leg[] => [
  { ...debit, amountCents },
  { ...credit, amountCents: 0 - amountCents },
]

/** Books a movement of client funds. @returns its entry's id @throws where its legs do not sum to zero, or it was booked before */
export async function postFunds(tx: Transaction, movement: FundsMovement, legs: readonly Leg[]): Promise<string> {
  const { funds_entry, funds_leg } = movementRows(movement, legs)
  await insertBatch(tx, { funds_entry: [funds_entry], funds_leg })
  return funds_entry.id
}

/** Books a movement of one sum: `to` is debited, `from` is credited. @returns the entry's id */
export function moveFunds(
  tx: Transaction,
  movement: FundsMovement,
  from: Omit<Leg, 'amountCents'>,
  to: Omit<Leg, 'amountCents'>,
  amountCents: Cents,
): Promise<string> {
  return postFunds(tx, movement, bothSides(to, from, amountCents))
}

/** What is owed of one payment: due back to its payer, or not allocated yet. */
export async function owedOfPayment(tx: Transaction, paymentId: string, account: 'refunds' | 'unallocated'): Promise<Cents> {
  return cents(0 - (await heldOfPayment(tx, paymentId, account)))
}

/** What an account holds of one payment: of `unallocated` and `refunds` what is owed is below zero. */
export async function heldOfPayment(tx: Transaction, paymentId: string, account: FundsAccount): Promise<Cents> {
  const { _sum } = await tx.fundsLeg.aggregate({ where: { account, entry: { paymentId } }, _sum: { amountCents: true } })
  return cents(_sum.amountCents ?? 0n)
}
