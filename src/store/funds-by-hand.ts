import type { CorrectionBody, FundsEntryView, TopUpBody } from '../contracts/client-funds.js'
import { kindByHand } from '../domain/client-funds.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { bookDay, bothSides, type FundsKind, type Leg, postFunds } from './funds.js'
import { viewEntry } from './funds-entry.js'
import { findCreditor } from './organisation.js'
import { findPayment, lockPayment } from './payment-row.js'

/** Who books by hand, and when. */
export interface ByHand {
  tenantId: string
  actor: string
  now: Date
}

interface Movement {
  kind: FundsKind
  reference: string
  currency: string
  on: LegalDay | undefined
  paymentId: string | null
  legs: Leg[]
  reason: string | null
}

/**
 * Books what the agency has paid into the account of client funds. More than it owes stands as its advance, which later fees and
 * gaps are taken from. Told again it changes nothing.
 * @returns whether it was there already @throws DomainError movement-duplicate, movement-day-future
 */
export function topUp(db: Database, hand: ByHand, { reference, amountCents, currency, on }: TopUpBody) {
  const legs = bothSides({ account: 'bank' }, { account: 'shortfall' }, amountCents)
  return db.$transaction((tx) => book(tx, hand, { kind: 'topped-up', reference, currency, on, paymentId: null, legs, reason: null }))
}

/**
 * Books a movement between two accounts with a reason: a provider's fee that no event told, a charge, a payout, or what was booked
 * wrongly before, which stays. Told again it changes nothing.
 * @throws DomainError creditor-unknown, payment-unknown, currency-mismatch, movement-duplicate, movement-day-future
 */
export function recordCorrection(db: Database, hand: ByHand, body: CorrectionBody) {
  const { debit, credit, amountCents, creditor, payment, reason, ...rest } = body
  return db.$transaction(async (tx) => {
    const creditorId = creditor === undefined ? undefined : (await findCreditor(tx, hand.tenantId, creditor)).id
    const about = payment === undefined ? null : await lockPayment(tx, hand.tenantId, await findPayment(tx, hand.tenantId, payment))
    if (about && about.currency !== body.currency) throw new DomainError('currency-mismatch', 'currency')
    const side = (account: typeof debit) => ({ account, ...(account === 'creditor' && creditorId !== undefined && { creditorId }) })
    const legs = bothSides(side(debit), side(credit), amountCents)
    return book(tx, hand, { ...rest, on: rest.on, kind: kindByHand(debit, credit), paymentId: about?.id ?? null, legs, reason })
  })
}

async function book(
  tx: Transaction,
  { tenantId, actor, now }: ByHand,
  movement: Movement,
): Promise<{ entry: FundsEntryView; replayed: boolean }> {
  const { reason, legs, ...rest } = movement
  const today = bookDay(now)
  const { on = today } = rest
  if (on > today) throw new DomainError('movement-day-future', 'on')
  // One at a time: of two that book the same at once, the second finds the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`funds by hand ${tenantId}`}, 0))`
  const reference = `${HAND}${rest.reference}`
  const known = await tx.fundsEntry.findFirst({
    where: { tenantId, kind: { in: KINDS_BY_HAND }, reference },
    include: { legs: true, reason: true },
  })
  if (known) {
    if (!isSame({ ...known, reason: known.reason?.text ?? null }, movement)) throw new DomainError('movement-duplicate', 'reference')
    return { entry: await viewEntry(tx, known.id), replayed: true }
  }
  const entryId = await postFunds(tx, { tenantId, ...rest, reference, on, actor }, legs)
  if (reason !== null) await tx.fundsReason.create({ data: { entryId, text: reason } })
  return { entry: await viewEntry(tx, entryId), replayed: false }
}

/** Movements by hand have a name of their own among those that banks and providers tell of. */
const HAND = 'hand:'
const KINDS_BY_HAND = ['fee', 'charge', 'payout', 'topped-up', 'corrected']

interface Known {
  kind: string
  currency: string
  paymentId: string | null
  bookedOn: Date
  reason: string | null
  legs: { line: number; account: string; creditorId: string | null; amountCents: bigint }[]
}

function isSame(known: Known, { kind, currency, paymentId, on, legs, reason }: Movement): boolean {
  const said = (rows: readonly { account: string; creditorId?: string | null; amountCents: number | bigint }[]) =>
    rows.map((leg) => `${leg.account} ${leg.creditorId ?? ''} ${leg.amountCents}`).join()
  const there = [known.kind, known.currency, known.paymentId, known.reason, said([...known.legs].sort((a, b) => a.line - b.line))]
  const asked = [kind, currency, paymentId, reason, said(legs)]
  const isSameDay = on === undefined || known.bookedOn.getTime() === toDay(on).getTime()
  return isSameDay && there.every((one, index) => one === asked[index])
}
