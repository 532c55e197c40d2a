import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../src/domain/decide.js'
import type { Send } from '../../src/domain/decision.js'
import type { ClaimFact, ContactFact, Facts } from '../../src/domain/facts.js'
import { planAhead } from '../../src/domain/plan.js'
import type { ActStage } from '../../src/domain/stage.js'
import { lawOf } from '../../src/law/book.js'
import { legalHolidays, regionalHolidays } from '../law/almanac.js'
import { type Life, life, liveOn, type Page, paidOf, whereTheDebtorIs } from './life.js'

/**
 * For any order of payments, returned payments, credit notes and withdrawals, moved due dates, added claims, holds, an
 * operator's overrides, lost and found channels, delivery reports, contacts about other files, failures and late wakes.
 * What the properties compare with (balance, notices, days, hours, holidays, caps) is reckoned here anew, without the code
 * under test.
 *
 * Not claimed: what the rows, the locks and the engine add; the scenarios run those.
 */

const SEEDED = { seed: 20260115, numRuns: 130 }
const LAW = lawOf('FR')
const DAY = 86_400_000
const ORDER: ActStage[] = ['preventive', 'opening', 'amicable', 'formal-notice', 'last-notice']

const owed = (claim: ClaimFact) => Math.max(0, claim.amountCents - paidOf(claim))
const owing = ({ claims }: Facts) => claims.filter((claim) => owed(claim) > 0)
const sumOwed = ({ claims }: Facts) => claims.reduce((total, claim) => total + owed(claim), 0)
const isSettled = (facts: Facts) =>
  sumOwed(facts) === 0 ||
  (sumOwed(facts) <= (facts.mandate?.toleranceCents ?? 0) && facts.claims.some(({ money }) => money.some(({ kind }) => kind === 'payment')))
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY
const duties = ({ mandate }: Facts): ActStage[] => (mandate ? ['opening', 'formal-notice'] : ['formal-notice'])

const IN_VAIN = ['address-unknown', 'failed', 'bounced', 'opted-out']
const isEffective = ({ state, delivery }: ContactFact) => state === 'sent' && !IN_VAIN.includes(delivery ?? '')
const isPosted = ({ channel, postedOn, delivery }: ContactFact) => channel !== 'letter' || postedOn !== null || delivery === 'delivered'
const servedOn = (claim: ClaimFact, stage: ActStage, { contacts }: Facts) =>
  contacts.filter((contact) => contact.stage === stage && contact.claimIds.includes(claim.id) && isEffective(contact))
const isServed = (claim: ClaimFact, stage: ActStage, facts: Facts) =>
  claim.notices.some(({ kind }) => kind === stage) || servedOn(claim, stage, facts).some(isPosted)

type Sending = Page & { decision: Send }

/** Lived once, however many properties look at them. */
const lives = fc.sample(life, SEEDED)

/** Checks something of every life; where it does not hold, looks for a shorter life of which it does not. */
function everyLife(check: (life: Life) => void): void {
  try {
    lives.forEach(check)
  } catch (error) {
    fc.assert(fc.property(life, check), { ...SEEDED, interruptAfterTimeLimit: 5_000 })
    throw error
  }
}

const turnedRound = (facts: Facts): Facts => ({
  ...facts,
  claims: facts.claims.toReversed(),
  contacts: facts.contacts.toReversed(),
  overrides: facts.overrides.toReversed(),
  reachable: facts.reachable.toReversed(),
  otherContacts: facts.otherContacts.toReversed(),
})
const everyThird = (pages: readonly Page[]) => pages.filter((_, index) => index % 3 === 0)

/** Checks something of every act that any life sends. */
function everyAct(check: (page: Sending, life: Life) => void): void {
  everyLife((life) => {
    for (const page of life.pagesThat('send')) check(page, life)
  })
}

