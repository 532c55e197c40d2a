import { isDone } from './contact-outcome.js'
import type { Channel, ClaimFact, ContactFact, Facts } from './facts.js'
import { type FirstReminder, type LawPack, regimeOf } from './law-pack.js'
import { addDays, type LegalDay, weekday } from './legal-day.js'
import { isSideStage } from './stage.js'

type IsHoliday = (day: LegalDay) => boolean

/** The free days that the law grants these debtors after a first reminder; null where it grants none. */
function grantFor(claims: readonly ClaimFact[], law: LawPack): FirstReminder | null {
  const rule = law.firstReminder?.value
  return rule && claims.some(({ capacity }) => rule.regimes.includes(regimeOf(law, capacity))) ? rule : null
}

/** Messages that ask for payment, in their order: what was said before the due date asks for nothing yet. */
const remindersOf = ({ contacts }: Facts, law: LawPack): ContactFact[] =>
  contacts.filter(
    (contact) => contact.stage !== 'preventive' && !isSideStage(contact.stage) && contact.contactedOn !== null && isDone(contact, law),
  )

/**
 * The last day that a message must leave for paying, if it is the first that asks for payment and the law grants days after
 * that; null for every other message.
 */
export function grantedBy(act: { channel: Channel; on: LegalDay }, facts: Facts, law: LawPack, isHoliday: IsHoliday): LegalDay | null {
  const rule = grantFor(facts.claims, law)
  return rule && remindersOf(facts, law).length === 0 ? freeUntil(rule, act.on, roadOf(act.channel), isHoliday) : null
}

/** The last free day after the first message that asked for payment, by the day it was posted on; null where there is none. */
export function freeAfterFirst(facts: Facts, law: LawPack, isHoliday: IsHoliday): LegalDay | null {
  const rule = grantFor(facts.claims, law)
  const [first] = remindersOf(facts, law)
  const sentOn = first?.postedOn ?? first?.contactedOn
  return rule && first && sentOn ? freeUntil(rule, sentOn, roadOf(first.channel), isHoliday) : null
}

const roadOf = (channel: Channel) => (channel === 'letter' ? 'post' : 'electronic')

/**
 * The last day on which a debtor may pay after a first reminder without being asked for anything more. By post its days
 * begin on a working day after posting, by electronic means on the next calendar day; that day is the first of them.
 */
export function freeUntil(reminder: FirstReminder, sentOn: LegalDay, by: 'post' | 'electronic', isHoliday: IsHoliday): LegalDay {
  const { days, postStartsOnWorkingDay } = reminder
  const first = by === 'electronic' ? addDays(sentOn, 1) : workingDayAfter(reminder, sentOn, postStartsOnWorkingDay, isHoliday)
  return addDays(first, days - 1)
}

function workingDayAfter({ workingWeekdays }: FirstReminder, day: LegalDay, count: number, isHoliday: IsHoliday): LegalDay {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (workingWeekdays.includes(weekday(reached)) && !isHoliday(reached)) left--
  }
  return reached
}
