import { createHash, timingSafeEqual } from 'node:crypto'
import { convert } from 'html-to-text'
import { z } from 'zod'
import { windows1252OfLatin1 } from '../../domain/windows-1252.js'
import type { Callback } from '../delivery.js'
import type { InboundEmail, InboundEmailReader } from './inbound.js'
import { type ParsedForm, parseForm } from './parse-form.js'
import { SendgridSignature } from './sendgrid-signature.js'

/** SendGrid tries for three days. An e-mail that is told again counts once, so that an old request can do no harm. */
const WINDOW_MS = 4 * 24 * 3_600_000

/** What tells SendGrid's requests from others: a signature, or a user and password that its address has. */
export type InboundProof = { publicKey: string } | { credentials: string }

/** Reads what SendGrid's Inbound Parse passes on, with “POST the raw, full MIME message” left off. */
export class SendgridInboundReader implements InboundEmailReader {
  private readonly proof: Proof

  /** @param proof the verification key of the webhook's security policy, or else `user:password` */
  constructor(proof: InboundProof) {
    this.proof = 'publicKey' in proof ? new SendgridSignature(proof.publicKey, WINDOW_MS) : new Credentials(proof.credentials)
  }

  admits(callback: Pick<Callback, 'header'>, now: Date): boolean {
    return this.proof.isClaimed(callback, now)
  }

  async read(callback: Callback, now: Date): Promise<InboundEmail | null> {
    if (!this.proof.isOf(callback, now)) return null
    return emailIn(await parseForm(callback.header('Content-Type') ?? '', callback.body))
  }
}

type Proof = Pick<SendgridSignature, 'isClaimed' | 'isOf'>

/** HTTP Basic, for an account without a security policy. */
class Credentials implements Proof {
  private readonly expected: Buffer

  constructor(credentials: string) {
    this.expected = digest(`Basic ${Buffer.from(credentials).toString('base64')}`)
  }

  isClaimed({ header }: Pick<Callback, 'header'>): boolean {
    return timingSafeEqual(digest(header('Authorization') ?? ''), this.expected)
  }

  isOf(callback: Callback): boolean {
    return this.isClaimed(callback)
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()

const Envelope = z.object({ to: z.array(z.string()).default([]), from: z.string().optional() })
const Charsets = z.record(z.string(), z.string())
const AttachmentInfo = z.record(z.string(), z.object({ filename: z.string().optional(), name: z.string().optional() }))
const ContentIds = z.record(z.string(), z.string())

function emailIn(form: ParsedForm): InboundEmail {
  const json = <T>(name: string, schema: z.ZodType<T>): T | null => schema.safeParse(parsed(utf8(form.fields.get(name)))).data ?? null
  const charsets = json('charsets', Charsets) ?? {}
  const field = (name: string) => decoded(form.fields.get(name), charsets[name])
  const envelope = json('envelope', Envelope)
  const headers = headersIn(field('headers'))
  // Who must not be answered has no address to return to: reports, and answers of machines (RFC 3834).
  if (envelope?.from === '' || envelope?.from === '<>') headers['return-path'] = '<>'
  const content = { from: field('from'), subject: field('subject'), text: field('text'), html: field('html') }
  return {
    messageId: digest(headers['message-id'] ?? JSON.stringify([field('headers'), content])).toString('base64url'),
    from: addressesIn(content.from)[0] ?? envelope?.from?.toLowerCase() ?? '',
    recipients: [...(envelope?.to ?? []), ...addressesIn(field('to'))].map((address) => address.toLowerCase()),
    subject: content.subject.trim() || null,
    text: /[^\s\p{C}]/u.test(content.text) ? content.text : textOf(content.html),
    headers,
    attachments: attachmentsIn(form, json('attachment-info', AttachmentInfo) ?? {}, json('content-ids', ContentIds) ?? {}),
  }
}

const utf8 = (bytes: Buffer | undefined) => bytes?.toString('utf8') ?? ''

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Names of Latin-1 and Windows-1252, which are one on the net. */
const LATIN = /^(us-ascii|ascii|iso-?8859-1|latin-?1|windows-1252|cp-?1252)$/i

/** A field in the character set that is named for it; where none is, or none that exists, in that which its bytes can be. */
function decoded(bytes: Buffer | undefined, charset = 'utf-8'): string {
  if (bytes === undefined) return ''
  for (const label of LATIN.test(charset) ? [] : [charset, 'utf-8']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {} // another one
  }
  return windows1252OfLatin1(bytes.toString('latin1'))
}

/** The first of each name counts. A header goes on in lines that begin with a space. */
function headersIn(raw: string): Record<string, string> {
  const lines = raw.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines) {
    const [, name, value = ''] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? []
    if (name) headers[name.toLowerCase()] ??= value
  }
  return headers
}

const addressesIn = (text: string): string[] => [...text.matchAll(/[^\s<>",;:]+@[^\s<>",;:]+/g)].map(([address]) => address.toLowerCase())

const LARGEST_HTML = 1024 * 1024

/** HTML as people read it: pictures and addresses behind words are left out, and what is quoted has its marks. */
function textOf(html: string): string {
  return convert(html.slice(0, LARGEST_HTML), {
    wordwrap: false,
    limits: { maxDepth: 100, maxBaseElements: 100 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'hr', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    ],
  })
}

function attachmentsIn(
  { files }: ParsedForm,
  info: z.infer<typeof AttachmentInfo>,
  contentIds: z.infer<typeof ContentIds>,
): InboundEmail['attachments'] {
  const inline = new Set(Object.values(contentIds))
  return files.map(({ field, name, bytes }) => ({
    name: info[field]?.filename ?? info[field]?.name ?? name,
    bytes,
    inline: inline.has(field),
  }))
}