describe('whatever happens to a file: notices and their order', () => {
  it('no claim that is unpaid misses a mandatory notice when a later stage goes out', () => {
    everyAct(({ facts, decision }) => {
      const earlier = duties(facts).filter((stage) => ORDER.indexOf(stage) < ORDER.indexOf(decision.stage))
      for (const claim of owing(facts))
        for (const stage of earlier) expect([claim.id, stage, isServed(claim, stage, facts)]).toEqual([claim.id, stage, true])
    })
  })

  it('nothing else goes out while a mandatory notice is not posted', () => {
    everyAct(({ facts }) => {
      const notices = facts.contacts.filter(({ stage }) => duties(facts).includes(stage))
      expect(notices.filter((notice) => isEffective(notice) && !isPosted(notice) && notice.delivery === null)).toEqual([])
    })
  })

  it('an agency speaks on no channel before the opening letter is posted, but for a word before the due date', () => {
    everyAct(({ facts, decision, day }) => {
      if (!facts.mandate || decision.stage === 'opening') return
      if (decision.stage === 'preventive') for (const { dueDate } of owing(facts)) expect(dueDate >= day).toBe(true)
      else for (const claim of owing(facts)) expect(isServed(claim, 'opening', facts)).toBe(true)
    })
  })

  it('no step is repeated: a notice reaches each claim once, any other step is taken once', () => {
    everyAct(({ facts, decision }) => {
      const { stage, stepId, claimIds } = decision
      const taken = facts.contacts.filter((contact) => contact.stepId === stepId && isEffective(contact))
      if (!duties(facts).includes(stage)) expect(taken).toEqual([])
      else for (const claim of facts.claims.filter(({ id }) => claimIds.includes(id))) expect(servedOn(claim, stage, facts)).toEqual([])
    })
  })

  it('each act has a name of its own, which only a try that failed leaves free', () => {
    everyLife(({ facts }) => {
      const live = facts.contacts.filter(({ state }) => state !== 'failed').map(({ actId }) => actId)
      expect(live).toEqual([...new Set(live)])
    })
  })

  it('a notice names the claims that lack it, any other act all that is unpaid', () => {
    everyAct(({ facts, decision }) => {
      const { stage, claimIds } = decision
      const lacking = (claim: ClaimFact) => !claim.notices.some(({ kind }) => kind === stage) && servedOn(claim, stage, facts).length === 0
      const about = duties(facts).includes(stage) ? owing(facts).filter(lacking) : owing(facts)
      expect(claimIds.toSorted()).toEqual(about.map(({ id }) => id).sort())
      expect(claimIds.length).toBeGreaterThan(0)
    })
  })

  it('steps without a duty keep the strategy’s order', () => {
    everyAct(({ facts, decision }, { strategy }) => {
      if (duties(facts).includes(decision.stage)) return
      const index = strategy.steps.findIndex(({ id }) => id === decision.stepId)
      const later = strategy.steps.slice(index).map(({ id }) => id)
      expect(facts.contacts.filter((contact) => isEffective(contact) && later.includes(contact.stepId))).toEqual([])
    })
  })

  it('a step is left out only where an operator, the calendar or the mandate says so, or its time has gone by', () => {
    everyAct(({ facts, decision }, { strategy }) => {
      const index = strategy.steps.findIndex(({ id }) => id === decision.stepId)
      if (facts.contacts.some((contact) => isEffective(contact) && strategy.steps.findIndex(({ id }) => id === contact.stepId) > index))
        return
      for (const step of strategy.steps.slice(0, index)) {
        if (duties(facts).includes(step.stage) || step.stage === 'preventive') continue
        const isTaken = facts.contacts.some((contact) => contact.stepId === step.id && isEffective(contact))
        const isSkipped = facts.overrides.some(({ actId, kind }) => kind === 'skip' && actId.replace('#2', '') === step.id)
        const isPassed = strategy.steps
          .slice(strategy.steps.indexOf(step))
          .some(({ id }) => facts.contacts.some((one) => one.stepId === id && isEffective(one)))
        expect([step.id, isTaken || isSkipped || isPassed]).toEqual([step.id, true])
      }
    })
  })

  it('a suit is announced only where the mandate carries one', () => {
    everyAct(({ facts, decision }) => {
      if (decision.stage === 'last-notice') expect(facts.mandate?.scope).not.toBe('amicable')
    })
  })
})

describe('whatever happens to a file: money, holds and the mandate', () => {
  it('nothing is sent when all is paid or let go, and what is sent names what is owed', () => {
    everyAct(({ facts, decision }) => {
      expect(isSettled(facts)).toBe(false)
      expect(decision.amountCents).toBe(sumOwed(facts))
    })
  })

  it('nothing is sent under a hold, nor once the mandate has ended', () => {
    everyAct(({ facts, day }) => {
      expect(facts.holds.filter(({ until }) => until === null || until > day)).toEqual([])
      expect(facts.mandate === null || facts.mandate.until === null || facts.mandate.until >= day).toBe(true)
    })
  })

  it('nothing is sent while the debtor may still pay what was asked last, unless an operator says so', () => {
    everyAct(({ facts, decision, day }) => {
      if (facts.overrides.some(({ actId, kind }) => kind === 'now' && actId === decision.actId)) return
      for (const { payBefore } of facts.contacts.filter(isEffective)) expect((payBefore as string) < day).toBe(true)
    })
  })

  it('it ends: closed when nothing is owed, the rest is let go or the mandate is over, or else with a question to a person', () => {
    everyLife(({ ended, pages, bound, facts }) => {
      expect([ended, pages.length <= bound]).toEqual([true, true])
      const last = pages.at(-1) as Page
      const isOver = typeof facts.mandate?.until === 'string' && facts.mandate.until < last.day
      expect(last.decision.do === 'close').toBe(isSettled(facts) || isOver)
    })
  })
})

