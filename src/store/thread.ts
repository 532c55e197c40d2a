import { LONGEST_SMS_REPLY } from '../contracts/message.js'
import { DomainError } from '../domain/errors.js'
import { SILENT } from '../domain/hold-step.js'
import { isToRead, understand } from '../domain/inbound-nature.js'
import { legalNow } from '../domain/legal-time.js'
import { sideActOf } from '../domain/side-act.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { type DocumentHead, readDocument, sha256Of } from './document.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { storable } from './inbound.js'
import { legalToday } from './legal-today.js'
import { attachmentsSubject } from './message-attachments.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { lockParty } from './party.js'
import { stagedId } from './staged-input.js'
import { aboutFile, holdUntilRead, markThreadRead } from './unread.js'
import { keepUploads } from './upload.js'

/** One message of a file's thread, whichever way it went. */
export interface ThreadMessage {
  id: string
  /** `in` from the debtor, `out` to it. */
  direction: 'in' | 'out'
  /** `sms`, `email`, `letter`, `page`, `call`. */
  channel: string
  /** Of what came in: what it was taken for. */
  nature: string | null
  subject: string | null
  text: string
  /** By the real clock, ISO 8601. */
  at: string
  readAt: string | null
  attachments: { id: string; name: string; mediaType: string }[]
}

/**
 * All messages of a file in their order: what came in, to it or for nobody knows which of its debtor's files; what went out; and what is
 * written and waits to be sent.
 */
export async function threadOf(tx: Transaction, fileId: string): Promise<ThreadMessage[]> {
  const [received, sent] = [await receivedOf(tx, fileId), await sentOf(tx, fileId)]
  return [...received, ...sent].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
}

async function receivedOf(tx: Transaction, fileId: string): Promise<ThreadMessage[]> {
  const { debtorId, tenantId } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true, tenantId: true } })
  const rows = await tx.inboundMessage.findMany({ where: aboutFile(debtorId, fileId), orderBy: { receivedAt: 'asc' } })
  const documents = await tx.storedDocument.findMany({
    where: { tenantId, subject: { in: rows.map(attachmentsSubject) } },
    orderBy: { id: 'asc' },
    select: { id: true, subject: true, name: true, mediaType: true },
  })
  return rows.map((row) => ({
    id: `${row.provider}:${row.messageId}:${row.partyId}`,
    direction: 'in',
    channel: row.channel,
    nature: row.nature,
    subject: row.subject,
    text: row.text,
    at: row.receivedAt.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
    attachments: documents
      .filter(({ subject }) => subject === attachmentsSubject(row))
      .map(({ id, name, mediaType }) => ({ id, name, mediaType })),
  }))
}

async function sentOf(tx: Transaction, fileId: string): Promise<ThreadMessage[]> {
  const contacts = await tx.contact.findMany({
    where: { fileId, state: 'sent', channel: { not: 'call' }, message: { isNot: null } },
    select: {
      id: true,
      actId: true,
      channel: true,
      releasedAt: true,
      reservedAt: true,
      message: { select: { subject: true, body: true } },
    },
  })
  const answered = new Set(contacts.map(({ actId }) => sideActOf(actId)?.of))
  const replies = await tx.reply.findMany({ where: { fileId } })
  const out = { direction: 'out' as const, nature: null, readAt: null, attachments: [] }
  return [
    ...contacts.map(({ id, channel, releasedAt, reservedAt, message }) => ({
      ...out,
      id,
      channel,
      subject: message?.subject ?? null,
      text: message?.body ?? '',
      at: (releasedAt ?? reservedAt).toISOString(),
    })),
    ...replies
      .filter(({ id }) => !answered.has(id))
      .map(({ id, channel, text, writtenAt }) => ({ ...out, id, channel, subject: null, text, at: writtenAt.toISOString() })),
  ]
}

