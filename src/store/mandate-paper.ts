import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { AgencyPaper, Mandate, Organisation } from '../generated/prisma/client.js'
import { agencyFactsOf, listPapers } from './agency-paper.js'
import { accountInUse } from './creditor-account.js'
import { lawfulMonths } from './creditor-movements.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { type DocumentHead, documentsOf, keepDocument } from './document.js'
import { findMandate } from './mandate.js'
import { findCreditor } from './organisation.js'

/** What a mandate's papers are about. */
export const mandateSubject = (mandateId: string) => `mandate:${mandateId}`

/** All that the paper of a mandate says. */
export interface MandatePaper {
  mandate: Mandate
  creditor: Organisation
  agency: Organisation
  /** Papers of the agency that are in force on the day, of the kinds that the law asks for. */
  papers: AgencyPaper[]
  /** Where the creditor's money goes; null while nobody has agreed to an account. */
  iban: string | null
  /** Months in which what was collected is passed on, by the law where the mandate leaves it to it. */
  remitWithinMonths: number
  /** Day on which the paper is made out. */
  today: LegalDay
}

/** @throws DomainError creditor-unknown, resource-unknown */
export async function loadMandatePaper(
  tx: Transaction,
  tenantId: string,
  creditor: string,
  reference: string,
  today: LegalDay,
): Promise<MandatePaper> {
  const row = await findCreditor(tx, tenantId, creditor)
  const mandate = await findMandate(tx, tenantId, creditor, reference)
  const agency = await tx.organisation.findFirstOrThrow({ where: { tenantId, own: true } })
  const required = ((await agencyFactsOf(tx, tenantId)) ?? []).map(({ kind }) => kind)
  const papers = (await listPapers(tx, tenantId)).filter(
    ({ kind, validFrom, validUntil }) =>
      required.includes(kind) && fromDay(validFrom) <= today && (validUntil === null || fromDay(validUntil) >= today),
  )
  const account = await accountInUse(tx, row.id, today)
  const remitWithinMonths = mandate.remitWithinMonths ?? (await lawfulMonths(tx, tenantId, today))
  return { mandate, creditor: row, agency, papers, iban: account?.iban ?? row.iban, remitWithinMonths, today }
}

export interface HandedIn {
  kind: 'mandate-signed' | 'data-annex'
  name: string
  bytes: Uint8Array<ArrayBuffer>
  /** Day on which the creditor signed by hand, where the paper is the signed mandate. */
  signedOn?: LegalDay | undefined
  actor: string
  today: LegalDay
}

/**
 * Keeps a paper of a mandate; one that was signed by hand puts the mandate in force.
 * @throws DomainError creditor-unknown, resource-unknown, mandate-signed-already, day-impossible for a signature that lies in the future
 */
export function keepMandateDocument(
  db: Database,
  tenantId: string,
  creditor: string,
  reference: string,
  paper: HandedIn,
): Promise<DocumentHead> {
  const { kind, name, bytes, signedOn, actor, today } = paper
  return db.$transaction(async (tx) => {
    const { id } = await findMandate(tx, tenantId, creditor, reference)
    if (signedOn !== undefined && signedOn > today) throw new DomainError('day-impossible', 'signedOn')
    if (kind === 'mandate-signed' && signedOn !== undefined) await signMandate(tx, id, signedOn)
    return keepDocument(tx, { tenantId, subject: mandateSubject(id), kind, name, mediaType: 'application/pdf', bytes, actor })
  })
}

/** Puts a mandate in force that awaited its signature. @throws DomainError mandate-signed-already */
export async function signMandate(tx: Transaction, mandateId: string, signedOn: LegalDay): Promise<void> {
  const { count } = await tx.mandate.updateMany({ where: { id: mandateId, signedOn: null }, data: { signedOn: toDay(signedOn) } })
  if (count === 0) throw new DomainError('mandate-signed-already', 'mandate')
}

/** The papers of a mandate, the newest first. */
export function mandateDocuments(tx: Transaction, tenantId: string, mandateId: string): Promise<DocumentHead[]> {
  return documentsOf(tx, tenantId, mandateSubject(mandateId))
}
