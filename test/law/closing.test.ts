import { describe, expect, it } from 'vitest'
import { ORDERED_REASONS, SETTLED_REASONS } from '../../src/domain/closing-reason.js'
import { closingGround } from '../../src/law/closing-ground.js'
import { irrecoverabilityOf, neverIrrecoverable } from '../../src/law/irrecoverability.js'
import { retainUntil, retentionOf } from '../../src/law/retention.js'

describe('how long papers are kept', () => {
  it.each([
    ['paid', '2026-03-31', '2031-03-31'],
    ['recalled', '2024-02-29', '2029-02-28'],
    ['fraud', '2026-03-31', '2032-03-31'],
  ] as const)('a file closed as %s on %s through %s', (reason, closedOn, until) => {
    expect(retainUntil('FR', closedOn, reason)).toBe(until)
    expect(retainUntil('PL', closedOn, reason)).toBe(until)
  })

  it('accounts for ten years, which the law says; files for as long as the house says', () => {
    const { accounting, file } = retentionOf('FR')
    expect(accounting).toMatchObject({ value: 10, source: 'Code de commerce L123-22', confirmed: true })
    expect(file.confirmed).toBe(false)
    expect(retentionOf('PL').accounting.confirmed).toBe(false)
  })
})

describe('what is attested irrecoverable', () => {
  const attested = (country: string) => ORDERED_REASONS.filter((reason) => irrecoverabilityOf(country, reason) !== null)

  it('is insolvency, a debtor who is gone, a debt that is erased or time-barred, and nothing else', () => {
    expect(attested('FR')).toEqual(['insolvent-declared', 'insolvent-undeclared', 'debt-erased', 'not-found', 'time-barred'])
    expect(SETTLED_REASONS.filter((reason) => irrecoverabilityOf('FR', reason) !== null)).toEqual([])
  })

  it('is good for VAT only where a source says so, and wants its proof then', () => {
    for (const reason of attested('FR')) {
      const { vat, wants } = irrecoverabilityOf('FR', reason) ?? {}
      if (vat?.value) expect([vat.confirmed, wants]).toEqual([true, expect.stringMatching(/liquidation|gone/)])
    }
    expect(attested('FR').filter((reason) => irrecoverabilityOf('FR', reason)?.vat.value)).toEqual([
      'insolvent-declared',
      'insolvent-undeclared',
      'not-found',
    ])
  })

  it('is nothing where the law of a country is not written down', () => {
    expect(attested('DE')).toEqual([])
    expect(attested('PL')).toEqual([])
  })

  it('has its ground where it is refused', () => {
    for (const reason of ORDERED_REASONS) expect(neverIrrecoverable(reason).source).not.toBe('')
  })
})

it('each reason for a closing has a ground and a source', () => {
  for (const reason of [...SETTLED_REASONS, ...ORDERED_REASONS]) {
    const { value, source } = closingGround(reason)
    expect([value.endsWith('.'), source.length > 0]).toEqual([true, true])
  }
})
