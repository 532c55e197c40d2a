import { describe, expect, it } from 'vitest'
import { follow } from '../../../src/domain/procedure/follow.js'
import type { ProceedingFact, TitleFact } from '../../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { seenByDebtor } from '../../../src/domain/procedure/seen-by-debtor.js'
import { lawOf } from '../../../src/law/book.js'
import { filed, granted, opposed, paymentOrder, report, served, withReports } from './proceedings.js'

/** What a debtor sees at the end of a day, in short. */
function seen(proceeding: ProceedingFact, today: string, country = 'FR') {
  const rules = rulesFor(proceeding, lawOf(country))
  const all = seenByDebtor(proceeding, follow(proceeding, rules, today), rules, today)
  return (
    all && {
      steps: all.steps.map(({ on, step, end, day }) => [on, step, end ?? day].filter(Boolean).join(' ')),
      acts: all.acts.map(({ act, lastDay }) => `${act} ${lastDay ?? '?'}`),
      next: all.next && `${all.next.kind} ${all.next.lastDay}`,
      sources: [...all.steps, ...all.acts].map(({ source }) => source).filter((source) => source !== null),
    }
  )
}

/** Filed on 7 September 2026, granted on 21 September: served until 21 December, opposed within a month of that. */
const order = paymentOrder({ openedOn: '2026-09-01' })
const asked = withReports(order, filed('2026-09-07'))
const toServe = withReports(asked, granted('2026-09-21'))
const open = withReports(toServe, served('2026-10-01'))

describe('an order to pay, as its debtor sees it', () => {
  it('is nothing while it is prepared, nor when it ends before it was filed', () => {
    expect(seen(paymentOrder({ openedOn: '2026-09-01', missing: ['contract'] }), '2026-09-05')).toBeNull()
    expect(seen(order, '2026-09-05')).toBeNull()
    expect(seen(withReports(order, report('stopped', '2026-09-04', { reason: 'other' })), '2026-09-05')).toBeNull()
  })

  it('has no day of the officer while it is to be served: who hides would only wait for it', () => {
    expect(seen(toServe, '2026-09-25')).toEqual({
      steps: ['2026-09-07 filed', '2026-09-21 granted'],
      acts: [],
      next: null,
      sources: [],
    })
  })

  it('may be opposed for a month from its service, by the article that was confirmed', () => {
    const { sources, ...rest } = seen(open, '2026-10-05') ?? {}
    expect(rest).toEqual({
      steps: ['2026-09-07 filed', '2026-09-21 granted', '2026-10-01 served'],
      acts: ['oppose 2026-11-02'],
      next: 'oppose 2026-11-02',
    })
    expect(sources).toHaveLength(2)
    for (const source of sources ?? []) expect(source).toMatch(/^Code de procédure civile 1416/)
  })

  it.each([
    ['2026-11-02', ['oppose 2026-11-02'], 'oppose 2026-11-02'],
    ['2026-11-03', ['oppose-late ?'], 'enforceable 2026-12-01'],
    ['2026-12-01', ['oppose-late ?'], 'enforceable 2026-12-01'],
  ])('on %s leaves %p', (today, acts, next) => {
    const athome = withReports(toServe, served('2026-10-01', 'home'))
    expect(seen(athome, today)).toMatchObject({ acts, next })
  })

  it('served in person may be opposed no more once its month is over', () => {
    expect(seen(open, '2026-11-03')).toMatchObject({ acts: [], next: 'enforceable 2026-12-01' })
  })

  it('served in person and become a title is over; served at home it may still be opposed', () => {
    expect(seen(open, '2026-12-02')).toMatchObject({ acts: [], next: null })
    expect(seen(withReports(toServe, served('2026-10-01', 'home')), '2026-12-02')).toMatchObject({ acts: ['oppose-late ?'], next: null })
  })

  it('opposed has no day on which the creditor deposits, and asks to come to the hearing', () => {
    const contested = withReports({ ...open, court: 'tribunal-de-commerce' }, opposed('2026-10-20'))
    expect(seen(contested, '2026-10-21')).toMatchObject({ acts: [], next: null })
    const set = withReports(contested, report('consigned', '2026-10-26'), report('hearing-set', '2026-11-10', { day: '2027-01-14' }))
    expect(seen(set, '2026-11-11')).toMatchObject({ acts: ['appear 2027-01-14'], next: 'hearing 2027-01-14' })
    expect(seen(set, '2026-11-11')?.steps.at(-1)).toBe('2026-11-10 hearing 2027-01-14')
  })

  it('says why it is over', () => {
    expect(seen(withReports(asked, report('order-refused', '2026-09-21')), '2026-10-01')?.steps.at(-1)).toBe('2026-09-21 ended refused')
    expect(seen(toServe, '2027-01-04')?.steps.at(-1)).toBe('2026-12-22 ended lapsed')
  })

  it('that stands still and goes on again says so', () => {
    const stayed = withReports(open, report('stayed', '2026-10-12', { reason: 'plan' }), report('resumed', '2026-10-20'))
    expect(seen(stayed, '2026-10-21')?.steps.slice(3)).toEqual(['2026-10-12 stayed', '2026-10-20 resumed'])
  })
})

