import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Decision, decide } from '../../src/domain/decide.js'
import type { ClaimFact, ContactFact, Facts } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { pack } from '../../src/law/fr/2016-10-01.js'

/**
 * A file's life, lived in plain TypeScript: decide, apply what was decided to the facts, let something happen, decide again.
 * What the properties compare with (balance, days and hours in Paris) is reckoned here anew, without the code under test.
 *
 * Not claimed: what the rows, the locks and the engine add; the scenarios run those.
 */

const SEEDED = { seed: 20260115, numRuns: 250 }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BIRTH = Date.parse('2026-01-08T10:00:00Z')

/** What happens between one decision and the next, and how the next contact would go. */
const move = fc.record({
  change: fc.constantFrom('nothing', 'pay', 'pay', 'pay', 'reverse', 'claim', 'due-date', 'hold', 'hold-without-end', 'lift', 'lift'),
  which: fc.nat(20),
  days: fc.integer({ min: -45, max: 45 }),
  cents: fc.integer({ min: 1, max: 150_000 }),
  wake: fc.constantFrom('at once', 'before its time', 'in time', 'late'),
  minutes: fc.integer({ min: 1, max: 25 * 24 * 60 }),
  answer: fc.constantFrom('sent', 'failed', 'unknown'),
  outcome: fc.constantFrom('sent', 'failed', 'failed', 'dropped', 'left reserved', 'lost'),
})
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const claims = fc.array(fc.record({ days: fc.integer({ min: -60, max: 60 }), cents: fc.integer({ min: 1, max: 100_000 }) }), {
  minLength: 1,
  maxLength: 3,
})
const strategy = fc
  .record({ first: fc.integer({ min: -15, max: 20 }), gaps: fc.array(fc.constantFrom(0, 0, 1, 2, 7, 15, 30), { maxLength: 4 }) })
  .map(({ first, gaps }): Strategy => {
    const dayOf = (index: number) => gaps.slice(0, index).reduce((day, gap) => day + gap, first)
    const steps = [0, ...gaps].map((_, index) => ({ id: `step-${index}`, channel: 'letter' as const, afterDays: dayOf(index) }))
    return { name: 'any', version: 1, steps }
  })
/** The same plan is lived once, however many properties look at it. */
const lived = new Map<string, Life>()
const life = fc.record({ strategy, claims, moves: fc.array(move, { maxLength: 40, size: 'max' }) }).map((plan) => {
  const key = JSON.stringify(plan)
  const known = lived.get(key) ?? new Life(plan)
  lived.set(key, known)
  return known
})

interface Page {
  at: Date
  /** The facts as they were when it was decided. */
  facts: Facts
  decision: Decision
}

class Life {
  readonly pages: Page[] = []
  readonly strategy: Strategy
  /** More decisions than this and the file would never end. */
  readonly bound: number
  /** The facts at the end. */
  readonly facts: Facts = { claims: [], holds: [], contacts: [] }
  private at = BIRTH

  constructor({ strategy, claims, moves }: { strategy: Strategy; claims: { days: number; cents: number }[]; moves: Move[] }) {
    this.strategy = strategy
    for (const { days, cents } of claims) this.addClaim(days, cents)
    // After the last move each step takes a wait and a letter; the rest clears up what the moves left.
    this.bound = moves.length + 2 * strategy.steps.length + 6
    this.live([...moves])
  }

  get ended(): boolean {
    return ['close', 'ask-human'].includes(this.pages.at(-1)?.decision.do ?? '')
  }

  get letters(): ContactFact[] {
    return this.facts.contacts.filter(({ state }) => state === 'sent')
  }

  pagesThat<D extends Decision['do']>(what: D): (Page & { decision: Extract<Decision, { do: D }> })[] {
    return this.pages.filter(({ decision }) => decision.do === what) as (Page & { decision: Extract<Decision, { do: D }> })[]
  }

  private live(moves: Move[]): void {
    while (this.pages.length <= this.bound) {
      const at = new Date(this.at)
      const decision = decide(this.facts, this.strategy, pack, at)
      this.pages.push({ at, facts: structuredClone(this.facts), decision })
      const next = moves.shift()
      this.carryOut(decision, next)
      if (next) this.happen(next)
      else if (this.ended && !this.answer(decision)) return
      else if (decision.do === 'wait' && decision.until === null) this.facts.holds = []
    }
  }

  private carryOut(decision: Decision, next: Move | undefined): void {
    if (decision.do === 'send') this.send(decision.stepId, next?.outcome ?? 'sent')
    if (decision.do === 'settle') this.settle(decision.contactId, next?.answer ?? 'sent')
    if (decision.do === 'wait') this.at = this.wakeUp(decision.until === null ? null : Date.parse(decision.until), next)
    if (decision.do === 'ask-human' && next) this.answer(decision)
  }

