import type { Capacity } from './capacity.js'
import type { ContactHours } from './contact-hours.js'
import type { Channel } from './facts.js'
import type { ContactCap, ProcedureCode } from './law-pack.js'
import type { Stage } from './stage.js'

/** Whom something is meant for. All that is named must hold; what is not named does not matter. */
export interface Condition {
  /** Owed on the day, in cents, both bounds included. */
  leastCents?: number
  mostCents?: number
  /** Capacities in which the debtor owes: all its unpaid claims must be among them. */
  capacities?: readonly Capacity[]
  kind?: 'person' | 'company'
  languages?: readonly string[]
  sectors?: readonly string[]
  /** 0 to 100, both included. A debtor without a score fits neither. */
  leastScore?: number
  mostScore?: number
  /** Earlier files of the debtor that needed a formal notice. */
  leastLateFiles?: number
  mostLateFiles?: number
  /** Earlier files of the debtor that are closed. */
  leastClosedFiles?: number
}

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
  /** Taken only where this holds on its day. A notice that the law wants is taken whatever it says. */
  when?: Condition
  /** Id of the text that it sends, where it is not the one of its stage: `reminder-1`. */
  template?: string
}

/** Amicable attempts with a third party, one of which may have to come before a suit. */
export const ATTEMPTS = ['conciliation', 'mediation', 'participative-procedure', 'small-claims'] as const
export type Attempt = (typeof ATTEMPTS)[number]

/** What is asked for beside the principal, as far as the law gives it. */
export interface Charges {
  interest: boolean
  indemnity: boolean
}

/** The strategy that is meant where none is named. */
export const USUAL = 'standard'

/** A sequence of steps. What comes after the last is for a person to decide. */
export interface Strategy {
  name: string
  version: number
  /** Country whose law it was written for; France where it is not named. */
  country?: string
  /** Debtors that get it where a file names no strategy. */
  for?: Condition
  /** Hours narrower than those of the law pack, and caps tighter than its own. */
  hours?: ContactHours
  caps?: readonly ContactCap[]
  /** What is asked for beside the principal, as far as the law gives it; both where it is not named. */
  charges?: Charges
  /** The road to a title that is proposed to a person after the last step, and the amicable attempt that comes before it. */
  judicial?: { procedure: ProcedureCode; attempt?: Attempt }
  steps: readonly Step[]
}

/** Country whose law a strategy was written for, as ISO 3166-1 code. */
export const countryOf = ({ country }: Pick<Strategy, 'country'>): string => country ?? 'FR'

/** What a strategy does not ask for, though the law would give it. */
export function waivedBy({ charges }: Pick<Strategy, 'charges'>): (keyof Charges)[] {
  return charges ? (['interest', 'indemnity'] as const).filter((charge) => !charges[charge]) : []
}
