import type { Passage, ProcedureState, ProceedingFact } from '../domain/procedure/proceeding.js'
import { noticeStage } from './judicial-notice.js'
import type { Settling } from './proceeding-settle.js'
import { registerTitle } from './title.js'

/** A stage that was just written down. */
export type Passed = Passage & { id: string }

/** What follows from a stage that was reached, beside the proceeding itself. Each is harmless when it is done again after a correction. */
export type PassageEffect = (settling: Settling, proceeding: ProceedingFact, state: ProcedureState, passage: Passed) => Promise<void>

/** In this order: the title first, for the others read it. */
const EFFECTS: readonly PassageEffect[] = [registerTitle, noticeStage]

export async function afterPassage(settling: Settling, proceeding: ProceedingFact, state: ProcedureState, passage: Passed): Promise<void> {
  for (const effect of EFFECTS) await effect(settling, proceeding, state, passage)
}
