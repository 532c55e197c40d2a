import type { SituationView } from '../contracts/situation.js'
import { DomainError } from '../domain/errors.js'
import type { Representative, SituationKind } from '../domain/situation.js'
import type { Situation } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { situationRule } from '../law/situations.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { findSituation } from './find-situation.js'

/** What has happened to a file's debtor, the newest first; of others who owe its claims nothing is told. */
export async function situationsOf(tx: Transaction, fileId: string): Promise<SituationView[]> {
  const { debtorId: partyId, country } = await tx.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    select: { debtorId: true, country: true },
  })
  const rows = await tx.situation.findMany({ where: { partyId }, orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }] })
  if (rows.length === 0) return []
  const names = await tx.storedDocument.findMany({ where: { subject: `file:${fileId}` }, select: { name: true } })
  return rows.map((row) => situationView(row, country, (id) => names.some(({ name }) => name.endsWith(`-${id}.pdf`))))
}

/** @throws DomainError situation-unknown */
export async function viewSituation(db: Database, fileId: string, id: string): Promise<SituationView> {
  const found = (await situationsOf(db, fileId)).find((one) => one.id === id)
  if (!found) throw new DomainError('situation-unknown', 'situation')
  return found
}

function situationView(row: Situation, country: string, isPrepared: (id: string) => boolean): SituationView {
  const kind = row.kind as SituationKind
  const { contactStops, paymentsStop, enforcementStops, interestStops, actWithin } = situationRule(lawOf(country), kind)
  const stops = { contact: contactStops, payments: paymentsStop, enforcement: enforcementStops, interest: interestStops }
  return {
    id: row.id,
    kind,
    since: fromDay(row.since),
    until: row.until && fromDay(row.until),
    reference: row.reference,
    representative: row.representative as unknown as Representative | null,
    proofSha256: row.proofSha256,
    stops: (Object.keys(stops) as (keyof typeof stops)[])
      .filter((what) => stops[what].value)
      .map((what) => ({ what, source: stops[what].source, confirmed: stops[what].confirmed })),
    act: {
      paper: actWithin.value.paper,
      by: row.actBy && fromDay(row.actBy),
      source: actWithin.source,
      prepared: isPrepared(row.id),
      sentOn: row.actDoneOn && fromDay(row.actDoneOn),
    },
    outcome: row.outcome as SituationView['outcome'],
    outcomeOn: row.outcomeOn && fromDay(row.outcomeOn),
    actor: row.actor,
    recordedAt: row.recordedAt.toISOString(),
  }
}

/** The paper that a situation called for, as it was made out last for a file. @throws DomainError situation-unknown, resource-unknown */
export async function readSituationAct(db: Database, fileId: string, id: string): Promise<Uint8Array> {
  const { debtorId, tenantId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true, tenantId: true } })
  await findSituation(db, debtorId, id)
  const where = { tenantId, subject: `file:${fileId}`, name: { endsWith: `-${id}.pdf` } }
  const paper = await db.storedDocument.findFirst({ where, orderBy: { id: 'desc' } })
  if (!paper) throw new DomainError('resource-unknown', 'act')
  return paper.bytes
}
