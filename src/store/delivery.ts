import { DELIVERY_STATUSES, type DeliveryStatus } from '../domain/delivery.js'
import { DomainError } from '../domain/errors.js'
import { packOn } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { mandatoryStages } from '../domain/step.js'
import type { Contact } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { openSearch } from './address-search.js'
import { isOpenCall, markPoint, writeOutcome } from './contact.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { isId } from './file-view.js'
import { lockPartyAndOpenFiles } from './insolvency-hold.js'
import { tell } from './outbox.js'
import { lockParty } from './party.js'

/** What a provider, or the mail room, reports of an act. */
export interface Report {
  provider: string
  /** The same report may come twice, and counts once. */
  eventId: string
  /** The contact's id where the report names it; else it is found by the provider's reference. */
  key: string | null
  reference: string
  status: DeliveryStatus
  at: Date
  code: string | null
}

/**
 * Records a report. Reports may overtake each other: only one that goes further than what is known changes the contact,
 * and only what the file must know of is told to it.
 * @returns whether the act is one of ours
 */
export async function recordDelivery(db: Database, report: Report, now: Date): Promise<boolean> {
  const contact = await contactOf(db, report)
  if (!contact) return false
  await db.$transaction(async (tx) => {
    const partyId = await lockParty(tx, contact.fileId)
    // Mail that comes back concerns all files of its debtor.
    if (report.status === 'address-unknown') await lockPartyAndOpenFiles(tx, partyId)
    const file = await lockFile(tx, contact.fileId)
    const { provider, eventId, status, at, code } = report
    const { count } = await tx.deliveryEvent.createMany({
      data: [{ provider, eventId, contactId: contact.id, status, at, code }],
      skipDuplicates: true,
    })
    if (count === 0) return
    await follow(tx, file, contact.id, report, now)
    if (report.status === 'address-unknown' && contact.channel === 'letter' && contact.pointId !== null)
      await openSearch(tx, partyId, contact.pointId, report.provider, now)
  })
  return true
}

async function contactOf(db: Database, { key, reference }: Report): Promise<Contact | null> {
  return db.contact.findFirst({ where: key !== null && isId(key) ? { id: key } : { providerReference: reference } })
}

async function follow(tx: Transaction, file: FileRow, contactId: string, report: Report, now: Date): Promise<void> {
  const contact = await tx.contact.findUniqueOrThrow({ where: { id: contactId } }) // as it is now, under the lock
  const { status, reference } = report
  const legalTime = legalNow(file, now)
  const settles = isOpenCall(contact.state)
  if (settles) {
    const outcome = { state: 'sent', providerReference: reference, costMicros: 0 } as const
    await writeOutcome(tx, contact, outcome, legalTime, report.provider)
  }
  const on = legalDayOf(legalTime, lawOf(file.country).zone)
  const goesFurther = rank(status) > rank(contact.delivery as DeliveryStatus | null)
  if (goesFurther) await progress(tx, contact, status, on)
  const matters = goesFurther && (await isNews(tx, file, contact, status, on))
  if (matters) await writeEvent(tx, contact, status, { actor: report.provider, legalTime, on })
  if (settles || matters) await tell(tx, file.id, 'delivery')
}

async function progress(tx: Transaction, contact: Contact, status: DeliveryStatus, on: LegalDay): Promise<void> {
  const day = toDay(on)
  const byPost = contact.channel === 'letter' && rank(status) >= rank('posted') && status !== 'failed'
  await tx.contact.update({
    where: { id: contact.id },
    data: {
      delivery: status,
      ...(byPost && contact.postedOn === null && { postedOn: day }),
      ...(rank(status) > rank('posted') && { outcomeOn: day }),
    },
  })
  if (contact.pointId && (status === 'bounced' || status === 'address-unknown')) await markPoint(tx, contact.pointId, 'destination')
  if (contact.pointId && status === 'opted-out') await markPoint(tx, contact.pointId, 'opted-out')
}

function writeEvent(
  tx: Transaction,
  contact: Contact,
  status: DeliveryStatus,
  { actor, legalTime, on }: { actor: string; legalTime: Date; on: LegalDay },
): Promise<void> {
  const { id: contactId, fileId } = contact
  if (status !== 'posted') return appendEvent(tx, fileId, { kind: 'delivery', actor, legalTime, data: { contactId, status } })
  return appendEvent(tx, fileId, { kind: 'posted', actor, legalTime, data: { contactId, on } })
}

