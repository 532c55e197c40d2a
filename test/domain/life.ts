import fc from 'fast-check'
import { decide } from '../../src/domain/decide.js'
import type { Decision, Send } from '../../src/domain/decision.js'
import type { DeliveryStatus } from '../../src/domain/delivery.js'
import type { Channel, ClaimFact, ContactFact, Facts } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Step, Strategy } from '../../src/domain/strategy.js'
import { lawOf } from '../../src/law/book.js'
import { daysAfter } from '../law/almanac.js'

/**
 * A file's life, lived in plain TypeScript: decide, apply what was decided to the facts, let something happen, decide again.
 * Nothing here asks the code under test about days, balances or notices.
 */

const LAW = lawOf('FR')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const BIRTH = Date.parse('2026-01-08T10:00:00Z')

const CHANGES = ['nothing', 'pay', 'reverse', 'withdraw', 'claim', 'due-date', 'hold', 'hold-without-end', 'lift', 'skip', 'now'] as const
const MORE = ['lose-channel', 'regain-channel', 'other-file', 'report', 'mail-room'] as const
/** What comes more often than the rest. */
const OFTEN = ['pay', 'claim', 'lift', 'report', 'report', 'mail-room'] as const
const ENDS = {
  letter: ['posted', 'delivered', 'refused', 'unclaimed', 'failed', 'address-unknown'],
  email: ['delivered', 'bounced', 'opted-out', 'failed'],
  sms: ['delivered', 'bounced', 'opted-out', 'failed'],
  call: ['delivered', 'failed'],
} as const satisfies Record<Channel, readonly DeliveryStatus[]>

/** What happens between one decision and the next, and how the next contact would go. */
const move = fc.record({
  change: fc.constantFrom(...CHANGES, ...MORE, ...OFTEN),
  which: fc.nat(20),
  days: fc.integer({ min: -45, max: 45 }),
  cents: fc.integer({ min: 1, max: 150_000 }),
  wake: fc.constantFrom('at once', 'before its time', 'in time', 'in time', 'late'),
  minutes: fc.integer({ min: 1, max: 25 * 24 * 60 }),
  answer: fc.constantFrom('sent', 'failed', 'unknown'),
  outcome: fc.constantFrom('sent', 'sent', 'sent', 'sent', 'failed', 'dropped', 'left reserved', 'lost'),
})
export type Move = typeof move extends fc.Arbitrary<infer M> ? M : never

const claim = fc.record({
  days: fc.integer({ min: -60, max: 60 }),
  cents: fc.integer({ min: 1, max: 100_000 }),
  prior: fc.constantFrom(null, null, null, 'reminder', 'formal-notice'),
})
const channels = fc.uniqueArray(fc.constantFrom<Channel>('email', 'sms', 'call', 'letter'), { minLength: 1, maxLength: 3 })
const gap = fc.constantFrom(0, 1, 7, 15, 30)

/** All the stages, those without a duty with any number of steps. */
const strategy = fc
  .record({
    preventive: fc.boolean(),
    first: fc.integer({ min: 0, max: 20 }),
    reminders: fc.array(fc.record({ channels, gap, payWithinDays: fc.constantFrom(0, 5, 15) }), { maxLength: 3 }),
    noticeGap: gap,
    registered: fc.boolean(),
    lastNotice: fc.boolean(),
  })
  .map(({ preventive, first, reminders, noticeGap, registered, lastNotice }): Strategy => {
    const word = { channels: ['email', 'sms'], payWithinDays: 5, registered: false } as const
    const letter = { channels: ['letter'], payWithinDays: 8, registered: false } as const
    const steps: Step[] = [{ id: 'opening-letter', stage: 'opening', afterDays: first, ...letter }]
    const day = () => steps.at(-1)?.afterDays ?? first
    for (const [index, { gap, ...how }] of reminders.entries())
      steps.push({ id: `reminder-${index}`, stage: 'amicable', afterDays: day() + gap, registered: false, ...how })
    steps.push({ id: 'formal-notice', stage: 'formal-notice', ...letter, afterDays: day() + noticeGap, registered })
    if (lastNotice) steps.push({ id: 'last-notice', stage: 'last-notice', ...letter, afterDays: day() + 15, payWithinDays: 15 })
    if (preventive) steps.unshift({ id: 'before-due', stage: 'preventive', ...word, afterDays: -5 })
    return { name: 'any', version: 1, steps }
  })

const plan = fc.record({
  strategy,
  claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
  collects: fc.constantFrom('agency to a suit', 'agency to a suit', 'agency amicably', 'creditor'),
  toleranceCents: fc.constantFrom(0, 0, 300_00),
  /** The provider refuses nearly everything, as long as things happen. */
  provider: fc.constantFrom('sound', 'sound', 'sound', 'failing'),
  endsIn: fc.constantFrom(null, null, null, 90),
  region: fc.constantFrom(null, null, 'FR-67', 'FR-974', 'FR-972'),
  moves: fc.array(move, { maxLength: 45, size: 'max' }),
})
export type LifePlan = typeof plan extends fc.Arbitrary<infer P> ? P : never

