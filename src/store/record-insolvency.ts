import type { ProceedingOpened } from '../contracts/insolvency.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { ProceedingOutcome } from '../domain/situation.js'
import { isFinal } from '../domain/situation.js'
import type { InsolvencyNotice } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { declareBy } from '../law/insolvency.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { FileAct, Upload } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { lockNotice, type NamedNotice, postInterest, takeEffect } from './insolvency.js'
import { settleHolds } from './insolvency-hold.js'
import { latestDay } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { tell } from './outbox.js'
import { affectedBy, lockAround, orderOnce } from './situation.js'
import { stagedId } from './staged-input.js'
import { keepUploads } from './upload.js'

/** Who has recorded it, where no register has. */
const OPERATOR = 'operator'

/** Proceedings that no register has told of, as a person has seen them opened. */
export interface NewProceedings {
  proceeding: ProceedingOpened
  publishedOn: LegalDay
  judgmentOn: LegalDay | null
  court: string | null
  representative: string | null
  /** The court's or gazette's reference. */
  reference: string | null
  proof: Upload | null
  proofSha256: string | null
}

/**
 * Records proceedings of a file's debtor, with their proof: all follows that a published notice brings.
 * @returns the id of the notice
 * @throws DomainError file-unknown, situation-proof-missing, situation-open, day-impossible, upload-…, key-reused
 */
export async function recordInsolvency(db: Database, act: FileAct, input: NewProceedings): Promise<string> {
  const { proof, ...said } = input
  const id = stagedId(act)
  const asked = { ...act, kind: 'insolvency', input: { ...said, proof: proof?.name ?? null } }
  await onceForFile(db, asked, (tx, file) => record(tx, file, { ...act, id }, input), lockAround)
  return id
}

async function record(tx: Transaction, file: FileRow, act: FileAct & { id: string }, input: NewProceedings): Promise<void> {
  const { tenantId, actor, now, id } = act
  const { proceeding, publishedOn, judgmentOn, court, representative, proof } = input
  if (proof === null && input.proofSha256 === null) throw new DomainError('situation-proof-missing', 'proof')
  if (publishedOn > latestDay(file, now)) throw new DomainError('day-impossible', 'publishedOn')
  if (judgmentOn !== null && judgmentOn > publishedOn) throw new DomainError('day-impossible', 'judgmentOn')
  const { partyId, open } = await affectedBy(tx, file)
  const isKnown = await tx.insolvencyNotice.count({ where: { partyId, state: 'confirmed', proceeding, outcome: null } })
  if (isKnown > 0) throw new DomainError('situation-open', 'proceeding')
  const [kept] = await keepUploads(tx, { tenantId, fileId: file.id, subject: `insolvency:${id}`, actor }, proof === null ? [] : [proof])
  const lastDay = declareBy(lawOf(file.country), publishedOn)
  const days = { publishedOn: toDay(publishedOn), judgmentOn: judgmentOn && toDay(judgmentOn), declareBy: lastDay && toDay(lastDay) }
  const known = { register: OPERATOR, noticeId: input.reference ?? id, proceeding, court, representative, state: 'confirmed' }
  const proofSha256 = kept?.sha256 ?? input.proofSha256
  const notice = await tx.insolvencyNotice.create({ data: { id, tenantId, partyId, actor, proofSha256, ...known, ...days } })
  for (const one of open) {
    const data = { noticeId: notice.noticeId, proceeding, on: publishedOn, state: 'confirmed', declareBy: lastDay }
    await appendEvent(tx, one.id, { kind: 'insolvency-found', actor, legalTime: legalNow(one, now), data })
    await takeEffect(tx, one, notice, now)
  }
  await settleHolds(tx, partyId, open, now)
  await postInterest(tx, open, `insolvency:${id}`)
}

/**
 * Records how proceedings came out, whoever has told of them, and what follows for all notices of them up to that day: under a plan the files
 * stand still; without assets they are ordered to be closed, as declared or not; proceedings that ended let them go on.
 * @returns the party that they are filed under @throws DomainError insolvency-unknown, insolvency-answered, situation-ended, day-impossible
 */
export async function endInsolvency(
  db: Database,
  named: NamedNotice,
  outcome: ProceedingOutcome,
  on: LegalDay,
  now: Date,
): Promise<string> {
  return db.$transaction(async (tx) => {
    const { notice, files } = await lockNotice(tx, named)
    const { partyId, id, noticeId, proceeding } = notice
    if (notice.outcome === outcome && notice.outcomeOn && fromDay(notice.outcomeOn) === on) return partyId
    if (notice.state !== 'confirmed') throw new DomainError('insolvency-answered')
    if (isFinal(notice.outcome)) throw new DomainError('situation-ended')
    const last = files
      .map((file) => latestDay(file, now))
      .sort()
      .at(-1)
    if (on < judgedOn(notice) || (last !== undefined && on > last)) throw new DomainError('day-impossible', 'on')
    const standing = (await tx.insolvencyNotice.findMany({ where: { partyId, state: 'confirmed' } })).filter((one) => !isFinal(one.outcome))
    const ended = standing.filter((one) => one.id === id || judgedOn(one) <= on)
    await tx.insolvencyNotice.updateMany({ where: { id: { in: ended.map((one) => one.id) } }, data: { outcome, outcomeOn: toDay(on) } })
    const isDeclared = ended.some(({ declaredOn }) => declaredOn !== null)
    for (const file of files) {
      const at = legalNow(file, now)
      const data = { situationId: noticeId, situation: proceeding, outcome, on }
      await appendEvent(tx, file.id, { kind: 'situation-ended', actor: named.actor, legalTime: at, data })
      if (outcome === 'insufficient-assets')
        await orderOnce(tx, file, isDeclared ? 'insolvent-declared' : 'insolvent-undeclared', named.actor, at)
      await tell(tx, file.id, 'insolvency')
    }
    await settleHolds(tx, partyId, files, now)
    await postInterest(tx, files, `insolvency:${id}:${outcome}:${on}`)
    return partyId
  })
}

const judgedOn = ({ judgmentOn, publishedOn }: Pick<InsolvencyNotice, 'judgmentOn' | 'publishedOn'>): LegalDay =>
  fromDay(judgmentOn ?? publishedOn)
