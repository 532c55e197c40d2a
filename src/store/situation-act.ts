import { type ClaimStatement, statementsOf } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Representative, SituationKind } from '../domain/situation.js'
import type { ContactPoint, Organisation } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { type SituationPaper, situationRule } from '../law/situations.js'
import type { Database } from './database.js'
import { fromDay, toDay } from './day.js'
import { keepDocument } from './document.js'
import { loadCase } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import { findSituation } from './find-situation.js'
import { latestDay } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { affectedBy, lockAround } from './situation.js'

/** A claim as it is stated to who acts for the debtor, with whether a court has said that it is owed. */
export interface StatedClaim
  extends Pick<ClaimStatement, 'principalCents' | 'interestCents' | 'indemnityCents' | 'costsCents' | 'owedCents'> {
  reference: string
  issuedOn: LegalDay | null
  dueDate: LegalDay
  hasTitle: boolean
}

/** All that the paper says which a situation calls for. */
export interface SituationAct {
  paper: SituationPaper
  kind: SituationKind
  since: LegalDay
  reference: string | null
  representative: Representative | null
  actBy: LegalDay | null
  fileReference: string
  creditor: Organisation
  debtor: { name: string; address: ContactPoint | null }
  claims: StatedClaim[]
  currency: string
  /** The day on which it stands so. */
  on: LegalDay
}

/** What a court has said, or was asked to enforce. */
const TITLES: readonly string[] = ['order-served', 'enforcement-act']

/** What a file's paper has to say today. @throws DomainError situation-unknown */
export async function situationAct(db: Database, fileId: string, id: string, now: Date): Promise<SituationAct> {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      creditor: true,
      debtor: { include: { points: { where: { kind: 'postal' }, orderBy: { id: 'desc' }, take: 1 } } },
      claims: { include: { claim: true }, orderBy: { claimId: 'asc' } },
    },
  })
  const row = await findSituation(db, file.debtorId, id)
  const { facts, law } = await loadCase(db, fileId)
  const on = legalDayOf(legalNow(file, now), law.zone)
  const statements = statementsOf(facts, law, on)
  const claims = file.claims.flatMap(({ claim }): StatedClaim[] => {
    const statement = statements.find(({ claimId }) => claimId === claim.id)
    if (!statement || statement.owedCents === 0) return []
    const hasTitle = facts.claims.some((one) => one.id === claim.id && one.acts.some(({ kind }) => TITLES.includes(kind)))
    const { reference, issueDate, dueDate } = claim
    return [{ ...statement, reference, issuedOn: issueDate && fromDay(issueDate), dueDate: fromDay(dueDate), hasTitle }]
  })
  const kind = row.kind as SituationKind
  return {
    paper: situationRule(lawOf(file.country), kind).actWithin.value.paper,
    kind,
    since: fromDay(row.since),
    reference: row.reference,
    representative: row.representative as unknown as Representative | null,
    actBy: row.actBy && fromDay(row.actBy),
    fileReference: file.reference,
    creditor: file.creditor,
    debtor: { name: file.debtor.name, address: file.debtor.points[0] ?? null },
    claims,
    currency: file.claims[0]?.claim.currency ?? 'EUR',
    on,
  }
}

/** Keeps a paper that was made out among those of its file. @throws DomainError file-unknown, key-reused */
export async function keepSituationAct(
  db: Database,
  act: FileAct,
  id: string,
  { paper, on }: SituationAct,
  pdf: Uint8Array,
): Promise<void> {
  await onceForFile(db, { ...act, kind: 'situation-act', input: { id } }, async (tx, file) => {
    const about = { tenantId: file.tenantId, subject: `file:${file.id}`, kind: paper, actor: act.actor }
    const name = `${paper}-${file.reference}-${id}.pdf`
    const kept = await keepDocument(tx, { ...about, name, mediaType: 'application/pdf', bytes: new Uint8Array(pdf) })
    const event = { actor: act.actor, legalTime: legalNow(file, act.now), data: { situationId: id, documentId: kept.id, on } }
    await appendEvent(tx, file.id, { kind: 'situation-act', ...event })
  })
}

/**
 * A person says on which day the paper was sent; said again with another day, that one holds.
 * @throws DomainError file-unknown, situation-unknown, day-impossible, key-reused
 */
export async function situationActSent(db: Database, act: FileAct, id: string, on: LegalDay): Promise<void> {
  const { actor, now } = act
  await onceForFile(
    db,
    { ...act, kind: 'situation-act-sent', input: { id, on } },
    async (tx, file) => {
      const { partyId, open } = await affectedBy(tx, file)
      const found = await findSituation(tx, partyId, id)
      if (on < fromDay(found.since) || on > latestDay(file, now)) throw new DomainError('day-impossible', 'on')
      await tx.situation.update({ where: { id }, data: { actDoneOn: toDay(on) } })
      const data = { situationId: id, on }
      for (const one of open) await appendEvent(tx, one.id, { kind: 'situation-act-sent', actor, legalTime: legalNow(one, now), data })
    },
    lockAround,
  )
}
