import { balance } from '../domain/balance.js'
import { type Decision, decide } from '../domain/decide.js'
import type { Facts } from '../domain/facts.js'
import { currentPack } from '../law/pack-of.js'
import type { Database, Transaction } from './database.js'
import { loadFacts, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import { advanceLegalClock, type FileRow, lockFile } from './file-row.js'

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
    await tx.decision.create({
      data: { fileId, key, at, outcome: json(decision), facts: json(facts), strategyHash: hash, lawPack: law.id },
    })
    await follow(tx, file, facts, decision, at)
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

/** Decisions and facts are plain data; the driver's type for JSON does not know that. */
const json = (value: object) => value as Record<string, never>
