import { expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { monthsBetween, recoveryCurve, shareOf } from '../../src/domain/recovery.js'

it('counts months by the calendar, across years', () => {
  expect([monthsBetween('2026-01', '2026-01-31'), monthsBetween('2025-11', '2026-02-01'), monthsBetween('2024-12', '2026-12')]).toEqual([
    0, 3, 24,
  ])
})

it('runs on through months in which nothing came in, and falls where money went back', () => {
  const recovered = [
    { month: 0, agencyCents: cents(250_00), directCents: cents(0) },
    { month: 2, agencyCents: cents(-100_00), directCents: cents(150_00) },
    { month: 3, agencyCents: cents(-50_00), directCents: cents(0) },
  ]
  expect(recoveryCurve(recovered, 4, cents(1_000_00))).toEqual([
    { month: 0, agencyCents: 250_00, directCents: 0, totalCents: 250_00, ratePpm: 250_000 },
    { month: 1, agencyCents: 0, directCents: 0, totalCents: 250_00, ratePpm: 250_000 },
    { month: 2, agencyCents: -100_00, directCents: 150_00, totalCents: 300_00, ratePpm: 300_000 },
    { month: 3, agencyCents: -50_00, directCents: 0, totalCents: 250_00, ratePpm: 250_000 },
    { month: 4, agencyCents: 0, directCents: 0, totalCents: 250_00, ratePpm: 250_000 },
  ])
})

it.each([
  ['a third', 1, 3, 333_333],
  ['two thirds', 2, 3, 666_667],
  ['more than the whole', 150, 100, 1_500_000],
  ['more back than came in', -1, 4, -250_000],
  ['of nothing', 10, 0, null],
  ['of less than nothing', 10, -5, null],
] as const)('a share: %s', (_, part, whole, ppm) => {
  expect(shareOf(cents(part), cents(whole))).toBe(ppm)
})