export const life = plan.map((plan) => new Life(plan))

export interface Page {
  at: Date
  /** Its day where the debtor is. */
  day: string
  /** The facts as they were when it was decided. */
  facts: Facts
  decision: Decision
}

export class Life {
  readonly pages: Page[] = []
  readonly strategy: Strategy
  /** More decisions than this and the file would never end. */
  readonly bound: number
  /** The facts at the end. */
  readonly facts: Facts
  private at = BIRTH
  private readonly isFailing: boolean

  constructor({ strategy, claims, collects, toleranceCents, provider, endsIn, region, moves }: LifePlan) {
    this.strategy = strategy
    this.isFailing = provider === 'failing'
    const scope = collects === 'agency amicably' ? 'amicable' : 'judicial'
    const until = endsIn === null ? null : daysAfter('2026-01-08', endsIn)
    this.facts = {
      claims: [],
      holds: [],
      contacts: [],
      overrides: [],
      reachable: ['letter', 'sms', 'email', 'call'],
      region,
      otherContacts: [],
      segment: { kind: 'person', language: 'fr', sector: null, score: null, closedFiles: 0, lateFiles: 0 },
      mandate: collects === 'creditor' ? null : { from: '2025-01-01', until, scope, toleranceCents: cents(toleranceCents) },
    }
    for (const { days, cents, prior } of claims) this.addClaim(days, cents, prior)
    // After the last move each step takes two waits, an act, its posting and its outcome; the rest clears up what the moves left.
    this.bound = moves.length + 5 * strategy.steps.length + 10
    this.live([...moves])
  }

  get ended(): boolean {
    return ['close', 'ask-human'].includes(this.pages.at(-1)?.decision.do ?? '')
  }

  get acts(): ContactFact[] {
    return this.facts.contacts.filter(({ state }) => state === 'sent')
  }

  pagesThat<D extends Decision['do']>(what: D): (Page & { decision: Extract<Decision, { do: D }> })[] {
    return this.pages.filter(({ decision }) => decision.do === what) as (Page & { decision: Extract<Decision, { do: D }> })[]
  }

  private live(moves: Move[]): void {
    while (this.pages.length <= this.bound) {
      const at = new Date(this.at)
      const decision = decide(this.facts, this.strategy, LAW, at)
      this.pages.push({ at, day: this.today(), facts: structuredClone(this.facts), decision })
      const next = moves.shift()
      this.carryOut(decision, next)
      if (next) this.happen(next)
      else if (this.ended && !this.answer(decision)) return
      else if (decision.do === 'wait' && decision.until === null) this.unblock()
    }
  }

  /** Holds are lifted, letters in the mail room are posted. */
  private unblock(): void {
    this.facts.holds = []
    this.mailRoom()
  }

