import { balanceOn, unpaidOn } from './account.js'
import type { AgreementQuestion } from './agreement.js'
import { agreementStep } from './agreement-step.js'
import { askableOf, onlyBarredLeft } from './barred-claims.js'
import { awaitedMoney, orderedClosing, settledClosing } from './closing.js'
import type { ClosingReason } from './closing-reason.js'
import { type CapSpent, spentCap } from './contact-caps.js'
import { type ContactCalendar, type ContactWindow, narrower, nextWindow } from './contact-hours.js'
import { isUndelivered } from './contact-outcome.js'
import type { Channel, ContactFact, Facts } from './facts.js'
import { freeAfterFirst, grantedBy } from './first-reminder.js'
import { askToWindUp, followProceedings, type JudicialQuestion, type JudicialStep, proceedUrgently } from './judicial.js'
import { type LawBook, type LawPack, packOn } from './law-pack.js'
import { addDays, instantOf, type LegalDay, later, legalDayOf } from './legal-day.js'
import { limitationOf } from './limitation.js'
import type { Cents } from './money.js'
import type { Course, TaskKind } from './procedure/proceeding.js'
import { type SideAct, sideActId, sideStepId } from './side-act.js'
import type { ActStage, SideStage } from './stage.js'
import { dueDay, latest, lowestOpenStep, mandatoryStages, type OpenStep, triesInVain } from './step.js'
import type { Strategy } from './strategy.js'

/** Why: the rule that decided, and where it stands. */
export interface Reason {
  rule: string
  source: string
}

/** An act to carry out. Days and instants are of the file's legal time. */
export interface Send {
  do: 'send'
  stepId: string
  actId: string
  stage: ActStage
  channel: Channel
  registered: boolean
  amountCents: Cents
  claimIds: string[]
  /** Null for words beside the road: they state no sum that closes the file. */
  payBefore: LegalDay | null
  /** The act may go out before this instant. */
  notAfter: string
}

export type Question =
  | 'contact-failing'
  | 'contact-unresolved'
  | 'debtor-unreachable'
  | 'agency-not-in-order'
  | 'claim-time-barred'
  | 'judicial-decision'
  | 'amicable-road-ended'
  | AgreementQuestion
  | JudicialQuestion

/** What a file does next. Instants are ISO 8601 in UTC, in the file's legal time. */
export type Decision = { because: Reason[] } & (
  | Send
  | { do: 'settle'; contactId: string }
  | { do: 'collect'; planId: string; number: number }
  | { do: 'proceed'; proceedingId: string; course: Course; taskId: string; task: TaskKind }
  | { do: 'wait'; until: string | null }
  | { do: 'ask-human'; question: Question }
  | { do: 'close'; reason: ClosingReason }
)

/** An act that failed this often is a person's to look at. */
const MOST_ATTEMPTS = 3

const POLICY = 'relance policy'

/**
 * Decides what a file does next, from facts alone. Pure: same facts, same strategy, same law, same instant, same answer.
 * The lowest step not yet done is the next one, however late the wake and whatever moved meanwhile: no mandatory notice
 * is skipped and no step repeated. Nothing like “now + interval” is stored; dates follow from the facts each time.
 */
export function decide(facts: Facts, strategy: Strategy, book: LawBook, at: Date): Decision {
  const law = packOn(book, legalDayOf(at, book.zone))
  const calendar = calendarOf(facts, law, strategy)
  return (
    finishOpenCall(facts, at) ??
    decideOn(proceedUrgently(facts)) ??
    decideOn(askToWindUp(facts)) ??
    sayLast(facts, book, calendar, at) ??
    closeIfSettled(facts, book, calendar, at) ??
    closeIfOrdered(facts, calendar, at) ??
    askIfAgencyUnfit(facts, calendar, at) ??
    askIfTimeBarred(facts, book, calendar, at) ??
    waitInSilence(facts, calendar, at) ??
    sendAnswer(facts, book, calendar, at) ??
    waitOnHold(facts, calendar, at) ??
    followAgreement(facts, book, calendar, at) ??
    askAboutUnknown(facts) ??
    awaitPosting(facts, law) ??
    awaitOutcome(facts, law, calendar, at) ??
    decideOn(followProceedings(facts)) ??
    takeNextStep(askableOf(facts, book, legalDayOf(at, calendar.zone)), strategy, { book, law }, calendar, at)
  )
}

