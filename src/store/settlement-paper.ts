import { owedOn } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { JudicialProcedure } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Organisation, Settlement } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import { appendEvent } from './file-event.js'
import { lockFile } from './file-row.js'
import { isId } from './file-view.js'
import { costsOf } from './judicial-cost-view.js'
import { legalToday } from './legal-today.js'
import { findCreditor } from './organisation.js'
import { findSettlement } from './settlement.js'

/** All that the protocol of a settlement says. */
export interface SettlementPaper {
  settlement: Settlement
  file: string
  creditor: Organisation
  /** Who collects: the agency, or the creditor itself. */
  collector: Organisation
  debtor: { name: string; lines: string[] }
  /** Claims that it settles, with what is owed on each on the day. */
  claims: { reference: string; dueDate: LegalDay; owedCents: number }[]
  /** What runs before a court, or is being enforced, and ends with it. */
  proceedings: SettledProceeding[]
  /** Day on which the paper is made out. */
  today: LegalDay
}

/** A proceeding that both sides give up once the settlement is paid. */
export interface SettledProceeding {
  /** What the country calls it. */
  name: string
  isEnforcement: boolean
  court: string | null
  courtReference: string | null
  /** What it has cost so far: what stands with the creditor, and what is on the debtor's account. */
  creditorCents: number
  debtorCents: number
}

/** What a settlement's papers are about. */
export const settlementSubject = (id: string) => `settlement:${id}`

/** The protocol of an approved settlement. @throws DomainError settlement-unknown, settlement-state where it is not approved */
export async function loadSettlementPaper(tx: Transaction, fileId: string, id: string, now: Date): Promise<SettlementPaper> {
  const settlement = await findSettlement(tx, fileId, id)
  if (settlement.state !== 'approved') throw new DomainError('settlement-state')
  const file = await tx.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      creditor: true,
      debtor: { include: { points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 } } },
    },
  })
  const collector = await tx.organisation.findFirstOrThrow({ where: { tenantId: file.tenantId, own: true } })
  const [point] = file.debtor.points
  const lines = point ? [...point.addressLines, `${point.postcode ?? ''} ${point.city ?? ''}`.trim()] : []
  const today = legalToday(file, now)
  return {
    settlement,
    file: file.reference,
    creditor: file.creditor,
    collector,
    debtor: { name: file.debtor.name, lines },
    claims: await owedClaims(tx, fileId, settlement, today),
    proceedings: await runningProceedings(tx, fileId),
    today,
  }
}

async function runningProceedings(tx: Transaction, fileId: string): Promise<SettledProceeding[]> {
  const rows = await tx.proceeding.findMany({ where: { fileId, endReason: null }, orderBy: { id: 'asc' } })
  const { law } = await loadCase(tx, fileId)
  return Promise.all(
    rows.map(async ({ id, course, openedOn, courtName, courtReference, ...row }) => {
      const procedure = row.procedure as JudicialProcedure
      const { name } = rulesFor({ procedure, region: null, distance: 'none' }, law).course(fromDay(openedOn))
      const { creditorCents, debtorCents } = await costsOf(tx, { fileId, id })
      return { name, isEnforcement: course === 'enforcement', court: courtName, courtReference, creditorCents, debtorCents }
    }),
  )
}

async function owedClaims(
  tx: Transaction,
  fileId: string,
  { recordedAt }: Settlement,
  today: LegalDay,
): Promise<SettlementPaper['claims']> {
  const { facts, law } = await loadCase(tx, fileId)
  const owed = owedOn(facts, law, today)
  const rows = await tx.claim.findMany({
    where: { files: { some: { fileId } }, createdAt: { lte: recordedAt } },
    orderBy: { dueDate: 'asc' },
  })
  return rows.map(({ id, reference, dueDate }) => {
    const index = facts.claims.findIndex((claim) => claim.id === id)
    return { reference, dueDate: fromDay(dueDate), owedCents: owed[index] ?? 0 }
  })
}

/** Writes down that the debtor has signed a settlement's protocol. @throws DomainError settlement-state where it is not in force any more */
export async function signSettlement(tx: Transaction, id: string): Promise<void> {
  const { fileId } = await tx.settlement.findUniqueOrThrow({ where: { id }, select: { fileId: true } })
  const file = await lockFile(tx, fileId)
  const { state, tenantId } = await findSettlement(tx, fileId, id)
  if (state !== 'approved') throw new DomainError('settlement-state')
  const signed = { tenantId, subject: settlementSubject(id), kind: 'settlement-signed' }
  const { sha256 } = await tx.storedDocument.findFirstOrThrow({ where: signed, orderBy: { id: 'desc' }, select: { sha256: true } })
  await tx.settlement.update({ where: { id }, data: { signedSha256: sha256 } })
  const [{ now }] = await tx.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`
  const data = { settlementId: id, documentSha256: sha256 }
  await appendEvent(tx, fileId, { kind: 'settlement-signed', actor: 'debtor', legalTime: legalNow(file, now), data })
}

/** The file of a creditor's settlement. @throws DomainError creditor-unknown, settlement-unknown also for another creditor's */
export async function fileOfSettlement(db: Database, tenantId: string, creditor: string, id: string): Promise<string> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const row = isId(id) ? await db.settlement.findFirst({ where: { id, file: { creditorId } }, select: { fileId: true } }) : null
  if (!row) throw new DomainError('settlement-unknown')
  return row.fileId
}
