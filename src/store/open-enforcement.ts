import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { outsideMandate } from '../domain/mandate-scope.js'
import type { Title } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { tellCreditor } from './agreement-notice.js'
import type { Database, Transaction } from './database.js'
import type { FileAct } from './file-act.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { scopeOf } from './mandate.js'
import { onceForFile } from './once-for-file.js'
import { openProceeding } from './open-proceeding.js'
import { tell } from './outbox.js'
import { findOfficer } from './title-officer.js'

/** Who enforces a title, and who has it enforced. */
export interface Enforcer {
  /** Null where nobody is named for it yet. */
  officerId: string | null
  actor: string
  /** Legal time. */
  at: Date
}

/**
 * Opens the enforcement of a title where the creditor's power covers it; else the creditor is asked for the power. Who has issued a title as an
 * officer does not enforce it (Code des procédures civiles d’exécution R125-8): then somebody else is named. The caller holds the file's lock.
 * @returns the id of the proceeding; null where the power is missing
 */
export async function openEnforcement(
  tx: Transaction,
  file: FileRow,
  title: Title,
  { officerId, actor, at }: Enforcer,
): Promise<string | null> {
  const on = legalDayOf(at, lawOf(file.country).zone)
  if (!(await mayEnforce(tx, file.id))) {
    const amountCents = Number(title.principalCents)
    await tellCreditor(tx, file, { kind: 'judicial-step', reason: 'power-to-enforce-wanted', reference: title.id, amountCents, on })
    return null
  }
  const claims = await tx.titleClaim.findMany({ where: { titleId: title.id }, orderBy: { claimId: 'asc' } })
  const now = new Date(at.getTime() - Number(file.legalOffsetMs))
  return openProceeding(
    tx,
    file,
    {
      procedure: 'enforcement',
      claims: claims.map(({ claimId, principalCents }) => ({ claimId, principalCents: Number(principalCents) })),
      proposalId: null,
      titleId: title.id,
      court: null,
      officerId: officerId === title.issuedById ? null : officerId,
      lawyerId: null,
      actor,
    },
    now,
  )
}

/** Whether the creditor has given the power to enforce; who collects its own claims needs none. */
async function mayEnforce(tx: Transaction, fileId: string): Promise<boolean> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { mandate: true } })
  return mandate === null || outsideMandate(scopeOf(mandate), { power: 'enforce' }) === null
}

/**
 * Has a title of a file enforced, by an officer or by whoever is named later: one whose creditor has given the power since, or whose enforcement
 * was stopped. Once per key.
 * @throws DomainError file-unknown, title-unknown, power-missing, proceeding-open, proceeding-ended for a title that is expired or annulled,
 * professional-unknown, professional-role, professional-conflict, key-reused
 */
export async function enforceTitle(db: Database, act: FileAct, input: { titleId: string; officerId: string | null }): Promise<void> {
  const { fileId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'enforce-title', input }, async (tx, file) => {
    const title = await findTitle(tx, fileId, input.titleId)
    if (title.endReason !== null && title.endReason !== 'satisfied') throw new DomainError('proceeding-ended', 'title')
    if (input.officerId !== null) await findOfficer(tx, file.tenantId, input.officerId, title)
    if ((await tx.proceeding.count({ where: { titleId: title.id, endReason: null } })) > 0) throw new DomainError('proceeding-open')
    const opened = await openEnforcement(tx, file, title, { officerId: input.officerId, actor, at: legalNow(file, now) })
    if (opened === null) throw new DomainError('power-missing')
    if (title.endReason !== null) await tx.title.update({ where: { id: title.id }, data: { endReason: null, endedOn: null } })
    await tell(tx, fileId, 'enforcement-opened')
  })
}

/** @throws DomainError title-unknown */
export async function findTitle(tx: Transaction, fileId: string, id: string): Promise<Title> {
  const row = isId(id) ? await tx.title.findFirst({ where: { id, fileId } }) : null
  if (!row) throw new DomainError('title-unknown', 'title')
  return row
}