/** The debtor's own days and clock, in the hours that both the law and the strategy leave. */
function calendarOf(facts: Facts, law: LawPack, { hours }: Strategy): ContactCalendar {
  return {
    hours: narrower(law.contactHours.value, hours),
    zone: zoneOf(facts, law),
    isHoliday: (day) => law.isHoliday(day, facts.region),
  }
}

/** The zone of the clock that the debtor's days are reckoned by. */
export function zoneOf({ region }: Pick<Facts, 'region'>, law: LawPack): string {
  return law.regionZones.value[region ?? ''] ?? law.zone
}

/**
 * A call whose end nobody has seen is cleared up before anything else, also on a file that is paid or held: asking the
 * provider sends nothing, and no file is closed over an act that may be on its way.
 */
function finishOpenCall({ contacts }: Facts, at: Date): Decision | null {
  const calling = contacts.find(({ state }) => state === 'calling')
  if (!calling) return null
  if (calling.leaseUntil !== null && new Date(calling.leaseUntil) > at) {
    return { do: 'wait', until: calling.leaseUntil, because: [because('call-in-progress', POLICY)] }
  }
  return { do: 'settle', contactId: calling.id, because: [because('never-send-twice', POLICY)] }
}

function closeIfSettled(facts: Facts, book: LawBook, { zone }: ContactCalendar, at: Date): Decision | null {
  const closing = settledClosing(facts, book, legalDayOf(at, zone))
  return closing && { do: 'close', reason: closing.reason, because: [because(closing.rule, closing.source)] }
}

/** What is to be closed though something is owed asks nobody for anything any more; it is closed once no money is on its way to it. */
function closeIfOrdered(facts: Facts, { zone }: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, zone)
  const closing = orderedClosing(facts, today)
  if (closing === null) return null
  const { reason, rule, source } = closing
  const money = awaitedMoney(facts, today)
  if (money === null) return { do: 'close', reason, because: [because(rule, source)] }
  const reasons = [because(rule, source), because('money-under-way', POLICY)]
  return { do: 'wait', until: money.until && instantOf(money.until, '00:00', zone).toISOString(), because: reasons }
}

/** An agency without the papers that the law asks of it asks no debtor for anything. */
function askIfAgencyUnfit({ agency = [] }: Facts, { zone }: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, zone)
  const missing = agency.filter(({ inForce }) => !inForce.some(({ from, until }) => from <= today && (until === null || today <= until)))
  if (missing.length === 0) return null
  return { do: 'ask-human', question: 'agency-not-in-order', because: missing.map(({ kind, source }) => because(`paper:${kind}`, source)) }
}

/** Whom the law protects from being chased for time-barred claims is not asked: a person looks at the file, held or not. */
function askIfTimeBarred(facts: Facts, book: LawBook, { zone }: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, zone)
  const claim = onlyBarredLeft(facts, book, today)
  if (!claim) return null
  const { name, period } = limitationOf(claim, book)
  const reasons = [
    because(`limitation:${name}`, period.source),
    because('no-campaign-when-barred', packOn(book, today).barredCampaigns.source),
  ]
  return { do: 'ask-human', question: 'claim-time-barred', because: reasons }
}

/** Holds during which the debtor is not written to at all. An operator who pauses a file may still answer it. */
export const SILENT: readonly string[] = ['insolvency', 'insolvency-to-check', 'over-indebtedness', 'death', 'minority', 'protected-adult']

function waitInSilence(facts: Facts, calendar: ContactCalendar, at: Date): Decision | null {
  const holds = facts.holds.filter(({ reason }) => SILENT.includes(reason))
  return waitOnHold({ holds }, calendar, at) && waitOnHold(facts, calendar, at)
}

function waitOnHold({ holds }: Pick<Facts, 'holds'>, { zone }: ContactCalendar, at: Date): Decision | null {
  const today = legalDayOf(at, zone)
  const inForce = holds.filter(({ until }) => until === null || until > today)
  if (inForce.length === 0) return null
  const reasons = inForce.map(({ reason }) => because(`hold:${reason}`, POLICY))
  if (inForce.some(({ until }) => until === null)) return { do: 'wait', until: null, because: reasons }
  const last = inForce.map(({ until }) => until as LegalDay).reduce(later)
  return { do: 'wait', until: instantOf(last, '00:00', zone).toISOString(), because: reasons }
}

