import type { ContactView } from '../contracts/contact.js'
import { DomainError } from '../domain/errors.js'
import type { Database } from './database.js'
import { contactSummary, isId, MADE_OF, pointView } from './file-view.js'

/** One act of a file with its words and what was reported of it, in the order of the reports. @throws DomainError contact-unknown */
export async function viewContact(db: Database, fileId: string, contactId: string): Promise<ContactView> {
  const contact = isId(contactId)
    ? await db.contact.findFirst({
        where: { id: contactId, fileId },
        include: { ...MADE_OF, point: true, reports: { orderBy: [{ at: 'asc' }, { recordedAt: 'asc' }] } },
      })
    : null
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  const words = await db.contactMessage.findUnique({ where: { contactId }, select: { subject: true, body: true } })
  const { point, message, reports, because, failureCode } = contact
  return {
    ...contactSummary(contact),
    point: point && pointView(point),
    because: because as unknown as ContactView['because'],
    failureCode,
    message: words && { ...words, pdfSha256: message?.pdfSha256 ?? null },
    reports: reports.map(({ provider, status, at, code }) => ({ provider, status, at: at.toISOString(), code })),
  }
}

/** The letter of an act, as it was printed. @throws DomainError contact-unknown, resource-unknown when it is no letter or none is kept */
export async function loadLetter(db: Database, tenantId: string, contactId: string): Promise<Uint8Array> {
  const contact = isId(contactId)
    ? await db.contact.findFirst({ where: { id: contactId, file: { tenantId } }, select: { message: { select: { pdf: true } } } })
    : null
  if (!contact) throw new DomainError('contact-unknown', 'contact')
  const pdf = contact.message?.pdf
  if (!pdf) throw new DomainError('resource-unknown', 'letter')
  return pdf
}
