import { balanceOn, unpaidOn } from './account.js'
import { agreementStep } from './agreement-step.js'
import { askableOf } from './barred-claims.js'
import { type ContactCalendar, nextWindow } from './contact-hours.js'
import { because, type Decision, MOST_ATTEMPTS, POLICY, type Reason } from './decision.js'
import type { Channel, ContactFact, Facts } from './facts.js'
import { SILENT } from './hold-step.js'
import type { LawBook } from './law-pack.js'
import { addDays, instantOf, legalDayOf } from './legal-day.js'
import { type SideAct, sideActId, sideStepId } from './side-act.js'
import type { SideStage } from './stage.js'
import { latest } from './step.js'

/** What a person has written to the debtor, or decided about its dispute, is sent also while its file waits for something. */
export function sendAnswer(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
  const answer = facts.answers?.find((one) => isDueAnswer(one, facts))
  if (!answer || facts.contacts.some(({ state }) => state === 'unknown')) return null
  return sendWords(answer, [because(`answer:${answer.kind}`, POLICY)], facts, book, calendar, at)
}

/** That its proceeding is over is said to the debtor also where the file closes by that; never to whom the law protects. */
export function sayLast(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, calendar.zone)
  if (facts.holds.some(({ reason, until }) => SILENT.includes(reason) && (until === null || until > today))) return null
  return sendAnswer({ ...facts, answers: facts.answers?.filter(({ final }) => final) ?? [] }, book, calendar, at)
}

/** Not sent yet, nor left out by a person. Whether an address can be asked for by another channel is nobody's question, nor
 * whether a debtor hears of a stage that the court or an officer tells it of. */
function isDueAnswer(answer: SideAct, { contacts, overrides, reachable }: Facts): boolean {
  const id = sideActId(answer)
  if (contacts.some(({ actId, state }) => actId === id && state === 'sent')) return false
  if (overrides.some(({ actId, kind }) => actId === id && kind === 'skip')) return false
  if (answer.kind !== 'address-check' && answer.kind !== 'judicial-step') return true
  return failedTries(id, contacts).length < MOST_ATTEMPTS && SIDE_CHANNELS[answer.kind].some((channel) => reachable.includes(channel))
}

const failedTries = (actId: string, contacts: readonly ContactFact[]) =>
  contacts.filter((contact) => contact.actId === actId && contact.state === 'failed' && contact.contactedOn !== null)

/** What was agreed with the debtor, or it has said: nothing else is asked of it meanwhile. */
export function followAgreement(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, calendar.zone)
  const step = agreementStep(facts, book, today)
  if (step === null) return null
  const reasons = [because(step.rule, step.source)]
  switch (step.do) {
    case 'wait':
      return { do: 'wait', until: step.until && instantOf(step.until, '00:00', calendar.zone).toISOString(), because: reasons }
    case 'ask':
      return { do: 'ask-human', question: step.question, because: reasons }
    case 'collect':
      return { do: 'collect', planId: step.planId, number: step.number, because: reasons }
    case 'words':
      if (facts.contacts.some(({ state }) => state === 'unknown')) return null
      return sendWords(step.act, reasons, facts, book, calendar, at)
  }
}

/** Channels of words beside the road, in order; who has chosen one is written to by that first. */
const SIDE_CHANNELS: Record<SideStage, readonly Channel[]> = {
  'plan-reminder': ['email', 'sms', 'letter'],
  'plan-default': ['letter', 'email'],
  'dispute-answer': ['letter', 'email'],
  reply: ['email', 'sms', 'letter'],
  'address-check': ['sms', 'email'],
  'judicial-step': ['letter', 'email'],
}

/** Words beside the road count towards no cap, for the debtor waits for them; they keep to the hours. */
function sendWords(act: SideAct, reasons: Reason[], facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision {
  const today = legalDayOf(at, calendar.zone)
  const actId = sideActId(act)
  const failed = failedTries(actId, facts.contacts)
  if (failed.length >= MOST_ATTEMPTS) return { do: 'ask-human', question: 'contact-failing', because: [because('attempts-spent', POLICY)] }
  const wanted = [act.channel, facts.preferred, ...SIDE_CHANNELS[act.kind]].filter((channel) => channel !== undefined)
  const channel = wanted.find((one) => one !== act.unfit && facts.reachable.includes(one) && SIDE_CHANNELS[act.kind].includes(one))
  if (channel === undefined) return { do: 'ask-human', question: 'debtor-unreachable', because: [because('no-channel-left', POLICY)] }
  const last = latest(failed.map(({ contactedOn }) => contactedOn))
  const window = nextWindow(calendar, last === null ? today : addDays(last, 1), at)
  if (window.opens > at) return { do: 'wait', until: window.opens.toISOString(), because: [...reasons, because('contact-hours', POLICY)] }
  const asked = askableOf(facts, book, today)
  return {
    do: 'send',
    stepId: sideStepId(act),
    actId,
    stage: act.kind,
    channel,
    registered: false,
    amountCents: balanceOn(asked, book, today),
    claimIds: unpaidOn(asked, book, today).map(({ id }) => id),
    payBefore: null,
    notAfter: window.closes.toISOString(),
    because: reasons,
  }
}
