import { describe, expect, it } from 'vitest'
import type { ContactFact } from '../../src/domain/facts.js'
import { claim, DUE, on, SECOND_NOON, sends, sent, waitsUntil } from './on.js'

/**
 * Kill Bill, bug 2297. There, the next check is stored as “now + interval”; when a partial payment settles the oldest
 * invoice, the check finds a younger debt, and the WARNING stage is skipped.
 *
 * Claim A, 100 euros, falls due on 5 January; claim B, 50 euros, on 2 February. The opening letter goes out on 15 January
 * and names both.
 *
 *   15 January   opening letter (A + 10 days)
 *   20 January   100 euros come in and settle A; the oldest unpaid claim is now B
 *   30 January   second letter by A: no longer due
 *   27 February  second letter by B (B + 25 days)
 *   19 March     formal notice by B (B + 45 days)
 */
describe('a partial payment moves the oldest unpaid due date: the next step is neither skipped nor repeated', () => {
  const both = { claimIds: ['a', 'b'] }
  const opening = sent('opening-letter', '2026-01-15', both)
  const file = (paidOnA: number, ...more: ContactFact[]) => ({
    claims: [claim('a', DUE, 100_00, paidOnA), claim('b', '2026-02-02', 50_00)],
    contacts: [opening, ...more],
  })

  it('the payment settles the oldest claim: the plan follows the younger one', () => {
    expect(on('2026-01-20T12:00:00+01:00', file(0))).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
    expect(on('2026-01-20T12:00:00+01:00', file(100_00))).toEqual(waitsUntil('2026-02-27T08:00:00+01:00'))
    expect(on(SECOND_NOON, file(100_00))).toEqual(waitsUntil('2026-02-27T08:00:00+01:00'))
    // B’s own opening day, 12 February: the letter went out once, it is not repeated.
    expect(on('2026-02-12T12:00:00+01:00', file(100_00))).toEqual(waitsUntil('2026-02-27T08:00:00+01:00'))
    expect(on('2026-02-27T12:00:00+01:00', file(100_00))).toEqual(sends('second-letter', { amountCents: 50_00 }))
    const second = sent('second-letter', '2026-02-27', both)
    expect(on('2026-02-27T12:00:00+01:00', file(100_00, second))).toEqual(waitsUntil('2026-03-19T08:00:00+01:00'))
    expect(on('2026-03-19T12:00:00+01:00', file(100_00, second))).toEqual(sends('formal-notice'))
  })

  it('control: one cent short of it, the plan stays where it was', () => {
    expect(on('2026-01-20T12:00:00+01:00', file(99_99))).toEqual(waitsUntil('2026-01-30T08:00:00+01:00'))
    expect(on(SECOND_NOON, file(99_99))).toEqual(sends('second-letter', { amountCents: 50_01 }))
    const second = sent('second-letter', '2026-01-30', both)
    expect(on('2026-02-19T12:00:00+01:00', file(99_99, second))).toEqual(sends('formal-notice'))
  })

  it('a wake long after both days still does the second letter, not the formal notice', () => {
    expect(on('2026-06-01T12:00:00+02:00', file(100_00))).toEqual(sends('second-letter'))
    expect(on('2026-06-01T12:00:00+02:00', file(0))).toEqual(sends('second-letter'))
  })

  it('the payment bounces: the older date counts again, with the distance kept', () => {
    expect(on('2026-02-12T12:00:00+01:00', file(0))).toEqual(sends('second-letter', { amountCents: 150_00 }))
    const second = sent('second-letter', '2026-02-27', both)
    expect(on('2026-03-02T12:00:00+01:00', file(0, second))).toEqual(waitsUntil('2026-03-19T08:00:00+01:00'))
  })

  it('control: had the opening letter not named the younger claim, that would be served its own first', () => {
    const { claims } = file(100_00)
    const contacts = [sent('opening-letter', '2026-01-15', { claimIds: ['a'] })]
    expect(on('2026-01-20T12:00:00+01:00', { claims, contacts })).toEqual(waitsUntil('2026-02-12T08:00:00+01:00'))
    expect(on('2026-02-12T12:00:00+01:00', { claims, contacts })).toEqual(sends('opening-letter#2', { claimIds: ['b'] }))
    const served = [...contacts, sent('opening-letter#2', '2026-02-12', { claimIds: ['b'] })]
    expect(on('2026-02-12T12:00:00+01:00', { claims, contacts: served })).toEqual(waitsUntil('2026-02-27T08:00:00+01:00'))
    expect(on('2026-02-27T12:00:00+01:00', { claims, contacts: served })).toEqual(sends('second-letter'))
  })
})
