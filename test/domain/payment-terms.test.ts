import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueDateOf, startOfTerm } from '../../src/domain/payment-terms.js'
import { lawOf } from '../../src/law/book.js'

const SEEDED = { seed: 20260115, numRuns: 300 }
const DAY_MS = 24 * 60 * 60 * 1000
const aDay = fc
  .integer({ min: Date.parse('2016-10-01') / DAY_MS, max: Date.parse('2046-12-31') / DAY_MS })
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10))

const terms = lawOf('FR').packs[0].paymentTerms
const due = (code: string, start: string) => {
  const rule = terms.find((term) => term.code === code)
  if (!rule) throw new Error(`no term ${code}`)
  return dueDateOf(rule.computation.value, start)
}

describe('the due date of an invoice', () => {
  it.each([
    ['default', '2026-01-15', '2026-02-14'],
    ['30-net', '2026-01-31', '2026-03-02'],
    ['30-net', '2028-01-31', '2028-03-01'],
    ['60-net', '2026-07-01', '2026-08-30'],
    ['45-periodic', '2026-12-31', '2027-02-14'],
    // the 45th day is the last of a month, the day before it, or the day after it
    ['45-eom-a', '2026-01-13', '2026-02-28'],
    ['45-eom-a', '2026-01-14', '2026-02-28'],
    ['45-eom-a', '2026-01-15', '2026-03-31'],
    ['45-eom-a', '2026-11-16', '2026-12-31'],
    ['45-eom-a', '2026-11-17', '2027-01-31'],
    ['45-eom-b', '2026-01-01', '2026-03-17'],
    ['45-eom-b', '2026-01-31', '2026-03-17'],
    ['45-eom-b', '2026-02-01', '2026-04-14'],
    ['45-eom-b', '2028-01-15', '2028-03-16'],
    ['45-eom-b', '2026-12-31', '2027-02-14'],
  ])('at %s from %s is %s', (code, start, day) => {
    expect(due(code, start)).toBe(day)
  })

  it('runs from receipt where nothing was agreed, and from the invoice elsewhere', () => {
    expect(terms.map(({ code }) => [code, startOfTerm(code)])).toEqual([
      ['default', 'receipt'],
      ...terms.slice(1).map(({ code }) => [code, 'issue']),
    ])
  })

  it('never comes earlier for a later invoice', () => {
    fc.assert(
      fc.property(aDay, aDay, fc.constantFrom(...terms), (one, other, { code }) => {
        const [first, second] = [one, other].sort() as [string, string]
        expect(due(code, first) <= due(code, second)).toBe(true)
      }),
      SEEDED,
    )
  })

  it('at the end of a month is the last day of one, at least the days later', () => {
    fc.assert(
      fc.property(aDay, (issued) => {
        const day = due('45-eom-a', issued)
        expect(new Date(Date.parse(day) + DAY_MS).getUTCDate()).toBe(1)
        const days = (Date.parse(day) - Date.parse(issued)) / DAY_MS
        expect(days >= 45 && days < 45 + 31).toBe(true)
      }),
      SEEDED,
    )
  })
})
