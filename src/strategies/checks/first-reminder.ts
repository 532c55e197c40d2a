import type { FirstReminder, Sourced } from '../../domain/law-pack.js'
import type { Step } from '../../domain/strategy.js'
import { type Checked, fault, regimesFor, type StrategyFault } from './fault.js'

/** A weekend and two holidays may lie between the working days on which a letter is on its way. */
const MOST_DAYS_OFF = 4

/**
 * Where the law regulates reminders to a debtor, the first of them is free and leaves its days before anything else. Any
 * message may have to go by post, so the days are those of a letter.
 */
export function firstReminderFaults(checked: Checked): StrategyFault[] {
  const rule = checked.pack.firstReminder
  if (!rule) return []
  return mayBeFirst(checked.strategy.steps)
    .filter((step) => [...regimesFor(checked, step)].some((regime) => rule.value.regimes.includes(regime)))
    .flatMap((step) => [...notAReminder(step, rule), ...tooShort(step, rule), ...notFree(step, rule, checked)])
}

/** Steps that may be the first after the due date: up to one that depends on nothing. */
function mayBeFirst(steps: readonly Step[]): Step[] {
  const collecting = steps.filter(({ stage }) => stage !== 'preventive')
  const certain = collecting.findIndex(({ when }) => !when)
  return collecting.slice(0, certain === -1 ? undefined : certain + 1)
}

function notAReminder(step: Step, rule: Sourced<FirstReminder>): StrategyFault[] {
  if (step.stage === 'opening' || step.stage === 'amicable') return []
  return [fault(step, 'first-reminder', rule, 'a reminder comes before any notice')]
}

function tooShort(step: Step, rule: Sourced<FirstReminder>): StrategyFault[] {
  const { days, postStartsOnWorkingDay } = rule.value
  const least = days + postStartsOnWorkingDay + MOST_DAYS_OFF - 1
  if (step.payWithinDays >= least) return []
  const message = `the first reminder leaves ${days} days from the ${ordinal(postStartsOnWorkingDay)} working day after posting: payWithinDays is at least ${least}`
  return [fault(step, 'first-reminder-days', rule, message)]
}

const ordinal = (place: number) => ({ 1: 'first', 2: 'second', 3: 'third' })[place] ?? `${place}th`

/** What runs from the due date would stand in the first reminder already. */
function notFree(step: Step, rule: Sourced<FirstReminder>, { strategy: { charges }, pack }: Checked): StrategyFault[] {
  const given = rule.value.regimes.map((regime) => pack.lateCharges[regime])
  const isCharged =
    (charges?.interest !== false && given.some(({ interest }) => interest?.value.from === 'due')) ||
    (charges?.indemnity !== false && given.some(({ indemnityCents }) => indemnityCents !== null))
  return isCharged
    ? [fault(step, 'first-reminder-free', rule, 'the first reminder is free: neither interest nor compensation is in it')]
    : []
}