describe('whatever happens to a file: days and hours', () => {
  it('nothing is sent outside contact hours, on a holiday, nor later than the hours close, where the debtor is', () => {
    everyAct(({ at, facts, decision }) => {
      const { day, hour, weekday } = whereTheDebtorIs(facts, at)
      const year = Number(day.slice(0, 4))
      expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(weekday)
      expect([...legalHolidays(year), ...regionalHolidays(year, facts.region)]).not.toContain(day)
      expect([hour >= 8, hour < 20]).toEqual([true, true])
      expect(whereTheDebtorIs(facts, new Date(decision.notAfter))).toEqual({ day, weekday, hour: 20 })
    })
  })

  it('nothing is sent over a cap: one contact a day, three in seven days, over all files', () => {
    everyAct(({ facts, day }) => {
      const own = facts.contacts
        .filter(({ state }) => state !== 'failed' && state !== 'reserved')
        .map(({ contactedOn }) => contactedOn as string)
      const ago = [...own, ...facts.otherContacts].map((contact) => daysBetween(contact, day))
      expect(ago.filter((days) => days === 0).length).toBeLessThan(1)
      expect(ago.filter((days) => days >= 0 && days < 7).length).toBeLessThan(3)
    })
  })

  it('nothing is sent before it is due, unless an operator says so', () => {
    everyAct(({ facts, decision, day }, { strategy }) => {
      if (facts.overrides.some(({ actId, kind }) => kind === 'now' && actId === decision.actId)) return
      const about = facts.claims.filter(({ id }) => decision.claimIds.includes(id))
      const oldest = about.map(({ dueDate }) => dueDate).sort()[0] as string
      const { afterDays } = strategy.steps.find(({ id }) => id === decision.stepId) as { afterDays: number }
      expect(daysBetween(oldest, day)).toBeGreaterThanOrEqual(afterDays)
    })
  })

  it('acts keep the distance that the strategy sets, unless an operator says so', () => {
    everyAct(({ facts, decision, day }, { strategy }) => {
      if (facts.overrides.some(({ actId, kind }) => kind === 'now' && actId === decision.actId)) return
      const indexOf = (stepId: string) => strategy.steps.findIndex(({ id }) => id === stepId)
      const done = facts.contacts.filter(isEffective).toSorted((a, b) => ((a.contactedOn as string) < (b.contactedOn as string) ? -1 : 1))
      const last = done.at(-1)
      if (!last || indexOf(last.stepId) >= indexOf(decision.stepId)) return
      const afterDays = (stepId: string) => strategy.steps[indexOf(stepId)]?.afterDays as number
      // A claim's own notices may come between: the distance is to the nearest step below that was taken.
      const below = Math.max(...done.map(({ stepId }) => indexOf(stepId)).filter((index) => index < indexOf(decision.stepId)))
      const distance = afterDays(decision.stepId) - (strategy.steps[below]?.afterDays as number)
      expect(daysBetween(last.contactedOn as string, day)).toBeGreaterThanOrEqual(distance)
    })
  })

  it('a wait with a date ends later than it began', () => {
    everyLife((life) => {
      for (const { at, decision } of life.pagesThat('wait')) {
        if (decision.until !== null) expect(Date.parse(decision.until)).toBeGreaterThan(at.getTime())
      }
    })
  })

  it('waking before the time changes nothing, unless a day has passed that ends a mandate or makes a preventive word late', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of life.pagesThat('wait')) {
        if (facts.mandate?.until || decision.because.some(({ rule }) => rule === 'step:before-due')) continue
        const between = decision.until === null ? at.getTime() + 1 : Math.floor((at.getTime() + Date.parse(decision.until)) / 2)
        const { until } = decision // but not the reasons: of two holds one may have ended
        expect(decide(facts, life.strategy, LAW, new Date(between))).toEqual(expect.objectContaining({ do: 'wait', until }))
      }
    })
  })
})

