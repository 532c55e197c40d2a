import { ActRefused, type Receipt, type Whereabouts } from '../src/providers/act.js'
import type { EmailProvider } from '../src/providers/email/port.js'
import type { PostProvider } from '../src/providers/post/port.js'
import type { SmsProvider } from '../src/providers/sms/port.js'
import type { Settlement } from '../src/store/contact.js'
import type { OpenCall } from '../src/store/open-call.js'
import type { Outgoing } from './contact-message.js'

/** Who carries what to debtors, by channel. Calls are made by people: their task is the contact's own row. */
export interface Channels {
  sms: SmsProvider
  email: EmailProvider
  post: PostProvider
}

/** What became of a call, or `unclear` while only the provider may know. */
export type CallEnd = Exclude<Settlement, { state: 'unknown' }> | 'unclear'

/**
 * Hands a message over, once. Only a provider that says so has not taken it; any other failure leaves it open, and the
 * provider is asked when the lease is over.
 */
export async function handOver(channels: Channels, outgoing: Outgoing): Promise<CallEnd> {
  try {
    return { state: 'sent', ...receipt(await hand(channels, outgoing)) }
  } catch (error) {
    return error instanceof ActRefused ? { state: 'failed', code: error.code, fault: error.fault } : 'unclear'
  }
}

function hand({ sms, email, post }: Channels, outgoing: Outgoing): Promise<Receipt> {
  switch (outgoing.channel) {
    case 'sms':
      return sms.hand(outgoing.message)
    case 'email':
      return email.hand(outgoing.message)
    case 'letter':
      return post.hand(outgoing.message)
    case 'call':
      return Promise.resolve({ reference: 'task', costMicros: 0 })
  }
}

/** Asks the provider what became of a call. @throws when it cannot be asked now */
export async function lookFor(channels: Channels, call: OpenCall): Promise<Settlement> {
  const found = await find(channels, call)
  if (found.taken === 'unknown') return { state: 'unknown' }
  return found.taken ? { state: 'sent', ...receipt(found) } : { state: 'failed', code: 'never-taken', fault: 'other' }
}

function find({ sms, email, post }: Channels, call: OpenCall): Promise<Whereabouts> {
  const { key, to, text, marker, releasedAt } = call
  switch (call.channel) {
    case 'sms':
      return sms.find({ key, to, text, marker }, releasedAt)
    case 'email':
      return email.find({ key, to: { name: '', address: to }, fromName: '', subject: '', text, html: '' }, releasedAt)
    case 'letter':
      return post.find(letterOf(call), releasedAt)
    case 'call':
      return Promise.resolve({ taken: true, reference: 'task', costMicros: 0 })
  }
}

/** A letter is found by its key; what it looked like is not asked. */
function letterOf({ key, fileReference: reference, pages, registered }: OpenCall) {
  const nobody = { name: '', address: { lines: [], postcode: '', city: '', country: 'FR' } }
  return { key, reference, to: nobody, from: nobody, pdf: new Uint8Array(), pages, registered }
}

const receipt = ({ reference, costMicros }: Receipt) => ({ providerReference: reference, costMicros })
