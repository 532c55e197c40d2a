import type { Reason } from '../domain/decision.js'
import type { Strategy } from '../domain/strategy.js'
import type { StrategyFault } from '../strategies/check.js'
import type { Difference } from '../strategies/diff.js'
import type { Owed, Preview } from '../strategies/preview.js'
import { euros } from './output.js'

const titleOf = ({ name, version }: Strategy) => `${name} v${version}`

/** What the law has against a strategy, a line for each. */
export function checkInWords(strategy: Strategy, faults: readonly StrategyFault[]): string {
  const lines = faults.map(
    ({ step, rule, article, message, level }) => `  ${level}: ${step ? `step ${step}, ` : ''}${rule}: ${message} (${article})`,
  )
  const refused = faults.some(({ level }) => level === 'refused')
  return [`${titleOf(strategy)} ${refused ? 'may not be published:' : 'may be published.'}`, ...lines].join('\n')
}

/** The plan, act by act, with sums and reasons. */
export function previewInWords(strategy: Strategy, { acts, end }: Preview): string {
  const { judicial } = strategy
  const road = judicial ? `, proposing ${[judicial.attempt, judicial.procedure].filter(Boolean).join(', then ')}` : ''
  return [
    `${titleOf(strategy)}, if nobody reacts:`,
    ...acts.flatMap(({ on, act, stage, channel, registered, payBefore, owed, because }) => [
      `${on}  ${act}: ${stage} by ${registered ? 'registered ' : ''}${channel}, to pay by ${payBefore}`,
      `  ${owedInWords(owed)}`,
      ...because.map(reason),
    ]),
    `${end.on}  then ${[end.do, end.question].filter(Boolean).join(': ')}${end.question === 'judicial-decision' ? road : ''}`,
    `  ${owedInWords(end.owed)}`,
    ...end.because.map(reason),
  ].join('\n')
}

const reason = ({ rule, source }: Reason) => `  because ${rule} (${source})`

function owedInWords({ principalCents, interestCents, indemnityCents, costsCents, owedCents, provisionalCents }: Owed): string {
  const parts = [
    `${euros(principalCents)} principal`,
    ...(interestCents > 0 ? [`${euros(interestCents)} interest`] : []),
    ...(indemnityCents > 0 ? [`${euros(indemnityCents)} indemnity`] : []),
    ...(costsCents > 0 ? [`${euros(costsCents)} costs`] : []),
  ]
  const provisional = provisionalCents > 0 ? `; and ${euros(provisionalCents)} interest provisionally, which is not asked for` : ''
  return `${euros(owedCents)} owed: ${parts.join(' + ')}${provisional}`
}

/** What differs, a line for each: `~` changed, `+` added, `-` removed, `^` elsewhere in the order. */
export function differencesInWords(before: Strategy, after: Strategy, differences: readonly Difference[]): string {
  if (differences.length === 0) return `${titleOf(before)} and ${titleOf(after)} are the same.`
  return [`${titleOf(before)} → ${titleOf(after)}`, ...differences.map(line)].join('\n')
}

function line({ step, kind, field, before, after }: Difference): string {
  const where = [step, field].filter((part) => part !== null).join(' ')
  switch (kind) {
    case 'changed':
      return `~ ${where}: ${shown(before)} → ${shown(after)}`
    case 'moved':
      return `^ ${where}: place ${shown(before)} → ${shown(after)}`
    case 'added':
      return `+ ${where}: ${stepInWords(after)}`
    case 'removed':
      return `- ${where}: ${stepInWords(before)}`
  }
}

const shown = (value: unknown) => (value === null ? 'none' : Array.isArray(value) ? value.map(plain).join(', ') : plain(value))
const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

function stepInWords(step: unknown): string {
  const { stage, channels, afterDays } = step as Strategy['steps'][number]
  return `${stage} by ${channels.join(' or ')}, ${afterDays} days after the due date`
}
