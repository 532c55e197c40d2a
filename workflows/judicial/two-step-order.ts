import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'
import { handOverWith, type JudicialHands } from './papers.js'
import { WINDING_UP } from './winding-up.js'

/** The court has a form of its own, for which the data sheet is; it serves both steps itself; exhibits go with nothing but a lawyer's instruction, once it is opposed. */
const PAPERS: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  'file-request': ['dunning-data-sheet'],
  'ask-title-order': ['dunning-data-sheet'],
  'instruct-suit': ['statement-of-debt', 'exhibit-list', 'lawyer-instruction'],
  ...WINDING_UP,
}

/** Steps an order to pay in two steps (Mahnverfahren). */
export const stepTwoStepOrder = (task: TaskKind, hands: JudicialHands): Promise<void> => handOverWith(hands, PAPERS[task] ?? [])
