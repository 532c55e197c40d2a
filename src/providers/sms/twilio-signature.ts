import twilio from 'twilio'
import type { Callback } from '../delivery.js'

/**
 * The form of a callback that Twilio signed: its signature covers the address with its query, and every field, or in place of
 * them a hash of the body, which then stands in the query. It carries no time, so an old callback passes again; its message and
 * status make it the same report.
 * @returns null when the signature is missing or wrong; a body that is no form has no fields
 */
export function signedForm(callback: Callback, authToken: string): URLSearchParams | null {
  const { url, body } = callback
  const signature = callback.header('X-Twilio-Signature')
  if (!signature) return null
  const text = body.toString('utf8')
  if (new URL(url).searchParams.has('bodySHA256'))
    return twilio.validateRequestWithBody(authToken, signature, url, text) ? new URLSearchParams() : null
  const form = new URLSearchParams(text)
  return twilio.validateRequest(authToken, signature, url, fieldsOf(form)) ? form : null
}

/** A field may come several times. */
function fieldsOf(form: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...form.keys()].map((name) => [name, [...form.getAll(name)]]))
}
