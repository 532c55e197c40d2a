import { isGiven, referencesGiven, wordsOf } from '../domain/bank-entry.js'
import type { ReadEntry } from '../domain/bank-statement.js'
import type { LegalDay } from '../domain/legal-day.js'
import { Prisma } from '../generated/prisma/client.js'
import { type ExpectedCredit, slipsToClear } from './cheque-slip.js'
import { blocksToClear } from './collect-debits.js'
import type { Transaction } from './database.js'

const { sql } = Prisma

/** Money that entries of an account may be about because somebody has told of it, or ordered it, before. */
export interface Expected {
  transfers: ExpectedTransfer[]
  debits: ExpectedDebit[]
  deposits: ExpectedDeposit[]
  /** What was told of and has not been seen at the bank. */
  uncleared: UnclearedPayment[]
  cheques: ExpectedCheque[]
  /** Entries of the account that an entry may take back. */
  earlier: EarlierEntry[]
  payouts: { reference: string; amountCents: number }[]
  /** What payment providers hold in the account's currency. */
  providerCents: number
  /** Accounts of the tenant's own, from which it makes good what it owes. */
  ownAccounts: string[]
}

/** A transfer that was ordered of the account. */
export interface ExpectedTransfer {
  id: string
  orderId: string
  orderReference: string
  endToEndId: string
  kind: string
  amountCents: number
  executed: boolean
  returned: boolean
  paymentId: string | null
  creditorId: string | null
}

/** Cheques or direct debits that the bank books in one sum. */
export interface ExpectedDeposit extends ExpectedCredit {
  what: 'slip' | 'block'
}

/** A direct debit that was collected, and can be returned. */
export interface ExpectedDebit {
  id: string
  endToEndId: string
  amountCents: number
  paymentId: string
  returned: boolean
}

export interface UnclearedPayment {
  paymentId: string
  source: string
  /** Reference of the payment. */
  reference: string
  on: LegalDay
  /** So much of it is still to be seen. */
  cents: number
  chequeId: string | null
  chequeNumber: string | null
  endToEndId: string | null
  fileIds: string[]
}

export interface ExpectedCheque {
  id: string
  number: string
  amountCents: number
  paymentId: string
}

export interface EarlierEntry {
  id: string
  reference: string | null
  endToEndId: string | null
  amountCents: number
  decision: string
  paymentId: string | null
}

interface Account {
  id: string
  tenantId: string
  currency: string
}

/** All that a number of entries may be about, one question a table. */
export async function expectedOf(tx: Transaction, account: Account, entries: readonly ReadEntry[]): Promise<Expected> {
  const given = [...new Set(entries.flatMap(referencesGiven))]
  const credits = entries.filter(({ amountCents }) => amountCents > 0).map(({ amountCents }) => amountCents)
  const debits = entries.filter(({ amountCents }) => amountCents < 0).map(({ amountCents }) => 0 - amountCents)
  return {
    transfers: await tx.$queryRaw<ExpectedTransfer[]>(transfers(account, given)),
    debits: await tx.$queryRaw<ExpectedDebit[]>(directDebits(account, given)),
    deposits: credits.length > 0 ? await deposits(tx, account) : [],
    uncleared: await tx.$queryRaw<UnclearedPayment[]>(uncleared(account, credits)),
    cheques: debits.length > 0 ? await tx.$queryRaw<ExpectedCheque[]>(cheques(account, debits)) : [],
    earlier: await tx.$queryRaw<EarlierEntry[]>(
      earlier(
        account,
        entries.filter(({ kind }) => kind === 'reversal' || kind === 'return'),
      ),
    ),
    payouts: await tx.$queryRaw<Expected['payouts']>(payouts(account, credits)),
    providerCents: entries.some(isOfProvider) ? await providerCents(tx, account) : 0,
    ownAccounts: await ownAccounts(tx, account),
  }
}

const transfers = ({ id, currency }: Account, given: readonly string[]) => sql`
  SELECT i.id::text, o.id::text AS "orderId", o.reference AS "orderReference", i.end_to_end_id AS "endToEndId", i.kind,
         i.amount_cents::float8 AS "amountCents", i.executed_on IS NOT NULL AS executed, i.returned_on IS NOT NULL AS returned,
         i.payment_id::text AS "paymentId", r.creditor_id::text AS "creditorId"
    FROM transfer_item i JOIN transfer_order o ON o.id = i.order_id LEFT JOIN remittance r ON r.id = i.remittance_id
   WHERE o.account_id = ${id}::uuid AND i.currency = ${currency} AND o.approved_at IS NOT NULL
     AND (i.executed_on IS NULL AND o.cancelled_at IS NULL OR i.end_to_end_id = ANY(${given}))
   ORDER BY i.end_to_end_id`