describe('whatever happens to a file: channels and tries', () => {
  it('an act goes by a channel that reaches the debtor, of its step or by letter, and only a letter is registered', () => {
    everyAct(({ facts, decision }, { strategy }) => {
      const step = strategy.steps.find(({ id }) => id === decision.stepId)
      expect(facts.reachable).toContain(decision.channel)
      expect([...(step?.channels ?? []), 'letter']).toContain(decision.channel)
      expect(decision.registered).toBe(step?.registered === true && decision.channel === 'letter')
      const inVain = facts.contacts.filter(({ stepId, delivery }) => stepId === decision.stepId && IN_VAIN.includes(delivery ?? ''))
      if (decision.channel !== 'letter') expect(inVain.map(({ channel }) => channel)).not.toContain(decision.channel)
    })
  })

  it('nothing is sent while it is open what became of a call', () => {
    everyAct(({ facts }) => {
      expect(facts.contacts.filter(({ state }) => state === 'calling' || state === 'unknown')).toEqual([])
    })
  })

  it('an act is tried three times at most, and not twice on one day', () => {
    everyLife(({ facts }) => {
      const tried = facts.contacts
        .filter(({ contactedOn }) => contactedOn !== null)
        .map(({ actId, contactedOn }) => ({ actId, contactedOn }))
      for (const name of new Set(tried.map(({ actId }) => actId))) {
        const days = tried.filter(({ actId }) => actId === name).map(({ contactedOn }) => contactedOn)
        expect(days.length).toBeLessThanOrEqual(3)
        expect(days).toEqual([...new Set(days)])
      }
    })
  })
})

describe('whatever happens to a file: the decision itself', () => {
  it('the same facts at the same instant give the same answer, and stay as they are', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of everyThird(life.pages)) {
        const before = JSON.stringify(facts)
        expect(JSON.stringify(decide(facts, structuredClone(life.strategy), LAW, new Date(at)))).toBe(JSON.stringify(decision))
        expect(JSON.stringify(facts)).toBe(before)
      }
    })
  })

  it('the order in which the rows are read does not matter', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of everyThird(life.pages)) {
        const turned = turnedRound(facts)
        const again = decide(turned, life.strategy, LAW, at)
        if (again.do === 'send') again.claimIds.reverse()
        expect(JSON.stringify(again)).toBe(JSON.stringify(decision))
      }
    })
  })

  it('the plan is the life that follows when nothing else happens', () => {
    everyLife(({ pages, strategy }) => {
      for (const { facts, at } of [pages[0], pages[Math.floor(pages.length / 2)]] as Page[]) {
        const { acts, end } = planAhead(facts, strategy, LAW, at)
        const undisturbed = liveOn(structuredClone(facts), strategy, at)
        expect(acts).toEqual(undisturbed.acts)
        expect(end).toEqual(undisturbed.end)
      }
    })
  })
})

it('control: these lives meet everything that can happen', () => {
  const seen = (what: (page: Page) => boolean) => lives.filter(({ pages }) => pages.some(what)).length
  const asked = (question: string) => seen(({ decision }) => decision.do === 'ask-human' && decision.question === question)
  const because = (rule: string) => seen(({ decision }) => decision.because.some((reason) => reason.rule.startsWith(rule)))
  const sending = (what: (act: Send) => boolean) => seen(({ decision }) => decision.do === 'send' && what(decision))
  const met = {
    closed: seen(({ decision }) => decision.do === 'close'),
    settled: seen(({ decision }) => decision.do === 'settle'),
    'waited for good': seen(({ decision }) => decision.do === 'wait' && decision.until === null),
    ...Object.fromEntries(
      ['judicial-decision', 'amicable-road-ended', 'contact-unresolved', 'contact-failing', 'debtor-unreachable'].map((question) => [
        question,
        asked(question),
      ]),
    ),
    ...Object.fromEntries(
      [
        'posting-awaited',
        'registered-outcome-awaited',
        'cap:one',
        'cap:three',
        'channel:',
        'hold:',
        'within-tolerance',
        'time-to-pay',
        'no-mandate',
      ].map((rule) => [rule, because(rule)]),
    ),
    ...Object.fromEntries(ORDER.map((stage) => [stage, sending((act) => act.stage === stage)])),
    'an act again': sending(({ actId }) => actId.includes('#')),
    'a notice again': sending(({ actId, stage }) => actId.includes('#') && stage !== 'amicable'),
    'five acts': lives.filter(({ acts }) => acts.length > 4).length,
  }
  const rarely = Object.entries(met).filter(([, times]) => times < 5)
  expect(rarely).toEqual([])
})
