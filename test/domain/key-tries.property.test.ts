import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secondsToWait, type Tries, WINDOWS, type WindowKind } from '../../src/domain/key-tries.js'

const SEEDED = { seed: 20261126, numRuns: 300 }
const MINUTE_MS = 60_000
const MIDNIGHT = Date.parse('2026-03-02T00:00:00Z')
const NOBODY: Tries = { 'address-quarter': 0, 'address-day': 0, 'pair-day': 0, 'reference-day': 0, 'all-quarter': 0 }

/** Wrong tries of one address, in order, at minutes of two days; each for one of three references. */
const someTries = fc
  .array(fc.record({ minute: fc.integer({ min: 0, max: 2_879 }), reference: fc.constantFrom('A', 'B', 'C') }), { maxLength: 400 })
  .map((tries) => tries.toSorted((a, b) => a.minute - b.minute))

/** The tries that are let through, where each is counted as it is. */
function letThrough(
  tries: readonly { minute: number; reference: string }[],
  others: Partial<Tries>,
): { minute: number; reference: string }[] {
  const through: { minute: number; reference: string }[] = []
  for (const one of tries) {
    const quarter = through.filter(({ minute }) => Math.floor(minute / 15) === Math.floor(one.minute / 15))
    const day = through.filter(({ minute }) => Math.floor(minute / 1440) === Math.floor(one.minute / 1440))
    const same = day.filter(({ reference }) => reference === one.reference)
    const counts = { ...NOBODY, ...others, 'address-quarter': quarter.length, 'address-day': day.length, 'pair-day': same.length }
    const wait = secondsToWait(counts, new Date(MIDNIGHT + one.minute * MINUTE_MS))
    if (wait.any === 0 && wait.same === 0) through.push(one)
  }
  return through
}

const most = (counts: readonly number[]) => Math.max(0, ...counts)
const countedBy = <T>(all: readonly T[], keyOf: (one: T) => string | number) =>
  [...new Set(all.map(keyOf))].map((key) => all.filter((one) => keyOf(one) === key).length)

describe('an address that is wrong', () => {
  it.each([
    ['in quiet times', {}, { quarter: 20, day: 60, pair: 10 }],
    ['for a reference that is tried from elsewhere', { 'reference-day': 30 }, { quarter: 20, day: 60, pair: 3 }],
    ['while keys are tried out everywhere', { 'all-quarter': 1_000 }, { quarter: 5, day: 10, pair: 3 }],
    ['just before an alert', { 'reference-day': 29, 'all-quarter': 999 }, { quarter: 20, day: 60, pair: 10 }],
  ] as const)('%s is never let through more often than it may', (_when, others, { quarter, day, pair }) => {
    fc.assert(
      fc.property(someTries, (tries) => {
        const through = letThrough(tries, others)
        expect(most(countedBy(through, ({ minute }) => Math.floor(minute / 15)))).toBeLessThanOrEqual(quarter)
        expect(most(countedBy(through, ({ minute }) => Math.floor(minute / 1440)))).toBeLessThanOrEqual(day)
        expect(most(countedBy(through, ({ minute, reference }) => `${Math.floor(minute / 1440)} ${reference}`))).toBeLessThanOrEqual(pair)
      }),
      SEEDED,
    )
  })

  it('is let through exactly as often as it may', () => {
    const burst = (count: number, reference: (index: number) => string) =>
      letThrough(
        Array.from({ length: count }, (_, index) => ({ minute: 7, reference: reference(index) })),
        {},
      ).length
    expect(burst(19, (index) => String(index))).toBe(19)
    expect(burst(25, (index) => String(index))).toBe(20)
    expect(burst(25, () => 'A')).toBe(10)
  })

  it('waits until its window ends, and not a second longer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_400_000 - 1 }),
        fc.constantFrom('address-quarter', 'address-day'),
        (ms, kind: WindowKind) => {
          const at = new Date(MIDNIGHT + ms)
          const { any } = secondsToWait({ ...NOBODY, [kind]: 60 }, at)
          const end = Math.ceil((ms + 1) / WINDOWS[kind]) * WINDOWS[kind]
          expect(any).toBe(Math.ceil((end - ms) / 1000))
        },
      ),
      SEEDED,
    )
  })
})

describe('an address that was not wrong', () => {
  it('is let through whatever others do', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(86_400_000), (reference, all, ms) => {
        const wait = secondsToWait({ ...NOBODY, 'reference-day': reference, 'all-quarter': all }, new Date(MIDNIGHT + ms))
        expect(wait).toEqual({ any: 0, same: 0 })
      }),
      SEEDED,
    )
  })
})
