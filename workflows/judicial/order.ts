import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'
import { handOverWith, type JudicialHands } from './papers.js'
import { WINDING_UP } from './winding-up.js'

/** Papers by task: the request with its statement of the debt and exhibits; each referral with the list of what goes with it. */
const PAPERS: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  'file-request': ['statement-of-debt', 'exhibit-list', 'payment-order-request'],
  'serve-order': ['exhibit-list', 'officer-referral'],
  'ask-certificate': ['officer-referral'],
  consign: [],
  'serve-judgment': ['officer-referral'],
  ...WINDING_UP,
}

/** Steps a payment order (injonction de payer). */
export const stepOrder = (task: TaskKind, hands: JudicialHands): Promise<void> => handOverWith(hands, PAPERS[task] ?? [])
