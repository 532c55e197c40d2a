import { v7 as uuidv7 } from 'uuid'
import { zoneOf } from '../domain/debtor-calendar.js'
import { decide } from '../domain/decide.js'
import type { Decision, Send } from '../domain/decision.js'
import { DomainError } from '../domain/errors.js'
import type { Channel, ContactState, Facts } from '../domain/facts.js'
import { packOn } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Contact, ContactPoint } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadCase, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { insertRows } from './insert-rows.js'

const ACTOR = 'engine'
/** How long a call to a provider may take before its outcome counts as unknown. */
const LEASE_MS = 60_000

/** An act that is reserved: what it is and where it goes. Nobody has been called yet. */
export interface Reserved {
  contactId: string
  act: Send
  /** Address or number; null only for a channel that needs none. */
  point: ContactPoint
  /** Legal time of the reservation. */
  at: Date
}

/**
 * Reserves the act that the workflow was told to carry out, if the rows as they are now still ask for it. A reservation
 * that an earlier attempt left behind is taken over: it was never called. Party before file: the contact caps of a debtor
 * are counted by one file at a time.
 * @returns null when nothing is to be sent any more
 */
export async function reserveContact(db: Database, fileId: string, actId: string, now: Date): Promise<Reserved | null> {
  return db.$transaction(async (tx) => {
    const { partyId, ...file } = await lockPartyAndFile(tx, fileId)
    const at = legalNow(file, now)
    const { decision: act, facts } = await decideNow(tx, fileId, file.strategyId, at)
    const isLeft = facts.contacts.some(({ state }) => state === 'reserved')
    const left = isLeft ? await tx.contact.findFirst({ where: { fileId, state: 'reserved' } }) : null
    if (act.do !== 'send' || act.actId !== actId) {
      if (left) await drop(tx, left, at, act.do)
      return null
    }
    const point = await pointFor(tx, partyId, act.channel)
    const { channel, registered, amountCents } = act
    const planned = {
      channel,
      strategyId: file.strategyId,
      registered,
      amountCents,
      payBefore: act.payBefore && toDay(act.payBefore),
      pointId: point.id,
    }
    if (left) {
      await tx.contact.update({ where: { id: left.id }, data: planned })
      return { contactId: left.id, act, point, at }
    }
    const contactId = uuidv7()
    const { stepId, stage } = act
    const because = act.because.map((reason) => ({ ...reason }))
    const reserved = { id: contactId, fileId, stepId, actId, stage, state: 'reserved' as const, because, reservedAt: at, ...planned }
    await insertRows(tx, 'contact', [reserved])
    const about = act.claimIds.map((claimId) => ({ contactId, claimId }))
    await insertRows(tx, 'contact_claim', about)
    await appendEvent(tx, fileId, {
      kind: 'contact-reserved',
      actor: ACTOR,
      legalTime: at,
      data: { contactId, actId, channel, amountCents },
    })
    return { contactId, act, point, at }
  })
}

/** The newest address or number of a debtor that a channel can use. The decision has seen that there is one. */
function pointFor(tx: Transaction, partyId: string, channel: Channel): Promise<ContactPoint> {
  const where = {
    letter: { kind: 'postal' },
    email: { kind: 'email' },
    sms: { kind: 'phone', mobile: true },
    call: { kind: 'phone' },
  } as const satisfies Record<Channel, object>
  return tx.contactPoint.findFirstOrThrow({ where: { partyId, status: 'usable', ...where[channel] }, orderBy: { id: 'desc' } })
}

/** What is sent, word for word, and the text that it was made from; of a letter the very bytes that are printed. */
export interface SentMessage {
  subject: string | null
  body: string
  template?: string
  templateVersion?: number
  pdf?: Uint8Array<ArrayBuffer> | null
  pdfSha256: string | null
  pages: number | null
}

/**
 * Lets the call go: the last look at the rows before the provider is called, under the file's lock, so that money that
 * committed before this moment stops it, and money that commits after it came after.
 * @returns false when the act must not go out: paid, held, changed or too late meanwhile, or released by another attempt
 */
