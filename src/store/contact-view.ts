import type { ContactView } from '../contracts/contact.js'
import { DomainError } from '../domain/errors.js'
import type { Database } from './database.js'
import { contactSummary, isId, pointView } from './file-view.js'

/** One act of a file with its words and what was reported of it, in the order of the reports. @throws DomainError contact-unknown */
export async function viewContact(db: Database, fileId: string, contactId: string): Promise<ContactView> {
  const contact = isId(contactId)
    ? await db.contact.findFirst({
        where: { id: contactId, fileId },
        include: { point: true, message: true, reports: { orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }] } },
      })
    : null
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  const { point, message, reports, because, failureCode } = contact
  return {
    ...contactSummary(contact),
    point: point && pointView(point),
    because: because as unknown as ContactView['because'],
    failureCode,
    message: message && { subject: message.subject, body: message.body, pdfSha256: message.pdfSha256 },
    reports: reports.map(({ provider, status, at, code }) => ({ provider, status, at: at.toISOString(), code })),
  }
}
