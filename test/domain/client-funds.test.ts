import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AccountTotals,
  ageBands,
  BLOCK_RULES,
  blocksOf,
  disposableOf,
  equationOf,
  type FundsAccountName,
  type FundsState,
  kindByHand,
  topUpDue,
} from '../../src/domain/client-funds.js'
import { cents } from '../../src/domain/money.js'

const NOTHING = { bank: 0, provider: 0, clearing: 0, shortfall: 0, creditor: 0, unallocated: 0, refunds: 0, agency: 0, transit: 0 }
const totals = (held: Partial<Record<FundsAccountName, number>>) => ({ ...NOTHING, ...held }) as unknown as AccountTotals

/** 100.00 at the bank, all of it a creditor's; the bank says the same. */
const sound = {
  on: '2026-03-31',
  totals: totals({ bank: 100_00, creditor: -100_00 }),
  creditors: [{ reference: 'energie-sud', name: 'Énergie Sud', own: false, owedCents: cents(100_00) }],
  overdrawn: [],
  accounts: [{ account: 'Séquestre', closing: { on: '2026-03-31', cents: cents(100_00), balanced: true } }],
  comparison: { on: '2026-03-31', statementCents: cents(100_00), booksCents: cents(100_00) },
  statementAgeDays: 5,
} as const satisfies FundsState

const blocks = (changes: Partial<FundsState>) => blocksOf({ ...sound, ...changes }).map(({ rule, cents: amount }) => [rule, amount])
const creditor = (reference: string, owed: number) => ({ reference, name: reference, own: false, owedCents: cents(owed) })
const account = (on: string, balanced: boolean | null = true) => ({ account: 'Séquestre', closing: { on, cents: cents(100_00), balanced } })

describe('what stands against remittance', () => {
  it('is nothing where the bank bears the books out', () => {
    expect(blocksOf(sound)).toEqual([])
  })

  const SEEN: [string, Partial<FundsState>, [string, number][]][] = [
    ['books that do not balance', { totals: totals({ bank: 100_00, creditor: -99_00 }) }, [['books-unbalanced', 100]]],
    ['no account of client funds', { accounts: [], comparison: null }, [['account-missing', 0]]],
    ['an account without a statement', { accounts: [{ account: 'A', closing: null }], comparison: null }, [['statement-missing', 0]]],
    ['accounts whose statements never meet', { comparison: null }, [['statement-missing', 0]]],
    ['a statement that is too old', { accounts: [account('2026-03-25')] }, [['statement-old', 0]]],
    ['a statement that does not add up', { accounts: [account('2026-03-31', false)] }, [['statement-unbalanced', 0]]],
    [
      'a bank that holds less than the books say',
      { comparison: { on: '2026-03-31', statementCents: cents(98_50), booksCents: cents(100_00) } },
      [['bank-differs', -1_50]],
    ],
    [
      'a bank that holds more than the books say',
      { comparison: { on: '2026-03-31', statementCents: cents(101_00), booksCents: cents(100_00) } },
      [['bank-differs', 1_00]],
    ],
    ['a fee that nobody has made good', { totals: totals({ bank: 98_00, shortfall: 2_00, creditor: -100_00 }) }, [['shortfall', 2_00]]],
    [
      'a creditor that owes the account',
      { totals: totals({ bank: 60_00, creditor: -60_00 }), creditors: [creditor('a', 100_00), creditor('b', -40_00)] },
      [['creditor-gap', 40_00]],
    ],
    [
      'a payment that was refunded and then taken back',
      { overdrawn: [{ reference: 'VIR-1', overdrawnCents: cents(30_00) }] },
      [['payment-overdrawn', 30_00]],
    ],
    [
      'an account of which more left than it held',
      { totals: totals({ bank: 90_00, agency: 10_00, creditor: -100_00 }) },
      [['account-overdrawn', 10_00]],
    ],
  ]

  it.each(SEEN)('is seen: %s', (_name, changes, expected) => {
    expect(blocks(changes)).toEqual(expected)
  })

  it('has a case here for each of its rules', () => {
    const seen = new Set(SEEN.flatMap(([, , expected]) => expected.map(([rule]) => rule)))
    expect([...seen].sort()).toEqual([...BLOCK_RULES].sort())
  })

  it.each([
    ['2026-03-26', 0],
    ['2026-03-25', 1],
  ])('a statement that closed on %s is too old on 31 March: %d', (on, count) => {
    expect(blocksOf({ ...sound, accounts: [account(on)] })).toHaveLength(count)
  })

  it('says in a sentence whose money is missing', () => {
    const [block] = blocksOf({ ...sound, creditors: [creditor('loyers-du-port', -40_00)] })
    expect(block?.text).toContain('loyers-du-port')
  })
})

