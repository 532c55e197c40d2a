import { DomainError } from '../domain/errors.js'
import type { Contact } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { recordDelivery, settleByPerson } from './delivery.js'
import { isId } from './file-view.js'

/** Whose word it is, about which act. */
export interface PersonsWord {
  tenantId: string
  fileId: string
  contactId: string
  actor: string
}

const REPORTED_AS = { reached: 'delivered', 'not-reached': 'failed' } as const

/**
 * Notes how a call went that a person has made. Noted again it changes nothing.
 * @throws DomainError contact-unknown, also for an act that is no call to be made; contact-settled when another outcome stands
 */
export async function recordCallOutcome(db: Database, word: PersonsWord, outcome: keyof typeof REPORTED_AS, now: Date): Promise<void> {
  const contact = await contactOf(db, word)
  if (contact.channel !== 'call' || contact.state !== 'sent') throw new DomainError('contact-unknown', 'contact')
  const status = REPORTED_AS[outcome]
  if (contact.delivery === status) return
  if (contact.delivery !== null) throw new DomainError('contact-settled', 'contact')
  const report = { provider: 'person', eventId: `call-${contact.id}`, key: contact.id, reference: '', status, at: now, code: null }
  await recordDelivery(db, report, now)
}

/** Notes how an act ended that its provider could not tell of. Noted again it changes nothing. @throws DomainError contact-unknown, contact-settled */
export async function settleContact(db: Database, word: PersonsWord, outcome: 'sent' | 'failed', now: Date): Promise<void> {
  const { contactId, ...target } = word
  const contact = await contactOf(db, word)
  if (isSettledAs(contact, outcome)) return
  await settleByPerson(db, target, contactId, outcome, now)
}

/** Whether this very word was given before. */
function isSettledAs({ state, providerReference, failureCode }: Contact, outcome: 'sent' | 'failed'): boolean {
  if (state !== outcome) return false
  return outcome === 'sent' ? providerReference?.startsWith('person:') === true : failureCode === 'not-sent-says-person'
}

async function contactOf(db: Database, { tenantId, fileId, contactId }: PersonsWord): Promise<Contact> {
  const contact = isId(contactId) && (await db.contact.findFirst({ where: { id: contactId, fileId, file: { tenantId } } }))
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  return contact
}
