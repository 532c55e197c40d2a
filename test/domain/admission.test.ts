import { describe, expect, it } from 'vitest'
import { type Asked, type AskedClaim, admit, codeOf, type KnownBefore } from '../../src/domain/admission.js'
import type { PriorAct } from '../../src/domain/admission-history.js'
import { KnownClaims } from '../../src/domain/known-claims.js'
import type { MandateScope } from '../../src/domain/mandate-scope.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'

/** A trader's claim that nothing stands against on 5 January 2026. */
const claim = (changes: Partial<AskedClaim> = {}): AskedClaim => ({
  reference: 'F-2025-001',
  amountCents: 125_000,
  dueDate: '2025-12-05',
  issueDate: '2025-11-05',
  capacity: 'trader',
  category: 'goods-and-services',
  limitationFrom: null,
  acts: [],
  provenNotices: [],
  directPayments: [],
  disputed: null,
  notADuplicateOf: [],
  documents: ['invoice'],
  ...changes,
})

const known = (changes: Partial<KnownBefore> = {}): KnownBefore => ({ claims: new KnownClaims(), insolvency: null, ...changes })

const withClaim = (changes: Partial<Parameters<KnownClaims['add']>[0]> = {}) => {
  const claims = new KnownClaims()
  const { reference, amountCents, dueDate } = claim()
  claims.add({ creditor: 'C', reference, amountCents, dueDate, debtors: ['martin'], ...changes })
  return known({ claims })
}

const asked = (claims: AskedClaim[], changes: Partial<Asked> = {}): Asked => ({
  creditor: 'C',
  debtors: ['martin'],
  claims,
  requires: [],
  mandate: null,
  today: '2026-01-05',
  ...changes,
})

const admitted = (claims: AskedClaim[], before = known(), changes: Partial<Asked> = {}) =>
  admit(asked(claims, changes), before, lawOf('FR'))
const rulesOf = (...how: Parameters<typeof admitted>) =>
  admitted(...how).refusals.map(({ rule, code, field }) => `${rule} ${code} ${field}`)

it('a claim that is due, proven and undisputed is taken in charge without a word', () => {
  expect(admitted([claim()])).toEqual({ refusals: [], remarks: [], admitted: [0] })
})

describe('always refused is', () => {
  it('a claim that may no longer be sued for, with the last day on which it might have been', () => {
    const { refusals } = admitted([claim({ capacity: 'consumer', dueDate: '2024-01-04', issueDate: null })])
    expect(refusals).toMatchObject([
      { rule: 'time-barred', code: 'claim-time-barred', source: 'Code de la consommation L218-2', field: 'claims.0.dueDate' },
    ])
    expect(refusals[0]?.missing).toContain('2026-01-04')
    expect(rulesOf([claim({ capacity: 'consumer', dueDate: '2024-01-05', issueDate: null })])).toEqual([])
  })

  it('a claim whose debtor disputes it', () => {
    expect(rulesOf([claim({ disputed: 'defective' })])).toEqual(['disputed claim-not-admitted claims.0.disputed'])
  })

  it('every claim against a debtor in insolvency proceedings', () => {
    const insolvency = { proceeding: 'liquidation', publishedOn: '2025-12-20' }
    const { refusals, admitted: taken } = admitted([claim(), claim({ reference: 'F-9' })], known({ insolvency }))
    expect(refusals).toMatchObject([{ rule: 'insolvency', code: 'debtor-insolvent', claim: null, field: 'debtor' }])
    expect(taken).toEqual([])
  })

  it('an invoice that is in charge already', () => {
    expect(rulesOf([claim()], withClaim())).toEqual(['duplicate claim-duplicate claims.0.reference'])
    expect(rulesOf([claim({ notADuplicateOf: ['F-2025-001'] })], withClaim())).toEqual(['duplicate claim-duplicate claims.0.reference'])
  })

  it('an invoice that is in charge under another spelling, unless it is said to be another', () => {
    const spelt = claim({ reference: 'f 2025/1', amountCents: 1 })
    expect(rulesOf([spelt], withClaim())).toEqual(['probable-duplicate claim-not-admitted claims.0.reference'])
    expect(rulesOf([{ ...spelt, notADuplicateOf: ['F-2025-001'] }], withClaim())).toEqual([])
    expect(rulesOf([{ ...spelt, notADuplicateOf: ['F-2025-002'] }], withClaim())).toHaveLength(1)
  })

  it.each([
    ['of this debtor', {}, 1],
    ['of another debtor', { debtors: ['durand'] }, 0],
    ['of another sum', { amountCents: 125_001 }, 0],
    ['of another due date', { dueDate: '2025-12-06' }, 0],
    ['of another creditor', { creditor: 'D' }, 0],
  ])('one with the digits of a claim %s: %j', (_name, changes, refused) => {
    expect(rulesOf([claim({ reference: 'VTE 2025/1' })], withClaim(changes))).toHaveLength(refused)
  })

  it('the second of two spellings in one request', () => {
    expect(rulesOf([claim({ reference: 'A 1' }), claim({ reference: 'A-001' })])).toEqual([
      'probable-duplicate claim-not-admitted claims.1.reference',
    ])
  })

  it('nothing of another number, though debtor, sum and due date are the same', () => {
    expect(rulesOf([claim({ reference: 'F-2025-002' })], withClaim())).toEqual([])
  })
})