const directDebits = ({ tenantId, currency }: Account, given: readonly string[]) => sql`
  SELECT d.id::text, d.end_to_end_id AS "endToEndId", d.amount_cents::float8 AS "amountCents", d.payment_id::text AS "paymentId",
         d.returned_on IS NOT NULL AS returned
    FROM direct_debit d JOIN payment p ON p.id = d.payment_id
   WHERE p.tenant_id = ${tenantId}::uuid AND d.currency = ${currency} AND d.end_to_end_id = ANY(${given})`

async function deposits(tx: Transaction, { id }: Account): Promise<ExpectedDeposit[]> {
  const slips = (await slipsToClear(tx, id)).map((slip) => ({ ...slip, what: 'slip' as const }))
  return [...slips, ...(await blocksToClear(tx, id)).map((block) => ({ ...block, what: 'block' as const }))]
}

/** Payments of such a sum whose money is still on its way, as the books have it: recorded by hand, cheques, direct debits. */
const uncleared = ({ tenantId, currency }: Account, credits: readonly number[]) => sql`
  SELECT p.id::text AS "paymentId", p.source, p.reference, to_char(p.received_on, 'YYYY-MM-DD') AS on, held.cents::float8 AS cents,
         c.id::text AS "chequeId", c.number AS "chequeNumber", d.end_to_end_id AS "endToEndId",
         (SELECT coalesce(array_agg(DISTINCT e.file_id::text), '{}') FROM funds_entry e
           WHERE e.payment_id = p.id AND e.file_id IS NOT NULL) AS "fileIds"
    FROM payment p
   CROSS JOIN LATERAL (SELECT sum(l.amount_cents) AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
                        WHERE e.payment_id = p.id AND l.account = 'clearing') held
    LEFT JOIN cheque c ON c.payment_id = p.id LEFT JOIN direct_debit d ON d.payment_id = p.id
   WHERE p.tenant_id = ${tenantId}::uuid AND p.cleared_on IS NULL AND p.currency = ${currency} AND held.cents > 0
     AND p.amount_cents = ANY(${[...credits]}::bigint[])
   ORDER BY p.received_on, p.id`

const cheques = ({ tenantId, currency }: Account, debits: readonly number[]) => sql`
  SELECT c.id::text, c.number, c.amount_cents::float8 AS "amountCents", c.payment_id::text AS "paymentId" FROM cheque c
   WHERE c.tenant_id = ${tenantId}::uuid AND c.currency = ${currency} AND c.payment_id IS NOT NULL AND c.unpaid_on IS NULL
     AND c.amount_cents = ANY(${[...debits]}::bigint[])
   ORDER BY c.id`

const earlier = ({ id }: Account, takingBack: readonly ReadEntry[]) => sql`
  SELECT e.id::text, e.reference, e.end_to_end_id AS "endToEndId", e.amount_cents::float8 AS "amountCents", e.decision, e.payment_id::text AS "paymentId"
    FROM bank_entry e
   WHERE e.account_id = ${id}::uuid AND (e.end_to_end_id = ANY(${givenBy(takingBack, 'endToEndId')}) OR e.reference = ANY(${givenBy(takingBack, 'reference')}))
   ORDER BY e.booked_on DESC, e.id DESC`

const givenBy = (entries: readonly ReadEntry[], field: 'endToEndId' | 'reference') =>
  entries.flatMap((entry) => (isGiven(entry[field]) ? [entry[field]] : []))

/** What a provider has told of money that it passes on. */
const payouts = ({ tenantId, currency }: Account, credits: readonly number[]) => sql`
  SELECT reference, amount_cents::float8 AS "amountCents" FROM payment_event
   WHERE tenant_id = ${tenantId}::uuid AND (kind LIKE '%payout%' OR reference LIKE 'po\\_%') AND currency = ${currency} AND reference IS NOT NULL
     AND amount_cents = ANY(${[...credits]}::bigint[])`

/** Payment providers that hold money for us, as banks write their names. */
const PROVIDERS = /\bstripe\b/i

/** Whether an entry is a payment provider's. */
export const isOfProvider = (entry: ReadEntry): boolean => PROVIDERS.test(`${entry.counterparty.name ?? ''} ${wordsOf(entry)}`)

async function ownAccounts(tx: Transaction, { tenantId }: Account): Promise<string[]> {
  const accounts = await tx.bankAccount.findMany({ where: { tenantId, kind: 'own' }, select: { identification: true } })
  return accounts.map(({ identification }) => identification)
}

async function providerCents(tx: Transaction, { tenantId, currency }: Account): Promise<number> {
  const where = { account: 'provider' as const, entry: { tenantId, currency } }
  const { _sum } = await tx.fundsLeg.aggregate({ where, _sum: { amountCents: true } })
  return Number(_sum.amountCents ?? 0n)
}