describe('other procedures, as their debtor sees them', () => {
  it('an invitation is answered within its month', () => {
    const invited = withReports(
      paymentOrder({ procedure: 'small-claims', course: 'invitation', openedOn: '2026-09-01', court: null }),
      report('invited', '2026-09-09'),
    )
    expect(seen(invited, '2026-09-10')).toMatchObject({
      steps: ['2026-09-09 invited'],
      acts: ['answer 2026-10-09'],
      next: 'answer 2026-10-09',
    })
    expect(seen(invited, '2026-10-12')?.steps.at(-1)).toBe('2026-10-10 ended declined')
  })

  const suit = paymentOrder({ procedure: 'summons', course: 'suit', openedOn: '2026-09-01', askedCents: 700_000 as never })
  const judged = withReports(
    suit,
    report('summoned', '2026-09-14', { day: '2026-10-12' }),
    report('judgment', '2026-10-19', { outcome: 'granted', amountCents: 700_000 }),
  )

  it('a judgment is appealed once it was served, which is a step of its own', () => {
    expect(seen(judged, '2026-10-20')).toMatchObject({ acts: [], next: null })
    const servedOn = withReports(judged, report('served', '2026-11-02', { act: 'judgment', mode: 'in-person' }))
    expect(seen(servedOn, '2026-11-03')).toMatchObject({
      steps: ['2026-09-14 summoned 2026-10-12', '2026-10-19 judged', '2026-11-02 judgment-served'],
      acts: ['appeal 2026-12-02'],
      next: 'appeal 2026-12-02',
    })
  })

  it('a dismissal has no day on which the creditor appeals', () => {
    const lost = withReports(suit, report('summoned', '2026-09-14'), report('judgment', '2026-10-19', { outcome: 'dismissed' }))
    expect(seen(lost, '2026-10-20')).toMatchObject({ acts: [], next: null })
  })

  it('a German order is opposed twice, and has no day on which the creditor asks for its second step', () => {
    const dunning = withReports(
      paymentOrder({ course: 'two-step-order', openedOn: '2025-09-01', court: 'amtsgericht' }),
      filed('2025-09-02'),
      granted('2025-09-09'),
      served('2025-09-12'),
    )
    expect(seen(dunning, '2025-09-15', 'DE')).toMatchObject({ acts: ['oppose 2025-09-26'], next: 'oppose 2025-09-26' })
    expect(seen(dunning, '2025-09-29', 'DE')).toMatchObject({ acts: ['oppose-late ?'], next: null })
    const title = withReports(
      dunning,
      filed('2025-09-29'),
      report('title-order', '2025-10-02'),
      report('served', '2025-10-06', { act: 'title' }),
    )
    expect(seen(title, '2025-10-07', 'DE')).toMatchObject({ acts: ['oppose 2025-10-20'], next: 'oppose 2025-10-20' })
  })
})

describe('an enforcement, as its debtor sees it', () => {
  const title: TitleFact = {
    id: 'title',
    kind: 'judgment',
    on: '2026-02-02',
    enforceableOn: '2026-03-02',
    servedOn: '2026-03-02',
    servedInPerson: true,
    principalCents: 100_000 as never,
    livesFrom: '2026-03-02',
  }
  const enforcement = paymentOrder({ procedure: 'enforcement', course: 'enforcement', openedOn: '2026-04-01', court: null, title })
  const requested = withReports(enforcement, report('measure-requested', '2026-04-02', { id: 'asked', measure: 'account-seizure' }))

  it('never says that a measure is asked for', () => {
    expect(seen(requested, '2026-04-03')).toMatchObject({ steps: ['2026-04-01 enforceable'], acts: [], next: null })
  })

  it('says that it was taken, and until when it may be contested where that is confirmed', () => {
    const taken = withReports(requested, report('measure-done', '2026-04-10', { of: 'asked', amountCents: 5_000 }))
    expect(seen(taken, '2026-04-11')).toMatchObject({
      steps: ['2026-04-01 enforceable', '2026-04-10 measure'],
      acts: ['contest 2026-05-11'],
    })
    const shares = withReports(enforcement, report('measure-done', '2026-04-10', { measure: 'shares-seizure' }))
    expect(seen(shares, '2026-04-11')).toMatchObject({ acts: ['contest ?'] })
  })

  it('never says when the title expires', () => {
    expect(seen(requested, '2035-12-01')?.next).toBeNull()
  })
})
