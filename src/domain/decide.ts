import { askableOf, onlyBarredLeft } from './barred-claims.js'
import { awaitedMoney, orderedClosing, settledClosing } from './closing.js'
import type { ContactCalendar } from './contact-hours.js'
import { calendarOf } from './debtor-calendar.js'
import { because, type Decision, POLICY } from './decision.js'
import type { Facts } from './facts.js'
import { waitInSilence, waitOnHold } from './hold-step.js'
import { askToWindUp, followProceedings, type JudicialStep, proceedUrgently } from './judicial.js'
import { type LawBook, packOn } from './law-pack.js'
import { instantOf, legalDayOf } from './legal-day.js'
import { awaitOutcome, awaitPosting } from './letter-under-way.js'
import { limitationOf } from './limitation.js'
import { takeNextStep } from './next-step.js'
import type { Strategy } from './strategy.js'
import { followAgreement, sayLast, sendAnswer } from './words-step.js'

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

/** Not even the provider knows: nothing more goes out until a person has looked, for the act must not go out twice. */
function askAboutUnknown({ contacts }: Facts): Decision | null {
  if (!contacts.some(({ state }) => state === 'unknown')) return null
  return { do: 'ask-human', question: 'contact-unresolved', because: [because('never-send-twice', POLICY)] }
}
