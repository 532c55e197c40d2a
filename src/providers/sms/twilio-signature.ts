import twilio from 'twilio'
import type { Callback } from '../delivery.js'

/**
 * The form of a callback that Twilio signed: its signature covers the address with its query, and every field. It carries
 * no time, so an old callback passes again; its message and status make it the same report.
 * @returns null when the signature is missing or wrong
 */
export function signedForm(callback: Callback, authToken: string): URLSearchParams | null {
  const form = new URLSearchParams(callback.body.toString('utf8'))
  const signature = callback.header('X-Twilio-Signature')
  if (!signature) return null
  return twilio.validateRequest(authToken, signature, callback.url, Object.fromEntries(form)) ? form : null
}
