import { describe, expect, it } from 'vitest'
import {
  bandOf,
  invoiceNumber,
  missingOf,
  runningNumber,
  shareOf,
  shortOfMinimum,
  withdrawalOf,
  withVat,
} from '../../src/domain/commission.js'
import { cents } from '../../src/domain/money.js'
import type { CommissionBand } from '../../src/domain/tariff.js'

const band = (ppm: number, changes: Partial<CommissionBand> = {}): CommissionBand => ({
  road: 'both',
  fromDays: 0,
  uptoCents: null,
  ppm,
  ...changes,
})

describe('the band that holds for a claim', () => {
  const bands = [
    band(250_000, { road: 'judicial' }),
    band(220_000, { fromDays: 180 }),
    band(180_000, { fromDays: 90, uptoCents: cents(100_000) }),
    band(150_000, { uptoCents: cents(500_000) }),
  ]
  it.each([
    ['amicable', 179, 100_000, 180_000],
    ['amicable', 180, 100_000, 220_000],
    ['amicable', 90, 100_000, 180_000],
    ['amicable', 89, 100_000, 150_000],
    ['amicable', 90, 100_001, 150_000],
    ['amicable', 0, 500_000, 150_000],
    ['amicable', 0, 500_001, null],
    ['amicable', -30, 100, 150_000],
    ['judicial', 180, 1, 250_000],
  ] as const)('%s, %d days old, %d cents: %s', (road, ageDays, principalCents, ppm) => {
    expect(bandOf({ bands }, { road, ageDays, principalCents: cents(principalCents) })?.ppm ?? null).toBe(ppm)
  })
})

describe('a share', () => {
  it.each([
    [10_000, 150_000, 1_500],
    [3, 166_666, 0],
    [3, 166_667, 1],
    [1, 500_000, 1],
    [1, 499_999, 0],
    [999_999_999_99, 333_333, 33_333_300_000],
  ])('of %d cents at %d millionths is %d cents', (base, ppm, share) => {
    expect(shareOf(cents(base), ppm)).toBe(share)
  })
})

describe('a missing line', () => {
  const line = (baseCents: number, amountCents: number) => ({ baseCents: cents(baseCents), amountCents: cents(amountCents) })
  it('is what is due now less what stands', () => {
    expect(missingOf(line(10_000, 1_500), [line(4_000, 600)])).toEqual(line(6_000, 900))
  })
  it('is below zero where money went back', () => {
    expect(missingOf(line(0, 0), [line(4_000, 600), line(6_000, 900)])).toEqual(line(-10_000, -1_500))
  })
  it('is none where nothing is missing', () => {
    expect(missingOf(line(4_000, 600), [line(4_000, 600)])).toBeNull()
  })
})

describe('a month', () => {
  const tariff = { monthlyMinimumCents: cents(5_000) }
  const earned = (...amounts: number[]) => amounts.map((amount) => ({ baseCents: cents(0), amountCents: cents(amount) }))
  it.each([
    ['without anything', [], 5_000],
    ['that is short of its minimum', [earned(1_500), earned(2_000)], 1_500],
    ['of exactly its minimum', [earned(5_000)], 0],
    ['that is above it', [earned(6_000)], 0],
    ['in which an earlier one’s commission went back', [earned(-1_500)], 5_000],
    ['in which its own went back', [earned(3_000, -3_000)], 5_000],
    ['in which one of two went back', [earned(3_000, -3_000), earned(2_000)], 3_000],
  ])('%s is short of it by that', (_, lines, short) => {
    expect(shortOfMinimum(tariff, lines)).toBe(short)
  })
})

describe('a withdrawal', () => {
  const tariff = { withdrawal: { ppm: 50_000, leastCents: cents(2_000) } }
  it.each([
    [100_000, 5_000],
    [40_000, 2_000],
    [39_999, 2_000],
    [0, 2_000],
  ])('of a file on which %d cents are owed comes to %d', (owed, amount) => {
    expect(withdrawalOf(tariff, cents(owed))).toEqual({ baseCents: owed, amountCents: amount })
  })
})

describe('value added tax', () => {
  it.each([
    [10_002, 200_000, 2_000, 12_002],
    [10_003, 200_000, 2_001, 12_004],
    [-10_003, 200_000, -2_001, -12_004],
    [10_003, 0, 0, 10_003],
  ])('on %d cents at %d', (net, ppm, vatCents, totalCents) => {
    expect(withVat(cents(net), ppm)).toEqual({ vatCents, totalCents })
  })
})

describe('a number', () => {
  it('is shown with the year of its issue', () => {
    expect(invoiceNumber(123, '2026-02-02')).toBe('F-2026-000123')
    expect(runningNumber('F-2026-000123')).toBe(123)
  })
  it.each(['F-26-000123', '123', 'F-2026-123', 'F-2026-0001234567', ''])('“%s” is none', (text) => {
    expect(runningNumber(text)).toBeNull()
  })
})
