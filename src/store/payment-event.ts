import { DomainError } from '../domain/errors.js'
import { earlier, type LegalDay } from '../domain/legal-day.js'
import { cents, type Money } from '../domain/money.js'
import type { MoneyEvent, MoneyNews, TakenBackReason } from '../domain/money-event.js'
import { isReference, normaliseReference } from '../domain/reference.js'
import type { PaymentEvent } from '../generated/prisma/client.js'
import { allocatePayment } from './allocate-payment.js'
import { type Database, isConflict, isDuplicate, type Transaction } from './database.js'
import { isId } from './file-view.js'
import { bookDay, bothSides, owedOfPayment, postFunds } from './funds.js'
import { insertBatch } from './insert-rows.js'
import { type IncomingPayment, receivePayment } from './receive-payment.js'
import { takeBackPayment } from './take-back-payment.js'

export type EventOutcome = 'posted' | 'to-allocate' | 'taken-back' | 'waiting' | 'noted' | 'not-ours' | 'duplicate'

/** What became of an event, and what it became part of. */
interface Taken {
  outcome: EventOutcome
  fileId: string | null
  paymentId: string | null
}

/** A conflict ends one of two transactions that would wait for each other: it is tried again. */
const MOST_TRIES = 4

/**
 * Takes a provider's verified word on money: its inbox row, what it does to ledger and client funds, and the word to the files
 * commit together, under the files' locks; once this returns, no act is released that did not know of it. Told again it changes
 * nothing. An event that comes before the payment that it is about waits for it.
 * @param provider `stripe`, or `webhook:<id of the tenant>`
 */
export async function takePaymentEvent(db: Database, provider: string, event: MoneyEvent, now: () => Date): Promise<EventOutcome> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction((tx) => takeOnce(tx, provider, event, now))
    } catch (error) {
      const mayPass = isDuplicate(error) || isConflict(error)
      if (!mayPass || tries === MOST_TRIES) throw error
    }
  }
}

async function takeOnce(tx: Transaction, provider: string, event: MoneyEvent, now: () => Date): Promise<EventOutcome> {
  // All that is told of one payment is taken one after the other; what is read below is read under this lock.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${provider} ${event.reference}`}, 0))`
  const known = await whatIsKnown(tx, provider, event)
  if (known.isTaken) return 'duplicate'
  const taken = known.tenantId === null ? NOT_OURS : await apply(tx, provider, { ...event, tenantId: known.tenantId }, known, now())
  await insertBatch(tx, { payment_event: [eventRow(provider, event, taken, known.tenantId, now())] })
  if (known.tenantId !== null && (taken.outcome === 'posted' || taken.outcome === 'to-allocate'))
    await applyWaiting(tx, provider, { tenantId: known.tenantId, reference: event.reference }, taken, now())
  return taken.outcome
}

const NOT_OURS: Taken = { outcome: 'not-ours', fileId: null, paymentId: null }

interface Known {
  isTaken: boolean
  tenantId: string | null
  fileId: string | null
  paymentId: string | null
}

/**
 * What the rows say of an event: whether it was taken, whose it is, the file that it names, and the payment that it is about. What
 * a provider tells of a refund or a chargeback names nobody: it is theirs whose payment it is about.
 */
async function whatIsKnown(tx: Transaction, provider: string, { eventId, tenantId, file, reference }: MoneyEvent): Promise<Known> {
  const tenant = tenantId !== null && isId(tenantId) ? tenantId : null
  const id = file !== null && isId(file) ? file : null
  const name = file === null ? '' : normaliseReference(file)
  const [known] = await tx.$queryRaw<[Known]>`
    WITH whose AS (SELECT coalesce(
           (SELECT id FROM tenant WHERE id = ${tenant}::uuid),
           (SELECT tenant_id FROM payment_event WHERE provider = ${provider} AND reference = ${reference} AND tenant_id IS NOT NULL LIMIT 1)) AS id)
    SELECT EXISTS (SELECT FROM payment_event WHERE provider = ${provider} AND event_id = ${eventId}) AS "isTaken",
           (SELECT id::text FROM whose) AS "tenantId",
           (SELECT id::text FROM debt_file WHERE tenant_id = ${tenant}::uuid AND (id = ${id}::uuid OR reference = ${isReference(name) ? name : ''})) AS "fileId",
           (SELECT id::text FROM payment WHERE tenant_id = (SELECT id FROM whose) AND source = ${sourceOf(provider)} AND source_reference = ${reference}) AS "paymentId"`
  return known
}

const sourceOf = (provider: string) => (provider.startsWith('webhook:') ? 'webhook' : provider)

/** Another system's money is not seen until the bank shows it; a payment provider's is in its hands. */
const whereIs = (source: string) => (source === 'webhook' ? 'clearing' : 'provider')

type Ours = MoneyEvent & { tenantId: string }

async function apply(tx: Transaction, provider: string, event: Ours, known: Known, now: Date): Promise<Taken> {
  const { about } = event
  const { fileId, paymentId } = known
  if (about.kind === 'noted') return { outcome: 'noted', fileId, paymentId }
  if (about.kind === 'paid') return receive(tx, provider, event, about, fileId, now)
  if (paymentId === null) return { outcome: 'waiting', fileId, paymentId }
  const { tenantId, eventId, occurredAt } = event
  return change(tx, provider, { tenantId, eventId, on: dayOf(occurredAt, now), about }, paymentId, now)
}

/** A provider's word is booked on the day on which it happened there, as its own books have it, however late we are told. */
const dayOf = (occurredAt: Date, now: Date): LegalDay => earlier(bookDay(occurredAt), bookDay(now))