/** An attachment of a message of a file, with its bytes. @throws DomainError resource-unknown */
export async function readAttachment(tx: Transaction, fileId: string, id: string): Promise<DocumentHead & { bytes: Uint8Array }> {
  const isThere = (await receivedOf(tx, fileId)).some(({ attachments }) => attachments.some((attachment) => attachment.id === id))
  if (!isThere) throw new DomainError('resource-unknown', 'attachment')
  const { tenantId } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { tenantId: true } })
  return readDocument(tx, tenantId, id)
}

const PAGE = 'page'

/**
 * Keeps a message that a debtor writes on its page: automatic reminders wait until a person has read it, for so many days at most.
 * @returns its id @throws DomainError file-unknown, request-invalid for an empty one, upload-…, key-reused
 */
export async function receivePageMessage(db: Database, act: FileAct, text: string, documents: readonly Upload[]): Promise<string> {
  const { tenantId, fileId, now } = act
  const words = storable(text).trim()
  if (words === '' && documents.length === 0) throw new DomainError('request-invalid', 'text')
  const messageId = stagedId(act)
  const input = { text: words, documents: documents.map(({ name, bytes }) => ({ name, sha256: sha256Of(bytes) })) }
  await onceForFile(db, { ...act, kind: 'page-message', input }, async (tx, file) => {
    const partyId = await lockParty(tx, fileId)
    const { nature } = understand({ channel: PAGE, text: words, attachments: documents.length })
    const message = { provider: PAGE, messageId, tenantId, partyId, fileId, channel: PAGE, nature, text: words, receivedAt: now }
    await tx.inboundMessage.create({ data: message })
    const subject = attachmentsSubject(message)
    await keepUploads(tx, { tenantId, fileId, subject, actor: act.actor }, documents)
    await appendEvent(tx, fileId, {
      kind: 'message-received',
      actor: act.actor,
      legalTime: legalNow(file, now),
      data: { channel: PAGE },
    })
    if (file.status === 'open' && isToRead(nature)) {
      await holdUntilRead(tx, file, now)
      await tell(tx, fileId, 'message')
    }
  })
  return messageId
}

/**
 * Keeps what a person writes back: the file's own loop sends it. Writing back reads what came in.
 * @returns its id @throws DomainError file-unknown, file-closed, debtor-protected, request-invalid for too long a text message, key-reused
 */
export async function writeReply(
  db: Database,
  act: FileAct,
  { text, channel }: { text: string; channel: 'sms' | 'email' | 'letter' },
): Promise<string> {
  const { tenantId, fileId, actor, now } = act
  if (channel === 'sms' && text.length > LONGEST_SMS_REPLY) throw new DomainError('request-invalid', 'text')
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'reply', input: { text, channel } }, async (tx, file) => {
    if (file.status === 'closed') throw new DomainError('file-closed')
    await refuseProtected(tx, file, now)
    const writtenOn = toDay(legalToday(file, now))
    await tx.reply.create({ data: { id, tenantId, fileId, channel, text: storable(text), actor, writtenOn, writtenAt: now } })
    await appendEvent(tx, fileId, { kind: 'reply-written', actor, legalTime: legalNow(file, now), data: { replyId: id, channel } })
    await markThreadRead(tx, await lockParty(tx, fileId), fileId, { tenantId, actor, now })
    await tell(tx, fileId, 'reply')
  })
  return id
}

/** Whom the law protects from being written to is not answered by the engine either: what it wrote would lie here unsent. */
async function refuseProtected(tx: Transaction, file: FileRow, now: Date): Promise<void> {
  const reasons = SILENT.filter((reason) => reason !== 'operator-pause')
  const holds = await tx.hold.findMany({ where: { fileId: file.id, reason: { in: reasons }, liftedAt: null }, select: { until: true } })
  const today = legalToday(file, now)
  if (holds.some(({ until }) => until === null || fromDay(until) > today)) throw new DomainError('debtor-protected')
}
