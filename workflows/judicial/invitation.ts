import type { JudicialPaper } from '../../activities/contract.js'
import type { TaskKind } from '../../src/domain/procedure/proceeding.js'
import { handOverWith, type JudicialHands } from './papers.js'
import { WINDING_UP } from './winding-up.js'

/** The invitation itself is the officer's act: what we make out is the referral. */
const PAPERS: Partial<Record<TaskKind, readonly JudicialPaper[]>> = {
  'invite-debtor': ['statement-of-debt', 'exhibit-list', 'small-claims-referral'],
  'issue-title': [],
  ...WINDING_UP,
}

/** Steps a small-claims procedure (procédure simplifiée de recouvrement des petites créances). */
export const stepInvitation = (task: TaskKind, hands: JudicialHands): Promise<void> => handOverWith(hands, PAPERS[task] ?? [])
