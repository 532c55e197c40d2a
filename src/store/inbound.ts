import { isToRead, type Understood, understand } from '../domain/inbound-nature.js'
import { legalNow } from '../domain/legal-time.js'
import type { Database, Transaction } from './database.js'
import type { Upload } from './file-act.js'
import { appendEvent, type FileEvents } from './file-event.js'
import type { FileRow } from './file-row.js'
import { lockPartyAndOpenFiles } from './insolvency-hold.js'
import { keepAttachments, withLeftOut } from './message-attachments.js'
import { tell } from './outbox.js'
import { holdUntilRead } from './unread.js'

/** A file that came with a message; one that stands within its text, as a signature's logo, makes no message of it. */
export interface Attachment extends Upload {
  inline?: boolean
}

/** A message from somebody who is written to. */
export interface InboundMessage {
  provider: string
  /** The same message may be told twice, and counts once. */
  messageId: string
  channel: 'sms' | 'email'
  /** E.164 number, or an e-mail address in small letters. */
  from: string
  text: string
  /** The rest is of an e-mail. */
  subject?: string | null
  /** By their names in small letters. */
  headers?: Readonly<Record<string, string>>
  attachments?: readonly Attachment[]
  /** File that the address it was sent to names. */
  fileId?: string
}

/** Ids of the files that have a reference, of whichever tenant. */
export async function filesOfReference(db: Database, reference: string): Promise<string[]> {
  const files = await db.debtFile.findMany({ where: { reference }, select: { id: true } })
  return files.map(({ id }) => id)
}

const LONGEST_TEXT = 50_000
const LONGEST_SUBJECT = 500

/** A debtor that a message is recorded for. */
interface Addressee {
  partyId: string
  tenantId: string
  language: string
  /** The file that the message names. */
  named: string | null
}

/**
 * Records a message for the debtor of the file that it names, or else for every debtor who has the number or address that it came from,
 * whichever tenant's: nobody knows which of them it is meant for, and who refuses messages refuses them from all. Told again it changes
 * nothing; a debtor that a fault kept from being served is served when it is told again.
 * @returns for how many debtors it was recorded now
 */
export async function recordInbound(db: Database, message: InboundMessage, now: Date): Promise<number> {
  const { channel, text, subject = null, headers = {}, from, attachments = [] } = message
  const enclosed = attachments.filter(({ inline }) => !inline).length
  const understood = understand({ channel, text, subject, headers, sender: from, attachments: enclosed })
  let recorded = 0
  for (const addressee of await addresseesOf(db, message, understood))
    recorded += await db.$transaction((tx) => recordFor(tx, addressee, { ...message, attachments }, understood, now))
  return recorded
}

async function addresseesOf(db: Database, { from, channel, fileId }: InboundMessage, { optsOut }: Understood): Promise<Addressee[]> {
  const named = await namedBy(db, fileId)
  if (named.length > 0 && !optsOut) return named
  const parties = await db.party.findMany({
    where: { points: { some: { kind: channel === 'sms' ? 'phone' : 'email', value: from } } },
    orderBy: { id: 'asc' },
    select: { id: true, tenantId: true, language: true },
  })
  const others = parties.filter(({ id }) => !named.some(({ partyId }) => partyId === id))
  return [...named, ...others.map(({ id, ...party }) => ({ partyId: id, ...party, named: null }))]
}

/** The debtor of a file; where its claims went over to another file, that one is meant. */
async function namedBy(db: Database, fileId: string | undefined): Promise<Addressee[]> {
  if (fileId === undefined) return []
  const select = { id: true, tenantId: true, mergedIntoId: true, debtor: { select: { id: true, language: true } } } as const
  const file = await db.debtFile.findUnique({ where: { id: fileId }, select })
  if (!file) return []
  const { debtor, tenantId, id, mergedIntoId } = file
  return [{ partyId: debtor.id, tenantId, language: debtor.language, named: mergedIntoId ?? id }]
}

type Received = InboundMessage & { attachments: readonly Attachment[] }

/** Party before files: what a debtor says is written about all of its files that it may concern. */
async function recordFor(tx: Transaction, addressee: Addressee, message: Received, understood: Understood, now: Date): Promise<0 | 1> {
  const open = await lockPartyAndOpenFiles(tx, addressee.partyId)
  const concerned = addressee.named === null ? open : open.filter(({ id }) => id === addressee.named)
  const fileId = addressee.named ?? (open.length === 1 ? (open[0] as FileRow).id : null)
  if (!(await keep(tx, addressee, fileId, message, understood, now))) return 0
  if (understood.optsOut) await optOut(tx, addressee, message)
  const toRead = isToRead(understood.nature)
  for (const file of concerned) {
    await write(tx, file, 'message-received', message.channel, now)
    if (toRead) await holdUntilRead(tx, file, now)
  }
  for (const file of understood.optsOut ? open : []) await write(tx, file, 'opted-out', message.channel, now)
  const changed = open.filter((file) => understood.optsOut || (toRead && concerned.includes(file)))
  for (const { id } of changed) await tell(tx, id, 'message')
  return 1
}

/** @returns false where it is there already */
async function keep(
  tx: Transaction,
  { partyId, tenantId, language }: Addressee,
  fileId: string | null,
  { provider, messageId, channel, from, subject = null, text, attachments }: Received,
  { nature }: Understood,
  now: Date,
): Promise<boolean> {
  const words = storable(text).slice(0, LONGEST_TEXT)
  const key = { provider, messageId, partyId }
  const read = isToRead(nature) ? null : now
  const said = { subject: subject && storable(subject).slice(0, LONGEST_SUBJECT), sender: from, text: words }
  const { count } = await tx.inboundMessage.createMany({
    data: [{ ...key, tenantId, fileId, channel, nature, ...said, receivedAt: now, readAt: read }],
    skipDuplicates: true,
  })
  if (count === 0) return false
  const keptWith =
    fileId ?? (await tx.debtFile.findFirst({ where: { debtorId: partyId }, orderBy: { id: 'desc' }, select: { id: true } }))?.id
  const leftOut = await keepAttachments(tx, { tenantId, fileId: keptWith ?? null, provider, messageId }, attachments)
  if (leftOut.length > 0)
    await tx.inboundMessage.update({
      where: { provider_messageId_partyId: key },
      data: { text: withLeftOut(words, leftOut, language) },
    })
  return true
}

/** PostgreSQL holds no NUL and no half of a pair. */
export const storable = (text: string) => text.replaceAll('\0', '').replace(/\p{Cs}/gu, '')

/**
 * Nobody writes there any more. Who answers from another address than it is written to has read the message at one that we have: it is
 * not known which, so that it is all of them.
 */
async function optOut(tx: Transaction, { partyId }: Addressee, { channel, from }: InboundMessage): Promise<void> {
  const kind = channel === 'sms' ? ('phone' as const) : ('email' as const)
  const held = await tx.contactPoint.count({ where: { partyId, kind, value: from } })
  const where = { partyId, kind, status: 'usable' as const, ...(held > 0 && { value: from }) }
  await tx.contactPoint.updateMany({ where, data: { status: 'opted_out' } })
}

function write<K extends 'message-received' | 'opted-out'>(tx: Transaction, file: FileRow, kind: K, channel: string, now: Date) {
  return appendEvent(tx, file.id, { kind, actor: 'debtor', legalTime: legalNow(file, now), data: { channel } as FileEvents[K] })
}
