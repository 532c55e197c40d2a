import type { Help } from '../contracts/means.js'
import { DomainError } from '../domain/errors.js'
import { addDays } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { fittingProposals, type HouseholdMeans, leftEachMonth } from '../domain/means.js'
import { cents } from '../domain/money.js'
import type { MeansStatement } from '../generated/prisma/client.js'
import { meansAnswerDays, meansBounds } from '../law/agreements.js'
import { helpIn } from '../law/help.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileAct, Origin } from './file-act.js'
import { appendEvent } from './file-event.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { requireOwing } from './open-agreement.js'
import { tell } from './outbox.js'
import { stagedId } from './staged-input.js'

/** What a household has and has to pay each month, with its own words. */
export interface Means extends HouseholdMeans {
  words: string | null
}

/**
 * Keeps what a debtor in difficulty says of its means: its file waits until a person has answered, for so many days at most. What it says
 * stands in its row alone, and in no hash.
 * @returns its id @throws DomainError file-unknown, file-closed, nothing-owed, means-open, key-reused
 */
export async function stateMeans(db: Database, act: FileAct, means: Means, origin: Origin): Promise<string> {
  const { tenantId, fileId, actor, now } = act
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'state-means', input: { origin } }, async (tx, file) => {
    await requireOwing(tx, file, now)
    if ((await tx.meansStatement.count({ where: { fileId, state: 'open' } })) > 0) throw new DomainError('means-open')
    const today = legalToday(file, now)
    const answerBy = addDays(today, meansAnswerDays.value)
    const days = { statedOn: toDay(today), answerBy: toDay(answerBy) }
    await tx.meansStatement.create({ data: { id, tenantId, fileId, body: { ...means }, origin, ...days } })
    await appendEvent(tx, fileId, { kind: 'means-stated', actor, legalTime: legalNow(file, now), data: { meansId: id, answerBy } })
    await tell(tx, fileId, 'means-stated')
  })
  const { body } = await db.meansStatement.findUniqueOrThrow({ where: { id } })
  if (canonicalHash(body) !== canonicalHash({ ...means })) throw new DomainError('key-reused', 'Idempotency-Key')
  return id
}

/** A person has answered: the file goes on as it was left. @throws DomainError file-unknown, means-unknown, means-answered, key-reused */
export async function answerMeans(db: Database, act: FileAct, meansId: string): Promise<void> {
  const { fileId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'answer-means', input: { meansId } }, async (tx, file) => {
    const { state } = await findMeans(tx, fileId, meansId)
    if (state !== 'open') throw new DomainError('means-answered')
    const answered = { state: 'answered', answeredOn: toDay(legalToday(file, now)), answeredBy: actor }
    await tx.meansStatement.update({ where: { id: meansId }, data: answered })
    await appendEvent(tx, fileId, { kind: 'means-answered', actor, legalTime: legalNow(file, now), data: { meansId } })
    await tell(tx, fileId, 'means-answered')
  })
}

/** @throws DomainError means-unknown */
export async function findMeans(tx: Transaction, fileId: string, id: string): Promise<MeansStatement> {
  const row = isId(id) ? await tx.meansStatement.findFirst({ where: { id, fileId } }) : null
  if (!row) throw new DomainError('means-unknown')
  return row
}

/** What a debtor said of its means; null once that is erased. */
export function meansIn({ body }: Pick<MeansStatement, 'body'>): Means | null {
  return body !== null && typeof body === 'object' && 'incomeCents' in body ? (body as unknown as Means) : null
}

/** What can be proposed to a debtor with such means, by what it owes; and who helps in its country and language, first who helps most. */
export function helpFor(means: Means | null, owedCents: number, country: string, language: string): Help {
  const proposals = means === null ? [] : fittingProposals(means, cents(owedCents), meansBounds.value)
  const isHopeless = means !== null && proposals.length === 0
  const places = helpIn(country)
    .toSorted((a, b) => (isHopeless ? Number(b.lastResort ?? false) - Number(a.lastResort ?? false) : 0))
    .map(({ name, what, address, phone, url, source }) => ({
      name,
      what: language === 'fr' ? what.fr : what.en,
      address,
      phone,
      url,
      source,
    }))
  return { leftCents: means && leftEachMonth(means), proposals, places }
}