/** Whether the file has to decide anew: nothing arrived, or a notice that it waits for has moved. */
async function isNews(tx: Transaction, { id }: FileRow, contact: Contact, status: DeliveryStatus, on: LegalDay): Promise<boolean> {
  if (IN_VAIN.includes(status)) return true
  if (contact.channel !== 'letter' || rank(status) < rank('posted')) return false
  const { facts, law } = await loadCase(tx, id)
  const isMandatory = mandatoryStages(facts, packOn(law, on)).some((stage) => stage === contact.stage)
  const isCounted = isMandatory || contact.stage === 'plan-default' // its days begin with the posting
  return contact.registered || (isCounted && contact.postedOn === null)
}

const IN_VAIN: DeliveryStatus[] = ['failed', 'bounced', 'opted-out', 'address-unknown']
/** How far a report goes; what ends the journey is never overtaken by what comes before, and an end by no other end but “in vain”. */
const rank = (status: DeliveryStatus | null) => (status === null ? -1 : RANKS.indexOf(status))
const RANKS: readonly DeliveryStatus[] = DELIVERY_STATUSES

/**
 * Confirms that a printed letter was posted, as the mail room does. Confirmed again it changes nothing.
 * @throws DomainError contact-unknown, also for one that is no letter that went out
 */
export async function confirmPosting(db: Database, tenantId: string, contactId: string, now: Date): Promise<void> {
  const contact = await db.contact.findFirst({ where: { id: contactId, channel: 'letter', state: 'sent', file: { tenantId } } })
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  const report = {
    provider: 'mail-room',
    eventId: `posted-${contactId}`,
    key: contactId,
    reference: '',
    status: 'posted',
    code: null,
  } as const
  await recordDelivery(db, { ...report, at: now }, now)
}

/**
 * Records that a letter came back because nobody of that name lives where it went. Recorded again it changes nothing.
 * @throws DomainError contact-unknown, also for one that is no letter that went out
 */
export async function recordReturn(db: Database, tenantId: string, contactId: string, now: Date): Promise<void> {
  const contact = await db.contact.findFirst({ where: { id: contactId, channel: 'letter', state: 'sent', file: { tenantId } } })
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  const report = { provider: 'mail-room', eventId: `returned-${contactId}`, key: contactId, reference: '', code: null } as const
  await recordDelivery(db, { ...report, status: 'address-unknown', at: now }, now)
}

/** Letters of a tenant that were printed and whose posting nobody has confirmed, oldest first. */
export async function lettersToPost(db: Database, tenantId: string, limit: number): Promise<string[]> {
  const letters = await db.contact.findMany({
    where: {
      channel: 'letter',
      state: 'sent',
      postedOn: null,
      file: { tenantId },
      OR: [{ delivery: null }, { delivery: { in: ['accepted', 'printed'] } }],
    },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true },
  })
  return letters.map(({ id }) => id)
}

/** Notes how an act ended that its provider could not tell of, or a call that a person has made. @throws DomainError contact-unknown, contact-settled */
export async function settleByPerson(
  db: Database,
  target: { tenantId: string; fileId: string; actor: string },
  contactId: string,
  outcome: 'sent' | 'failed',
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockParty(tx, target.fileId)
    const file = await lockFile(tx, target.fileId)
    const contact = await tx.contact.findFirst({ where: { id: contactId, fileId: target.fileId } })
    if (!contact || file.tenantId !== target.tenantId) throw new DomainError('contact-unknown', 'contact')
    if (contact.state !== 'unknown') throw new DomainError('contact-settled', 'contact')
    const legalTime = legalNow(file, now)
    const settlement =
      outcome === 'sent'
        ? ({ state: 'sent', providerReference: `person:${target.actor}`, costMicros: 0 } as const)
        : ({ state: 'failed', code: 'not-sent-says-person', fault: 'other' } as const)
    await writeOutcome(tx, contact, settlement, legalTime, target.actor)
    const data = { contactId, outcome }
    await appendEvent(tx, file.id, { kind: 'contact-settled-by-person', actor: target.actor, legalTime, data })
    await tell(tx, file.id, 'contact-settled')
  })
}