export async function releaseContact(
  db: Database,
  fileId: string,
  reserved: Reserved,
  message: SentMessage,
  now: () => Date,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const file = await lockPartyAndFile(tx, fileId)
    const releasedAt = now()
    const at = legalNow(file, releasedAt)
    const { contactId: id } = reserved
    const { state, pointStatus } = await reservation(tx, id)
    if (state !== 'reserved') return false
    const { decision, today } = await decideNow(tx, fileId, file.strategyId, at)
    if (!isSameAct(decision, reserved.act) || pointStatus !== 'usable') {
      await drop(tx, { id, fileId }, at, decision.do)
      return false
    }
    const contactedOn = toDay(today)
    const leaseUntil = new Date(at.getTime() + LEASE_MS)
    await tx.contact.updateMany({ where: { id }, data: { state: 'calling', releasedAt, leaseUntil, contactedOn } })
    await insertRows(tx, 'contact_message', [{ contactId: id, ...message }])
    return true
  })
}

/** How a reservation stands, and the address or number that it is for. */
async function reservation(tx: Transaction, contactId: string): Promise<{ state: ContactState; pointStatus: string | null }> {
  const [row] = await tx.$queryRaw<{ state: ContactState; pointStatus: string | null }[]>`
    SELECT k.state::text, p.status::text AS "pointStatus" FROM contact k LEFT JOIN contact_point p ON p.id = k.point_id
     WHERE k.id = ${contactId}::uuid`
  if (!row) throw new Error(`no contact ${contactId}`)
  return row
}

const isSameAct = (decision: Decision, act: Send) =>
  decision.do === 'send' &&
  decision.actId === act.actId &&
  decision.channel === act.channel &&
  decision.amountCents === act.amountCents &&
  decision.payBefore === act.payBefore

export type Settlement =
  | { state: 'sent'; providerReference: string; costMicros: number }
  | { state: 'failed'; code: string; fault: 'destination' | 'opted-out' | 'other' }
  | { state: 'unknown' }

/**
 * Records what became of a call. A contact that is settled already stays as it is; where the provider's report was quicker
 * than its answer, the answer adds what the act cost, which no report says.
 */
export async function settle(db: Database, fileId: string, contactId: string, outcome: Settlement, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockPartyAndFile(tx, fileId)
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } })
    if (isOpenCall(contact.state)) await writeOutcome(tx, contact, outcome, legalNow(file, now), ACTOR)
    else if (contact.state === 'sent' && outcome.state === 'sent' && contact.costMicros === 0n)
      await tx.contact.update({ where: { id: contactId }, data: { costMicros: outcome.costMicros } })
  })
}

/**
 * Gives up a reserved act whose message cannot be made or addressed. It counts as a try, so that a person is asked when it
 * does not help to try again; unless the rows have changed since, which is why it could not be made, and is no try.
 */
export async function giveUpContact(
  db: Database,
  fileId: string,
  { contactId, act }: Reserved,
  refusal: { code: string; fault: 'destination' | 'other' },
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockPartyAndFile(tx, fileId)
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } })
    if (contact.state !== 'reserved') return
    const legalTime = legalNow(file, now)
    const { decision, today } = await decideNow(tx, fileId, file.strategyId, legalTime)
    if (!isSameAct(decision, act)) return drop(tx, contact, legalTime, decision.do)
    await tx.contact.update({ where: { id: contactId }, data: { contactedOn: toDay(today) } })
    await writeOutcome(tx, contact, { state: 'failed', ...refusal }, legalTime, ACTOR)
  })
}

