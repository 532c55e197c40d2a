import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { type PublishedNotice, type ReadNotice, representativeIn } from '../domain/insolvency.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { sum } from '../domain/money.js'
import type { InsolvencyNotice } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { declareBy } from '../law/insolvency.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { declaredItems } from './declaration-of-claim.js'
import { dropPlannedDebits } from './direct-debit.js'
import { endAgreements } from './end-agreements.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { AWAY, liftAway, lockPartyAndOpenFiles, settleHolds } from './insolvency-hold.js'
import { postConsequences } from './ledger.js'
import { latestDay } from './legal-today.js'
import { type Answered, type CheckCause, keepAnswers, type Subject } from './register-check.js'

/** Who finds what a register has published. */
const ENGINE = 'relance'
const REGISTER = 'bodacc'

/** Notices of proceedings that bear on a party, in their order: the first has opened them. */
export interface Proceedings {
  state: 'confirmed' | 'to-check'
  notices: readonly ReadNotice[]
}

/**
 * Notes what registers have answered about a party, and what follows from it at once: proceedings that are the party's own hold its open
 * files, cancel what was to be debited, and tell their creditors; those that may be another's are a question to a person.
 */
export async function recordAnswers(
  db: Database,
  subject: Subject,
  { answers, proceedings }: { answers: readonly Answered[]; proceedings: readonly Proceedings[] },
  cause: CheckCause,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await keepAnswers(tx, subject, answers, cause)
    const heard = answers.some(({ register, outcome }) => register === REGISTER && outcome !== 'unavailable')
    if (!heard || (proceedings.length === 0 && !(await isHeld(tx, subject.partyId)))) return
    const files = await lockPartyAndOpenFiles(tx, subject.partyId)
    for (const { state, notices } of proceedings)
      for (const [index, read] of notices.entries()) await record(tx, subject, files, { ...read, state, isFirst: index === 0 }, now)
    await settleHolds(tx, subject.partyId, files, now)
    if (proceedings.length > 0) await postInterest(tx, files, `insolvency:${uuidv7()}`)
    await liftAway(tx, files, now)
  })
}

/** Whether anything of a party's files may have to be put in accord with what was heard. */
async function isHeld(tx: Transaction, partyId: string): Promise<boolean> {
  if ((await tx.insolvencyNotice.count({ where: { partyId } })) > 0) return true
  return (await tx.hold.count({ where: { reason: AWAY, liftedAt: null, file: { debtorId: partyId } } })) > 0
}

type Finding = ReadNotice & { state: Proceedings['state']; isFirst: boolean }

/** Writes a notice once; one that was a question and has the party's number now is certain. */
async function record(
  tx: Transaction,
  { partyId, tenantId, country }: Subject,
  files: readonly FileRow[],
  found: Finding,
  now: Date,
): Promise<void> {
  const { notice, proceeding, state, isFirst } = found
  const key = { partyId, register: REGISTER, noticeId: notice.id }
  const known = await tx.insolvencyNotice.findUnique({ where: { partyId_register_noticeId: key } })
  if (known && (known.state !== 'to-check' || state !== 'confirmed')) return
  const lastDay = isFirst ? declareBy(lawOf(country), notice.publishedOn) : null
  const stands = { state, declareBy: lastDay === null ? null : toDay(lastDay) }
  const row = known
    ? await tx.insolvencyNotice.update({ where: { id: known.id }, data: stands })
    : await tx.insolvencyNotice.create({ data: { id: uuidv7(), tenantId, ...key, proceeding, ...factsOf(notice), ...stands } })
  for (const file of files) {
    const data = { noticeId: notice.id, proceeding, on: notice.publishedOn, state, declareBy: lastDay }
    await appendEvent(tx, file.id, { kind: 'insolvency-found', actor: ENGINE, legalTime: legalNow(file, now), data })
    if (state === 'confirmed') await takeEffect(tx, file, row, now)
  }
}

function factsOf({ publishedOn, judgmentOn, court, details }: PublishedNotice) {
  return {
    publishedOn: toDay(publishedOn),
    judgmentOn: judgmentOn === null ? null : toDay(judgmentOn),
    court,
    representative: representativeIn(details),
  }
}

