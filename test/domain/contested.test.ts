import { describe, expect, it } from 'vitest'
import { balanceOn, statementsOf } from '../../src/domain/account.js'
import { allocate, isSettled } from '../../src/domain/balance.js'
import { askableOf } from '../../src/domain/barred-claims.js'
import type { ClaimFact, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { remissionDue } from '../../src/domain/stated-sum.js'
import { lawOf } from '../../src/law/book.js'
import { claim, closes, DUE, facts, inHouse, mandate, OPENING_NOON, on, rulesOf, sends, sent, waitsForGood } from './on.js'

const LAW = lawOf('FR')
const ON = '2026-01-12'

const contested = (part: number | null = null, since = ON) => ({
  disputed: { on: since, contestedCents: part === null ? null : cents(part), answerBy: '2026-02-11' },
})
/** A professional owes 1,000 euros since 5 January, with interest at 12.15 percent and 40 euros. */
const trade = (id: string, more: Partial<ClaimFact> = {}): ClaimFact => ({
  ...claim(id, DUE, 1_000_00),
  capacity: 'professional',
  waives: [],
  ...more,
})
const paid = (amount: number, day: string, reference = 'p'): MoneyFact => ({
  kind: 'payment',
  reference,
  amountCents: cents(amount),
  on: day,
  imputation: 'law',
})
const asked = (claims: ClaimFact[], day: string) => balanceOn(askableOf(facts({ claims }), LAW, day), LAW, day)

describe('what is contested of a claim', () => {
  it('is not asked for, nor the interest that it has borne', () => {
    // Ten days at 12.15 percent on 1,000 and on 700.
    expect(asked([trade('a')], '2026-01-15')).toBe(1_000_00 + 3_33 + 40_00)
    expect(asked([trade('a', contested(300_00))], '2026-01-15')).toBe(700_00 + 2_33 + 40_00)
    expect(asked([trade('a', contested())], '2026-01-15')).toBe(0)
  })

  it('is not asked for before its claim falls due either', () => {
    const claims = [trade('a', { dueDate: '2026-03-05', ...contested(300_00) })]
    expect(asked(claims, '2026-01-15')).toBe(700_00)
    expect(asked(claims, '2026-03-15')).toBe(700_00 + 2_33 + 40_00)
  })

  it('leaves the claim itself as it is', () => {
    const [statement] = statementsOf(facts({ claims: [trade('a', contested(300_00))] }), LAW, '2026-01-15')
    expect(statement).toMatchObject({ principalCents: 1_000_00, interestCents: 3_33 })
  })
})

describe('a file with a contested claim', () => {
  const two = (more: object) => ({ claims: [claim('a', DUE, 100_00), { ...claim('b', DUE, 50_00), ...more }] })

  it('asks for the others alone', () => {
    expect(on(OPENING_NOON, two(contested()))).toEqual(sends('opening-letter', { amountCents: 100_00, claimIds: ['a'] }))
    expect(on(OPENING_NOON, two(contested(20_00)))).toEqual(sends('opening-letter', { amountCents: 130_00, claimIds: ['a', 'b'] }))
  })

  it('waits where nothing else is left, however late the answer is', () => {
    const only = { claims: [{ ...claim('a', DUE, 100_00), ...contested() }] }
    expect(on(OPENING_NOON, only)).toEqual(waitsForGood)
    expect(rulesOf(on(OPENING_NOON, only))).toEqual(['hold:dispute'])
    expect(on('2026-09-15T12:00:00+02:00', only)).toEqual(waitsForGood)
  })

  it('is not closed over what is contested, however little it is', () => {
    const little = { ...two(contested()), ...mandate({ toleranceCents: cents(60_00) }) }
    const claims = [claim('a', DUE, 100_00, 100_00), little.claims[1] as ClaimFact]
    expect(isSettled(facts({ ...little, claims }), LAW, '2026-01-15')).toBe(false)
    const answered = [claims[0] as ClaimFact, claim('b', DUE, 50_00)]
    expect(isSettled(facts({ ...little, claims: answered }), LAW, '2026-01-15')).toBe(true)
  })

  it('is closed once what is contested is paid as well', () => {
    const claims = [{ ...claim('a', DUE, 100_00, 100_00), ...contested() }]
    expect(on(OPENING_NOON, { claims })).toEqual(closes)
  })
})

describe('a payment', () => {
  const parts = (claims: ClaimFact[], amount: number, choice: string[] = []) =>
    allocate(facts({ claims }), LAW, '2026-01-15', cents(amount), choice).parts

  it('goes to what is asked for before it goes to what is contested, though that is older', () => {
    const claims = [{ ...claim('a', '2025-12-01', 100_00), ...contested() }, claim('b', DUE, 50_00)]
    expect(parts(claims, 50_00)).toEqual([{ claimId: 'b', amountCents: 50_00 }])
    expect(parts(claims, 80_00)).toEqual([
      { claimId: 'b', amountCents: 50_00 },
      { claimId: 'a', amountCents: 30_00 },
    ])
  })

  it('of a claim in part goes there first, and is one sum', () => {
    const claims = [{ ...claim('a', '2025-12-01', 100_00), ...contested(40_00) }, claim('b', DUE, 50_00)]
    expect(parts(claims, 110_00)).toEqual([
      { claimId: 'a', amountCents: 60_00 },
      { claimId: 'b', amountCents: 50_00 },
    ])
    expect(parts(claims, 120_00)).toEqual([
      { claimId: 'a', amountCents: 70_00 },
      { claimId: 'b', amountCents: 50_00 },
    ])
  })

  it('goes where the debtor says, contested or not', () => {
    const claims = [{ ...claim('a', DUE, 100_00), ...contested() }, claim('b', DUE, 50_00)]
    expect(parts(claims, 50_00, ['a'])).toEqual([{ claimId: 'a', amountCents: 50_00 }])
  })
})

describe('a sum that was stated while a part was contested, and is paid', () => {
  // On 15 January 700.00 with ten days of interest, 2.33, and 40.00; eight days later interest on 700.00 is another 1.86.
  const STATED = 742_33
  const letter = sent('opening-letter', '2026-01-15', { amountCents: cents(STATED) })
  const remitted = (more: Partial<ClaimFact>, amount = STATED) =>
    remissionDue({ claims: [trade('a', { money: [paid(amount, '2026-01-23')], ...more })], contacts: [letter] }, LAW, '2026-01-23')

  it('lets the interest of that part go that has grown since, and nothing else', () => {
    expect(remitted(contested(300_00))).toEqual([{ claimId: 'a', amountCents: 1_86 }])
  })

  it.each([
    ['rejected the day before', { wasDisputed: [{ on: ON, until: '2026-01-22', contestedCents: cents(300_00) }] }],
    [
      'upheld for a part that day',
      {
        wasDisputed: [{ on: ON, until: '2026-01-23', contestedCents: cents(300_00) }],
      },
    ],
  ])('the same where the dispute was %s', (_, more) => {
    expect(remitted(more)).toEqual([{ claimId: 'a', amountCents: 1_86 }])
  })

  it('lets nothing go of a claim that was contested as a whole, and so not in the letter', () => {
    const claims = [trade('a', { money: [paid(1_043_33, '2026-01-23')] }), trade('b', contested())]
    const stated = { ...letter, amountCents: cents(1_043_33), claimIds: ['a'] }
    expect(remissionDue({ claims, contacts: [stated] }, LAW, '2026-01-23')).toEqual([{ claimId: 'a', amountCents: 2_66 }])
  })

  it('is all that was asked for where the dispute came later on the day of the letter', () => {
    const stated = { ...letter, amountCents: cents(1_043_33) }
    const claims = [trade('a', { money: [paid(1_043_33, '2026-01-23')], ...contested(300_00, '2026-01-15') })]
    expect(remissionDue({ claims, contacts: [stated] }, LAW, '2026-01-23')).toEqual([{ claimId: 'a', amountCents: 2_66 }])
  })
})

describe('a notice from before a dispute was upheld', () => {
  const served = [
    sent('opening-letter', '2026-01-15'),
    sent('second-letter', '2026-01-30'),
    sent('formal-notice', '2026-02-19', { payBefore: '2026-02-27' }),
  ]
  const later = '2026-03-20T12:00:00+01:00'
  const upheld = (recalledOn: string) => ({ claims: [{ ...claim('a', DUE, 100_00), recalledOn }] })

  it('is given anew, and those before it are not', () => {
    expect(on(later, { ...upheld('2026-03-02'), contacts: served })).toEqual(sends('formal-notice#2'))
  })

  it('is not where it is from after it, nor twice', () => {
    expect(on(later, { ...upheld('2026-02-18'), contacts: served })).not.toMatchObject({ do: 'send' })
    const again = sent('formal-notice#2', '2026-03-10', { stepId: 'formal-notice', stage: 'formal-notice' })
    expect(on(later, { ...upheld('2026-03-02'), contacts: [...served, again] })).not.toMatchObject({ do: 'send' })
  })

  it('is given anew where the creditor had served it itself', () => {
    const notices = [{ kind: 'formal-notice' as const, on: '2026-01-20' }]
    const claims = [{ ...claim('a', DUE, 100_00, 0, notices), recalledOn: '2026-03-02' }]
    expect(on(later, { ...inHouse, claims, contacts: served.slice(0, 2) })).toEqual(sends('formal-notice'))
  })

  it('is given anew to that claim alone', () => {
    const claims = [{ ...claim('a', DUE, 100_00), recalledOn: '2026-03-02' }, claim('b', DUE, 50_00)]
    const contacts = served.map((one) => ({ ...one, claimIds: ['a', 'b'] }))
    expect(on(later, { claims, contacts })).toEqual(sends('formal-notice#2', { claimIds: ['a'], amountCents: 150_00 }))
  })

  it('last notices as well, which no law demands', () => {
    const last = {
      id: 'last-notice',
      stage: 'last-notice',
      afterDays: 60,
      channels: ['letter'],
      payWithinDays: 8,
      registered: false,
    } as const
    const formal = {
      id: 'formal-notice',
      stage: 'formal-notice',
      afterDays: 45,
      channels: ['letter'],
      payWithinDays: 8,
      registered: false,
    } as const
    const opening = {
      id: 'opening-letter',
      stage: 'opening',
      afterDays: 10,
      channels: ['letter'],
      payWithinDays: 8,
      registered: false,
    } as const
    const strategy = { name: 'any', version: 1, steps: [opening, formal, last] }
    const contacts = [
      sent('opening-letter', '2026-01-15'),
      sent('formal-notice', '2026-02-19'),
      sent('last-notice', '2026-03-06'),
      sent('formal-notice#2', '2026-04-02', { stepId: 'formal-notice', stage: 'formal-notice' }),
    ]
    const at = '2026-05-20T12:00:00+02:00'
    expect(on(at, { ...upheld('2026-04-01'), contacts }, strategy)).toEqual(sends('last-notice#2'))
    expect(on(at, { contacts }, strategy)).not.toMatchObject({ do: 'send' })
  })
})