describe('what the agency pays in', () => {
  const gaps = (shortfall: number, ...owed: number[]) => ({
    ...sound,
    totals: totals({ bank: 0 - shortfall - owed.reduce((a, b) => a + b, 0), shortfall, creditor: 0 - owed.reduce((a, b) => a + b, 0) }),
    creditors: owed.map((one, index) => creditor(`c${index}`, one)),
  })

  it.each([
    [gaps(0, 100_00), 0],
    [gaps(2_00, 100_00), 2_00],
    [gaps(2_00, 100_00, -40_00), 42_00],
    [gaps(-42_00, 100_00, -40_00), 0],
    [gaps(-30_00, 100_00, -40_00), 10_00],
    [gaps(-30_00, -20_00, -40_00), 30_00],
  ])('is what is missing, less what it has advanced: case %#', (state, due) => {
    expect(topUpDue(state)).toBe(due)
    const missing = blocksOf(state).filter(({ rule }) => rule === 'shortfall' || rule === 'creditor-gap')
    expect(missing.reduce((all, block) => all + block.cents, 0)).toBe(due)
  })
})

describe('the equation', () => {
  const anAccount = fc.constantFrom<FundsAccountName>(...(Object.keys(NOTHING) as FundsAccountName[]))
  const aMovement = fc.record({ debit: anAccount, credit: anAccount, amount: fc.integer({ min: 1, max: 1_000_000 }) })
  const life = fc.array(aMovement, { maxLength: 40 })

  const booked = (movements: { debit: FundsAccountName; credit: FundsAccountName; amount: number }[]) => {
    const held: Record<FundsAccountName, number> = { ...NOTHING }
    for (const { debit, credit, amount } of movements) {
      held[debit] += amount
      held[credit] -= amount
    }
    return totals(held)
  }

  it('holds after any movements in any order', () => {
    fc.assert(
      fc.property(
        life.chain((movements) => fc.tuple(fc.constant(movements), fc.shuffledSubarray(movements, { minLength: movements.length }))),
        ([movements, shuffled]) => {
          const equation = equationOf(booked(movements))
          const { bankCents, providerCents, clearingCents, shortfallCents, ...owed } = equation
          expect(bankCents + providerCents + clearingCents + shortfallCents).toBe(Object.values(owed).reduce<number>((a, b) => a + b, 0))
          expect(equationOf(booked(shuffled))).toEqual(equation)
          expect(blocksOf({ ...sound, totals: booked(movements) }).map(({ rule }) => rule)).not.toContain('books-unbalanced')
        },
      ),
      { seed: 20260331, numRuns: 300 },
    )
  })

  it('says what is owed above zero', () => {
    const state = totals({ bank: 90_00, provider: 20_00, creditor: -80_00, unallocated: -10_00, transit: -20_00 })
    expect(equationOf(state)).toMatchObject({ bankCents: 90_00, creditorsCents: 80_00, unallocatedCents: 10_00, transitCents: 20_00 })
    expect(Object.is(equationOf(state).refundsCents, 0)).toBe(true)
    expect(disposableOf(state)).toBe(70_00)
  })

  it('leaves nothing missing once the agency has paid in what is due', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -500, max: 500 }),
        fc.array(fc.integer({ min: -500, max: 500 }), { maxLength: 5 }),
        (shortfall, owed) => {
          const state = { ...sound, totals: totals({ shortfall }), creditors: owed.map((one, index) => creditor(`c${index}`, one)) }
          const paidIn = { ...state, totals: totals({ shortfall: shortfall - topUpDue(state) }) }
          expect(topUpDue(paidIn)).toBe(0)
          expect(blocksOf(paidIn).filter(({ rule }) => rule === 'shortfall' || rule === 'creditor-gap')).toEqual([])
        },
      ),
      { seed: 20260331, numRuns: 300 },
    )
  })
})

it('unallocated money is told by how long it has waited, day by day at the edges', () => {
  const waits = [0, 7, 8, 30, 31, 90, 91, 400].map((ageDays, index) => ({ ageDays, amountCents: cents(10 ** index) }))
  expect(ageBands(waits).map(({ fromDays, toDays, count, amountCents }) => [fromDays, toDays, count, amountCents])).toEqual([
    [0, 7, 2, 11],
    [8, 30, 2, 1_100],
    [31, 90, 2, 110_000],
    [91, null, 2, 11_000_000],
  ])
})

it.each([
  ['shortfall', 'provider', 'fee'],
  ['shortfall', 'bank', 'charge'],
  ['bank', 'provider', 'payout'],
  ['bank', 'shortfall', 'topped-up'],
  ['provider', 'shortfall', 'corrected'],
  ['creditor', 'unallocated', 'corrected'],
] as const)('what is debited to %s and credited to %s by hand is a movement of the kind %s', (debit, credit, kind) => {
  expect(kindByHand(debit, credit)).toBe(kind)
})
