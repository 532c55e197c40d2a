import { describe, expect, it } from 'vitest'
import type { Regime } from '../../src/domain/capacity.js'
import { interestStart } from '../../src/domain/interest-start.js'
import type { InterestRule } from '../../src/domain/law-pack.js'
import { lawOf } from '../../src/law/book.js'

function rule(country: string, regime: Regime): InterestRule {
  const interest = lawOf(country).packs.at(-1)?.lateCharges[regime].interest
  if (!interest) throw new Error(`${country} has no interest for ${regime}`)
  return interest.value
}

describe('the day after which interest runs', () => {
  it('is the due date between professionals in France, notice or not (L441-10 II)', () => {
    expect(interestStart(rule('FR', 'business'), '2026-01-31', null)).toBe('2026-01-31')
    expect(interestStart(rule('FR', 'business'), '2026-01-31', '2026-03-01')).toBe('2026-01-31')
  })

  it('is that of the notice for a consumer, and none before (Code civil 1231-6)', () => {
    expect(interestStart(rule('FR', 'consumer'), '2026-01-31', null)).toBeNull()
    expect(interestStart(rule('FR', 'consumer'), '2026-01-31', '2026-03-01')).toBe('2026-03-01')
  })

  it('is not before the claim was due, however early the notice', () => {
    expect(interestStart(rule('FR', 'consumer'), '2026-01-31', '2026-01-30')).toBe('2026-01-31')
    expect(interestStart(rule('FR', 'consumer'), '2026-01-31', '2026-01-31')).toBe('2026-01-31')
  })

  // BGB § 286 III: default at the latest 30 days after due date. 31 January and 30 days is 2 March.
  it.each([
    [null, '2026-03-02'],
    ['2026-02-15', '2026-02-15'],
    ['2026-03-01', '2026-03-01'],
    ['2026-03-02', '2026-03-02'],
    ['2026-03-03', '2026-03-02'],
  ])('is, between businesses in Germany, for a notice of %s: %s', (noticeOn, start) => {
    expect(interestStart(rule('DE', 'business'), '2026-01-31', noticeOn)).toBe(start)
  })

  it('waits for the notice to a consumer in Germany, as long as that takes', () => {
    expect(interestStart(rule('DE', 'consumer'), '2026-01-31', null)).toBeNull()
  })
})
