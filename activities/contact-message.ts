import { createHash } from 'node:crypto'
import { ActRefused } from '../src/providers/act.js'
import type { Email } from '../src/providers/email/port.js'
import { renderLetterPdf } from '../src/providers/post/letter-pdf.js'
import type { Letter, PostalAddress } from '../src/providers/post/port.js'
import type { Sms } from '../src/providers/sms/port.js'
import type { Reserved, SentMessage } from '../src/store/contact.js'
import type { Correspondence } from '../src/store/message-facts.js'
import { composeMessage, type Message, MessageRefused } from '../src/strategies/templates/compose.js'

/** An act's message in the form that its channel takes. A call is a script for a person. */
export type Outgoing =
  | { channel: 'sms'; message: Sms }
  | { channel: 'email'; message: Email }
  | { channel: 'letter'; message: Letter }
  | { channel: 'call' }

export type Written = { outgoing: Outgoing; kept: SentMessage } | { refused: { code: string; fault: 'destination' | 'other' } }

/**
 * Writes the message of a reserved act: what is handed over, and what is kept of it word for word; or why there can be none.
 * @param replyTo where an answer by e-mail goes, where it goes anywhere else than to the sender
 */
export async function writeMessage(reserved: Reserved, correspondence: Correspondence, replyTo?: string): Promise<Written> {
  try {
    const message = composeMessage(correspondence.facts, reserved.act.channel, correspondence.template)
    return await write(reserved, correspondence, message, replyTo)
  } catch (error) {
    if (error instanceof MessageRefused) return { refused: { code: error.code, fault: 'other' } }
    if (error instanceof ActRefused) return { refused: { code: error.code, fault: 'destination' } }
    throw error
  }
}

async function write(
  reserved: Reserved,
  { facts, sender, templateName }: Correspondence,
  message: Message,
  replyTo: string | undefined,
): Promise<Written> {
  const { contactId: key, act, point } = reserved
  const { subject, text, html } = message
  const words = { subject, body: withoutToken(text), template: templateName, templateVersion: message.template.version }
  const kept = { ...words, pdf: null, pdfSha256: null, pages: null }
  const to = point.value ?? ''
  switch (act.channel) {
    case 'sms':
      return { kept, outgoing: { channel: 'sms', message: { key, to, text, marker: facts.actMarker } } }
    case 'email': {
      const email = {
        key,
        to: { name: facts.debtor.name, address: to },
        fromName: sender.name,
        ...(replyTo !== undefined && { replyTo }),
        subject: subject ?? '',
        text,
        html: html ?? '',
      }
      return { kept, outgoing: { channel: 'email', message: email } }
    }
    case 'letter': {
      const letter = await writeLetter(reserved, { facts, sender }, message)
      const pdfSha256 = createHash('sha256').update(letter.pdf).digest('hex')
      return {
        kept: { ...words, pdf: new Uint8Array(letter.pdf), pdfSha256, pages: letter.pages },
        outgoing: { channel: 'letter', message: letter },
      }
    }
    case 'call':
      return { kept, outgoing: { channel: 'call' } }
  }
}

/** Who reads what is kept gets no way in by it. */
const withoutToken = (text: string) => text.replace(/(\/d\/l\/)[\w-]+/g, '$1…')

async function writeLetter(
  { contactId: key, act, point }: Reserved,
  { facts, sender }: Pick<Correspondence, 'facts' | 'sender'>,
  message: Message,
): Promise<Letter> {
  const from = { name: sender.name, address: { ...placeOf(sender), lines: sender.addressLines } }
  const to = { name: facts.debtor.name, address: { ...placeOf(point), lines: point.addressLines } }
  const { pdf, pages } = await renderLetterPdf({
    language: message.language,
    date: facts.today,
    dated: message.dated,
    place: sender.city === '' ? null : sender.city,
    from: { ...from, details: [] },
    to,
    subject: message.subject ?? '',
    references: message.references,
    body: message.body,
    reference: facts.fileReference,
  })
  return { key, reference: facts.fileReference, to, from, pdf, pages, registered: act.registered }
}

function placeOf({
  postcode,
  city,
  country,
}: {
  postcode: string | null
  city: string | null
  country: string | null
}): Omit<PostalAddress, 'lines'> {
  return { postcode: postcode ?? '', city: city ?? '', country: country ?? 'FR' }
}