async function receive(
  tx: Transaction,
  provider: string,
  { tenantId, reference, file }: Ours,
  { money, method, on, feeCents, payer }: Extract<MoneyNews, { kind: 'paid' }>,
  fileId: string | null,
  now: Date,
): Promise<Taken> {
  const source = sourceOf(provider)
  const incoming: IncomingPayment = {
    tenantId,
    source,
    sourceReference: reference,
    reference,
    method,
    money,
    on,
    payer,
    feeCents,
    where: whereIs(source),
    fileId,
    named: file,
    clearedOn: null,
    actor: source,
  }
  const { outcome, paymentId } = await receivePayment(tx, incoming, now)
  return { outcome, fileId, paymentId }
}

/** What is told of a payment that is there. */
interface Change {
  tenantId: string
  eventId: string
  on: LegalDay
  about: Extract<MoneyNews, { kind: 'taken-back' | 'returned-to-us' }>
}

async function change(
  tx: Transaction,
  provider: string,
  { tenantId, eventId, on, about }: Change,
  paymentId: string,
  now: Date,
): Promise<Taken> {
  const actor = sourceOf(provider)
  const where = whereIs(actor)
  const { money, feeCents } = about
  if (about.kind === 'taken-back') {
    const takingBack = {
      tenantId,
      paymentId,
      reference: eventId,
      amountCents: money.cents,
      reason: about.reason,
      where,
      feeCents,
      on,
      actor,
    } as const
    await takeBackPayment(tx, takingBack, now)
    return { outcome: 'taken-back', fileId: null, paymentId }
  }
  return comeAgain(tx, { tenantId, paymentId, actor, eventId, on, money, feeCents }, now)
}

interface ComeAgain {
  tenantId: string
  paymentId: string
  actor: string
  eventId: string
  on: LegalDay
  money: Money
  feeCents: number
}

/** A chargeback that was won: the money is there again, and goes where it had gone, as far as it fits. */
async function comeAgain(
  tx: Transaction,
  { tenantId, paymentId, actor, eventId, on, money, feeCents }: ComeAgain,
  now: Date,
): Promise<Taken> {
  const movement = { tenantId, reference: `${paymentId}:${eventId}`, currency: money.currency, on, actor, paymentId }
  await postFunds(tx, { ...movement, kind: 'received' }, bothSides({ account: whereIs(actor) }, { account: 'unallocated' }, money.cents))
  if (feeCents !== 0)
    await postFunds(tx, { ...movement, kind: 'fee' }, bothSides({ account: 'shortfall' }, { account: whereIs(actor) }, feeCents))
  const gift = await tx.fundsEntry.findFirst({
    where: { paymentId, kind: 'taken-back' },
    orderBy: { id: 'desc' },
    select: { fileId: true },
  })
  const fileId = gift?.fileId ?? null
  if (fileId !== null)
    await allocatePayment(tx, { tenantId, paymentId, actor }, [{ fileId }], now).catch((error) => {
      if (!(error instanceof DomainError)) throw error // it fits no more: it waits for a person
    })
  const isLeft = (await owedOfPayment(tx, paymentId, 'unallocated')) !== 0
  return { outcome: isLeft ? 'to-allocate' : 'posted', fileId, paymentId }
}

function eventRow(
  provider: string,
  { eventId, reference, occurredAt, about }: MoneyEvent,
  taken: Taken,
  tenantId: string | null,
  receivedAt: Date,
) {
  const { money } = about
  return {
    provider,
    eventId,
    tenantId,
    kind: about.kind,
    reference,
    amountCents: money?.cents ?? null,
    currency: money?.currency ?? null,
    occurredAt,
    receivedAt,
    ...taken,
    ...(MAY_BE_APPLIED.includes(taken.outcome) && { detail: detailOf(about) }),
  }
}

/** What was told of a payment that is not there: it waits for it, or is nobody's until the payment says whose it is. */
const MAY_BE_APPLIED: EventOutcome[] = ['waiting', 'not-ours']

/** What is needed of an event that waits, besides its sum. */
const detailOf = (about: MoneyNews) => ('reason' in about ? { reason: about.reason, feeCents: about.feeCents } : { feeCents: 0 })

/** Applies what was told of a payment before the payment itself, in the order in which it happened. */
async function applyWaiting(
  tx: Transaction,
  provider: string,
  { tenantId, reference }: { tenantId: string; reference: string },
  { paymentId }: Taken,
  now: Date,
): Promise<void> {
  if (paymentId === null) return
  const waiting = await tx.paymentEvent.findMany({
    where: { provider, reference, outcome: { in: MAY_BE_APPLIED }, kind: { in: ['taken-back', 'returned-to-us'] } },
    orderBy: [{ occurredAt: 'asc' }, { eventId: 'asc' }],
  })
  for (const event of waiting) {
    const { outcome, fileId } = await change(tx, provider, changeOf(event, tenantId, now), paymentId, now)
    const where = { provider_eventId: { provider, eventId: event.eventId } }
    await tx.paymentEvent.update({ where, data: { outcome, tenantId, fileId, paymentId } })
  }
}

function changeOf({ eventId, kind, amountCents, currency, occurredAt, detail }: PaymentEvent, tenantId: string, now: Date): Change {
  const { reason = 'error', feeCents = 0 } = (detail ?? {}) as { reason?: TakenBackReason; feeCents?: number }
  const money = { cents: cents(amountCents ?? 0n), currency: currency ?? '' }
  const about =
    kind === 'taken-back' ? ({ kind, money, reason, feeCents } as const) : ({ kind: 'returned-to-us', money, feeCents } as const)
  return { tenantId, eventId, on: dayOf(occurredAt, now), about }
}
