import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'

/** Papers of what every procedure can be told: less is asked for, it stands still, it is taken back, the debtor contests it. */
export const WINDING_UP: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  withdraw: ['withdrawal'],
  amend: ['statement-of-debt', 'amendment'],
  suspend: ['suspension'],
  'recall-exhibits': ['exhibit-recall'],
  'dispute-raised': ['dispute-notice'],
}
