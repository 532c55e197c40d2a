import type { Channel } from './facts.js'
import type { Stage } from './stage.js'

/** One step of a strategy: an act due so many days after the oldest unpaid claim fell due. */
export interface Step {
  id: string
  stage: Stage
  /** The preferred channel first; the next ones where the debtor cannot be reached by it. */
  channels: readonly Channel[]
  /** Days after the due date; negative before it. Never less than the step before. */
  afterDays: number
  /** Days that the debtor has to pay the sum stated. Nothing follows before they are over. */
  payWithinDays: number
  /** A letter with acknowledgement of receipt. */
  registered: boolean
}

/** A sequence of steps. What comes after the last is for a person to decide. */
export interface Strategy {
  name: string
  version: number
  steps: readonly Step[]
}
