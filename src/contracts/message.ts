import { z } from 'zod'
import { writing } from './fields.js'

const Attachment = z.object({ id: z.uuid(), name: z.string(), mediaType: z.string() })

export const ThreadMessage = z
  .object({
    id: z.string(),
    /** `in` from the debtor, `out` to it. */
    direction: z.enum(['in', 'out']),
    /** `sms`, `email`, `letter` or `page`. */
    channel: z.string(),
    /** Of what came in: `message`, `complaint`, `opt-out`, `automatic` or `empty`. */
    nature: z.string().nullable(),
    subject: z.string().nullable(),
    text: z.string(),
    at: z.iso.datetime(),
    /** When a person had read it; what needs nobody counts as read when it came. */
    readAt: z.iso.datetime().nullable(),
    attachments: z.array(Attachment),
  })
  .meta({ id: 'ThreadMessage' })
export type ThreadMessage = z.infer<typeof ThreadMessage>

/** The oldest first. */
export const Thread = z.object({ messages: z.array(ThreadMessage) }).meta({ id: 'Thread' })
export type Thread = z.infer<typeof Thread>

export const ThreadRead = z.object({ read: z.int() }).meta({ id: 'ThreadRead', example: { read: 2 } })
export type ThreadRead = z.infer<typeof ThreadRead>

const LONGEST_REPLY = 10_000
/** Three parts of a text message. */
export const LONGEST_SMS_REPLY = 480

export const ReplyBody = z
  .strictObject({ channel: z.enum(['sms', 'email', 'letter']), text: writing(LONGEST_REPLY) })
  .refine(({ channel, text }) => channel !== 'sms' || text.length <= LONGEST_SMS_REPLY, {
    path: ['text'],
    message: `a text message has ${LONGEST_SMS_REPLY} characters at most: write a shorter one, or by e-mail or letter`,
  })
  .meta({ id: 'Reply', example: { channel: 'email', text: 'Bonjour, votre virement est bien arrivé.' } })
export type ReplyBody = z.infer<typeof ReplyBody>

export const ReplyWritten = z.object({ reply: z.uuid() }).meta({ id: 'ReplyWritten' })
export type ReplyWritten = z.infer<typeof ReplyWritten>
