import { describe, expect, it } from 'vitest'
import { type MandateScope, outsideMandate, type ScopeQuestion, waivedByMandate } from '../../src/domain/mandate-scope.js'
import { cents } from '../../src/domain/money.js'

const mandate: MandateScope = {
  scope: 'amicable',
  specialPowers: [],
  covers: ['principal', 'interest'],
  leastClaimCents: cents(50_00),
  mostClaimCents: cents(10_000_00),
}

describe('a claim', () => {
  it.each([
    [49_99, 'claim-below-mandate'],
    [50_00, null],
    [10_000_00, null],
    [10_000_01, 'claim-above-mandate'],
  ])('of %d cents is outside the mandate: %s', (amountCents, reason) => expect(outsideMandate(mandate, { amountCents })).toBe(reason))

  it('of any amount is covered where there is no bound', () => {
    const unbound = { ...mandate, leastClaimCents: null, mostClaimCents: null }
    expect([1, 1_000_000_00].map((amountCents) => outsideMandate(unbound, { amountCents }))).toEqual([null, null])
  })

  it.each<[ScopeQuestion['items'], string | null]>([
    [['principal', 'interest'], null],
    [['indemnity'], 'item-not-covered'],
    [['principal', 'costs'], 'item-not-covered'],
  ])('is asked for %j: %s', (items, reason) => expect(outsideMandate(mandate, { items: items ?? [] })).toBe(reason))

  it('is not asked for what the mandate does not cover', () => {
    expect(waivedByMandate(mandate)).toEqual(['indemnity'])
    expect(waivedByMandate({ covers: ['principal', 'costs'] })).toEqual(['interest', 'indemnity'])
    expect(waivedByMandate({ covers: ['principal', 'interest', 'indemnity', 'costs'] })).toEqual([])
  })
})

describe('a power', () => {
  it.each([
    ['amicable', [], 'sue', 'power-not-given'],
    ['amicable', ['sue'], 'sue', null],
    ['amicable', ['sue'], 'enforce', 'power-not-given'],
    ['judicial', [], 'sue', null],
    ['judicial', [], 'enforce', null],
    ['judicial', [], 'settle', 'power-not-given'],
    ['amicable', ['settle'], 'settle', null],
  ] as const)('under a mandate of the %s kind with %j, to %s: %s', (scope, specialPowers, power, reason) =>
    expect(outsideMandate({ ...mandate, scope, specialPowers }, { power })).toBe(reason),
  )
})
