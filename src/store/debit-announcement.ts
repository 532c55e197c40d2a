import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { ContactPoint, Organisation } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { isId } from './file-view.js'

/** All that a debtor is told of a debit in advance. */
export interface DebitAnnouncement {
  collector: Organisation
  /** The creditor's name; null where it is the collector itself. */
  creditor: string | null
  debtor: { name: string; language: string; address: ContactPoint | null }
  fileReference: string
  reference: string
  mandate: string
  identifier: string
  /** Last signs of the account to be debited. */
  accountEnd: string
  amountCents: Cents
  currency: string
  collectOn: LegalDay
  noticeDays: number
}

/** What the announcement of a debit says. @throws DomainError resource-unknown */
export async function loadAnnouncement(db: Database, tenantId: string, debitId: string): Promise<DebitAnnouncement> {
  const debit = await db.directDebit.findFirst({
    where: { mandate: { tenantId }, ...(isId(debitId) ? { id: debitId } : { endToEndId: debitId }) },
    include: {
      mandate: true,
      file: {
        include: {
          creditor: true,
          debtor: { include: { points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 } } },
          tenant: { select: { organisations: { where: { own: true } } } },
        },
      },
    },
  })
  if (!debit) throw new DomainError('resource-unknown', 'debit')
  const { file, mandate } = debit
  const collector = file.tenant.organisations[0] ?? file.creditor
  return {
    collector,
    creditor: file.creditor.own ? null : file.creditor.name,
    debtor: { name: file.debtor.name, language: file.debtor.language, address: file.debtor.points[0] ?? null },
    fileReference: file.reference,
    reference: debit.endToEndId,
    mandate: mandate.reference,
    identifier: collector.ics ?? '',
    accountEnd: mandate.iban.slice(-4),
    amountCents: cents(debit.amountCents),
    currency: debit.currency,
    collectOn: fromDay(debit.collectOn),
    noticeDays: mandate.noticeDays,
  }
}
