import { type ClaimStatement, statementsOf } from '../domain/account.js'
import type { Reason } from '../domain/decision.js'
import type { Channel } from '../domain/facts.js'
import { type LawBook, packOn } from '../domain/law-pack.js'
import { instantOf, type LegalDay } from '../domain/legal-day.js'
import { type Cents, sum } from '../domain/money.js'
import { foresee } from '../domain/plan.js'
import type { ActStage } from '../domain/stage.js'
import { type Strategy, waivedBy } from '../domain/strategy.js'
import { factsOf, type StrategyExample } from './example.js'

/** What would be owed on a day, by what it is owed as. */
export interface Owed {
  principalCents: Cents
  interestCents: Cents
  indemnityCents: Cents
  costsCents: Cents
  owedCents: Cents
  /** Interest at the last known rate, which is not known for the day yet: shown, never asked for. */
  provisionalCents: Cents
}

/** An act that would be taken, with what would be owed then and why it would be taken. */
export interface PreviewedAct {
  on: LegalDay
  act: string
  stage: ActStage
  channel: Channel
  registered: boolean
  payBefore: LegalDay | null
  owed: Owed
  because: Reason[]
}

export interface Preview {
  acts: PreviewedAct[]
  /** What comes after the last act. */
  end: { on: LegalDay; do: string; question: string | null; owed: Owed; because: Reason[] }
}

/** When a file of an example is opened, by the clock of its law. */
const OPENED_AT = '09:00'

/** The dated plan of a strategy for an example if nobody reacts: each message arrives, and nothing is paid or said. */
export function previewStrategy(strategy: Strategy, example: StrategyExample, book: LawBook): Preview {
  const facts = factsOf(example, waivedBy(strategy))
  const { acts, end } = foresee(facts, strategy, book, instantOf(example.opened, OPENED_AT, book.zone))
  return {
    acts: acts.map(({ on, decision, facts: then }) => {
      const { actId: act, stage, channel, registered, payBefore, because } = decision
      const reasons = [...wantedByLaw(stage, example, book, on), ...because]
      return { on, act, stage, channel, registered, payBefore, owed: owedOn(statementsOf(then, book, on)), because: reasons }
    }),
    end: {
      on: end.on,
      do: end.decision.do,
      question: end.decision.do === 'ask-human' ? end.decision.question : null,
      owed: owedOn(statementsOf(end.facts, book, end.on)),
      because: end.decision.because,
    },
  }
}

/** The article that wants an act of a stage at all, where one does. */
function wantedByLaw(stage: ActStage, { collects }: StrategyExample, book: LawBook, on: LegalDay): Reason[] {
  const { value, source } = packOn(book, on).mandatoryNotices[collects]
  return value.some((one) => one === stage) ? [{ rule: 'mandatory-notice', source }] : []
}

function owedOn(statements: readonly ClaimStatement[]): Owed {
  const total = (part: keyof Owed) => sum(statements.map((statement) => statement[part]))
  return {
    principalCents: total('principalCents'),
    interestCents: total('interestCents'),
    indemnityCents: total('indemnityCents'),
    costsCents: total('costsCents'),
    owedCents: total('owedCents'),
    provisionalCents: total('provisionalCents'),
  }
}
