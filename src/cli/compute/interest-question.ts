import { DAY_COUNTS, type DayCount } from '../../domain/interest.js'
import type { LawBook } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'
import type { Ppm } from '../../domain/rate.js'
import { CommandError } from '../output.js'
import { amount, choice, dayOrNull, lawBook, legalDay, percent } from './options.js'

export interface InterestOptions {
  country: string
  debtor: string
  creditor: string
  amount: string
  due?: string
  asOf: string
  rate?: string
  fromNotice?: string
  judgment?: string
  enforceable?: string
  dayCount: string
  capitalise?: boolean
}

const DEBTORS = ['business', 'consumer', 'public'] as const
const CREDITORS = ['business', 'private'] as const

/** What every question about interest says. */
interface Asked {
  book: LawBook
  creditorIsPrivate: boolean
  base: Cents
  asOf: LegalDay
  dayCount: DayCount
  capitalise: boolean
}

/** Interest on a debt that is paid late. */
export interface DebtQuestion extends Asked {
  kind: 'debt'
  debtor: (typeof DEBTORS)[number]
  due: LegalDay
  contractPpm: Ppm | null
  notice: LegalDay | null
}

/** Interest on what a court has awarded. */
export interface JudgmentQuestion extends Asked {
  kind: 'judgment'
  /** Day from which the award bears interest; itself not counted, but where both ends are. */
  start: LegalDay
  judgment: LegalDay
  enforceable: LegalDay | null
}

/** Reads what is asked. @throws CommandError for what is no question */
export function readQuestion(options: InterestOptions): DebtQuestion | JudgmentQuestion {
  const asked: Asked = {
    book: lawBook(options.country),
    creditorIsPrivate: choice('--creditor', options.creditor, CREDITORS) === 'private',
    base: amount('--amount', options.amount),
    asOf: legalDay('--as-of', options.asOf),
    dayCount: choice('--day-count', options.dayCount, DAY_COUNTS),
    capitalise: options.capitalise ?? false,
  }
  const debtor = choice('--debtor', options.debtor, DEBTORS)
  const due = dayOrNull('--due', options.due)
  if (options.judgment !== undefined) return judgmentQuestion(asked, options, options.judgment, due)
  if (options.enforceable !== undefined) throw new CommandError('Only a judgment becomes enforceable: give --judgment too.')
  if (due === null) throw new CommandError('Interest runs from a due date: give --due, or --judgment for what a court has awarded.')
  if (asked.asOf < due) throw new CommandError(`--as-of ${asked.asOf} is before the due date ${due}.`)
  const contractPpm = options.rate === undefined ? null : percent('--rate', options.rate)
  return { ...asked, kind: 'debt', debtor, due, contractPpm, notice: dayOrNull('--from-notice', options.fromNotice) }
}

function judgmentQuestion(asked: Asked, options: InterestOptions, text: string, due: LegalDay | null): JudgmentQuestion {
  if (options.rate !== undefined || options.fromNotice !== undefined)
    throw new CommandError('What a court has awarded bears legal interest: leave out --rate and --from-notice.')
  const judgment = legalDay('--judgment', text)
  const enforceable = dayOrNull('--enforceable', options.enforceable)
  if (enforceable !== null && enforceable < judgment)
    throw new CommandError(`--enforceable ${enforceable} is before the judgment of ${judgment}.`)
  const awarded = enforceable ?? judgment
  const start = due !== null && due > awarded ? due : awarded
  if (asked.asOf < start) throw new CommandError(`--as-of ${asked.asOf} is before ${start}, from which the award bears interest.`)
  return { ...asked, kind: 'judgment', start, judgment, enforceable }
}
