import { v7 as uuidv7 } from 'uuid'
import { balanceOn } from '../domain/account.js'
import type { OrderedReason } from '../domain/closing-reason.js'
import { DomainError } from '../domain/errors.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { EFFECT_OF, isFinal, isStanding, type Representative, type SituationKind, type SituationOutcome } from '../domain/situation.js'
import type { Situation } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { actBy, lastDayBeforeAge, OUTCOMES_OF, situationRule } from '../law/situations.js'
import { orderClosing } from './closing-order.js'
import { settleCoObliged } from './co-obliged.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { dropPlannedDebits } from './direct-debit.js'
import { endAgreements } from './end-agreements.js'
import { loadCase } from './facts.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFilesAround, type SharedFile } from './file-row.js'
import { findSituation } from './find-situation.js'
import { postConsequences } from './ledger.js'
import { latestDay, legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { settleSituations } from './situation-hold.js'
import { stagedId } from './staged-input.js'
import { keepUploads } from './upload.js'

export interface NewSituation {
  kind: SituationKind
  /** Day of the death, the admission, the judgment or, of a minor, the birth. */
  since: LegalDay
  /** Last day on which it lasts, where that is known; a minor's follows from the birth. */
  until: LegalDay | null
  /** The body's or register's reference. */
  reference: string | null
  /** Who is written to in the debtor's place. */
  representative: Representative | null
  /** What shows it: a file that comes with it, or the fingerprint of one that is kept elsewhere. */
  proof: Upload | null
  proofSha256: string | null
}

/** The files of a party, locked with all that share claims with them. */
interface Affected {
  partyId: string
  all: FileRow[]
  open: FileRow[]
}

/**
 * Records what has happened to a file's debtor, with its proof: from then on nothing goes out to it on any of its files, nothing is taken of
 * it, what was agreed with it is cancelled, its creditors are told, and what the situation calls for has a last day. Who is bound with it
 * stands or is asked, as the law has it.
 * @returns its id
 * @throws DomainError file-unknown, situation-proof-missing, situation-open, day-impossible, upload-…, key-reused
 */
export async function recordSituation(db: Database, act: FileAct, input: NewSituation): Promise<string> {
  const { proof, ...said } = input
  const id = stagedId(act)
  const asked = { ...act, kind: 'situation', input: { ...said, proof: proof?.name ?? null } }
  await onceForFile(db, asked, (tx, file) => record(tx, file, { ...act, id }, input), lockAround)
  return id
}

/** Takes the locks of all files of a file's debtor and of those on their claims, by id, before the file is looked at. */
export async function lockAround(tx: Transaction, tenantId: string, fileId: string, partyId: string): Promise<SharedFile> {
  const file = (await lockFilesAround(tx, partyId)).find(({ id }) => id === fileId)
  if (file?.tenantId !== tenantId) throw new DomainError('file-unknown')
  return { file, siblings: [] }
}

/** What an act has locked. */
export async function affectedBy(tx: Transaction, { id }: Pick<FileRow, 'id'>): Promise<Affected> {
  const { debtorId: partyId } = await tx.debtFile.findUniqueOrThrow({ where: { id }, select: { debtorId: true } })
  const all = (await lockFilesAround(tx, partyId)).filter(({ debtorId }) => debtorId === partyId)
  return { partyId, all, open: all.filter(({ status }) => status === 'open') }
}

async function record(tx: Transaction, file: FileRow, act: FileAct & { id: string }, input: NewSituation): Promise<void> {
  const { tenantId, actor, now, id } = act
  const { kind, reference, representative, proof } = input
  if (proof === null && input.proofSha256 === null) throw new DomainError('situation-proof-missing', 'proof')
  const { since, until } = daysOf(file, input, now)
  const affected = await affectedBy(tx, file)
  const { partyId } = affected
  await requireNew(tx, partyId, kind, legalToday(file, now))
  const lastDay = actBy(lawOf(file.country), kind, since, legalToday(file, now))
  const [kept] = await keepUploads(tx, { tenantId, fileId: file.id, subject: `situation:${id}`, actor }, proof === null ? [] : [proof])
  const proofSha256 = kept?.sha256 ?? input.proofSha256
  const days = { since: toDay(since), until: until && toDay(until), actBy: toDay(lastDay) }
  const who = representative === null ? {} : { representative: { ...representative } }
  const row = await tx.situation.create({ data: { id, tenantId, partyId, kind, reference, proofSha256, actor, ...days, ...who } })
  for (const one of affected.open) await takeEffect(tx, one, row, now)
  await settleAll(tx, affected, `situation:${id}`, now)
}

/** The days of a situation, which has begun and is not over yet. @throws DomainError day-impossible */
function daysOf(file: FileRow, { kind, since, until }: NewSituation, now: Date): { since: LegalDay; until: LegalDay | null } {
  const { endsAtAge } = situationRule(lawOf(file.country), kind)
  const last = endsAtAge === null ? until : lastDayBeforeAge(since, endsAtAge.value)
  if (since > latestDay(file, now)) throw new DomainError('day-impossible', 'since')
  if (last !== null && last < legalToday(file, now)) throw new DomainError('day-impossible', endsAtAge === null ? 'until' : 'since')
  return { since, until: last }
}

/** @throws DomainError situation-open where the same lasts already */
async function requireNew(tx: Transaction, partyId: string, kind: SituationKind, today: LegalDay): Promise<void> {
  const known = await tx.situation.findMany({ where: { partyId, kind } })
  if (known.some(({ outcome, until }) => isStanding(outcome) && (until === null || fromDay(until) >= today)))
    throw new DomainError('situation-open', 'kind')
}

/** Nothing that was agreed binds the debtor any more, nothing more is taken of it, and its creditor is told. */
async function takeEffect(
  tx: Transaction,
  file: FileRow,
  { id, kind, since, reference, actBy: lastDay, actor }: Situation,
  now: Date,
): Promise<void> {
  const at = legalNow(file, now)
  const data = { situationId: id, situation: kind, since: fromDay(since), actBy: lastDay && fromDay(lastDay) }
  await appendEvent(tx, file.id, { kind: 'situation-recorded', actor, legalTime: at, data })
  await endAgreements(tx, file, kind, at)
  await dropPlannedDebits(tx, file, actor, now, kind)
  await tellCreditor(tx, file, { reason: kind, reference, on: since }, at)
  await tell(tx, file.id, 'situation')
}

interface Told {
  reason: string
  reference: string | null
  on: Date
}

/** A creditor that collects for itself has said it, or knows. */
async function tellCreditor(tx: Transaction, file: FileRow, { reason, reference, on }: Told, at: Date): Promise<void> {
  if (file.ownClaims) return
  const { tenantId, creditorId, id: fileId } = file
  const { facts, law } = await loadCase(tx, fileId)
  const amountCents = balanceOn(facts, law, legalDayOf(at, law.zone))
  const about = { kind: 'situation', reason, reference: reference ?? file.reference, happenedOn: on }
  await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...about, amountCents } })
}