/** What a person has written to the debtor, or decided about its dispute, is sent also while its file waits for something. */
function sendAnswer(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
  const answer = facts.answers?.find((one) => isDueAnswer(one, facts))
  if (!answer || facts.contacts.some(({ state }) => state === 'unknown')) return null
  return sendWords(answer, [because(`answer:${answer.kind}`, POLICY)], facts, book, calendar, at)
}

/** That its proceeding is over is said to the debtor also where the file closes by that; never to whom the law protects. */
function sayLast(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
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

function decideOn(step: JudicialStep | null): Decision | null {
  if (step === null) return null
  const reasons = [because(step.rule, step.source)]
  switch (step.do) {
    case 'proceed': {
      const { proceedingId, course, taskId, task } = step
      return { do: 'proceed', proceedingId, course, taskId, task, because: reasons }
    }
    case 'ask':
      return { do: 'ask-human', question: step.question, because: reasons }
    case 'wait':
      return { do: 'wait', until: null, because: reasons }
  }
}

/** What was agreed with the debtor, or it has said: nothing else is asked of it meanwhile. */
function followAgreement(facts: Facts, book: LawBook, calendar: ContactCalendar, at: Date): Decision | null {
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

/** Not even the provider knows: nothing more goes out until a person has looked, for the act must not go out twice. */
function askAboutUnknown({ contacts }: Facts): Decision | null {
  if (!contacts.some(({ state }) => state === 'unknown')) return null
  return { do: 'ask-human', question: 'contact-unresolved', because: [because('never-send-twice', POLICY)] }
}

/** A mandatory notice counts from its posting: nothing else goes out before that is confirmed. A printed letter is not a posted one. */
function awaitPosting(facts: Facts, law: LawPack): Decision | null {
  const mandatory = mandatoryStages(facts, law)
  const printed = facts.contacts.find((contact) => mandatory.includes(contact.stage) && isUnposted(contact))
  if (!printed) return null
  const { source } = (facts.mandate ? law.mandatoryNotices.agency : law.mandatoryNotices.creditor) as { source: string }
  return { do: 'wait', until: null, because: [because(`posting-awaited:${printed.actId}`, source)] }
}

/** A letter that is printed, as far as is known, and that nobody has posted. */
export const isUnposted = ({ state, channel, postedOn, delivery }: ContactFact) =>
  state === 'sent' && channel === 'letter' && postedOn === null && (delivery === null || delivery === 'accepted' || delivery === 'printed')

/** The end of a registered notice's journey is waited for, as long as it may take. */
function awaitOutcome(facts: Facts, law: LawPack, { zone }: ContactCalendar, at: Date): Decision | null {
  const onItsWay = facts.contacts.filter(
    ({ registered, state, postedOn, delivery }) => registered && state === 'sent' && postedOn !== null && delivery === 'posted',
  )
  const until = latest(onItsWay.map(({ postedOn }) => addDays(postedOn as LegalDay, law.outcomeWithinDays.value)))
  if (until === null || until <= legalDayOf(at, zone)) return null
  const reason = because('registered-outcome-awaited', law.outcomeWithinDays.source)
  return { do: 'wait', until: instantOf(until, '00:00', zone).toISOString(), because: [reason] }
}

function takeNextStep(
  facts: Facts,
  strategy: Strategy,
  { book, law }: { book: LawBook; law: LawPack },
  calendar: ContactCalendar,
  at: Date,
): Decision {
  const today = legalDayOf(at, calendar.zone)
  const open = lowestOpenStep(facts, strategy, book, today)
  if (!open) return endOfRoad(facts, strategy, calendar, at)
  const { step, actId, claims } = open
  if (triesInVain(open, facts) >= MOST_ATTEMPTS)
    return { do: 'ask-human', question: 'contact-failing', because: [because('attempts-spent', POLICY)] }
  const channel = channelFor(open, facts, law)
  if (!channel) return { do: 'ask-human', question: 'debtor-unreachable', because: [because('no-channel-left', sourceOf(strategy))] }

  const reasons = [because(`step:${step.id}`, sourceOf(strategy)), because('contact-hours', law.contactHours.source)]
  if (strategy.hours) reasons.push(because('hours', sourceOf(strategy)))
  if (channel !== step.channels[0]) reasons.push(because(`channel:${channel}`, 'the ones before it do not reach the debtor'))
  const free = freeAfterFirst(facts, law, calendar.isHoliday)
  const due = later(dueDay(open, facts, law), free === null ? today : addDays(free, 1))
  const { window, refusals } = nextLawfulWindow(due, facts, { law, strategy }, calendar, at)
  reasons.push(...refusals)
  if (window.opens > at) return { do: 'wait', until: window.opens.toISOString(), because: reasons }
  const granted = step.stage === 'preventive' ? null : grantedBy({ channel, on: window.day }, facts, law, calendar.isHoliday)
  if (granted !== null) reasons.push(because('first-reminder', law.firstReminder?.source ?? ''))
  return {
    do: 'send',
    stepId: step.id,
    actId,
    stage: step.stage,
    channel,
    registered: step.registered && channel === 'letter',
    amountCents: balanceOn(facts, book, today),
    claimIds: claims.map(({ id }) => id),
    payBefore: later(addDays(window.day, step.payWithinDays), granted ?? ''),
    notAfter: window.closes.toISOString(),
    because: reasons,
  }
}

/** The first hours on or after a day in which the calendar and every contact cap, of the law or the strategy, allow an act; with the caps that moved it. */
function nextLawfulWindow(
  due: LegalDay,
  facts: Facts,
  { law, strategy }: { law: LawPack; strategy: Strategy },
  calendar: ContactCalendar,
  at: Date,
): { window: ContactWindow; refusals: Reason[] } {
  const refusals = new Map<string, Reason>()
  let window = nextWindow(calendar, due, at)
  for (;;) {
    const [spent, source] = longest(
      [spentCap(facts, law.contactCaps.value, window.day), law.contactCaps.source],
      [spentCap(facts, strategy.caps ?? [], window.day), sourceOf(strategy)],
    )
    if (!spent) return { window, refusals: [...refusals.values()] }
    refusals.set(`${spent.rule} ${source}`, because(`cap:${spent.rule}`, source))
    window = nextWindow(calendar, spent.until, at)
  }
}

type SpentBy = [spent: CapSpent | null, source: string]
const longest = (law: SpentBy, own: SpentBy): SpentBy => (own[0] && (!law[0] || own[0].until > law[0].until) ? own : law)

/** The first channel of the step that reaches the debtor and has not failed for this very step; by letter when none does. */
function channelFor({ step }: OpenStep, { contacts, reachable }: Facts, law: LawPack): Channel | null {
  const inVain = contacts.filter((contact) => contact.stepId === step.id && isUndelivered(contact, law)).map(({ channel }) => channel)
  const usable = (channel: Channel) => reachable.includes(channel) && (channel === 'letter' || !inVain.includes(channel))
  return [...step.channels, 'letter' as const].find(usable) ?? null
}

/** All steps are taken: once the last day to pay is over, what follows is for a person. */
function endOfRoad(facts: Facts, strategy: Strategy, { zone }: ContactCalendar, at: Date): Decision {
  const source = sourceOf(strategy)
  const askedUntil = latest(facts.contacts.filter(({ state }) => state === 'sent').map(({ payBefore }) => payBefore))
  if (askedUntil !== null && legalDayOf(at, zone) <= askedUntil) {
    const until = instantOf(addDays(askedUntil, 1), '00:00', zone).toISOString()
    return { do: 'wait', until, because: [because('time-to-pay', source)] }
  }
  const { question, reasons } = afterLastStep(facts)
  return { do: 'ask-human', question, because: [because('last-step-done', source), ...reasons] }
}

/** Whether to sue is asked where the mandate carries a suit, and nobody has said no to one. */
function afterLastStep({ mandate, judicial }: Facts): { question: Question; reasons: Reason[] } {
  if (mandate?.scope === 'amicable' && !mandate.maySue) return { question: 'amicable-road-ended', reasons: [] }
  if (judicial?.proposal === undefined && judicial?.answered?.state === 'refused')
    return { question: 'amicable-road-ended', reasons: [because('suit-refused', POLICY)] }
  return { question: 'judicial-decision', reasons: [] }
}

const because = (rule: string, source: string): Reason => ({ rule, source })
const sourceOf = ({ name, version }: Strategy) => `strategy ${name} v${version}`
