import { v7 as uuidv7 } from 'uuid'
import { type Decision, decide } from '../domain/decide.js'
import type { ContactState } from '../domain/facts.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Cents } from '../domain/money.js'
import type { Contact } from '../generated/prisma/client.js'
import { currentPack } from '../law/pack-of.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadFacts, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { lockFile } from './file-row.js'
import { lockParty } from './party.js'

const ACTOR = 'engine'
/** How long a call to a provider may take before its outcome counts as unknown. */
const LEASE_MS = 60_000

export interface Reserved {
  contactId: string
  amountCents: Cents
  fileReference: string
  debtor: { name: string; addressLines: string[] }
}

/**
 * Reserves the act that the workflow was told to carry out, if the rows as they are now still ask for it. A reservation
 * that an earlier attempt left behind is taken over: it was never called.
 * @returns null when nothing is to be sent any more
 */
export async function reserveContact(db: Database, fileId: string, stepId: string, now: Date): Promise<Reserved | null> {
  return db.$transaction(async (tx) => {
    const debtor = await lockParty(tx, fileId)
    const file = await lockFile(tx, fileId)
    const at = legalNow(file, now)
    const decision = await decideNow(tx, fileId, file.strategyId, at)
    const left = await tx.contact.findFirst({ where: { fileId, state: 'reserved' } })
    if (decision.do !== 'send' || decision.stepId !== stepId) {
      if (left) await drop(tx, left, at, decision.do)
      return null
    }
    const details = { fileReference: file.reference, debtor, amountCents: decision.amountCents }
    if (left) {
      await tx.contact.update({ where: { id: left.id }, data: { amountCents: decision.amountCents } })
      return { contactId: left.id, ...details }
    }
    const { channel, amountCents, because } = decision
    const contactId = uuidv7()
    await tx.contact.create({
      data: {
        id: contactId,
        fileId,
        stepId,
        channel,
        state: 'reserved',
        amountCents,
        because: because.map((reason) => ({ ...reason })),
        reservedAt: at,
      },
    })
    await appendEvent(tx, fileId, { kind: 'contact-reserved', actor: ACTOR, legalTime: at, data: { contactId, stepId, amountCents } })
    return { contactId, ...details }
  })
}

/**
 * Lets the call go: the last look at the rows before the provider is called, under the file's lock, so that money that
 * committed before this moment stops it, and money that commits after it came after.
 * @returns false when the act must not go out: paid, held, changed or too late meanwhile, or released by another attempt
 */
export async function releaseContact(db: Database, fileId: string, reserved: Reserved, now: () => Date): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockParty(tx, fileId)
    const file = await lockFile(tx, fileId)
    const releasedAt = now()
    const at = legalNow(file, releasedAt)
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: reserved.contactId } })
    if (contact.state !== 'reserved') return false
    const decision = await decideNow(tx, fileId, file.strategyId, at)
    if (decision.do !== 'send' || decision.stepId !== contact.stepId || decision.amountCents !== reserved.amountCents) {
      await drop(tx, contact, at, decision.do)
      return false
    }
    const contactedOn = toDay(legalDayOf(at, currentPack().zone))
    const leaseUntil = new Date(at.getTime() + LEASE_MS)
    await tx.contact.update({ where: { id: contact.id }, data: { state: 'calling', releasedAt, leaseUntil, contactedOn } })
    return true
  })
}

export type Settlement = { state: 'sent'; providerReference: string } | { state: 'failed'; code: string } | { state: 'unknown' }

/** Records what became of a call. A contact that is settled already stays as it is. */
export async function settle(db: Database, fileId: string, contactId: string, outcome: Settlement, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } })
    if (!isOpenCall(contact.state)) return
    const legalTime = legalNow(file, now)
    const data =
      outcome.state === 'sent'
        ? { providerReference: outcome.providerReference }
        : outcome.state === 'failed'
          ? { failureCode: outcome.code }
          : {}
    await tx.contact.update({ where: { id: contactId }, data: { state: outcome.state, settledAt: legalTime, ...data } })
    if (outcome.state === 'sent')
      await appendEvent(tx, fileId, { kind: 'contact-sent', actor: ACTOR, legalTime, data: { contactId, stepId: contact.stepId } })
    if (outcome.state === 'failed')
      await appendEvent(tx, fileId, { kind: 'contact-failed', actor: ACTOR, legalTime, data: { contactId, code: outcome.code } })
    if (outcome.state === 'unknown')
      await appendEvent(tx, fileId, { kind: 'contact-unknown', actor: ACTOR, legalTime, data: { contactId } })
  })
}

const isOpenCall = (state: ContactState) => state === 'calling' || state === 'unknown'

/** A reservation that is not used counts as failed by itself: nothing was called. */
async function drop(tx: Transaction, contact: Contact, legalTime: Date, why: string): Promise<void> {
  await tx.contact.update({ where: { id: contact.id }, data: { state: 'failed', failureCode: `dropped:${why}`, settledAt: legalTime } })
  await appendEvent(tx, contact.fileId, { kind: 'contact-dropped', actor: ACTOR, legalTime, data: { contactId: contact.id, why } })
}

async function decideNow(tx: Transaction, fileId: string, strategyId: string, at: Date): Promise<Decision> {
  const facts = await loadFacts(tx, fileId)
  const { strategy } = await loadStrategy(tx, strategyId)
  return decide(facts, strategy, currentPack(), at)
}
