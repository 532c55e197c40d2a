import { createHash, createHmac, randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { CODE_MINUTES, type SignatureEvidence } from '../../domain/signature.js'
import type { EmailProvider } from '../email/port.js'
import type { SmsProvider } from '../sms/port.js'
import { evidencePaper } from './evidence-page.js'
import type { SignatureLink, SignaturePaper, SignatureProvider, Signer } from './port.js'
import { withPagesOf } from './with-pages.js'

/** Those who carry one-time codes; null where nobody does. */
export interface CodeCarriers {
  sms: SmsProvider | null
  email: EmailProvider | null
}

const TOKEN_BYTES = 32
const CODE_DIGITS = 6

/** The fingerprint by which a link's token is found. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Signatures by a link and a one-time code, with nobody from outside: a simple electronic signature in the words of eIDAS (art. 3, 10). */
export class BuiltInSignature implements SignatureProvider {
  readonly name = 'built-in'

  constructor(private readonly carriers: CodeCarriers) {}

  reaches({ email, phone }: Signer): boolean {
    return (this.carriers.sms !== null && phone !== null) || (this.carriers.email !== null && email !== null)
  }

  createLink(): SignatureLink {
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    return { token, tokenHash: hashOfToken(token) }
  }

  async sendCode({ name, email, phone }: Signer, title: string, from: string, token: string): Promise<string> {
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
    const codeHash = hashOfCode(code, token)
    const { sms, email: mail } = this.carriers
    const text = `${from} : le code ${code} signe « ${title} ». Il vaut ${CODE_MINUTES} minutes. Ne le donnez à personne.`
    const key = randomUUID()
    if (sms !== null && phone !== null) {
      await sms.hand({ key, to: phone, text, marker: code })
      return codeHash
    }
    if (mail === null || email === null) throw new Error('nobody can send a code to this signer')
    await mail.hand({
      key,
      to: { name, address: email },
      fromName: from,
      subject: 'Votre code de signature',
      text,
      html: `<p>${escaped(text)}</p>`,
    })
    return codeHash
  }

  isCode(code: string, codeHash: string, token: string): boolean {
    return timingSafeEqual(Buffer.from(hashOfCode(code, token), 'hex'), Buffer.from(codeHash, 'hex'))
  }

  async seal({ bytes }: Pick<SignaturePaper, 'bytes'>, evidence: SignatureEvidence): Promise<Uint8Array<ArrayBuffer>> {
    return withPagesOf(bytes, await evidencePaper(evidence))
  }
}

const hashOfCode = (code: string, token: string): string => createHmac('sha256', token).update(code).digest('hex')

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
