import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { agencyShare, type CreditorMovement, dueDay, dueThrough } from '../../src/domain/remittance.js'

const movement = (changes: Partial<CreditorMovement> = {}): CreditorMovement => ({
  entryId: 'e-1',
  amountCents: cents(10_000),
  clearedOn: '2026-02-10',
  withinMonths: 1,
  dueBy: null,
  ...changes,
})

describe('what was collected is due', () => {
  it.each([
    ['2026-02-10', 1, '2026-03-10'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-02-10', 3, '2026-05-10'],
  ])('collected on %s, within %d months: by %s', (clearedOn, withinMonths, day) => {
    expect(dueDay(movement({ clearedOn, withinMonths }))).toBe(day)
  })

  it('by the day that it was due, where a transfer came back', () => {
    expect(dueDay(movement({ clearedOn: '2026-03-06', dueBy: '2026-03-15' }))).toBe('2026-03-15')
  })

  it('by no day while it can fail to come', () => {
    expect(dueDay(movement({ clearedOn: null }))).toBeNull()
  })
})

describe('due up to a day', () => {
  it.each([
    ['2026-02-09', 0],
    ['2026-02-10', 10_000],
    ['2026-02-11', 10_000],
  ])('%s: %d cents of what was there for good on 10 February', (through, dueCents) => {
    expect(dueThrough([movement()], through).dueCents).toBe(dueCents)
  })

  it('is by the first day of what came in, whatever was taken back before', () => {
    const due = dueThrough(
      [
        movement({ clearedOn: '2026-02-20' }),
        movement({ clearedOn: '2026-02-12' }),
        movement({ clearedOn: '2026-01-05', amountCents: cents(-5_000) }),
      ],
      '2026-02-28',
    )
    expect(due).toMatchObject({ collectedCents: 20_000, takenBackCents: -5_000, dueCents: 15_000, dueBy: '2026-03-12' })
  })

  it('is nothing of a payment that can still fail, nor of what was taken back of it', () => {
    const both = [movement({ clearedOn: null }), movement({ clearedOn: null, amountCents: cents(-10_000) })]
    expect(dueThrough(both, '2026-12-31')).toMatchObject({ movements: [], dueCents: 0, dueBy: null })
  })
})

describe('the agency’s share', () => {
  it('is nothing where none is asked for, and what is asked for else', () => {
    expect([agencyShare(cents(100), undefined), agencyShare(cents(100), cents(99))]).toEqual([0, 99])
  })

  it.each([
    [0, 0],
    [40, 40],
    [99, 99],
    [100, 99],
    [5_000, 99],
  ])('is what is invoiced, %d, and leaves a cent of the 100 that are due: %d', (invoiced, share) => {
    expect(agencyShare(cents(100), undefined, cents(invoiced))).toBe(share)
  })

  it('is not asked for by hand where invoices say it', () => {
    expect(() => agencyShare(cents(100), cents(10), cents(0))).toThrow('remittance-share-by-invoice')
  })

  it('never takes all', () => {
    expect(() => agencyShare(cents(100), cents(100))).toThrow('remittance-share-excessive')
  })
})

/** A day of 2026 by its number. */
const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)

describe('month after month', () => {
  const movements = fc.array(
    fc.record({
      amountCents: fc.integer({ min: -50_000, max: 50_000 }).filter((amount) => amount !== 0),
      cleared: fc.option(fc.integer({ min: 0, max: 300 })),
    }),
    { maxLength: 40 },
  )

  it('every cent that is there for good is passed on once or carried, and nobody is paid less than nothing', () => {
    fc.assert(
      fc.property(movements, fc.array(fc.integer({ min: 0, max: 330 }), { maxLength: 12 }), (facts, days) => {
        const all = facts.map(({ amountCents, cleared }, index) =>
          movement({ entryId: `e-${index}`, amountCents: cents(amountCents), clearedOn: cleared === null ? null : dayOf(cleared) }),
        )
        let open = all
        let passedOn = 0
        const seen: string[] = []
        for (const through of days.sort((a, b) => a - b).map(dayOf)) {
          const due = dueThrough(open, through)
          if (due.dueCents <= 0) continue
          passedOn += due.dueCents
          seen.push(...due.movements.map(({ entryId }) => entryId))
          open = open.filter((one) => !due.movements.includes(one))
        }
        const total = facts.reduce((sum, { amountCents }) => sum + amountCents, 0)
        const carried = open.reduce((sum, { amountCents }) => sum + amountCents, 0)
        expect(passedOn + carried).toBe(total)
        expect(new Set(seen).size).toBe(seen.length)
        expect(seen.length + open.length).toBe(all.length)
        expect(passedOn).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
