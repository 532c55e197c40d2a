import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'
import { handOverWith, type JudicialHands } from './papers.js'
import { WINDING_UP } from './winding-up.js'

const PAPERS: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  'instruct-suit': ['statement-of-debt', 'exhibit-list', 'lawyer-instruction'],
  'serve-judgment': ['officer-referral'],
  ...WINDING_UP,
}

/** Steps a summons (assignation) or an interim order (référé-provision). */
export const stepSuit = (task: TaskKind, hands: JudicialHands): Promise<void> => handOverWith(hands, PAPERS[task] ?? [])
