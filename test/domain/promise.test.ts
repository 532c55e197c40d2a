import { describe, expect, it } from 'vitest'
import type { MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { type PromiseFact, promiseOutcome } from '../../src/domain/promise.js'
import { asks, claim, closes, DUE, hold, OPENING_NOON, on, payment, rulesOf, sends, waitsUntil } from './on.js'

/** 60 of 100 euros are promised by Tuesday 20 January 2026, and may come in until Friday 23; 10 had been paid before. */
const promise = (more: Partial<PromiseFact> = {}): PromiseFact => ({
  id: 'p',
  amountCents: cents(60_00),
  payBy: '2026-01-20',
  graceDays: 3,
  baselineCents: cents(10_00),
  ...more,
})
const BEFORE = payment('before', 10_00, '2026-01-10')
const reversal = (of: string, amount: number, day: string): MoneyFact => ({ ...payment(of, amount, day), kind: 'reversal' })
const direct = (amount: number, day: string): MoneyFact => ({ ...payment('direct:V', amount, day), kind: 'direct-payment' })
const owing = (...money: MoneyFact[]) => ({ claims: [{ ...claim('a', DUE, 100_00), money: [BEFORE, ...money] }] })

describe('a promise to pay', () => {
  it.each<[string, MoneyFact[], string, 'kept' | 'broken' | null]>([
    ['is open on its day', [], '2026-01-20', null],
    ['is open on the last day of grace', [], '2026-01-23', null],
    ['is broken the day after', [], '2026-01-24', 'broken'],
    ['is kept by the sum', [payment('v', 60_00, '2026-01-18')], '2026-01-18', 'kept'],
    ['is open but for a cent', [payment('v', 59_99, '2026-01-18')], '2026-01-23', null],
    ['is broken for a cent', [payment('v', 59_99, '2026-01-18')], '2026-01-24', 'broken'],
    ['is kept in two parts', [payment('v', 40_00, '2026-01-15'), payment('w', 20_00, '2026-01-23')], '2026-01-23', 'kept'],
    ['is kept by what the creditor had itself', [direct(60_00, '2026-01-22')], '2026-01-22', 'kept'],
    ['is kept in time, however late anybody looks', [payment('v', 60_00, '2026-01-23')], '2026-03-01', 'kept'],
    ['is broken by a day, however late anybody looks', [payment('v', 60_00, '2026-01-24')], '2026-03-01', 'broken'],
    [
      'is not kept by a payment that went back',
      [payment('v', 60_00, '2026-01-18'), reversal('v', 60_00, '2026-01-22')],
      '2026-01-24',
      'broken',
    ],
    [
      'is not broken by what went back later',
      [payment('v', 60_00, '2026-01-18'), reversal('v', 60_00, '2026-02-22')],
      '2026-03-01',
      'kept',
    ],
  ])('%s', (_what, money, day, outcome) => {
    expect(promiseOutcome(owing(...money), promise(), day)).toBe(outcome)
  })

  it('is kept by money for any claim of the file', () => {
    const claims = [claim('a', DUE, 100_00, 10_00), { ...claim('b', DUE, 80_00), money: [payment('v', 60_00, '2026-01-18')] }]
    expect(promiseOutcome({ claims }, promise(), '2026-01-18')).toBe('kept')
  })
})

describe('a file with an open promise', () => {
  it('waits for its last day, and says why', () => {
    const waiting = on(OPENING_NOON, { ...owing(), promise: promise() })
    expect(waiting).toEqual(waitsUntil('2026-01-24T00:00:00+01:00'))
    expect(rulesOf(waiting)).toEqual(['hold:promise'])
    expect(on('2026-01-23T23:59:00+01:00', { ...owing(), promise: promise() })).toMatchObject({ do: 'wait' })
  })

  it('goes on where it was once that is over', () => {
    expect(on('2026-01-26T10:00:00+01:00', { ...owing(), promise: promise() })).toEqual(sends('opening-letter', { amountCents: 90_00 }))
  })

  it('is closed by money all the same, and a pause outlasts the promise', () => {
    expect(on(OPENING_NOON, { ...owing(payment('v', 90_00, '2026-01-14')), promise: promise() })).toEqual(closes)
    const paused = { ...owing(), promise: promise(), holds: [hold('operator-pause', '2026-02-09')] }
    expect(on(OPENING_NOON, paused)).toEqual(waitsUntil('2026-02-09T00:00:00+01:00'))
  })
})

describe('a file whose debtor says that it has paid, or tells of its means', () => {
  it.each([
    ['payment-asserted', 'payment-assertion-unanswered'],
    ['means-stated', 'means-unanswered'],
  ] as const)('%s: waits for an answer, then asks a person, and never writes by itself', (what, question) => {
    const awaiting = [{ what, answerBy: '2026-01-25' }]
    expect(on(OPENING_NOON, { awaiting })).toEqual(waitsUntil('2026-01-26T00:00:00+01:00'))
    expect(on('2026-01-26T10:00:00+01:00', { awaiting })).toEqual(asks(question))
    expect(on('2027-01-26T10:00:00+01:00', { awaiting })).toEqual(asks(question))
    expect(on('2026-01-26T10:00:00+01:00', { awaiting, promise: promise({ payBy: '2026-02-20' }) })).toEqual(asks(question))
  })
})
