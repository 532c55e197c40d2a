import type { ClaimStatement } from '../../domain/account.js'
import { sum } from '../../domain/money.js'
import { latest } from '../../domain/step.js'
import type { MessageFacts } from './facts.js'

type Sums = Pick<MessageFacts, 'principalCents' | 'interestCents' | 'indemnityCents' | 'costsCents' | 'interestThrough' | 'accrues'>

/** What is owed item by item, and as far as interest is stated: what accrued at a rate that is not known yet never is. */
export function sumsOf(statements: readonly ClaimStatement[]): Sums {
  const known = statements.flatMap(({ lines }) => lines.filter((line) => line.known))
  return {
    principalCents: sum(statements.map(({ principalCents }) => principalCents)),
    interestCents: sum(statements.map(({ interestCents }) => interestCents)),
    indemnityCents: sum(statements.map(({ indemnityCents }) => indemnityCents)),
    costsCents: sum(statements.map(({ costsCents }) => costsCents)),
    interestThrough: latest(known.map(({ to }) => to)),
    accrues: statements.some(({ principalCents, lines }) => principalCents > 0 && lines.length > 0),
  }
}