describe('what a mandate may ask for', () => {
  it.each([
    ['due', { dueDate: '2026-01-06' }, 'dueDate'],
    ['capacity', { capacity: 'undecided' as const }, 'capacity'],
    ['proof', { documents: ['photo'] }, 'documents'],
  ])('%s is a remark, and a refusal where the mandate asks for it', (rule, changes, field) => {
    const remarked = admitted([claim(changes)])
    expect([remarked.refusals, remarked.remarks]).toMatchObject([[], [{ rule, claim: 'F-2025-001' }]])
    const refused = admitted([claim(changes)], known(), { requires: [rule] })
    expect([refused.refusals, refused.remarks]).toMatchObject([[{ rule, code: 'claim-not-admitted', field: `claims.0.${field}` }], []])
  })

  it('is there on the due date itself, and where any document proves the claim', () => {
    for (const kind of ['invoice', 'contract', 'delivery'])
      expect(admitted([claim({ dueDate: '2026-01-05', documents: ['photo', kind] })]).remarks).toEqual([])
  })
})

describe('what happened before', () => {
  const act = (changes: Partial<PriorAct> = {}): PriorAct => ({
    kind: 'acknowledgement',
    on: '2025-03-01',
    until: null,
    reference: 'RD-1',
    isProven: true,
    ...changes,
  })
  const old = (...acts: PriorAct[]) => claim({ capacity: 'consumer', dueDate: '2023-12-01', issueDate: null, acts })

  it('moves the limitation: a claim that was interrupted in time is not time-barred', () => {
    expect(rulesOf([old()])).toEqual(['time-barred claim-time-barred claims.0.dueDate'])
    expect(rulesOf([old(act())])).toEqual([])
  })

  it('does not wake a claim whose time was over', () => {
    expect(rulesOf([old(act({ on: '2025-12-02' }))])).toEqual(['time-barred claim-time-barred claims.0.dueDate'])
  })

  it.each([
    ['in the future', act({ on: '2026-01-06' }), 'act-day-impossible'],
    ['before the claim was there', act({ on: '2023-11-30' }), 'act-day-impossible'],
    ['of an interruption with an end', act({ until: '2025-04-01' }), 'act-day-impossible'],
    ['of a suspension that ended before it began', act({ kind: 'mediation', until: '2025-02-01' }), 'act-day-impossible'],
    ['without proof of what interrupts', act({ isProven: false }), 'act-proof-missing'],
  ])('an act %s is refused', (_name, told, code) => {
    expect(admitted([old(told)]).refusals).toContainEqual(expect.objectContaining({ rule: 'history', code, field: 'claims.0.acts.0' }))
  })

  it('told twice is refused once', () => {
    expect(rulesOf([old(act(), act())])).toEqual(['history act-duplicate claims.0.acts.1'])
  })

  it('is no payment or service of tomorrow', () => {
    const payments = [
      { reference: 'A', on: '2026-01-05' },
      { reference: 'B', on: '2026-01-06' },
      { reference: 'A', on: '2026-01-04' },
    ]
    expect(rulesOf([claim({ directPayments: payments, provenNotices: [{ at: 'notices.0', on: '2026-01-06' }] })])).toEqual([
      'history day-impossible claims.0.notices.0',
      'history payment-day-future claims.0.directPayments.1',
      'history payment-duplicate claims.0.directPayments.2',
    ])
  })
})

it('one thing against a file has its own code, several have the general one', () => {
  const [disputed] = admitted([claim({ disputed: 'price' })]).refusals
  const [barred] = admitted([claim({ dueDate: '2019-01-01', issueDate: null })]).refusals
  if (!disputed || !barred) throw new Error('neither is admitted')
  expect([codeOf([barred]), codeOf([barred, barred]), codeOf([disputed, barred])]).toEqual([
    'claim-time-barred',
    'claim-time-barred',
    'claim-not-admitted',
  ])
})

describe('a mandate that covers some claims', () => {
  const covering = (changes: Partial<MandateScope> = {}) => ({
    mandate: {
      scope: 'amicable' as const,
      specialPowers: [],
      covers: ['principal', 'interest'],
      leastClaimCents: null,
      mostClaimCents: null,
      ...changes,
    },
  })
  const { amountCents } = claim()

  it.each([
    ['of any amount', {}, []],
    ['up to just this one', { mostClaimCents: cents(amountCents) }, []],
    ['up to a cent less', { mostClaimCents: cents(amountCents - 1) }, ['outside-mandate mandate-scope-exceeded claims.0.amountCents']],
    ['from a cent more', { leastClaimCents: cents(amountCents + 1) }, ['outside-mandate mandate-scope-exceeded claims.0.amountCents']],
    ['for their interest alone', { covers: ['interest'] }, ['outside-mandate mandate-scope-exceeded claims.0.amountCents']],
  ])('takes those in charge: %s', (_which, scope, refused) => {
    expect(rulesOf([claim()], known(), covering(scope))).toEqual(refused)
  })
})