/** Writes what became of an open call; the caller holds the locks of party and file. */
export async function writeOutcome(tx: Transaction, contact: Contact, outcome: Settlement, legalTime: Date, actor: string): Promise<void> {
  const { id: contactId, fileId, actId, pointId } = contact
  const event = { actor, legalTime }
  const update = (data: object) =>
    tx.contact.updateMany({ where: { id: contactId }, data: { state: outcome.state, settledAt: legalTime, ...data } })
  switch (outcome.state) {
    case 'sent':
      await update({ providerReference: outcome.providerReference, costMicros: outcome.costMicros })
      return appendEvent(tx, fileId, { kind: 'contact-sent', ...event, data: { contactId, actId } })
    case 'failed':
      await update({ failureCode: outcome.code })
      if (pointId) await markPoint(tx, pointId, outcome.fault)
      return appendEvent(tx, fileId, { kind: 'contact-failed', ...event, data: { contactId, code: outcome.code } })
    case 'unknown':
      if (contact.state === 'unknown') return
      await update({})
      return appendEvent(tx, fileId, { kind: 'contact-unknown', ...event, data: { contactId } })
  }
}

export const isOpenCall = (state: ContactState) => state === 'calling' || state === 'unknown'

/** An address that nothing reaches, or whose owner refuses messages, is not used again. */
export async function markPoint(tx: Transaction, pointId: string, fault: 'destination' | 'opted-out' | 'other'): Promise<void> {
  if (fault === 'other') return
  const status = fault === 'destination' ? 'unusable' : 'opted_out'
  await tx.contactPoint.updateMany({ where: { id: pointId, status: 'usable' }, data: { status } })
}

/**
 * Drops what an attempt that died had reserved, when the file goes on to something else: it would count against what the
 * debtor may be contacted. The caller holds the file's lock. An attempt that lives still finds it gone, and calls nobody.
 */
export async function dropReserved(tx: Transaction, fileId: string, legalTime: Date, why: string): Promise<void> {
  for (const contact of await tx.contact.findMany({ where: { fileId, state: 'reserved' } })) await drop(tx, contact, legalTime, why)
}

/** A reservation that is not used counts as failed by itself: nothing was called. */
async function drop(tx: Transaction, contact: Pick<Contact, 'id' | 'fileId'>, legalTime: Date, why: string): Promise<void> {
  await tx.contact.update({ where: { id: contact.id }, data: { state: 'failed', failureCode: `dropped:${why}`, settledAt: legalTime } })
  await appendEvent(tx, contact.fileId, { kind: 'contact-dropped', actor: ACTOR, legalTime, data: { contactId: contact.id, why } })
}

/** What is to be done now, on which facts, and the day it is where the debtor is. */
async function decideNow(
  tx: Transaction,
  fileId: string,
  strategyId: string,
  at: Date,
): Promise<{ decision: Decision; facts: Facts; today: LegalDay }> {
  const { facts, law } = await loadCase(tx, fileId)
  const { strategy } = await loadStrategy(tx, strategyId)
  const zone = zoneOf(facts, packOn(law, legalDayOf(at, law.zone)))
  return { decision: decide(facts, strategy, law, at), facts, today: legalDayOf(at, zone) }
}

/**
 * Takes the locks of lockParty and lockFile, in this order, by one statement: a row's tables are locked in the order in
 * which the clauses name them. @throws DomainError file-unknown
 */
async function lockPartyAndFile(tx: Transaction, fileId: string): Promise<LockedFile> {
  // A merge or its end may have given the file another debtor while the lock was waited for: looked for again, it is that one.
  const row = (await tryToLock(tx, fileId)) ?? (await tryToLock(tx, fileId))
  if (!row) throw new DomainError('file-unknown')
  return row
}

async function tryToLock(tx: Transaction, fileId: string): Promise<LockedFile | undefined> {
  const [row] = await tx.$queryRaw<LockedFile[]>`
    SELECT p.id::text AS "partyId", f.strategy_id::text AS "strategyId", f.legal_offset_ms AS "legalOffsetMs"
      FROM party p JOIN debt_file f ON f.debtor_id = p.id WHERE f.id = ${fileId}::uuid
       FOR NO KEY UPDATE OF p FOR UPDATE OF f`
  return row
}

type LockedFile = Pick<FileRow, 'strategyId' | 'legalOffsetMs'> & { partyId: string }
