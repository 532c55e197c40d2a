import { v7 as uuidv7 } from 'uuid'
import { paperLacking } from '../domain/agency-paper.js'
import { DomainError } from '../domain/errors.js'
import type { AgencyPaperFact } from '../domain/facts.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { AgencyPaper } from '../generated/prisma/client.js'
import { AGENCY_PAPERS, type AgencyPaperKind, requiredPapers } from '../law/agency-papers.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { parseIban } from './identifiers.js'
import type { Made } from './organisation.js'

export interface NewAgencyPaper {
  kind: AgencyPaperKind
  /** Number of the policy or of the declaration's receipt, IBAN of the account. */
  reference: string
  /** Insurer, procureur of which court, bank. */
  issuer: string
  validFrom: LegalDay
  /** Last day on which it is in force; null without end. */
  validUntil: LegalDay | null
  /** SHA-256 of what proves it. */
  proofSha256?: string | null | undefined
}

/** A paper of the tenant, in the form in which facts are read: days as text. */
export interface PaperDays {
  kind: string
  from: LegalDay
  until: LegalDay | null
}

/** Seat of the tenant where it is an agency, with the papers that it has had. */
export interface AgencyRow {
  country: string
  papers: PaperDays[]
}

/** What the law of its seat asks of an agency, each with the days on which it has it; undefined where it asks for nothing. */
export function agencyFacts(agency: AgencyRow | null): AgencyPaperFact[] | undefined {
  if (!agency) return undefined
  const required = requiredPapers(agency.country)
  return required?.value.map((kind) => ({
    kind,
    source: required.source,
    inForce: agency.papers.filter((paper) => paper.kind === kind).map(({ from, until }) => ({ from, until })),
  }))
}

/** The same of a tenant; a creditor that collects in-house is asked for nothing. */
export async function agencyFactsOf(tx: Transaction, tenantId: string): Promise<AgencyPaperFact[] | undefined> {
  const own = await tx.organisation.findFirst({ where: { tenantId, own: true, kind: 'agency' }, select: { country: true } })
  if (!own) return undefined
  const papers = await listPapers(tx, tenantId)
  return agencyFacts({ country: own.country, papers: papers.map(paperDays) })
}

const paperDays = ({ kind, validFrom, validUntil }: AgencyPaper): PaperDays => ({
  kind,
  from: fromDay(validFrom),
  until: validUntil && fromDay(validUntil),
})

/** Nobody collects for others without the papers that the law wants. @throws DomainError agency-paper-missing, whose field is the paper's kind */
export function requirePapers(papers: readonly AgencyPaperFact[] | undefined, day: LegalDay): void {
  const lacking = paperLacking(papers, day)
  if (lacking) throw new DomainError('agency-paper-missing', lacking.kind)
}

/** A tenant's papers, in the order in which they begin. */
export function listPapers(tx: Transaction, tenantId: string): Promise<AgencyPaper[]> {
  return tx.agencyPaper.findMany({ where: { tenantId }, orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] })
}

const TRANSACTION_MS = 60_000

/**
 * Records a paper once, however often the same is sent. Every open file that is collected for others is told in the same
 * transaction, since one that asks a person because a paper had lapsed goes on.
 * @throws DomainError agency-paper-duplicate where it is there with other words; number-invalid for the account
 */
export async function recordPaper(db: Database, tenantId: string, actor: string, paper: NewAgencyPaper): Promise<Made<AgencyPaper>> {
  const { validFrom, validUntil, proofSha256 = null, ...rest } = paper
  const reference = rest.kind === 'account' ? parseIban(rest.reference, 'reference') : rest.reference
  const data = {
    id: uuidv7(),
    tenantId,
    actor,
    ...rest,
    reference,
    proofSha256,
    validFrom: toDay(validFrom),
    validUntil: validUntil === null ? null : toDay(validUntil),
  }
  try {
    const row = await db.$transaction(
      async (tx) => {
        const added = await tx.agencyPaper.create({ data })
        await tellFilesForOthers(tx, tenantId)
        return added
      },
      { timeout: TRANSACTION_MS },
    )
    return { row, replayed: false }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    const { kind } = rest
    const where = { tenantId_kind_reference_validFrom: { tenantId, kind, reference, validFrom: data.validFrom } }
    const row = await db.agencyPaper.findUniqueOrThrow({ where })
    if (isSame(row, data)) return { row, replayed: true }
    throw new DomainError('agency-paper-duplicate', 'reference')
  }
}

const isSame = (row: AgencyPaper, asked: Pick<AgencyPaper, 'issuer' | 'validUntil' | 'proofSha256'>) =>
  row.issuer === asked.issuer && row.validUntil?.getTime() === asked.validUntil?.getTime() && row.proofSha256 === asked.proofSha256

/** Leaves word for each open file under a mandate, in the order of their ids, under the lock that does not keep others from referring to them. */
async function tellFilesForOthers(tx: Transaction, tenantId: string): Promise<void> {
  await tx.$executeRaw`
    WITH open AS (
      SELECT id FROM debt_file WHERE tenant_id = ${tenantId}::uuid AND mandate_id IS NOT NULL AND status = 'open' ORDER BY id FOR NO KEY UPDATE
    )
    INSERT INTO outbox (file_id, fact) SELECT id, 'agency-paper' FROM open`
}

/** First day of the papers of an agency that is made up, on or before every day that a life of its files begins on. */
const MADE_UP_FROM: LegalDay = '2010-01-01'

const MADE_UP: Record<AgencyPaperKind, { reference: string; issuer: string }> = {
  insurance: { reference: 'RCP-000000', issuer: 'Assurances de l’Exemple' },
  declaration: { reference: 'DECL-000000', issuer: 'Procureur de la République près le tribunal judiciaire de Paris' },
  account: { reference: 'FR7630006000011234567890189', issuer: 'Banque de l’Exemple' },
}

/**
 * Gives an agency that is made up (the local one, and those of tests) the papers of its trade, without end. What it has already
 * stays: done again, it changes nothing.
 */
export async function provideAgencyFile(db: Database, tenantId: string): Promise<void> {
  const data = AGENCY_PAPERS.map((kind) => ({
    id: uuidv7(),
    tenantId,
    kind,
    ...MADE_UP[kind],
    validFrom: toDay(MADE_UP_FROM),
    actor: 'seed',
  }))
  await db.agencyPaper.createMany({ data, skipDuplicates: true })
}
