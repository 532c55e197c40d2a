import { balance } from '../domain/balance.js'
import { type Decision, decide } from '../domain/decide.js'
import type { Facts } from '../domain/facts.js'
import { currentPack } from '../law/pack-of.js'
import { dropReserved } from './contact.js'
import type { Database, Transaction } from './database.js'
import { loadFacts, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { advanceLegalClock, type FileRow, lockFile } from './file-row.js'
import { insertRows } from './insert-rows.js'

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

/** Decides what the file does next and records it with its facts, in one transaction under the file's lock. */
export async function recordDecision(db: Database, request: DecisionRequest): Promise<Decision> {
  const { fileId, at, key, toldThrough, now } = request
  return db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const earlier = await tx.decision.findUnique({ where: { fileId_key: { fileId, key } } })
    if (earlier) return earlier.outcome as unknown as Decision
    await advanceLegalClock(tx, file, at, now)
    if (toldThrough > file.toldThrough) await tx.debtFile.update({ where: { id: fileId }, data: { toldThrough }, select: { id: true } })

    const facts = await loadFacts(tx, fileId)
    const { strategy, hash } = await loadStrategy(tx, file.strategyId)
    const law = currentPack()
    const decision = decide(facts, strategy, law, at)
    const row = { fileId, key, at, outcome: json(decision), facts: json(facts), strategyHash: hash, lawPack: law.id }
    await insertRows(tx, 'decision', [row])
    if (decision.do !== 'send' && facts.contacts.some(({ state }) => state === 'reserved')) await dropReserved(tx, fileId, at, decision.do)
    await follow(tx, file, facts, decision, at)
    await recordRefusals(tx, fileId, decision, at)
    return decision
  })
}

/** What a decision changes of the file itself: it closes, opens again, or waits for a person. */
async function follow(tx: Transaction, file: FileRow, facts: Facts, decision: Decision, legalTime: Date): Promise<void> {
  const actor = 'engine'
  if (decision.do === 'close') {
    if (file.status === 'closed') return
    await tx.debtFile.update({ where: { id: file.id }, data: { status: 'closed', closedReason: decision.reason } })
    await appendEvent(tx, file.id, { kind: 'closed', actor, legalTime, data: { reason: decision.reason } })
    return
  }
  if (file.status === 'closed') {
    await tx.debtFile.update({ where: { id: file.id }, data: { status: 'open', closedReason: null } })
    await appendEvent(tx, file.id, { kind: 'reopened', actor, legalTime, data: { balanceCents: balance(facts.claims) } })
  }
  if (decision.do === 'ask-human')
    await appendEvent(tx, file.id, { kind: 'question-asked', actor, legalTime, data: { question: decision.question } })
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
