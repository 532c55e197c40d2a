import type { LegalDay } from '../legal-day.js'
import { followEnforcement } from './enforcement.js'
import { followInvitation } from './invitation.js'
import { type Leg, standing } from './leg.js'
import { type Matter, matterOn } from './matter.js'
import { followOrder } from './order.js'
import type { Course, ProcedureState, ProceedingFact } from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { followSuit } from './suit.js'
import { followTwoStepOrder } from './two-step-order.js'
import { windingUp } from './winding-up.js'

/** How a procedure stands at the end of a day. Pure, and by its reports alone: the same reports in another order of recording give the same end. */
export type Machine = (proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay) => ProcedureState

const COURSES: Record<Course, (matter: Matter) => Leg[]> = {
  order: followOrder,
  'two-step-order': followTwoStepOrder,
  invitation: followInvitation,
  suit: followSuit,
  enforcement: followEnforcement,
}

export const follow: Machine = windingUp((proceeding, rules, today) =>
  standing(COURSES[proceeding.course](matterOn(proceeding, rules, today))),
)
