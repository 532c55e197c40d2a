import type { Channel } from './facts.js'

/** One step of a strategy: an act due so many days after the oldest unpaid claim fell due. */
export interface Step {
  id: string
  channel: Channel
  /** Days after the due date; negative before it. Never less than the step before. */
  afterDays: number
}

/** A sequence of steps. What comes after the last is for a person to decide. */
export interface Strategy {
  name: string
  version: number
  steps: readonly Step[]
}
