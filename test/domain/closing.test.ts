import { describe, expect, it } from 'vitest'
import type { Facts, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import {
  asks,
  claim,
  closes,
  closesAs,
  contact,
  DUE,
  hold,
  mandate,
  OPENING_NOON,
  on,
  owing,
  payment,
  sends,
  waitsForGood,
  waitsUntil,
} from './on.js'

/** Why a file is closed, and what it waits for before. Noon of 15 January 2026 unless it says otherwise. */

const money = (kind: MoneyFact['kind'], reference: string, amount: number): MoneyFact => ({ ...payment(reference, amount), kind })
const with100 = (...facts: MoneyFact[]) => ({ claims: [{ ...claim('a', DUE, 100_00), money: facts }] })
const ordered: Partial<Facts> = { closing: { reason: 'recalled' } }

describe('a file on which nothing is owed is closed as', () => {
  it.each<[string, MoneyFact[], string]>([
    ['paid, by a payment to the agency', [money('payment', 'A', 100_00)], 'paid'],
    ['paid direct, by one to the creditor', [money('direct-payment', 'direct:A', 100_00)], 'paid-direct'],
    ['paid, where the agency had the same', [money('payment', 'A', 50_00), money('direct-payment', 'direct:B', 50_00)], 'paid'],
    [
      'paid direct, where the creditor had a cent more',
      [money('payment', 'A', 49_99), money('direct-payment', 'direct:B', 50_01)],
      'paid-direct',
    ],
    ['settled, where the rest was remitted', [money('payment', 'A', 90_00), money('remission', 'R', 10_00)], 'settled'],
    [
      'paid, where what a letter stated was paid in time',
      [money('payment', 'A', 90_00), money('remission', 'stated-sum:A', 10_00)],
      'paid',
    ],
    ['credited, by a credit note alone', [money('credit-note', 'C', 100_00)], 'credited'],
    ['credited, where the creditor withdrew the claim', [money('withdrawal', 'W', 100_00)], 'credited'],
    [
      'paid, where the direct payment was taken back',
      [money('direct-payment', 'direct:A', 100_00), money('reversal', 'direct:A', 100_00), money('payment', 'B', 100_00)],
      'paid',
    ],
  ])('%s', (_how, facts, reason) => {
    expect(on(OPENING_NOON, with100(...facts))).toEqual(closesAs(reason))
  })
})

describe('a file on which something is owed', () => {
  it('is closed by order, with the reason that was given', () => {
    expect(on(OPENING_NOON, ordered)).toEqual(closesAs('recalled'))
    expect(on(OPENING_NOON, { closing: { reason: 'deceased' }, holds: [hold('death', null)] })).toEqual(closesAs('deceased'))
  })

  it('is paid all the same, where it was paid before', () => {
    expect(on(OPENING_NOON, { ...ordered, ...owing(100_00, 100_00) })).toEqual(closes)
  })

  it('is not closed over a call whose end nobody has seen', () => {
    expect(on(OPENING_NOON, { ...ordered, contacts: [contact('opening-letter', 'calling', '2026-01-14')] })).toMatchObject({ do: 'settle' })
  })

  it('waits with its closing for money that is on its way, and asks nobody for anything meanwhile', () => {
    const cheque = { ...ordered, moneyUnderWay: '2026-01-10' }
    expect(on(OPENING_NOON, cheque)).toEqual(waitsUntil('2026-02-09T00:00:00+01:00'))
    expect(on('2026-02-08T23:59:00+01:00', cheque)).toMatchObject({ do: 'wait' })
    expect(on('2026-02-09T00:00:00+01:00', cheque)).toEqual(closesAs('recalled'))
    expect(on(OPENING_NOON, { ...mandate({ until: '2026-01-14' }), moneyUnderWay: '2026-01-14' })).toEqual(
      waitsUntil('2026-02-13T00:00:00+01:00'),
    )
  })

  it('waits for a debit until it would have come back, and for money to allocate until somebody has said whose it is', () => {
    expect(on(OPENING_NOON, { ...ordered, holds: [hold('direct-debit', '2026-01-20')] })).toEqual(waitsUntil('2026-01-20T00:00:00+01:00'))
    expect(on(OPENING_NOON, { ...ordered, holds: [hold('money-to-allocate', null)] })).toEqual(waitsForGood)
    expect(on(OPENING_NOON, { ...ordered, holds: [hold('direct-debit', '2026-01-15')] })).toEqual(closesAs('recalled'))
  })
})

describe('a direct payment', () => {
  it('lowers what the next letter asks for, and lets the tolerance close the file', () => {
    expect(on(OPENING_NOON, with100(money('direct-payment', 'direct:A', 40_00)))).toEqual(sends('opening-letter', { amountCents: 60_00 }))
    const tolerant = { ...mandate({ toleranceCents: cents(5_00) }), ...with100(money('direct-payment', 'direct:A', 95_00)) }
    expect(on(OPENING_NOON, tolerant)).toEqual(closesAs('paid-direct'))
  })
})

describe('an agency without a paper that the law asks of it', () => {
  const insured = (from: string, until: string | null) => ({
    agency: [{ kind: 'insurance', source: 'R124-2', inForce: [{ from, until }] }],
  })

  it.each([
    ['has it', insured('2025-01-01', null), sends('opening-letter')],
    ['has it on its last day', insured('2025-01-01', '2026-01-15'), sends('opening-letter')],
    ['lost it yesterday', insured('2025-01-01', '2026-01-14'), asks('agency-not-in-order')],
    ['has it from tomorrow', insured('2026-01-16', null), asks('agency-not-in-order')],
    ['never had it', { agency: [{ kind: 'insurance', source: 'R124-2', inForce: [] }] }, asks('agency-not-in-order')],
    ['is asked for none', {}, sends('opening-letter')],
  ])('writes to nobody: %s', (_when, facts, expected) => {
    expect(on(OPENING_NOON, facts)).toEqual(expected)
  })

  it('still closes what is paid', () => {
    expect(on(OPENING_NOON, { ...insured('2025-01-01', '2026-01-14'), ...owing(100_00, 100_00) })).toEqual(closes)
  })
})
