import type { Channel } from '../domain/facts.js'
import type { Database } from './database.js'
import { markerOf } from './message-facts.js'

/** A call whose end nobody has seen: what its provider is asked by. */
export interface OpenCall {
  channel: Channel
  key: string
  fileReference: string
  /** Number or address it went to; empty for a letter. */
  to: string
  text: string
  marker: string
  pages: number
  registered: boolean
  releasedAt: Date
}

/** Reads what went out with a contact, to find it again at its provider. */
export async function loadOpenCall(db: Database, contactId: string): Promise<OpenCall> {
  const contact = await db.contact.findUniqueOrThrow({
    where: { id: contactId },
    include: { point: true, message: { select: { body: true, pages: true } }, file: { select: { reference: true } } },
  })
  const { channel, registered, point, message, releasedAt, file } = contact
  return {
    channel,
    key: contactId,
    fileReference: file.reference,
    to: point?.value ?? '',
    text: message?.body ?? '',
    marker: markerOf(contactId),
    pages: message?.pages ?? 0,
    registered,
    releasedAt: releasedAt ?? contact.reservedAt,
  }
}
