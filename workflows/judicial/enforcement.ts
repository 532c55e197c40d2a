import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'
import { handOverWith, type JudicialHands } from './papers.js'
import { WINDING_UP } from './winding-up.js'

const PAPERS: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  enforce: ['statement-of-debt', 'exhibit-list', 'officer-referral'],
  'serve-judgment': ['officer-referral'],
  resume: ['statement-of-debt', 'officer-referral'],
  ...WINDING_UP,
}

/** Steps the enforcement of a title. */
export const stepEnforcement = (task: TaskKind, hands: JudicialHands): Promise<void> => handOverWith(hands, PAPERS[task] ?? [])
