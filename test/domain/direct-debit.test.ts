import { describe, expect, it } from 'vitest'
import { isCreditorIdentifier } from '../../src/domain/creditor-identifier.js'
import {
  bankReturnUntil,
  type DebitRules,
  debitable,
  debitBlocks,
  debitState,
  earliestCollection,
  type FiledDebit,
  mandateFault,
  returnableUntil,
  sequenceType,
  submissionDays,
} from '../../src/domain/direct-debit.js'
import { cents } from '../../src/domain/money.js'

/** The schemes as the rulebooks have them. */
const CORE: DebitRules = {
  leadTargetDays: 1,
  earliestDays: 14,
  lapseMonths: 36,
  returnTargetDays: 5,
  refundWeeks: 8,
  unauthorisedMonths: 13,
}
const B2B: DebitRules = { ...CORE, returnTargetDays: 3, refundWeeks: null }

describe('a mandate', () => {
  const mandate = { signedOn: '2026-01-10', recurrent: true, revokedOn: null, collectedOn: [] as string[] }
  it.each([
    ['the day before it was signed', {}, '2026-01-09', 'unsigned'],
    ['the day it was signed', {}, '2026-01-10', null],
    ['the day before it was revoked', { revokedOn: '2026-03-01' }, '2026-02-28', null],
    ['the day it was revoked', { revokedOn: '2026-03-01' }, '2026-03-01', 'revoked'],
    ['36 months after its signature, never used', {}, '2029-01-10', null],
    ['the day after', {}, '2029-01-11', 'lapsed'],
    ['36 months after its last debit', { collectedOn: ['2026-02-05', '2028-02-07'] }, '2031-02-07', null],
    ['the day after that', { collectedOn: ['2026-02-05', '2028-02-07'] }, '2031-02-08', 'lapsed'],
    ['a second time, where it is for once', { recurrent: false, collectedOn: ['2026-02-05'] }, '2026-03-05', 'used'],
    ['for the first time, where it is for once', { recurrent: false }, '2026-03-05', null],
    ['once lapsed, although a later debit is planned', { collectedOn: ['2029-06-01'] }, '2029-01-11', 'lapsed'],
  ])('is used %s: %j on %s is %j', (_, changes, on, fault) => expect(mandateFault({ ...mandate, ...changes }, on, CORE)).toBe(fault))

  it.each([
    [true, false, 'FRST'],
    [true, true, 'RCUR'],
    [false, false, 'OOFF'],
  ])('recurrent %s, used before %s: the sequence type is %s', (recurrent, before, sequence) =>
    expect(sequenceType({ recurrent }, before)).toBe(sequence),
  )
})

describe('days of a debit', () => {
  it.each([
    ['2026-01-22', 14, '2026-02-05'],
    ['2026-01-23', 14, '2026-02-06'],
    ['2026-01-24', 14, '2026-02-09'], // a Saturday goes on to Monday
    ['2026-03-20', 14, '2026-04-07'], // Good Friday to Tuesday
    ['2026-02-04', 1, '2026-02-05'],
  ])('told on %s with %d days of notice it is collected on %s at the earliest', (on, notice, day) =>
    expect(earliestCollection(on, notice)).toBe(day),
  )

  it.each([
    ['2026-02-05', '2026-01-22', '2026-02-04'],
    ['2026-04-07', '2026-03-24', '2026-04-02'],
  ])('one of %s goes to the bank from %s to %s', (collectOn, from, to) => expect(submissionDays(collectOn, CORE)).toEqual({ from, to }))

  it.each([
    ['core, authorised', CORE, false, '2026-04-02'],
    ['core, not authorised', CORE, true, '2027-03-05'],
    ['B2B, authorised: the bank’s own days', B2B, false, '2026-02-10'],
    ['B2B, not authorised', B2B, true, '2027-03-05'],
  ])('%s: a debit of 5 February 2026 comes back until its last day, and not later', (_, rules, unauthorised, until) =>
    expect(returnableUntil('2026-02-05', unauthorised, rules)).toBe(until),
  )

  it('the debtor’s bank has five TARGET days, over Easter too', () => expect(bankReturnUntil('2026-04-02', CORE)).toBe('2026-04-13'))
})

it.each([
  [{}, 'planned'],
  [{ announcedOn: '2026-01-20' }, 'announced'],
  [{ announcedOn: '2026-01-20', cancelledOn: '2026-01-21' }, 'cancelled'],
  [{ announcedOn: '2026-01-20', isBatched: true }, 'submitted'],
  [{ announcedOn: '2026-01-20', isBatched: true, isPaid: true }, 'collected'],
  [{ announcedOn: '2026-01-20', isBatched: true, isPaid: true, returnedOn: '2026-02-09' }, 'returned'],
  [{ announcedOn: '2026-01-20', isBatched: true, returnedOn: '2026-02-04' }, 'returned'],
])('a debit with %j is %s', (facts, state) =>
  expect(debitState({ announcedOn: null, cancelledOn: null, returnedOn: null, isBatched: false, isPaid: false, ...facts })).toBe(state),
)

it.each([
  [125_000, 0, 125_000],
  [125_000, 100_000, 25_000],
  [125_000, 130_000, 0],
])('of %d cents owed with %d on their way, %d may be debited', (owed, onItsWay, left) =>
  expect(debitable(cents(owed), cents(onItsWay))).toBe(left),
)

it('a file has one block for each day, scheme and sequence type, with its own sum, whatever the order', () => {
  const debit = (endToEndId: string, changes: Partial<FiledDebit> = {}): FiledDebit => ({
    endToEndId,
    scheme: 'core',
    sequence: 'RCUR',
    collectOn: '2026-02-05',
    amountCents: cents(10_01),
    mandate: { reference: 'RUM', signedOn: '2026-01-10' },
    debtor: { name: 'Garage Martin', iban: 'FR7630006000011234567890189', bic: null },
    text: endToEndId,
    ...changes,
  })
  const debits = [
    debit('D'),
    debit('C', { sequence: 'FRST' }),
    debit('A'),
    debit('B', { collectOn: '2026-02-04' }),
    debit('E', { scheme: 'b2b' }),
  ]
  const shown = debitBlocks({ reference: 'P', debits }).map((block) => [
    block.reference,
    block.debits.map((one) => one.endToEndId).join(),
    block.totalCents,
  ])
  expect(shown).toEqual([
    ['P-1', 'B', 10_01],
    ['P-2', 'E', 10_01],
    ['P-3', 'C', 10_01],
    ['P-4', 'A,D', 20_02],
  ])
  expect(debitBlocks({ reference: 'P', debits: debits.toReversed() })).toEqual(debitBlocks({ reference: 'P', debits }))
})

it.each([
  ['FR72ZZZ123456', true],
  ['DE98ZZZ09999999999', true],
  ['DE98ABC09999999999', true], // the business code is not checked
  ['FR73ZZZ123456', false],
  ['FR72ZZZ123465', false],
  ['FR72', false],
  ['', false],
])('%j is a creditor identifier: %s', (text, is) => expect(isCreditorIdentifier(text)).toBe(is))
