import { zoneOf } from '../domain/debtor-calendar.js'
import { decide } from '../domain/decide.js'
import type { Decision } from '../domain/decision.js'
import { isToPropose } from '../domain/judicial.js'
import { type LawBook, packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { canonicalHash } from './canonical-hash.js'
import { closeFile, reopenFile } from './close-file.js'
import { dropReserved } from './contact.js'
import type { Database, Transaction } from './database.js'
import { type Case, loadCase, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { advanceLegalClock, type FileRow, lockToSettle } from './file-row.js'
import { insertRows } from './insert-rows.js'
import { askForPower, proposeAtEnd } from './judicial-proposal.js'
import { raiseAlarms } from './limitation-alarm.js'
import { raiseProceedingAlarms, standingsOf } from './proceeding-alarm.js'
import { settleDue } from './settle-due.js'
import { wakeBy } from './wake-by.js'

export interface DecisionRequest {
  fileId: string
  /** Legal time at which the workflow asks. */
  at: Date
  /** Stable for this decision: taken again after a crash it is the same row and the same answer. */
  key: string
  /** Last outbox row that the workflow was told of. */
  toldThrough: number
  now: Date
}

export interface Decided {
  decision: Decision
  /** Instant, ISO 8601, at which the file looks again whatever it waits for; null when there is none. */
  wakeBy: string | null
}

/**
 * Decides what the file does next and records it with its facts, in one transaction under the file's lock. The alarms that
 * limitations call for by then are raised with it.
 */
export async function recordDecision(db: Database, request: DecisionRequest): Promise<Decided> {
  const { fileId, at, key, toldThrough, now } = request
  return db.$transaction(async (tx) => {
    const file = await lockToSettle(tx, fileId)
    const earlier = await tx.decision.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier) {
      const found = await loadCase(tx, fileId)
      return { decision: earlier.outcome as unknown as Decision, wakeBy: wakeBy(found, at, standingsOf(found, at)) }
    }
    await advanceLegalClock(tx, file, at, now)
    if (toldThrough > file.toldThrough) await tx.debtFile.update({ where: { id: fileId }, data: { toldThrough }, select: { id: true } })

    const found = await settleDue(tx, file, await loadCase(tx, fileId), at)
    const { facts, law } = found
    const { strategy, hash } = await loadStrategy(tx, file.strategyId)
    const decision = decide(facts, strategy, law, at)
    const row = { fileId, key, at, outcome: json(decision), facts: json(facts), strategyHash: hash, ...lawIn(law, at) }
    await insertRows(tx, 'decision', [row])
    if (decision.do !== 'send' && facts.contacts.some(({ state }) => state === 'reserved')) await dropReserved(tx, fileId, at, decision.do)
    const present = (await follow(tx, file, found, decision, at, now)) ? await loadCase(tx, fileId) : found
    await recordRefusals(tx, fileId, decision, at)
    if (decision.do !== 'close') await raiseAlarms(tx, fileId, found, at, now)
    // A proposal that was made meanwhile moves no proceeding.
    const standings = standingsOf(found, at)
    await raiseProceedingAlarms({ tx, fileId, law, legalTime: at }, standings)
    return { decision, wakeBy: wakeBy(present, at, standings) }
  })
}

/** The pack that a decision was taken by, and the hash of all that it could look up in the law. */
function lawIn(law: LawBook, at: Date): { lawPack: string; lawHash: string } {
  const lawPack = packOn(law, legalDayOf(at, law.zone)).id
  const known = hashes.get(law) ?? canonicalHash(JSON.parse(JSON.stringify(law)))
  hashes.set(law, known)
  return { lawPack, lawHash: known }
}

const hashes = new WeakMap<LawBook, string>()

/**
 * What a decision changes of the file itself: it closes, opens again, or waits for a person, with a proposal where that is about suing.
 * @returns whether a proposal was made
 */
async function follow(tx: Transaction, file: FileRow, found: Case, decision: Decision, legalTime: Date, now: Date): Promise<boolean> {
  if (decision.do === 'close') {
    if (file.status === 'open') await closeFile(tx, file, found, decision.reason, legalTime, now)
    return false
  }
  if (file.status === 'closed') await reopenFile(tx, file, found, legalTime)
  if (decision.do !== 'ask-human') return false
  const { question } = decision
  const isNew = !(await isAsked(tx, file.id, question))
  if (isNew) await appendEvent(tx, file.id, { kind: 'question-asked', actor: 'engine', legalTime, data: { question } })
  return proposeOn(tx, file, found, { question, isNew, legalTime })
}

/** Whether to sue is proposed with the question; a creditor whose mandate ends with the amicable road is asked for the power once. */
async function proposeOn(
  tx: Transaction,
  file: FileRow,
  found: Case,
  { question, isNew, legalTime }: { question: string; isNew: boolean; legalTime: Date },
): Promise<boolean> {
  const { facts, law } = found
  const today = legalDayOf(legalTime, zoneOf(facts, packOn(law, legalDayOf(legalTime, law.zone))))
  if (question === 'amicable-road-ended' && isNew && facts.judicial === undefined) await askForPower(tx, file, found, today)
  if (question !== 'judicial-decision' || !isToPropose(facts.judicial)) return false
  return proposeAtEnd(tx, file, found, today, legalTime)
}

/** Whether the decision before this one asked the same: a file that wakes for an alarm has no new question. */
async function isAsked(tx: Transaction, fileId: string, question: string): Promise<boolean> {
  const latest = await tx.decision.findMany({ where: { fileId }, orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 2 })
  return (latest[1]?.outcome as { question?: string } | undefined)?.question === question
}

/** A contact that a cap has forbidden stands in the history with the rule, once for each day it was put off to. */
async function recordRefusals(tx: Transaction, fileId: string, decision: Decision, legalTime: Date): Promise<void> {
  if (decision.do !== 'wait' || decision.until === null) return
  const rules = decision.because.map(({ rule }) => rule).filter((rule) => rule.startsWith('cap:'))
  if (rules.length === 0) return
  const data = { rules, until: decision.until }
  const last = await tx.fileEvent.findFirst({ where: { fileId, kind: 'contact-refused' }, orderBy: { sequence: 'desc' } })
  if ((last?.data as typeof data | undefined)?.until === data.until) return
  await appendEvent(tx, fileId, { kind: 'contact-refused', actor: 'engine', legalTime, data })
}

/** Decisions and facts are plain data; the driver's type for JSON does not know that. */
const json = (value: object) => value as Record<string, never>
