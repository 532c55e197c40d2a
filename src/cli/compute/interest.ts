import { accrueCapitalised } from '../../domain/capitalisation.js'
import { accrue, type InterestLine } from '../../domain/interest.js'
import { cents, sum } from '../../domain/money.js'
import { percentOf } from '../../domain/rate.js'
import { CommandError, euros } from '../output.js'
import { type Answer, table, withNotes } from './answer.js'
import { type Bearing, onDebt, onJudgment } from './interest-bearing.js'
import { type DebtQuestion, type InterestOptions, type JudgmentQuestion, readQuestion } from './interest-question.js'
import { semesterOf } from './published-rates.js'

/** Late interest on a sum by semester, or interest on what a court has awarded. */
export function interest(options: InterestOptions): Answer {
  const asked = readQuestion(options)
  const bearing = asked.kind === 'judgment' ? onJudgment(asked) : onDebt(asked)
  const lines = linesOf(asked, bearing).map((line) => ({ ...line, source: `${bearing.source}; ${line.source}` }))
  const notes = [...bearing.notes, ...provisionalNotes(lines)]
  const fields = {
    lines: lines.map(({ from, to, days, baseCents, ratePpm, amountCents, known, source }) => ({
      from,
      to,
      days,
      baseCents,
      ratePercent: percentOf(ratePpm),
      amountCents,
      known,
      source,
    })),
    totalCents: sum(lines.map(({ amountCents }) => amountCents)),
    indemnityCents: bearing.indemnity?.value ?? cents(0),
    provisional: lines.some(({ known }) => !known),
    finalThrough: finalOf(lines).at(-1)?.to ?? null,
    finalCents: sum(finalOf(lines).map(({ amountCents }) => amountCents)),
    notes,
  }
  return { fields, words: withNotes(inWords(lines, fields.totalCents, bearing), notes) }
}

function linesOf({ capitalise, base, book }: DebtQuestion | JudgmentQuestion, { pack, spans, notes }: Bearing): InterestLine[] {
  if (!capitalise) return accrue(base, spans)
  const years = pack.capitalisationAfterYears
  if (!years)
    throw new CommandError(`The law of ${book.country} that is written down here lets no interest bear interest: leave out --capitalise.`)
  notes.push(`Interest bears interest after ${years.value} year (${years.source}): only where contract or judgment says so.`)
  return accrueCapitalised(base, spans, years.value)
}

/** The lines up to the first whose rate is not known: what may be asked for. */
function finalOf(lines: readonly InterestLine[]): readonly InterestLine[] {
  const unknown = lines.findIndex(({ known }) => !known)
  return unknown < 0 ? lines : lines.slice(0, unknown)
}

function provisionalNotes(lines: readonly InterestLine[]): string[] {
  const unknown = lines.find(({ known }) => !known)
  if (!unknown) return []
  const through = finalOf(lines).at(-1)?.to
  const final = through
    ? `what may be asked for is the interest to ${through}, plus interest until payment`
    : 'none of it may be asked for yet'
  return [
    `The rate of ${semesterOf(unknown.from)} is not known yet: from ${unknown.from} on the last known one stands in for it, and ${final}.`,
  ]
}

function inWords(lines: readonly InterestLine[], totalCents: number, { indemnity }: Bearing): string {
  const rows = lines.map(({ from, to, days, ratePpm, known, baseCents, amountCents, source }) => [
    `${from} to ${to}`,
    `${days} d`,
    euros(baseCents),
    `${percentOf(ratePpm)} %${known ? '' : ' (provisional)'}`,
    euros(amountCents),
    source,
  ])
  const late = indemnity ? [['compensation', '', '', '', euros(indemnity.value), indemnity.source]] : []
  return table([...rows, ['interest', '', '', '', euros(totalCents), 'half-up to the cent, line by line'], ...late])
}
