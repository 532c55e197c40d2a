import { v7 as uuidv7 } from 'uuid'
import type { LegalDay } from '../domain/legal-day.js'
import { follow } from '../domain/procedure/follow.js'
import type { Passage, ProcedureState, ProceedingFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { moveLimitation } from './judicial-acts.js'
import { raiseMissed } from './proceeding-alarm.js'
import { settleCosts } from './proceeding-cost.js'
import { afterPassage } from './proceeding-effects.js'
import { bringInside } from './proceeding-inside.js'
import { syncTasks } from './proceeding-task.js'

/** What a proceeding is written down with. */
export interface Settling {
  tx: Transaction
  file: FileRow
  found: Case
  today: LegalDay
  at: Date
}

/**
 * Writes down how the proceedings of a file stand: what the file itself brings to them (money, an agreement, insolvency), the stages reached
 * since, by a report or by the mere end of a day, with what each brings; and the tasks that they call for. The caller holds the file's lock.
 * @returns whether anything was written
 */
export async function settleProceedings(tx: Transaction, file: FileRow, found: Case, today: LegalDay, at: Date): Promise<boolean> {
  const settling = { tx, file, found, today, at }
  let wrote = false
  for (const proceeding of found.facts.judicial?.proceedings ?? []) {
    const state = stateOf(settling, proceeding)
    const brought = await bringInside(settling, { proceeding, state })
    const wasWritten =
      brought === null
        ? await writeDown(settling, proceeding, state)
        : await settleProceeding(settling, { ...proceeding, reports: [...proceeding.reports, brought] })
    wrote = wrote || brought !== null || wasWritten
  }
  return wrote
}

/** The same of one proceeding, with the reports that it has now. */
export const settleProceeding = (settling: Settling, proceeding: ProceedingFact): Promise<boolean> =>
  writeDown(settling, proceeding, stateOf(settling, proceeding))

const stateOf = ({ found, today }: Settling, proceeding: ProceedingFact): ProcedureState =>
  follow(proceeding, rulesFor(proceeding, found.law), today)

async function writeDown(settling: Settling, proceeding: ProceedingFact, state: ProcedureState): Promise<boolean> {
  const { tx, file, found, today, at } = settling
  await raiseMissed({ tx, fileId: file.id, law: found.law, legalTime: at }, { proceeding, state, today })
  const passed = await syncPassages(settling, proceeding, state)
  const asked = await syncTasks(settling, proceeding, state)
  const spent = await settleCosts(settling, proceeding)
  const moved = await moveLimitation(settling, proceeding, state)
  return passed || asked || spent || moved
}

/** Adds the stages reached since, and supersedes those that a late report shows to be wrong. */
async function syncPassages(settling: Settling, proceeding: ProceedingFact, state: ProcedureState): Promise<boolean> {
  const { tx, file, today, at } = settling
  const known = await tx.proceedingPassage.findMany({
    where: { proceedingId: proceeding.id, supersededOn: null },
    orderBy: { sequence: 'asc' },
  })
  const same = known.findIndex(({ stage, reachedOn }, index) => !isSame(state.passages[index], stage, fromDay(reachedOn)))
  const kept = same === -1 ? known.length : same
  const wrong = known.slice(kept)
  const fresh = state.passages.slice(kept)
  if (wrong.length === 0 && fresh.length === 0) return false
  if (wrong.length > 0) {
    await tx.proceedingPassage.updateMany({ where: { id: { in: wrong.map(({ id }) => id) } }, data: { supersededOn: toDay(today) } })
    const data = { proceedingId: proceeding.id, stages: wrong.map(({ stage }) => stage) }
    await appendEvent(tx, file.id, { kind: 'proceeding-corrected', actor: 'engine', legalTime: at, data })
  }
  for (const [index, passage] of fresh.entries()) await pass(settling, proceeding, state, passage, kept + index)
  const last = state.passages.at(-1) as Passage
  const stage = { stage: state.stage, stageOn: toDay(last.on), endReason: state.end }
  await tx.proceeding.update({ where: { id: proceeding.id }, data: stage })
  return true
}

const isSame = (passage: Passage | undefined, stage: string, on: LegalDay): boolean => passage?.stage === stage && passage.on === on

async function pass(
  settling: Settling,
  proceeding: ProceedingFact,
  state: ProcedureState,
  passage: Passage,
  sequence: number,
): Promise<void> {
  const { tx, file, today, at } = settling
  const id = uuidv7()
  const { stage, on, source, ...body } = passage
  const days = { reachedOn: toDay(on), recordedOn: toDay(today) }
  await tx.proceedingPassage.create({ data: { id, proceedingId: proceeding.id, sequence, stage, source, body: { ...body }, ...days } })
  const data = {
    proceedingId: proceeding.id,
    procedure: proceeding.procedure,
    stage,
    on,
    source,
    end: passage.end ?? null,
    next: passage.next ?? null,
  }
  await appendEvent(tx, file.id, { kind: 'proceeding-advanced', actor: 'engine', legalTime: at, data })
  await afterPassage(settling, proceeding, state, { ...passage, id })
}
