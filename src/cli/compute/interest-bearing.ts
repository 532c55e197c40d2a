import type { Regime } from '../../domain/capacity.js'
import { countedDays, firstWithoutRate, type RateSpan, rateSpans } from '../../domain/interest.js'
import { interestStart } from '../../domain/interest-start.js'
import { judgmentSpans, raisedFrom } from '../../domain/judgment-interest.js'
import { type InterestRule, type LawPack, packOn, type RateRule, type Sourced } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'
import { CommandError } from '../output.js'
import type { DebtQuestion, JudgmentQuestion } from './interest-question.js'
import { noRate } from './published-rates.js'

/** At which rates a sum bears interest, and what else is owed with it. */
export interface Bearing {
  pack: LawPack
  spans: RateSpan[]
  /** Text of law beside each line. */
  source: string
  indemnity: Sourced<Cents> | null
  notes: string[]
}

/** Interest on a debt that is paid late, and the flat compensation for it. */
export function onDebt(asked: DebtQuestion): Bearing {
  const { book, due, asOf, notice } = asked
  const pack = packOn(book, due)
  const regime = regimeOfParties(asked)
  const { interest, indemnityCents } = pack.lateCharges[regime]
  const notes = pack.note ? [pack.note] : []
  if (regime !== asked.debtor) notes.push('The creditor is a private individual: the rules of professionals among themselves do not hold.')
  const rule = confirmed(interest, 'late interest', notes)
  if (!rule) return none(pack, notes, 'late interest for such a debtor')
  notes.push(...ignored(asked, rule.value))
  const start = interestStart(rule.value, due, notice)
  if (start === null) {
    notes.push(`Such a debtor owes interest only from the formal notice (${rule.source}): without --from-notice there is none.`)
    return { pack, spans: [], source: rule.source, indemnity: null, notes }
  }
  const [from, to] = countedDays(start, asOf, asked.dayCount)
  return {
    pack,
    spans: complete(asked, rule.value.rate, rateSpans(rule.value, asked, book.rates, from, to), [from, to]),
    source: rule.source,
    indemnity: asOf > start ? confirmed(indemnityCents, 'flat compensation', notes) : null,
    notes,
  }
}

/** Whose rules hold. A creditor who is a private individual is no party to the rules of professionals among themselves. */
const regimeOfParties = ({ debtor, creditorIsPrivate }: DebtQuestion): Regime =>
  debtor === 'business' && creditorIsPrivate ? 'civil' : debtor

/** What of the question the law does not look at. */
function ignored({ contractPpm, notice }: DebtQuestion, rule: InterestRule): string[] {
  return [
    ...(contractPpm !== null && !rule.clauseAllowed
      ? ['A rate of the contract is not used for such a debtor: --rate changes nothing.']
      : []),
    ...(notice !== null && rule.from === 'due' ? ['Such a debtor owes interest without a notice: --from-notice changes nothing.'] : []),
  ]
}

/** A value that a text of law was found for; the others are left out, and named. */
function confirmed<T>(rule: Sourced<T> | null, what: string, notes: string[]): Sourced<T> | null {
  if (!rule || rule.confirmed) return rule
  notes.push(`The ${what} is not confirmed, and not counted: ${rule.source}.`)
  return null
}

/** Interest on what a court has awarded: the legal rate, raised once the judgment has been enforceable for some months. */
export function onJudgment(asked: JudgmentQuestion): Bearing {
  const { book, judgment, enforceable, start, asOf } = asked
  const pack = packOn(book, judgment)
  const notes = pack.note ? [pack.note] : []
  const rule = confirmed(pack.judgmentInterest, 'interest on judgments', notes)
  if (!rule) return none(pack, notes, 'interest on judgments')
  const [from, to] = countedDays(start, asOf, asked.dayCount)
  const spans = complete(asked, rule.value.rate, judgmentSpans(rule.value, asked, book.rates, [from, to], enforceable), [from, to])
  notes.push(
    enforceable === null
      ? 'Without --enforceable the rate is not raised.'
      : `The rate is raised from ${raisedFrom(rule.value, enforceable)} on; a judge may lift the raise.`,
    'The award is taken to hold all that was owed before: neither earlier interest nor compensation is added.',
  )
  return { pack, spans, source: rule.source, indemnity: null, notes }
}

function none(pack: LawPack, notes: string[], what: string): Bearing {
  if (!pack.note) notes.push(`The law that is written down here (${pack.id}) has no ${what}: none is computed.`)
  return { pack, spans: [], source: '', indemnity: null, notes }
}

/** @throws CommandError where a day has no rate: a sum that left it out would look whole */
function complete(
  { book, creditorIsPrivate }: DebtQuestion | JudgmentQuestion,
  rule: RateRule,
  spans: RateSpan[],
  [from, to]: readonly [LegalDay, LegalDay],
): RateSpan[] {
  const missing = firstWithoutRate(spans, from, to)
  if (missing !== null) throw new CommandError(noRate(book, rule, creditorIsPrivate, missing))
  return spans
}