  private wakeUp(until: number | null, next: Move | undefined): number {
    if (until === null) return this.at + (next?.minutes ?? 1) * MINUTE
    if (next?.wake === 'at once') return this.at + 1
    if (next?.wake === 'before its time') return this.at + Math.floor((until - this.at) / 2)
    return next?.wake === 'late' ? until + next.minutes * MINUTE : until
  }

  private send(stepId: string, outcome: Move['outcome']): void {
    const { contacts } = this.facts
    const kept = contacts.find(({ state }) => state === 'reserved')
    const contact: ContactFact = kept ?? {
      id: `contact-${contacts.length}`,
      stepId,
      state: 'reserved',
      contactedOn: null,
      leaseUntil: null,
    }
    if (!kept) contacts.push(contact)
    if (outcome === 'left reserved') return
    contact.state = outcome === 'lost' ? 'calling' : outcome === 'sent' ? 'sent' : 'failed'
    if (outcome === 'dropped') return
    contact.contactedOn = inParis(this.at).day
    contact.leaseUntil = new Date(this.at + MINUTE).toISOString()
  }

  private settle(contactId: string, state: ContactFact['state']): void {
    Object.assign(this.facts.contacts.find(({ id }) => id === contactId) as ContactFact, { state })
  }

  /** A person finds out what became of a call. The other questions end the file's life unless something else happens. */
  private answer(decision: Decision): boolean {
    if (decision.do !== 'ask-human' || decision.question !== 'contact-unresolved') return false
    for (const contact of this.facts.contacts) if (contact.state === 'unknown') contact.state = contact.id.endsWith('1') ? 'failed' : 'sent'
    return true
  }

  private happen({ change, which, days, cents: some, minutes }: Move): void {
    const { claims, holds } = this.facts
    const claim = claims[which % claims.length] as ClaimFact
    if (this.ended) this.at += minutes * MINUTE
    if (change === 'pay') claim.paidCents = cents(claim.paidCents + some)
    if (change === 'reverse') claim.paidCents = cents(Math.max(0, claim.paidCents - some))
    if (change === 'claim') this.addClaim(days, some)
    if (change === 'due-date') claim.dueDate = inParis(Date.parse(`${claim.dueDate}T12:00:00Z`) + days * DAY).day
    if (change === 'hold') holds.push({ reason: 'promise', until: this.dayFromNow(days) })
    if (change === 'hold-without-end') holds.push({ reason: 'dispute', until: null })
    if (change === 'lift') holds.length = 0
  }

  private addClaim(days: number, amount: number): void {
    const { claims } = this.facts
    claims.push({ id: `claim-${claims.length}`, dueDate: this.dayFromNow(days), amountCents: cents(amount), paidCents: cents(0) })
  }

  private dayFromNow(days: number): string {
    return inParis(this.at + days * DAY).day
  }
}

const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
})

function inParis(at: number | Date): { day: string; hour: number; weekday: string } {
  const part = Object.fromEntries(PARIS.formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour), weekday: part.weekday as string }
}

const owed = ({ amountCents, paidCents }: ClaimFact) => Math.max(0, amountCents - paidCents)
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY
const sumOwed = ({ claims }: Facts) => claims.reduce((total, claim) => total + owed(claim), 0)

/** Checks something of every life. */
function everyLife(check: (life: Life) => void): void {
  fc.assert(fc.property(life, check), SEEDED)
}

