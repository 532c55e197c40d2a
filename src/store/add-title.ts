import { DomainError } from '../domain/errors.js'
import { type LegalDay, later } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { ServiceMode } from '../domain/procedure/proceeding.js'
import type { TitleKind } from '../domain/title.js'
import { lawOf } from '../law/book.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import { postConsequences } from './ledger.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { openEnforcement } from './open-enforcement.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'
import { findOfficer } from './title-officer.js'

/** A title that a file brings with it: an older judgment, a title on a cheque that came back. */
export interface NewTitle {
  kind: TitleKind
  reference: string
  grantedOn: LegalDay
  enforceableOn: LegalDay
  /** Day and manner of its service; null before it. */
  servedOn: LegalDay | null
  serviceMode: ServiceMode | null
  /** Claims by their references, each with what is granted of its principal. */
  claims: { claim: string; principalCents: number }[]
  costsCents: number
  interest: 'as-claimed' | 'legal'
  interestFrom: LegalDay
  /** The officer who issued it, where it was one of ours; and who is to enforce it. */
  issuedBy: string | null
  officer: string | null
}

/**
 * Enters a title that was had before the file came here, and opens its enforcement where the creditor's power covers that. Once per key.
 * @returns its id
 * @throws DomainError file-unknown, file-closed, claim-unknown, title-duplicate, day-impossible, procedure-not-open where the law knows no
 * enforcement, professional-unknown, professional-role, professional-conflict, key-reused
 */
export async function addTitle(db: Database, act: FileAct, title: NewTitle): Promise<string> {
  const { tenantId, fileId, actor, now } = act
  const { claims: named, issuedBy, officer, ...said } = title
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'add-title', input: title }, async (tx, file) => {
    if (file.status === 'closed') throw new DomainError('file-closed')
    if (lawOf(file.country).judicial === undefined) throw new DomainError('procedure-not-open')
    requireDays(title, legalToday(file, now))
    const { kind, reference } = title
    if ((await tx.title.count({ where: { fileId, kind, reference } })) > 0) throw new DomainError('title-duplicate', 'reference')
    const claims = await claimsOf(tx, fileId, named)
    const days = {
      grantedOn: toDay(said.grantedOn),
      enforceableOn: toDay(said.enforceableOn),
      servedOn: said.servedOn && toDay(said.servedOn),
      interestFrom: toDay(said.interestFrom),
    }
    const sums = {
      currency: claims[0]?.currency ?? '',
      principalCents: named.reduce((total, { principalCents }) => total + principalCents, 0),
    }
    const row = await tx.title.create({
      data: { id, tenantId, fileId, proceedingId: null, ...said, ...days, ...sums, issuedById: issuedBy, source: 'entered by hand', actor },
    })
    await tx.titleClaim.createMany({ data: claims.map(({ claimId, principalCents }) => ({ titleId: id, claimId, principalCents })) })
    if (officer !== null) await findOfficer(tx, tenantId, officer, row)
    const data = { titleId: id, title: kind, on: title.grantedOn, enforceableOn: title.enforceableOn }
    const at = legalNow(file, now)
    await appendEvent(tx, fileId, { kind: 'title-registered', actor, legalTime: at, data })
    await postConsequences(tx, file, `title:${id}`)
    await openEnforcement(tx, file, row, { officerId: officer, actor, at })
    await tell(tx, fileId, 'title-registered')
  })
  return id
}

/** A title is of the past; it may be enforceable from a day to come. @throws DomainError day-impossible */
function requireDays({ grantedOn, enforceableOn, servedOn, serviceMode, interestFrom }: NewTitle, today: LegalDay): void {
  if (grantedOn > today) throw new DomainError('day-impossible', 'grantedOn')
  if (enforceableOn < grantedOn) throw new DomainError('day-impossible', 'enforceableOn')
  if (servedOn !== null && servedOn > today) throw new DomainError('day-impossible', 'servedOn')
  if ((servedOn === null) !== (serviceMode === null)) throw new DomainError('day-impossible', 'serviceMode')
  if (interestFrom > later(grantedOn, enforceableOn)) throw new DomainError('day-impossible', 'interestFrom')
}

/** @throws DomainError claim-unknown */
async function claimsOf(tx: Transaction, fileId: string, named: NewTitle['claims']) {
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId } }, reference: { in: named.map(({ claim }) => claim) } } })
  return named.map(({ claim, principalCents }) => {
    const row = rows.find(({ reference }) => reference === claim)
    if (!row) throw new DomainError('claim-unknown', 'claims')
    return { claimId: row.id, currency: row.currency, principalCents }
  })
}
