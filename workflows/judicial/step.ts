import type { Course, TaskKind } from '../../src/domain/procedure/proceeding.js'
import { stepEnforcement } from './enforcement.js'
import { stepInvitation } from './invitation.js'
import { stepOrder } from './order.js'
import type { JudicialHands } from './papers.js'
import { stepSuit } from './suit.js'
import { stepTwoStepOrder } from './two-step-order.js'

const STEPS: Record<Course, (task: TaskKind, hands: JudicialHands) => Promise<void>> = {
  order: stepOrder,
  'two-step-order': stepTwoStepOrder,
  invitation: stepInvitation,
  suit: stepSuit,
  enforcement: stepEnforcement,
}

/** Does one task of a proceeding as its procedure has it. */
export const stepProceeding = (course: Course, task: TaskKind, hands: JudicialHands): Promise<void> => STEPS[course](task, hands)