describe('whatever happens to a file', () => {
  it('no step is sent twice', () => {
    everyLife(({ letters }) => {
      const steps = letters.map(({ stepId }) => stepId)
      expect(steps).toEqual([...new Set(steps)])
    })
  })

  it('steps go out in the strategy’s order, none skipped', () => {
    everyLife(({ letters, strategy }) => {
      expect(letters.map(({ stepId }) => stepId)).toEqual(strategy.steps.slice(0, letters.length).map(({ id }) => id))
    })
  })

  it('nothing is sent while nothing is owed, and what is sent names what is owed', () => {
    everyLife((life) => {
      for (const { facts, decision } of life.pagesThat('send')) {
        expect(decision.amountCents).toBe(sumOwed(facts))
        expect(decision.amountCents).toBeGreaterThan(0)
      }
    })
  })

  it('nothing is sent under a hold', () => {
    everyLife((life) => {
      for (const { at, facts } of life.pagesThat('send')) {
        expect(facts.holds.filter(({ until }) => until === null || until > inParis(at).day)).toEqual([])
      }
    })
  })

  it('nothing is sent outside contact hours, nor later than they close', () => {
    everyLife((life) => {
      for (const { at, decision } of life.pagesThat('send')) {
        const { day, hour, weekday } = inParis(at)
        expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(weekday)
        expect(hour).toBeGreaterThanOrEqual(8)
        expect(hour).toBeLessThan(20)
        expect(inParis(new Date(decision.notAfter))).toEqual({ day, weekday, hour: 20 })
      }
    })
  })

  it('nothing is sent before it is due', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of life.pagesThat('send')) {
        const [oldest] = facts.claims
          .filter((claim) => owed(claim) > 0)
          .map(({ dueDate }) => dueDate)
          .sort()
        const { afterDays } = life.strategy.steps.find(({ id }) => id === decision.stepId) as { afterDays: number }
        expect(daysBetween(oldest as string, inParis(at).day)).toBeGreaterThanOrEqual(afterDays)
      }
    })
  })

  it('nothing is sent while it is open what became of a call', () => {
    everyLife((life) => {
      for (const { facts } of life.pagesThat('send')) {
        expect(facts.contacts.filter(({ state }) => state === 'calling' || state === 'unknown')).toEqual([])
      }
    })
  })

  it('two acts are never on one legal day, unless the strategy sets them on one', () => {
    everyLife(({ facts, strategy }) => {
      const acts = facts.contacts.filter(({ contactedOn }) => contactedOn !== null)
      const dayOfStep = new Map(strategy.steps.map(({ id, afterDays }) => [id, afterDays]))
      for (const [index, act] of acts.entries()) {
        for (const other of acts.slice(0, index).filter(({ contactedOn }) => contactedOn === act.contactedOn)) {
          expect(act.stepId).not.toBe(other.stepId)
          expect(dayOfStep.get(act.stepId)).toBe(dayOfStep.get(other.stepId))
        }
      }
    })
  })

  it('letters keep at least the distance that the strategy sets', () => {
    everyLife(({ letters, strategy }) => {
      for (const [index, letter] of letters.entries()) {
        const before = letters[index - 1]
        if (!before) continue
        const gap = (strategy.steps[index]?.afterDays ?? 0) - (strategy.steps[index - 1]?.afterDays ?? 0)
        expect(daysBetween(before.contactedOn as string, letter.contactedOn as string)).toBeGreaterThanOrEqual(gap)
      }
    })
  })

  it('a failing step is tried three times at most', () => {
    everyLife(({ facts }) => {
      const tried = facts.contacts.filter(({ contactedOn }) => contactedOn !== null).map(({ stepId }) => stepId)
      for (const step of new Set(tried)) expect(tried.filter((id) => id === step).length).toBeLessThanOrEqual(3)
    })
  })

  it('a wait with a date ends later than it began', () => {
    everyLife((life) => {
      for (const { at, decision } of life.pagesThat('wait')) {
        if (decision.until !== null) expect(Date.parse(decision.until)).toBeGreaterThan(at.getTime())
      }
    })
  })

  it('waking before the time changes nothing', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of life.pagesThat('wait')) {
        const between = decision.until === null ? at.getTime() + 1 : Math.floor((at.getTime() + Date.parse(decision.until)) / 2)
        const { until } = decision // but not the reasons: of two holds one may have ended
        expect(decide(facts, life.strategy, pack, new Date(between))).toEqual(expect.objectContaining({ do: 'wait', until }))
      }
    })
  })

  it('the same facts at the same instant give the same answer, and stay as they are', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of life.pages) {
        const before = structuredClone(facts)
        expect(decide(facts, structuredClone(life.strategy), structuredClone(pack), new Date(at))).toEqual(decision)
        expect(facts).toEqual(before)
      }
    })
  })

  it('the order in which the rows are read does not matter', () => {
    everyLife((life) => {
      for (const { at, facts, decision } of life.pages) {
        const turned: Facts = { claims: facts.claims.toReversed(), holds: facts.holds, contacts: facts.contacts.toReversed() }
        expect(decide(turned, life.strategy, pack, at)).toEqual(decision)
      }
    })
  })

  it('it ends: closed, or with a question to a person', () => {
    everyLife((life) => {
      expect(life.ended).toBe(true)
      expect(life.pages.length).toBeLessThanOrEqual(life.bound)
    })
  })

  it('it ends closed exactly when nothing is owed', () => {
    everyLife(({ facts, pages }) => {
      expect(pages.at(-1)?.decision.do === 'close').toBe(sumOwed(facts) === 0)
    })
  })
})

it('control: these lives meet everything that can happen', () => {
  const lives = fc.sample(life, SEEDED)
  const seen = (what: (page: Page) => boolean) => lives.filter(({ pages }) => pages.some(what)).length
  const asked = (question: string) => seen(({ decision }) => decision.do === 'ask-human' && decision.question === question)
  expect(seen(({ decision }) => decision.do === 'close')).toBeGreaterThan(30)
  expect(seen(({ decision }) => decision.do === 'settle')).toBeGreaterThan(30)
  expect(seen(({ decision }) => decision.do === 'wait' && decision.until === null)).toBeGreaterThan(30)
  expect(asked('strategy-exhausted')).toBeGreaterThan(30)
  expect(asked('contact-unresolved')).toBeGreaterThan(10)
  expect(asked('contact-failing')).toBeGreaterThan(3)
  expect(lives.filter(({ letters }) => letters.length > 2).length).toBeGreaterThan(30)
})
