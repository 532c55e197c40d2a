import { addDays, type LegalDay } from '../legal-day.js'
import { type Cents, cents } from '../money.js'
import { beginning } from './beginning.js'
import { articleOf, doerOf, type Leg, NO_LEG, standing } from './leg.js'
import type { ProcedureState, ProceedingDeadline, ProceedingFact, ReportBound, ReportFact, TaskAsk } from './proceeding.js'
import { firstOf, reportsUntil } from './reports.js'
import type { ProceedingRules } from './rules.js'

/** An invitation that went out, with the debtor's time to answer it. */
interface Invitation {
  proceeding: ProceedingFact
  rules: ProceedingRules
  today: LegalDay
  reports: ReportFact[]
  invited: ReportFact
  answer: ProceedingDeadline
}

/**
 * The small-claims procedure: an officer invites the debtor to agree on a sum and its terms, and makes a title of what was agreed. The debtor's
 * month runs from the day on which the letter is sent, so says the Code des procédures civiles d’exécution, L125-1, and not from its receipt; one
 * that ends on a day without work goes on to the next that has some. Refusal and silence end it.
 */
export function followInvitation(proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const reports = reportsUntil(proceeding, today)
  const invited = firstOf(reports, 'invited')
  const begun = beginning(proceeding, rules, 'invite-debtor', invited !== undefined, ['invited'])
  if (!invited) return standing([begun])
  const invitation = { proceeding, rules, today, reports, invited, answer: answerDeadline(rules, invited) }
  return standing([begun, toAnswer(invitation), ...answered(invitation)])
}

/** @throws RangeError where the law of that day has no time to answer */
function answerDeadline(rules: ProceedingRules, { on }: ReportFact): ProceedingDeadline {
  const within = rules.procedure(on)?.oppositionWithin
  if (!within) throw new RangeError(`no time to answer an invitation of ${on}`)
  const { deadline } = rules.deadline(on, within.value, false)
  const rule = `answer-within:${within.value.replaceAll(' ', '-')}`
  return { kind: 'answer', lastDay: deadline, who: 'debtor', rule, source: within.source }
}

function toAnswer({ rules, invited, answer, today }: Invitation): Leg {
  const { id, on } = invited
  const source = articleOf(rules, 'invited', on)
  return {
    ...NO_LEG,
    passages: [{ stage: 'invited', on, source, report: id, next: { kind: 'answer', lastDay: answer.lastDay } }],
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
  ...NO_LEG,
  passages: [{ stage: 'ended', on, source: articleOf(rules, 'ended', on), end: 'declined', ...(report !== undefined && { report }) }],
  ...openTo(report === undefined ? ['debtor-agreed', 'debtor-declined'] : ['debtor-agreed'], invited, answer),
})

function titled({ proceeding, rules, reports }: Invitation, agreed: ReportFact): Leg[] {
  const issued = firstOf(reports, 'title-issued', agreed.on)
  const agreement = agreedLeg(proceeding, rules, agreed, issued !== undefined)
  if (!issued) return [agreement]
  const { id, on } = issued
  const source = articleOf(rules, 'enforceable', on)
  const title = { of: id, on, enforceableOn: on, principalCents: sumOf(proceeding, agreed), costsCents: cents(0), source }
  return [
    agreement,
    {
      ...NO_LEG,
      passages: [
        { stage: 'enforceable', on, source, report: id },
        { stage: 'ended', on, source, report: id, end: 'titled' },
      ],
      title,
    },
  ]
}

function agreedLeg(proceeding: ProceedingFact, rules: ProceedingRules, { id, on }: ReportFact, isIssued: boolean): Leg {
  const source = articleOf(rules, 'agreed', on)
  const to = doerOf(proceeding, rules, 'issue-title', on)
  const asks: TaskAsk[] = to === null ? [] : [{ kind: 'issue-title', of: id, to, urgent: true, by: null, done: isIssued }]
  const issuing: ReportBound = { kind: 'title-issued', from: on, rule: 'after-agreement', source }
  return { ...NO_LEG, passages: [{ stage: 'agreed', on, source, report: id }], asks, expects: ['title-issued'], bounds: [issuing] }
}

/** What was agreed, never more than was asked for; the procedure's costs stay with the creditor. */
function sumOf({ askedCents }: ProceedingFact, { amountCents = askedCents }: ReportFact): Cents {
  return amountCents < askedCents ? amountCents : askedCents
}
