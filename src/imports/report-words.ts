import { type LineOutcome, type LineReport, OUTCOMES, type Summary } from './report.js'

const MOST_LINES_SHOWN = 40
const WORDS: Record<LineOutcome, string> = {
  opened: 'opened',
  'would-open': 'would be opened',
  known: 'known from an earlier run',
  'left-out': 'left out',
  refused: 'refused',
}

/** The report for a person: the counts, why lines were left out, then the lines that need a look. */
export function reportInWords({ lines: total, files, counts }: Summary, lines: readonly LineReport[]): string {
  const parts = OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => `${counts[outcome]} ${WORDS[outcome]}`)
  const words = [`${plural(total, 'line')}: ${parts.join(', ') || 'none'}.`]
  if (files > 0) words.push(`${plural(files, 'debt file')} ${counts['would-open'] > 0 ? 'would be opened' : 'opened'}.`)
  const shared = sharedReasons(lines)
  for (const [reason, count] of shared) words.push(`  ${plural(count, 'line')} left out: ${reason}`)
  for (const [remark, count] of remarksIn(lines)) words.push(`  ${plural(count, 'line')} in charge, and yet: ${remark}`)
  const noted = lines.filter((line) => needsLook(line, shared))
  for (const line of noted.slice(0, MOST_LINES_SHOWN)) words.push(`  ${lineInWords(line)}`)
  if (noted.length > MOST_LINES_SHOWN) words.push(`  … and ${noted.length - MOST_LINES_SHOWN} more: --report <path> writes all of them.`)
  return words.join('\n')
}

/** Reasons for which several lines were left out, with how many. */
function sharedReasons(lines: readonly LineReport[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { outcome, reasons } of lines) {
    const reason = reasons.join('; ')
    if (outcome === 'left-out') counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return new Map([...counts].filter(([, count]) => count > 1))
}

/** What is missing of lines that are in charge, with how many; days, which differ from line to line, left to the report. */
function remarksIn(lines: readonly LineReport[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const remark of lines.flatMap(({ remarks }) => remarks)) {
    const shared = remark.startsWith('due: ') ? 'due: it is not due yet' : remark
    counts.set(shared, (counts.get(shared) ?? 0) + 1)
  }
  return counts
}

function needsLook({ outcome, reasons, warnings }: LineReport, shared: ReadonlyMap<string, number>): boolean {
  if (outcome === 'refused' || warnings.length > 0) return true
  return outcome === 'left-out' && !shared.has(reasons.join('; '))
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function lineInWords({ line, invoice, outcome, reasons, warnings }: LineReport): string {
  const notes = [...reasons, ...warnings.map((warning) => `warning: ${warning}`)].join('; ')
  return `line ${line}${invoice === null ? '' : ` (${invoice})`} ${WORDS[outcome]}: ${notes}`
}
