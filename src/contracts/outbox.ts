import { z } from 'zod'

/** What the sandbox shows of the messages that providers would have sent. */

const Person = z.object({ name: z.string().nullable(), address: z.string() })

const Common = {
  /** The provider's identifier. */
  id: z.string(),
  provider: z.enum(['twilio', 'sendgrid', 'merci-facteur', 'spool']),
  /** The contact's id, as far as the message carries it. */
  key: z.string().nullable(),
  at: z.iso.datetime(),
  to: Person,
  from: Person.nullable(),
  /** SHA-256 of what the addressee reads. */
  contentHash: z.string(),
  /** The provider's own words for what became of it, oldest first. */
  states: z.array(z.object({ state: z.string(), at: z.iso.datetime() })),
}

export const OutboxSms = z.object({ ...Common, channel: z.literal('sms'), text: z.string(), encoding: z.string(), segments: z.number() })
export const OutboxEmail = z.object({
  ...Common,
  channel: z.literal('email'),
  /** Where an answer goes; to the sender where it is left out. */
  replyTo: z.string().optional(),
  subject: z.string(),
  text: z.string(),
  /** Files that go with it, in the order in which they can be saved; left out where there are none. */
  attachments: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() })).optional(),
})
export const OutboxLetter = z.object({
  ...Common,
  channel: z.literal('letter'),
  reference: z.string(),
  pages: z.number(),
  registered: z.boolean(),
  trackingNumber: z.string().nullable(),
})

export const OutboxMessage = z.discriminatedUnion('channel', [OutboxSms, OutboxEmail, OutboxLetter])
export type OutboxMessage = z.infer<typeof OutboxMessage>
export type OutboxEmail = z.infer<typeof OutboxEmail>
export type OutboxLetter = z.infer<typeof OutboxLetter>

/** Newest first; `nextCursor` leads to the older ones. */
export const OutboxPage = z.object({ messages: z.array(OutboxMessage), nextCursor: z.string().nullable() })
export type OutboxPage = z.infer<typeof OutboxPage>

const Repeated = z.object({ value: z.string(), ids: z.array(z.string()) })

/** How many messages there are, and which of them share a key, or an addressee and a content. */
export const OutboxCounts = z.object({ total: z.number(), byKey: z.array(Repeated), byContent: z.array(Repeated) })
export type OutboxCounts = z.infer<typeof OutboxCounts>
