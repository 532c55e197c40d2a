import type { FileView } from '../contracts/debt-file.js'
import { balance } from '../domain/balance.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { loadFacts } from './facts.js'

/** A file as screens show it, read from its rows. @param idOrReference of the tenant's file @throws DomainError file-unknown */
export async function viewFile(db: Database, tenantId: string, idOrReference: string, now: Date): Promise<FileView> {
  const id = await findFile(db, tenantId, idOrReference)
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id },
    include: {
      strategy: true,
      contacts: { orderBy: { id: 'asc' } },
      events: { orderBy: { sequence: 'asc' } },
      decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1 },
    },
  })
  const { claims } = await loadFacts(db, id)
  const [decision] = file.decisions
  const outcome = decision?.outcome as { do: string; until?: string | null; because: { rule: string; source: string }[] } | undefined
  return {
    id,
    reference: file.reference,
    status: file.status,
    closedReason: file.closedReason,
    balanceCents: balance(claims),
    legalNow: legalNow(file, now).toISOString(),
    strategy: `${file.strategy.name} v${file.strategy.version}`,
    decision:
      decision && outcome
        ? { at: decision.at.toISOString(), do: outcome.do, until: outcome.until ?? null, because: outcome.because }
        : null,
    contacts: file.contacts.map((contact) => ({
      id: contact.id,
      step: contact.stepId,
      channel: contact.channel,
      state: contact.state,
      amountCents: Number(contact.amountCents),
      contactedOn: contact.contactedOn && fromDay(contact.contactedOn),
    })),
    events: file.events.map(({ sequence, kind, actor, legalTime, data }) => ({
      sequence,
      kind,
      actor,
      legalTime: legalTime.toISOString(),
      data: data as Record<string, unknown>,
    })),
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The id of a tenant's file. @throws DomainError file-unknown, also for another tenant's */
export async function findFile(db: Database, tenantId: string, idOrReference: string): Promise<string> {
  const where = UUID.test(idOrReference) ? { id: idOrReference } : { reference: idOrReference.toUpperCase() }
  const file = await db.debtFile.findFirst({ where: { tenantId, ...where }, select: { id: true } })
  if (!file) throw new DomainError('file-unknown')
  return file.id
}