  private carryOut(decision: Decision, next: Move | undefined): void {
    if (decision.do === 'send') this.send(decision, this.outcomeOf(next))
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

  private send(act: Send, outcome: Move['outcome']): void {
    const { contacts } = this.facts
    const kept = contacts.find(({ state }) => state === 'reserved')
    const contact = kept ?? newContact(`contact-${contacts.length}`)
    if (!kept) contacts.push(contact)
    const { stepId, actId, stage, channel, registered, amountCents, payBefore, claimIds } = act
    Object.assign(contact, { stepId, actId, stage, channel, registered, amountCents, payBefore, claimIds })
    if (outcome === 'left reserved') return
    contact.state = outcome === 'lost' ? 'calling' : outcome === 'sent' ? 'sent' : 'failed'
    if (outcome === 'dropped') return
    contact.contactedOn = this.today()
    contact.leaseUntil = new Date(this.at + MINUTE).toISOString()
  }

  private outcomeOf(next: Move | undefined): Move['outcome'] {
    if (!next) return 'sent'
    return this.isFailing && next.outcome === 'sent' ? 'failed' : next.outcome
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
    const { claims, holds, overrides, otherContacts } = this.facts
    const claim = claims[which % claims.length] as ClaimFact
    const step = this.strategy.steps[which % this.strategy.steps.length] as Step
    const channel = (['sms', 'email', 'call', 'letter'] as const)[which % 4] as Channel
    if (this.ended) this.at += minutes * MINUTE
    switch (change) {
      case 'nothing':
        return
      case 'pay':
        this.move(claim, some)
        return
      case 'reverse':
        this.move(claim, -Math.min(some, paidOf(claim)))
        return
      case 'withdraw':
        this.move(claim, Math.max(0, claim.amountCents - paidOf(claim)))
        return
      case 'claim':
        this.addClaim(days, some, null)
        return
      case 'due-date':
        claim.dueDate = daysAfter(claim.dueDate, days)
        return
      case 'hold':
        holds.push({ reason: 'promise', until: this.today(days) })
        return
      case 'hold-without-end':
        holds.push({ reason: 'dispute', until: null })
        return
      case 'lift':
        holds.length = 0
        return
      case 'skip':
      case 'now':
        overrides.push({ actId: which % 3 === 0 ? `${step.id}#2` : step.id, kind: change })
        return
      case 'lose-channel':
        this.lose(channel)
        return
      case 'regain-channel':
        this.lose(channel)
        this.facts.reachable.push(channel)
        return
      case 'other-file':
        for (let ago = 0; ago <= which % 4; ago++) otherContacts.push(this.today(-ago * (1 + (some % 2))))
        return
      case 'report':
        this.report(which, some)
        return
      case 'mail-room':
        this.mailRoom()
        return
    }
  }

  private lose(channel: Channel): void {
    this.facts.reachable = this.facts.reachable.filter((one) => one !== channel)
  }

  /** A provider reports how an act ended. What does not reach the debtor often costs the address, unless there is another. */
  private report(which: number, some: number): void {
    const act = this.acts.at(-1 - (which % 3))
    if (!act) return
    const ends = ENDS[act.channel]
    const end = ends[some % ends.length] as DeliveryStatus
    const isOver = act.delivery !== null && act.delivery !== 'posted' && act.delivery !== 'delivered'
    if (isOver || (act.delivery === 'delivered' && ['posted', 'delivered', 'refused', 'unclaimed'].includes(end))) return
    act.delivery = end
    if (act.channel === 'letter' && end !== 'failed') act.postedOn ??= this.today()
    if (['bounced', 'opted-out', 'address-unknown'].includes(end) && which % 4 > 0) this.lose(act.channel)
  }

  private mailRoom(): void {
    for (const act of this.acts)
      if (act.channel === 'letter' && act.delivery === null) Object.assign(act, { delivery: 'posted', postedOn: this.today() })
  }

  private addClaim(days: number, amount: number, prior: 'reminder' | 'formal-notice' | null): void {
    const { claims } = this.facts
    const notices = prior === null ? [] : [{ kind: prior, on: this.today(-3) }]
    const waived = {
      currency: 'EUR',
      capacity: 'undecided',
      category: 'goods-and-services',
      contractPpm: null,
      waives: ['interest', 'indemnity'],
    } as const
    const untouched = { money: [], limitationFrom: null, acts: [] }
    claims.push({ id: `claim-${claims.length}`, dueDate: this.today(days), amountCents: cents(amount), ...waived, ...untouched, notices })
  }

  /** Money that counts from before any date of a life: what a claim was paid, or less than nothing of it. */
  private move(claim: ClaimFact, amount: number): void {
    if (amount === 0) return
    const kind = amount > 0 ? 'payment' : 'reversal'
    const fact = { kind, reference: `m-${claim.money.length}`, on: '2020-01-01', imputation: 'law' } as const
    claim.money.push({ ...fact, amountCents: cents(Math.abs(amount)) })
  }

  private today(days = 0): string {
    return whereTheDebtorIs(this.facts, this.at + days * DAY).day
  }
}

/** What a file does from here on when each act is sent, posted and delivered on its day, and it is woken when it asked to be. */
export function liveOn(facts: Facts, strategy: Strategy, from: Date): { acts: object[]; end: Decision } {
  const acts: object[] = []
  let at = from
  for (;;) {
    const decision = decide(facts, strategy, LAW, at)
    if (decision.do === 'send') {
      const { do: _, stepId, claimIds, notAfter, ...act } = decision
      const { day } = whereTheDebtorIs(facts, at)
      const sent = { state: 'sent', delivery: 'delivered', contactedOn: day, postedOn: day, outcomeOn: day, leaseUntil: null } as const
      facts.contacts.push({ id: `undisturbed-${acts.length}`, ...sent, ...act, stepId, claimIds })
      acts.push({ on: day, ...act })
      at = new Date(Math.min(at.getTime() + 60_000, Date.parse(notAfter)))
    } else if (decision.do === 'wait' && decision.until !== null) at = new Date(decision.until)
    else return { acts, end: decision }
  }
}

/** What a claim was paid, less what was taken back. */
export const paidOf = ({ money }: ClaimFact): number =>
  money.reduce((paid, { kind, amountCents }) => paid + (kind === 'reversal' ? 0 - amountCents : amountCents), 0)

const newContact = (id: string): ContactFact => ({
  id,
  stepId: '',
  actId: '',
  stage: 'amicable',
  channel: 'letter',
  state: 'reserved',
  registered: false,
  contactedOn: null,
  leaseUntil: null,
  amountCents: cents(0),
  payBefore: null,
  claimIds: [],
  delivery: null,
  postedOn: null,
  outcomeOn: null,
})

const clocks = new Map<string, Intl.DateTimeFormat>()
function clockIn(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' } as const
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', weekday: 'short', ...digits })
  clocks.set(timeZone, clock)
  return clock
}

const ZONES: Record<string, string> = { 'FR-974': 'Indian/Reunion', 'FR-972': 'America/Martinique' }

/** Day, hour and day of the week on the wall where the debtor lives, from the platform. */
export function whereTheDebtorIs({ region }: Pick<Facts, 'region'>, at: number | Date): { day: string; hour: number; weekday: string } {
  const clock = clockIn(ZONES[region ?? ''] ?? 'Europe/Paris')
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: `${part.year}-${part.month}-${part.day}`, hour: Number(part.hour), weekday: part.weekday as string }
}
