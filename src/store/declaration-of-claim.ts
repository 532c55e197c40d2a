import { statementsOf } from '../domain/account.js'
import type { InterestLine } from '../domain/interest.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import type { Cents } from '../domain/money.js'
import type { ContactPoint, InsolvencyNotice, Organisation } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { keepDocument } from './document.js'
import { loadCase } from './facts.js'

const KIND = 'declaration-of-claim'

/** A claim as it is declared: as it stood on the day before the judgment, with which interest stops. */
export interface DeclaredItem {
  reference: string
  issuedOn: LegalDay | null
  dueDate: LegalDay
  /** Whether it had fallen due by the judgment. */
  due: boolean
  principalCents: Cents
  interestCents: Cents
  indemnityCents: Cents
  costsCents: Cents
  owedCents: Cents
  /** Interest that is barred, and not declared. */
  barredInterestCents: Cents
  lines: InterestLine[]
}

export interface Declared {
  items: DeclaredItem[]
  /** Claims that arose on the day of the judgment or after it, as far as is known: the proceedings do not bind them. */
  outside: { reference: string; dueDate: LegalDay }[]
  /** The day of the judgment, or of its publication where it is not known. */
  judgedOn: LegalDay
  currency: string
}

/** What a file's creditor declares in proceedings. A claim arose when it was invoiced; where that is not known, when it fell due. */
export async function declaredItems(
  tx: Transaction,
  fileId: string,
  { judgmentOn, publishedOn }: Pick<InsolvencyNotice, 'judgmentOn' | 'publishedOn'>,
): Promise<Declared> {
  const judgedOn = fromDay(judgmentOn ?? publishedOn)
  const before = addDays(judgedOn, -1)
  const { facts, law } = await loadCase(tx, fileId)
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId } } }, orderBy: [{ dueDate: 'asc' }, { reference: 'asc' }] })
  const statements = new Map(statementsOf(facts, law, before).map((statement) => [statement.claimId, statement]))
  const bound = rows.filter(({ issueDate, dueDate }) => fromDay(issueDate ?? dueDate) < judgedOn)
  const items = bound.flatMap(({ id, reference, issueDate, dueDate }) => {
    const statement = statements.get(id)
    if (!statement || statement.owedCents === 0) return []
    const { principalCents, interestCents, indemnityCents, costsCents, owedCents, barredInterestCents, lines } = statement
    const days = { issuedOn: issueDate && fromDay(issueDate), dueDate: fromDay(dueDate), due: fromDay(dueDate) <= before }
    const sums = { principalCents, interestCents, indemnityCents, costsCents, owedCents, barredInterestCents }
    return [{ reference, ...days, ...sums, lines }]
  })
  const outside = rows.filter((row) => !bound.includes(row)).map(({ reference, dueDate }) => ({ reference, dueDate: fromDay(dueDate) }))
  return { items, outside, judgedOn, currency: rows[0]?.currency ?? 'EUR' }
}

/** All that a declaration of claim says. */
export interface DeclarationOfClaim extends Declared {
  tenantId: string
  fileId: string
  fileReference: string
  noticeId: string
  proceeding: string
  publishedOn: LegalDay
  declareBy: LegalDay | null
  court: string | null
  representative: string | null
  creditor: Organisation
  debtor: { name: string; siren: string | null; address: ContactPoint | null }
  /** Papers that prove the claims, as the file knows them. */
  documents: { claim: string; name: string }[]
}

/** Declarations that are to be prepared for a party: one for each open file of each opening that is its own, unless it is there. */
export async function declarationsToPrepare(db: Database, partyId: string): Promise<DeclarationOfClaim[]> {
  const notices = await db.insolvencyNotice.findMany({
    where: { partyId, state: 'confirmed', declareBy: { not: null } },
    include: {
      party: {
        include: {
          files: { where: { status: 'open' }, orderBy: { id: 'asc' }, include: { creditor: true } },
          identifiers: { where: { kind: 'siren' } },
          points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 },
        },
      },
    },
    orderBy: { id: 'asc' },
  })
  const missing: DeclarationOfClaim[] = []
  for (const { party, ...notice } of notices) {
    for (const file of party.files) {
      const { tenantId, id: fileId, reference: fileReference, creditor } = file
      const name = declarationName(fileReference, notice.noticeId)
      if ((await db.storedDocument.count({ where: { tenantId, subject: `file:${fileId}`, kind: KIND, name } })) > 0) continue
      const declared = await declaredItems(db, fileId, notice)
      if (declared.items.length === 0) continue
      const debtor = { name: party.name, siren: party.identifiers[0]?.value ?? null, address: party.points[0] ?? null }
      const papers = await db.claimDocument.findMany({
        where: { claim: { files: { some: { fileId } } } },
        include: { claim: { select: { reference: true } } },
      })
      missing.push({
        ...declared,
        tenantId,
        fileId,
        fileReference,
        noticeId: notice.noticeId,
        proceeding: notice.proceeding,
        publishedOn: fromDay(notice.publishedOn),
        declareBy: notice.declareBy && fromDay(notice.declareBy),
        court: notice.court,
        representative: notice.representative,
        creditor,
        debtor,
        documents: papers.map((paper) => ({ claim: paper.claim.reference, name: paper.name })),
      })
    }
  }
  return missing
}

/** Keeps a declaration that was made out, among the file's papers. */
export async function keepDeclaration(
  db: Database,
  { tenantId, fileId, fileReference, noticeId }: DeclarationOfClaim,
  pdf: Uint8Array,
): Promise<void> {
  const name = declarationName(fileReference, noticeId)
  const paper = { tenantId, subject: `file:${fileId}`, kind: KIND, name, mediaType: 'application/pdf', actor: 'relance' } as const
  await keepDocument(db, { ...paper, bytes: new Uint8Array(pdf) })
}

/** A declaration's name tells its file and its notice. */
export const declarationName = (file: string, noticeId: string) => `declaration-de-creance-${file}-${noticeId}.pdf`
