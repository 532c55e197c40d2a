import { describe, expect, it } from 'vitest'
import { amountOf, costsDue, type EnteredTariff, isOnDebtor } from '../../src/domain/judicial-cost.js'
import { cents } from '../../src/domain/money.js'
import type { JudicialProcedure, ProceedingFact, ReportFact } from '../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../src/domain/procedure/rules.js'
import { lawOf } from '../../src/law/book.js'

const fact = (
  procedure: JudicialProcedure,
  court: string | null,
  reports: Partial<ReportFact>[],
  askedCents = 6_240_00,
): ProceedingFact => ({
  id: 'p',
  procedure,
  course: procedure === 'payment-order' ? 'order' : procedure === 'small-claims' ? 'invitation' : 'suit',
  openedOn: '2026-03-20',
  court,
  region: null,
  distance: 'none',
  claimIds: ['c'],
  askedCents: cents(askedCents),
  reports: reports.map((report, index) => ({ id: `r${index}`, kind: 'filed', on: '2026-03-20', toldOn: '2026-03-20', ...report })),
  tasks: [],
  missing: [],
})

/** What falls due, in short: `2026-04-01 clerk ?`, or with its cents where they count. */
const dueOf = (proceeding: ProceedingFact, country = 'FR', entered: EnteredTariff[] = []) =>
  costsDue(proceeding, rulesFor(proceeding, lawOf(country))).map(({ rule, on }) => {
    const amount = amountOf(rule, proceeding.askedCents, on, entered)
    return `${on} ${rule.code} ${amount?.amountCents ?? '?'} ${rule.bearer.value}`
  })

it.each([
  ['2026-04-30', []],
  ['2026-05-01', ['2026-05-01 legal-aid 5000 loser']],
  ['2026-05-02', ['2026-05-02 legal-aid 5000 loser']],
])('a summons before the tribunal judiciaire on %s costs the contribution of 50 EUR or not', (on, expected) => {
  const due = dueOf(fact('summons', 'tribunal-judiciaire', [{ kind: 'summoned', on }]))
  expect(due.filter((line) => line.includes('legal-aid'))).toEqual(expected)
})

it('the commercial court asks for no contribution', () => {
  expect(dueOf(fact('summons', 'tribunal-de-commerce', [{ kind: 'summoned', on: '2026-06-01' }]))).toEqual([
    '2026-06-01 service-of-summons ? loser',
  ])
})

it('what no source confirms falls due without a sum, until a tenant enters it for that day', () => {
  const proceeding = fact('payment-order', 'tribunal-de-commerce', [
    { kind: 'filed', on: '2026-04-02' },
    { kind: 'served', act: 'order', on: '2026-05-04' },
  ])
  expect(dueOf(proceeding)).toEqual(['2026-04-02 clerk ? loser', '2026-05-04 service-of-order ? loser'])
  const tariff = (from: string, amountCents: number) => ({ code: 'clerk', from, amountCents: cents(amountCents), source: 'greffe' })
  expect(dueOf(proceeding, 'FR', [tariff('2026-04-03', 38_40)])[0]).toBe('2026-04-02 clerk ? loser')
  expect(dueOf(proceeding, 'FR', [tariff('2026-04-02', 35_21), tariff('2026-01-01', 33_47)])[0]).toBe('2026-04-02 clerk 3521 loser')
})

it('a payment order before the tribunal judiciaire may be exempt from the contribution: it is off until it is entered', () => {
  const proceeding = fact('payment-order', 'tribunal-judiciaire', [{ kind: 'filed', on: '2026-06-01' }])
  expect(dueOf(proceeding)).toEqual(['2026-06-01 legal-aid ? loser'])
})

it.each([
  [50_000_00, 1],
  [50_000_01, 2],
])('a claim of %i cents before the court of economic activities: %i costs', (asked, count) => {
  expect(dueOf(fact('payment-order', 'tae', [{ kind: 'filed', on: '2026-06-01' }], asked))).toHaveLength(count)
})

it('small claims: all costs are the creditor’s, whatever comes of it', () => {
  const reports = [
    { kind: 'invited', on: '2026-04-02' },
    { kind: 'title-issued', on: '2026-04-22' },
  ] as const
  expect(dueOf(fact('small-claims', null, [...reports]))).toEqual([
    '2026-04-02 officer-file ? creditor',
    '2026-04-22 officer-title ? creditor',
  ])
})

it('Germany: half a fee for the dunning order, once it is entered', () => {
  const proceeding = fact('payment-order', 'amtsgericht', [{ kind: 'filed', on: '2026-06-01' }])
  expect(dueOf(proceeding, 'DE')).toEqual(['2026-06-01 court ? loser'])
  expect(dueOf(proceeding, 'DE', [{ code: 'court', from: '2026-01-01', amountCents: cents(93_00), source: 'GKG' }])).toEqual([
    '2026-06-01 court 9300 loser',
  ])
})

it('a share of what is asked for is rounded half up to the cent', () => {
  const [rule] = costsDue(
    fact('summons', 'jcp', [{ kind: 'summoned', on: '2026-06-01' }]),
    rulesFor(fact('summons', 'jcp', []), lawOf('FR')),
  ).map((due) => due.rule)
  const sourced = <T>(value: T) => ({ value, source: 's', checkedOn: '2026-11-21', confirmed: true })
  const shared = { ...(rule as NonNullable<typeof rule>), amountCents: sourced(cents(10_00)), sharePpm: sourced(5_000) }
  // 0.5 % of 101.00 is 0.505.
  expect(amountOf(shared, cents(101_00), '2026-06-01', [])?.amountCents).toBe(10_51)
})

describe('who bears a cost as a proceeding stands', () => {
  const titled = { course: 'order', titled: true, end: 'titled' } as const
  const open = { course: 'order', titled: false, end: null } as const
  const refused = { course: 'order', titled: false, end: 'refused' } as const
  const stopped = { course: 'suit', titled: false, end: 'stopped' } as const
  const paid = { course: 'suit', titled: false, end: 'paid' } as const
  const enforced = { course: 'enforcement', titled: true, end: null } as const
  const given = { course: 'enforcement', titled: true, end: 'stopped' } as const
  const annulled = { course: 'enforcement', titled: false, end: 'dismissed' } as const

  it.each([
    ['creditor', titled, false],
    ['creditor', enforced, false],
    ['loser', open, false],
    ['loser', titled, true],
    ['loser', refused, false],
    ['loser', annulled, false],
    ['debtor', open, true],
    ['debtor', refused, false],
    ['debtor', stopped, false],
    ['debtor', paid, true],
    ['debtor', enforced, true],
    ['debtor', given, true],
    ['debtor', annulled, false],
  ] as const)('%s, %j: on the debtor %s', (bearer, standing, expected) => {
    expect(isOnDebtor(bearer, standing)).toBe(expected)
  })
})