/** Holds of the party's files and of those bound with it, and what the ledger says, as they follow from what has happened to the party. */
async function settleAll(tx: Transaction, { partyId, all }: Affected, cause: string, now: Date): Promise<void> {
  await settleSituations(tx, partyId, all, now)
  await settleCoObliged(tx, all, now)
  for (const file of all) if (file.liability === 'debtor') await postConsequences(tx, file, cause)
}

export interface NewOutcome {
  situationId: string
  outcome: SituationOutcome
  on: LegalDay
  /** Last day of a plan or of measures. */
  until: LegalDay | null
  /** Who owes it now: the heirs; left out, who it was stays. */
  representative: Representative | null
}

/**
 * Records how a situation came out, and what follows: the files wait for the end of the measures, go on, or are ordered to be closed. A plan,
 * measures or heirs may be followed by another outcome; nothing follows the others.
 * @throws DomainError file-unknown, situation-unknown, situation-ended, situation-outcome-wrong, day-impossible, key-reused
 */
export async function endSituation(db: Database, act: FileAct, input: NewOutcome): Promise<void> {
  await onceForFile(db, { ...act, kind: 'situation-outcome', input }, (tx, file) => end(tx, file, act, input), lockAround)
}

async function end(tx: Transaction, file: FileRow, { actor, now, key }: FileAct, input: NewOutcome): Promise<void> {
  const { outcome, on, until, representative } = input
  const affected = await affectedBy(tx, file)
  const found = await findSituation(tx, affected.partyId, input.situationId)
  const kind = found.kind as SituationKind
  const closes = OUTCOMES_OF[kind][outcome]
  if (closes === undefined) throw new DomainError('situation-outcome-wrong', 'outcome')
  if (isFinal(found.outcome)) throw new DomainError('situation-ended')
  if (on < fromDay(found.since) || on > latestDay(file, now)) throw new DomainError('day-impossible', 'on')
  if (until !== null && until < on) throw new DomainError('day-impossible', 'until')
  const days = { outcomeOn: toDay(on), ...(until !== null && { until: toDay(until) }) }
  const who = representative === null ? {} : { representative: { ...representative } }
  await tx.situation.update({ where: { id: found.id }, data: { outcome, ...days, ...who } })
  for (const one of affected.open) {
    const at = legalNow(one, now)
    const data = { situationId: found.id, situation: kind, outcome, on }
    await appendEvent(tx, one.id, { kind: 'situation-ended', actor, legalTime: at, data })
    await tellCreditor(tx, one, { reason: `${kind}:${outcome}`, reference: found.reference, on: toDay(on) }, at)
    if (closes !== null) await orderOnce(tx, one, closes, actor, at)
    await tell(tx, one.id, 'situation')
  }
  await settleAll(tx, affected, `situation:${found.id}:${key}`, now)
}

/** A file that is to be closed already keeps the reason that it is closed for. */
export async function orderOnce(tx: Transaction, file: FileRow, reason: OrderedReason, actor: string, at: Date): Promise<void> {
  const ordered = await tx.closingOrder.count({ where: { fileId: file.id, liftedAt: null } })
  if (ordered === 0) await orderClosing(tx, file, { reason, actor }, at)
}

/**
 * Refuses to agree anything with a debtor that the law protects from it: one that died, is a minor, or has filed for over-indebtedness.
 * @throws DomainError debtor-protected
 */
export async function refuseProtected(tx: Transaction, file: Pick<FileRow, 'id'>): Promise<void> {
  const ended = SITUATION_ENDS
  const [row] = await tx.$queryRaw<{ isProtected: boolean }[]>`
    SELECT EXISTS (SELECT FROM situation s WHERE s.party_id = f.debtor_id AND (s.outcome IS NULL OR s.outcome <> ALL(${ended}::text[]))
                      AND (s.until IS NULL OR s.until >= (now() + f.legal_offset_ms * interval '1 millisecond')::date - 1)) AS "isProtected"
      FROM debt_file f WHERE f.id = ${file.id}::uuid`
  if (row?.isProtected) throw new DomainError('debtor-protected')
}

/** Outcomes with which a situation protects nobody any more. */
const SITUATION_ENDS = Object.entries(EFFECT_OF)
  .filter(([, effect]) => effect === 'goes-on')
  .map(([outcome]) => outcome)
