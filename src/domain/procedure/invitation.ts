import { addDays, type LegalDay } from '../legal-day.js'
import { type Cents, cents } from '../money.js'
import { beginning } from './beginning.js'
import { articleOf, asksFor, deadlineFrom, type Leg, nextOf } from './leg.js'
import { firstOf, type Matter } from './matter.js'
import type { ProceedingDeadline, ProceedingFact, ReportBound, ReportFact } from './proceeding.js'

/** An invitation that went out, with the debtor's time to answer it. */
interface Invitation extends Matter {
  invited: ReportFact
  answer: ProceedingDeadline
}

/**
 * The small-claims procedure: an officer invites the debtor to agree on a sum and its terms, and makes a title of what was agreed. The debtor's
 * month runs from the day on which the letter is sent, so says the Code des procédures civiles d’exécution, L125-1, and not from its receipt; one
 * that ends on a day without work goes on to the next that has some. Refusal and silence end it.
 */
export function followInvitation(matter: Matter): Leg[] {
  const invited = firstOf(matter.reports, 'invited')
  const begun = beginning(matter, 'invite-debtor', invited !== undefined, ['invited'])
  if (!invited) return [begun]
  const invitation = { ...matter, invited, answer: answerDeadline(matter, invited) }
  return [begun, toAnswer(invitation), ...answered(invitation)]
}

/** @throws RangeError where the law of that day has no time to answer */
function answerDeadline(matter: Matter, { on }: ReportFact): ProceedingDeadline {
  const within = matter.rules.procedure(on)?.oppositionWithin
  if (!within) throw new RangeError(`no time to answer an invitation of ${on}`)
  return deadlineFrom(matter, ['answer', 'debtor'], on, within)
}

function toAnswer({ rules, invited, answer, today }: Invitation): Leg {
  const { id, on } = invited
  const source = articleOf(rules, 'invited', on)
  return {
    passages: [{ stage: 'invited', on, source, report: id, next: nextOf(answer) }],
    deadlines: today <= answer.lastDay ? [answer] : [],
    ...openTo(['debtor-agreed', 'debtor-declined'], invited, answer),
  }
}

/** Answers in time may be told late. */
function openTo(kinds: readonly ('debtor-agreed' | 'debtor-declined')[], { on }: ReportFact, answer: ProceedingDeadline) {
  const bounds: ReportBound[] = kinds.map((kind) => ({ kind, from: on, until: answer.lastDay, rule: answer.rule, source: answer.source }))
  return { expects: [...kinds], bounds }
}

/** The first answer in time stands; an agreement of the same day goes before a refusal. */
function answered(invitation: Invitation): Leg[] {
  const { reports, invited, answer, today } = invitation
  const inTime = reports.filter(({ on }) => on >= invited.on && on <= answer.lastDay)
  const agreed = firstOf(inTime, 'debtor-agreed')
  const declined = firstOf(inTime, 'debtor-declined')
  if (agreed && (!declined || agreed.on <= declined.on)) return titled(invitation, agreed)
  if (declined) return [over(invitation, declined.on, declined.id)]
  return today > answer.lastDay ? [over(invitation, addDays(answer.lastDay, 1))] : []
}

/** A refusal may turn out to have come after an agreement, silence to have been none. */
const over = ({ rules, invited, answer }: Invitation, on: LegalDay, report?: string): Leg => ({
  passages: [{ stage: 'ended', on, source: articleOf(rules, 'ended', on), end: 'declined', ...(report !== undefined && { report }) }],
  ...openTo(report === undefined ? ['debtor-agreed', 'debtor-declined'] : ['debtor-agreed'], invited, answer),
})

function titled(invitation: Invitation, agreed: ReportFact): Leg[] {
  const { proceeding, rules, reports } = invitation
  const issued = firstOf(reports, 'title-issued', agreed.on)
  const agreement = agreedLeg(invitation, agreed, issued !== undefined)
  if (!issued) return [agreement]
  const { id, on } = issued
  const source = articleOf(rules, 'enforceable', on)
  const title = { of: id, on, enforceableOn: on, principalCents: sumOf(proceeding, agreed), costsCents: cents(0), source }
  return [
    agreement,
    {
      passages: [
        { stage: 'enforceable', on, source, report: id },
        { stage: 'ended', on, source, report: id, end: 'titled' },
      ],
      title,
    },
  ]
}

function agreedLeg(invitation: Invitation, { id, on }: ReportFact, isIssued: boolean): Leg {
  const source = articleOf(invitation.rules, 'agreed', on)
  const asks = asksFor(invitation, 'issue-title', on, { of: id, done: isIssued })
  const issuing: ReportBound = { kind: 'title-issued', from: on, rule: 'after-agreement', source }
  return { passages: [{ stage: 'agreed', on, source, report: id }], asks, expects: ['title-issued'], bounds: [issuing] }
}

/** What was agreed, never more than was asked for; the procedure's costs stay with the creditor. */
function sumOf({ askedCents }: ProceedingFact, { amountCents = askedCents }: ReportFact): Cents {
  return amountCents < askedCents ? amountCents : askedCents
}