/** Nothing that was agreed binds the debtor, nothing more is taken of it, and the creditor is told what it has to declare. */
export async function takeEffect(tx: Transaction, file: FileRow, notice: InsolvencyNotice, now: Date): Promise<void> {
  if (notice.proceeding !== 'other') {
    await endAgreements(tx, file, 'insolvency', legalNow(file, now))
    await dropPlannedDebits(tx, file, ENGINE, now, 'insolvency')
  }
  if (file.ownClaims) return
  const { items } = await declaredItems(tx, file.id, notice)
  const { tenantId, creditorId, id: fileId } = file
  const about = { kind: 'insolvency', reason: notice.proceeding, reference: notice.noticeId, happenedOn: notice.publishedOn }
  const amountCents = sum(items.map(({ owedCents }) => owedCents))
  await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...about, amountCents } })
}

/** What the ledger says of the claims' interest follows from what is known of proceedings now. The caller holds the locks of all who owe them. */
export async function postInterest(tx: Transaction, files: readonly FileRow[], cause: string): Promise<void> {
  for (const file of files) await postConsequences(tx, file, cause)
}

export interface NamedNotice {
  tenantId: string
  /** Its id here. */
  id: string
  actor: string
}

/**
 * A person says whether a notice is about the debtor. About another it lets the debtor's files go on. What was found by the debtor's own
 * number may be taken back in the same way, once: where the proceedings do not bind what is claimed here.
 * @returns the party that it is filed under @throws DomainError insolvency-unknown, insolvency-answered
 */
export async function answerInsolvency(db: Database, named: NamedNotice, about: 'debtor' | 'other', now: Date): Promise<string> {
  return db.$transaction(async (tx) => {
    const { notice, files } = await lockNotice(tx, named)
    const state = about === 'debtor' ? 'confirmed' : 'dismissed'
    if (notice.answeredAt !== null) {
      if (notice.state === state) return notice.partyId
      throw new DomainError('insolvency-answered')
    }
    const wasQuestion = notice.state === 'to-check'
    const { actor } = named
    const answered = await tx.insolvencyNotice.update({ where: { id: notice.id }, data: { state, actor, answeredAt: now } })
    for (const file of files) {
      const data = { noticeId: notice.noticeId, state }
      await appendEvent(tx, file.id, { kind: 'insolvency-answered', actor, legalTime: legalNow(file, now), data })
      if (wasQuestion && state === 'confirmed') await takeEffect(tx, file, answered, now)
    }
    await settleHolds(tx, notice.partyId, files, now)
    await postInterest(tx, files, `insolvency:${notice.id}:${state}`)
    return notice.partyId
  })
}

/**
 * A person says on which day the claims were declared; said again with another day, that one holds. Each open file of the debtor has it in
 * its history. @throws DomainError insolvency-unknown, insolvency-answered where it is not about the debtor, day-impossible
 */
export async function declareInsolvency(db: Database, named: NamedNotice, on: LegalDay, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const { notice, files } = await lockNotice(tx, named)
    if (notice.state !== 'confirmed') throw new DomainError('insolvency-answered')
    const judged = fromDay(notice.judgmentOn ?? notice.publishedOn)
    const last = files
      .map((file) => latestDay(file, now))
      .sort()
      .at(-1)
    if (on < judged || (last !== undefined && on > last)) throw new DomainError('day-impossible', 'on')
    if (notice.declaredOn && fromDay(notice.declaredOn) === on) return
    await tx.insolvencyNotice.update({ where: { id: notice.id }, data: { declaredOn: toDay(on) } })
    const data = { noticeId: notice.noticeId, on }
    for (const file of files)
      await appendEvent(tx, file.id, { kind: 'insolvency-declared', actor: named.actor, legalTime: legalNow(file, now), data })
  })
}

/** A notice with the open files of its party, locked. @throws DomainError insolvency-unknown */
export async function lockNotice(tx: Transaction, { tenantId, id }: NamedNotice): Promise<{ notice: InsolvencyNotice; files: FileRow[] }> {
  const found = isId(id) ? await tx.insolvencyNotice.findFirst({ where: { id, tenantId }, select: { partyId: true } }) : null
  if (!found) throw new DomainError('insolvency-unknown', 'insolvency')
  const files = await lockPartyAndOpenFiles(tx, found.partyId)
  return { notice: await tx.insolvencyNotice.findUniqueOrThrow({ where: { id } }), files }
}
