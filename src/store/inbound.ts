import type { Channel } from '../domain/facts.js'
import { legalNow } from '../domain/legal-time.js'
import { isOptOut } from '../domain/opt-out.js'
import type { Database, Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile } from './file-row.js'
import { tell } from './outbox.js'

/** A message from somebody who is written to. */
export interface InboundMessage {
  provider: string
  /** The same message may be told twice, and counts once. */
  messageId: string
  channel: Channel
  /** E.164 number. */
  from: string
  text: string
}

const LONGEST_TEXT = 10_000

/**
 * Records a message for every debtor who has the number it came from, whichever tenant's: nobody knows which of them it
 * is meant for, and who refuses messages refuses them from all. Told again it changes nothing; a debtor that a fault
 * kept from being served is served when it is told again.
 * @returns for how many debtors it was recorded now
 */
export async function recordInbound(db: Database, message: InboundMessage, now: Date): Promise<number> {
  const parties = await db.party.findMany({
    where: { points: { some: { kind: 'phone', value: message.from } } },
    orderBy: { id: 'asc' },
    select: { id: true, tenantId: true },
  })
  let recorded = 0
  for (const party of parties) recorded += await db.$transaction((tx) => recordFor(tx, party, message, now))
  return recorded
}

async function recordFor(
  tx: Transaction,
  { id: partyId, tenantId }: { id: string; tenantId: string },
  { provider, messageId, channel, from, text }: InboundMessage,
  now: Date,
): Promise<0 | 1> {
  await tx.$executeRaw`SELECT 1 FROM party WHERE id = ${partyId}::uuid FOR NO KEY UPDATE`
  const files = await tx.debtFile.findMany({ where: { debtorId: partyId, status: 'open' }, orderBy: { id: 'asc' }, select: { id: true } })
  const fileId = files.length === 1 ? (files[0] as { id: string }).id : null
  const words = text.replaceAll('\0', '').slice(0, LONGEST_TEXT)
  const { count } = await tx.inboundMessage.createMany({
    data: [{ provider, messageId, tenantId, partyId, fileId, channel, text: words, receivedAt: now }],
    skipDuplicates: true,
  })
  if (count === 0) return 0
  const optsOut = isOptOut(words)
  if (optsOut)
    await tx.contactPoint.updateMany({ where: { partyId, kind: 'phone', value: from, status: 'usable' }, data: { status: 'opted_out' } })
  for (const { id } of files) await writeEvents(tx, await lockFile(tx, id), { channel, optsOut, now })
  return 1
}

async function writeEvents(
  tx: Transaction,
  file: FileRow,
  { channel, optsOut, now }: { channel: Channel; optsOut: boolean; now: Date },
): Promise<void> {
  const event = { actor: 'debtor', legalTime: legalNow(file, now), data: { channel } }
  await appendEvent(tx, file.id, { kind: 'message-received', ...event })
  if (optsOut) await appendEvent(tx, file.id, { kind: 'opted-out', ...event })
  await tell(tx, file.id, 'message')
}

/** Notes that a person has read a message. Noted again it changes nothing. @returns whether the tenant has such a message */
export async function markRead(db: Database, tenantId: string, id: string, now: Date): Promise<boolean> {
  const [, provider = '', messageId = '', partyId = ''] = /^([^:]+):(.+):([0-9a-f-]{36})$/.exec(id) ?? []
  if (partyId === '') return false
  const where = { provider, messageId, partyId, tenantId }
  await db.inboundMessage.updateMany({ where: { ...where, readAt: null }, data: { readAt: now } })
  return (await db.inboundMessage.count({ where })) > 0
}
