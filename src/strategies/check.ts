import type { LawBook } from '../domain/law-pack.js'
import type { Strategy } from '../domain/strategy.js'
import { chargesWithoutLaw } from './checks/charges.js'
import type { Checked, StrategyFault } from './checks/fault.js'
import { firstReminderFaults } from './checks/first-reminder.js'
import { suitsNotOpen } from './checks/judicial.js'
import { barredSteps } from './checks/limitation.js'
import { limitsLoosened } from './checks/limits.js'
import { collectorsWords, mentionsLacking } from './checks/mentions.js'
import { emptyThreats, noticesOutOfPlace } from './checks/notices.js'
import type { Template } from './templates/format.js'
import { SHIPPED } from './templates/shipped/shipped.js'

export type { StrategyFault } from './checks/fault.js'

/** Each asks one thing of a strategy. */
const RULES: readonly ((checked: Checked) => StrategyFault[])[] = [
  noticesOutOfPlace,
  barredSteps,
  mentionsLacking,
  collectorsWords,
  chargesWithoutLaw,
  suitsNotOpen,
  firstReminderFaults,
  limitsLoosened,
  emptyThreats,
]

/**
 * What the law of a country has against a strategy, as it stands in its newest pack: files that are opened from now on
 * will live by it. Empty where nothing does.
 * @param collects an agency for others, or a creditor for itself
 * @param templates the texts that it may send
 */
export function checkStrategy(
  strategy: Strategy,
  book: LawBook,
  collects: 'agency' | 'creditor',
  templates: readonly Template[] = SHIPPED,
): StrategyFault[] {
  const pack = book.packs.at(-1) ?? book.packs[0]
  return RULES.flatMap((rule) => rule({ strategy, pack, collects, templates }))
}

/** Whether a strategy may not be published. */
export const isRefused = (faults: readonly StrategyFault[]): boolean => faults.some(({ level }) => level === 'refused')
