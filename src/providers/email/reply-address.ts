import { createHmac, timingSafeEqual } from 'node:crypto'

/** Forty bits: enough for an address that only brings its sender's own words into a thread. */
const CODE_LENGTH = 8
/** Letters and digits that mail systems leave as they are in small letters (RFC 4648). */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A file that an address names, with the code that proves it. */
export interface NamedFile {
  reference: string
  code: string
}

/** Addresses that answers come back to, one for each file: `reponses+K7M2P9QRS-x4f2k9wa@relance.example`. */
export class ReplyAddresses {
  private readonly local: string
  private readonly domain: string

  /**
   * @param inbox the address that all answers come in at
   * @param keys newest first; old ones are kept for answers to what was sent under them
   */
  constructor(
    inbox: string,
    private readonly keys: readonly [Buffer, ...Buffer[]],
  ) {
    const at = inbox.lastIndexOf('@')
    this.local = inbox.slice(0, at).toLowerCase()
    this.domain = inbox.slice(at + 1).toLowerCase()
  }

  /** Where answers about a file come in. */
  of({ id, reference }: { id: string; reference: string }): string {
    return `${this.local}+${reference}-${codeOf(this.keys[0], id)}@${this.domain}`
  }

  /** The file that one of these addresses names, whether or not its code is right; null where none is an address of ours. */
  namedBy(recipients: readonly string[]): NamedFile | null {
    for (const recipient of recipients) {
      const [, reference, code] = /^\+([a-z0-9]+)-([a-z2-7]+)$/.exec(this.extensionOf(recipient.toLowerCase())) ?? []
      if (reference && code) return { reference: reference.toUpperCase(), code }
    }
    return null
  }

  /** Whether a code is a file's. */
  proves(code: string, fileId: string): boolean {
    return code.length === CODE_LENGTH && this.keys.some((key) => timingSafeEqual(Buffer.from(codeOf(key, fileId)), Buffer.from(code)))
  }

  /** What stands between our local part and our domain. */
  private extensionOf(address: string): string {
    const isOurs = address.startsWith(`${this.local}+`) && address.endsWith(`@${this.domain}`)
    return isOurs ? address.slice(this.local.length, -this.domain.length - 1) : ''
  }
}

function codeOf(key: Buffer, fileId: string): string {
  const bytes = createHmac('sha256', key).update(fileId).digest()
  return Array.from(bytes.subarray(0, CODE_LENGTH), (byte) => BASE32[byte % BASE32.length]).join('')
}
