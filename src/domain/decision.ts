import type { AgreementQuestion } from './agreement.js'
import type { ClosingReason } from './closing-reason.js'
import type { Channel } from './facts.js'
import type { JudicialQuestion } from './judicial.js'
import type { LegalDay } from './legal-day.js'
import type { Cents } from './money.js'
import type { Course, TaskKind } from './procedure/proceeding.js'
import type { ActStage } from './stage.js'

/** Why: the rule that decided, and where it stands. */
export interface Reason {
  rule: string
  source: string
}

/** An act to carry out. Days and instants are of the file's legal time. */
export interface Send {
  do: 'send'
  stepId: string
  actId: string
  stage: ActStage
  channel: Channel
  registered: boolean
  amountCents: Cents
  claimIds: string[]
  /** Null for words beside the road: they state no sum that closes the file. */
  payBefore: LegalDay | null
  /** The act may go out before this instant. */
  notAfter: string
}

export type Question =
  | 'contact-failing'
  | 'contact-unresolved'
  | 'debtor-unreachable'
  | 'agency-not-in-order'
  | 'claim-time-barred'
  | 'judicial-decision'
  | 'amicable-road-ended'
  | AgreementQuestion
  | JudicialQuestion

/** What a file does next. Instants are ISO 8601 in UTC, in the file's legal time. */
export type Decision = { because: Reason[] } & (
  | Send
  | { do: 'settle'; contactId: string }
  | { do: 'collect'; planId: string; number: number }
  | { do: 'proceed'; proceedingId: string; course: Course; taskId: string; task: TaskKind }
  | { do: 'wait'; until: string | null }
  | { do: 'ask-human'; question: Question }
  | { do: 'close'; reason: ClosingReason }
)

export const because = (rule: string, source: string): Reason => ({ rule, source })

export const POLICY = 'relance policy'

/** An act that failed this often is a person's to look at. */
export const MOST_ATTEMPTS = 3
