import { v7 as uuidv7 } from 'uuid'
import { type InboundNature, NATURES_TO_READ } from '../domain/inbound-nature.js'
import { addDays } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Prisma } from '../generated/prisma/client.js'
import { unreadMessageHoldsDays } from '../law/messages.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { lockPartyAndOpenFiles } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'

/** A message that came in waits for a person: the debtor gets no automatic reminders meanwhile. */
const UNREAD = 'unread-message'

/** What came in about a file: to it, or from its debtor to nobody knows which file. */
export const aboutFile = (partyId: string, fileId: string): Prisma.InboundMessageWhereInput => ({
  partyId,
  OR: [{ fileId }, { fileId: null }],
})

const UNREAD_YET = { readAt: null, nature: { in: [...NATURES_TO_READ] as InboundNature[] } }

/** Lets a file wait until a message that has just come in is read, for so many days at most. The caller holds the file's lock. */
export async function holdUntilRead(tx: Transaction, file: FileRow, now: Date): Promise<void> {
  const until = toDay(addDays(legalToday(file, now), unreadMessageHoldsDays.value))
  const placed = await tx.hold.findFirst({ where: { fileId: file.id, reason: UNREAD, liftedAt: null } })
  if (placed?.until && placed.until >= until) return
  if (placed) await tx.hold.update({ where: { id: placed.id }, data: { liftedAt: legalNow(file, now) } })
  await tx.hold.create({ data: { id: uuidv7(), fileId: file.id, reason: UNREAD, until, placedAt: legalNow(file, now) } })
}

/** Who reads, and when by the real clock. */
export interface Reader {
  tenantId: string
  actor: string
  now: Date
}

/** Notes that a person has read a message. Noted again it changes nothing. @returns whether the tenant has such a message */
export async function markRead(db: Database, reader: Reader, id: string): Promise<boolean> {
  const [, provider = '', messageId = '', partyId = ''] = /^([^:]+):(.+):([^:]+)$/.exec(id) ?? []
  if (!isId(partyId)) return false
  const where = { provider, messageId, partyId, tenantId: reader.tenantId }
  return db.$transaction(async (tx) => {
    if ((await tx.inboundMessage.count({ where })) === 0) return false
    const files = await lockPartyAndOpenFiles(tx, partyId)
    await noteRead(tx, files, partyId, where, reader)
    return true
  })
}

/** Notes that a person has read all that came in about a file. The caller holds the party's lock. @returns how many were unread */
export async function markThreadRead(tx: Transaction, partyId: string, fileId: string, reader: Reader): Promise<number> {
  return noteRead(tx, await lockPartyAndOpenFiles(tx, partyId), partyId, aboutFile(partyId, fileId), reader)
}

/** Files of which nothing is unread any more go on. */
async function noteRead(
  tx: Transaction,
  files: readonly FileRow[],
  partyId: string,
  which: Prisma.InboundMessageWhereInput,
  { actor, now }: Reader,
): Promise<number> {
  const read = await tx.inboundMessage.findMany({ where: { AND: [which, { readAt: null }] }, select: { fileId: true } })
  if (read.length === 0) return 0
  await tx.inboundMessage.updateMany({ where: { AND: [which, { readAt: null }] }, data: { readAt: now, readBy: actor } })
  for (const file of files) {
    const messages = read.filter(({ fileId }) => fileId === null || fileId === file.id).length
    if (messages > 0) await goOn(tx, file, partyId, { actor, messages, now })
  }
  return read.length
}

async function goOn(
  tx: Transaction,
  file: FileRow,
  partyId: string,
  { actor, messages, now }: { actor: string; messages: number; now: Date },
): Promise<void> {
  const at = legalNow(file, now)
  await appendEvent(tx, file.id, { kind: 'message-read', actor, legalTime: at, data: { messages } })
  if ((await tx.inboundMessage.count({ where: { AND: [aboutFile(partyId, file.id), UNREAD_YET] } })) > 0) return
  const { count } = await tx.hold.updateMany({ where: { fileId: file.id, reason: UNREAD, liftedAt: null }, data: { liftedAt: at } })
  if (count > 0) await tell(tx, file.id, 'message-read')
}
