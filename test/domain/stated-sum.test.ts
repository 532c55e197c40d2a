import { describe, expect, it } from 'vitest'
import { statementOf } from '../../src/domain/account.js'
import type { ClaimFact, ContactFact, MoneyFact, MoneyKind } from '../../src/domain/facts.js'
import type { LawBook } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import type { RateSeries } from '../../src/domain/rate.js'
import { remissionDue, statedSumPaid } from '../../src/domain/stated-sum.js'
import { lawOf } from '../../src/law/book.js'
import { claim as plain, sent } from './on.js'

/*
 * 1,000 euros between professionals, due on 5 January 2026. On 15 January a letter states 1,043.33: 40 euros and ten days at
 * 12.15 percent, 3.33. They may be paid until 23 January; eight days later interest is another 2.66.
 */
const FRANCE = lawOf('FR')
const STATED = 1_043_33
const invoice = (id: string, money: MoneyFact[] = [], more: Partial<ClaimFact> = {}): ClaimFact => ({
  ...plain(id, '2026-01-05', 1_000_00),
  capacity: 'professional',
  waives: [],
  money,
  ...more,
})
const fact = (kind: MoneyKind, on: string, amount: number, reference = `${kind}-${on}`): MoneyFact => ({
  kind,
  reference,
  amountCents: cents(amount),
  on,
  imputation: 'law',
})
const letter = (more: Partial<ContactFact> = {}) => sent('opening-letter', '2026-01-15', { amountCents: cents(STATED), ...more })
const file = (money: MoneyFact[], contact = letter(), ...more: ClaimFact[]) => ({
  claims: [invoice('a', money), ...more],
  contacts: [contact],
})

describe('the sum that a letter stated', () => {
  it.each([
    ['is paid on its last day', [fact('payment', '2026-01-23', STATED)], true],
    ['is paid by two payments', [fact('payment', '2026-01-16', 500_00), fact('payment', '2026-01-20', STATED - 500_00)], true],
    ['is paid but for a cent', [fact('payment', '2026-01-23', STATED - 1)], false],
    ['is paid a day late', [fact('payment', '2026-01-24', STATED)], false],
    ['was paid before it was stated', [fact('payment', '2026-01-14', STATED)], false],
    ['is credited, not paid', [fact('credit-note', '2026-01-20', 1_000_00)], false],
    [
      'is paid, and the payment taken back',
      [fact('payment', '2026-01-20', STATED, 'p'), fact('reversal', '2026-01-28', STATED, 'p')],
      false,
    ],
  ])('%s', (_what, money, expected) => {
    expect(statedSumPaid(file(money), '2026-01-31')).toBe(expected)
  })

  it('counts from the day of the payment, and only if the letter went out', () => {
    const money = [fact('payment', '2026-01-23', STATED)]
    expect(statedSumPaid(file(money), '2026-01-22')).toBe(false)
    expect(statedSumPaid(file(money), '2026-01-23')).toBe(true)
    expect(statedSumPaid(file(money, letter({ state: 'failed' })), '2026-01-23')).toBe(false)
    expect(statedSumPaid(file(money, letter({ payBefore: null })), '2026-01-23')).toBe(false)
  })
})

describe('what is remitted once it is paid', () => {
  const remitted = (facts: ReturnType<typeof file>, on: string, book = FRANCE) => remissionDue(facts, book, on)

  it('is what interest has grown since, so that nothing is left', () => {
    const facts = file([fact('payment', '2026-01-23', STATED)])
    expect(remitted(facts, '2026-01-23')).toEqual([{ claimId: 'a', amountCents: 2_66 }])
    const [claim] = facts.claims as [ClaimFact]
    const closed = { ...claim, money: [...claim.money, fact('remission', '2026-01-23', 2_66)] }
    expect(statementOf(closed, null, FRANCE, '2026-01-23')).toMatchObject({ owedCents: 0, overpaidCents: 0 })
    expect(remitted({ ...facts, claims: [closed] }, '2026-02-28')).toEqual([])
    const charged = { ...closed, money: [...closed.money, fact('cost', '2026-02-01', 25_00)] }
    expect(remitted({ ...facts, claims: [charged] }, '2026-02-28')).toEqual([])
  })

  it('is nothing where the sum was not paid', () => {
    expect(remitted(file([fact('payment', '2026-01-23', STATED - 1)]), '2026-01-23')).toEqual([])
  })

  it('is never the principal of a claim that came later, nor what that bears', () => {
    const facts = file([fact('payment', '2026-01-23', STATED)], letter(), invoice('b'))
    expect(remitted(facts, '2026-01-23')).toEqual([{ claimId: 'a', amountCents: 2_66 }])
  })

  it('covers the indemnity that arose since', () => {
    const early = sent('before-due', '2026-01-02', { amountCents: cents(1_000_00), payBefore: '2026-01-10' })
    // Five days at 12.15 percent are 1.66.
    expect(remitted(file([fact('payment', '2026-01-10', 1_000_00)], early), '2026-01-10')).toEqual([{ claimId: 'a', amountCents: 41_66 }])
  })

  it('covers interest whose rate is not known yet, so that its rate finds nothing to ask for', () => {
    const claim = invoice('a', [fact('payment', '2026-08-20', 1_000_00)], { dueDate: '2026-06-30', waives: ['indemnity'] })
    const summer = sent('opening-letter', '2026-08-10', { amountCents: cents(1_000_00), payBefore: '2026-08-20' })
    // Fifty-one days at the last known rate: forty-one before the letter, which did not ask for them, and ten since.
    expect(remitted({ claims: [claim], contacts: [summer] }, '2026-08-20')).toEqual([{ claimId: 'a', amountCents: 16_98 }])
    const closed = { ...claim, money: [...claim.money, fact('remission', '2026-08-20', 16_98)] }
    expect(statementOf(closed, null, FRANCE, '2026-08-20')).toMatchObject({ owedCents: 0, provisionalCents: 0, overpaidCents: 0 })
    const known = (ppm: number): LawBook => {
      const { points } = FRANCE.rates['ecb-refi'] as RateSeries
      const entered = { points: [...points, { from: '2026-07-01', ppm, source: 'entered' }], knownThrough: '2026-12-31' }
      return { ...FRANCE, rates: { ...FRANCE.rates, 'ecb-refi': entered } }
    }
    expect(statementOf(closed, null, known(20_000), '2026-12-31')).toMatchObject({ owedCents: 0, overpaidCents: 0 })
    // At 12.40 percent the fifty-one days bear 17.33 euros.
    expect(statementOf(closed, null, known(24_000), '2026-08-20').owedCents).toBe(17_33 - 16_98)
    expect(remitted({ claims: [closed], contacts: [summer] }, '2026-08-20', known(24_000))).toEqual([
      { claimId: 'a', amountCents: 17_33 - 16_98 },
    ])
  })
})
