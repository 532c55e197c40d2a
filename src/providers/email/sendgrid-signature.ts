import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Callback } from '../delivery.js'

const TIMESTAMP = 'X-Twilio-Email-Event-Webhook-Timestamp'
const SIGNATURE = 'X-Twilio-Email-Event-Webhook-Signature'

/** What SendGrid's webhooks are signed with: ECDSA over the time and the body's bytes. */
export class SendgridSignature {
  private readonly key: KeyObject

  /**
   * @param publicKey the webhook's verification key: base64 of its DER
   * @param windowMs how far the time of a signature may lie from now
   */
  constructor(
    publicKey: string,
    private readonly windowMs: number,
  ) {
    this.key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  }

  /** Whether there is a signature of these days at all: said before the body is read. */
  isClaimed({ header }: Pick<Callback, 'header'>, now: Date): boolean {
    const timestamp = header(TIMESTAMP) ?? ''
    return /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() - Number(timestamp) * 1000) <= this.windowMs && !!header(SIGNATURE)
  }

  isOf(callback: Callback, now: Date): boolean {
    if (!this.isClaimed(callback, now)) return false
    const signed = Buffer.concat([Buffer.from(callback.header(TIMESTAMP) ?? ''), callback.body])
    try {
      return verify('sha256', signed, this.key, Buffer.from(callback.header(SIGNATURE) ?? '', 'base64'))
    } catch {
      return false // not even a signature
    }
  }
}
