import { describe, expect, it } from 'vitest'
import { type CaseToSue, chooseProcedure, type Option, type Proposal } from '../../src/domain/choose-procedure.js'
import type { ClaimFact, Facts } from '../../src/domain/facts.js'
import type { CostRule } from '../../src/domain/judicial-law.js'
import type { LawBook } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { law, unconfirmed } from '../../src/law/sourced.js'
import { claim, facts, hold } from './on.js'

/**
 * Which road is proposed on 1 June 2026, for claims that fell due on 5 January 2026 and bear no interest. Unless a test says otherwise their
 * debtor lives in Paris, contests nothing, and everything that a road needs is there.
 */
const TODAY = '2026-06-01'
const FR = lawOf('FR')
const PARIS = { lawCountry: 'FR', postcode: '75002', city: 'Paris' }
const PIECES = (
  ['contract', 'invoice', 'formal-notice', 'formal-notice-receipt', 'statement-of-account', 'power-of-attorney'] as const
).map((kind) => ({ id: kind, kind, claimId: null }))

const owed = (amount: number, more: Partial<ClaimFact> = {}): ClaimFact => ({ ...claim('a', '2026-01-05', amount), ...more })
const found = (more: Partial<CaseToSue> = {}): CaseToSue => ({
  pieces: PIECES,
  shown: [],
  disputes: [],
  residence: PARIS,
  hasPower: () => true,
  tariffs: {},
  tried: [],
  ...more,
})
const choose = (claims: ClaimFact[], more: Partial<CaseToSue> = {}, other: Partial<Facts> = {}, book = FR, on = TODAY): Proposal =>
  chooseProcedure(facts({ claims, ...other }), book, on, found(more))
const road = ({ options }: Proposal, procedure: string): Option => {
  const option = options.find((one) => one.procedure === procedure)
  if (!option) throw new Error(`no ${procedure}`)
  return option
}
const rules = ({ because }: Proposal) => because.map(({ rule }) => rule)
const against = (option: Option) => option.reasons.filter(({ speaks }) => speaks !== 'for').map(({ rule }) => rule)
const trader = { capacity: 'trader' as const }

/** The French book with costs of a road that the test knows. */
const withCosts = (procedure: 'payment-order' | 'small-claims', costs: CostRule[]): LawBook => ({
  ...FR,
  judicial: (FR.judicial ?? []).map((rules) => {
    const course = rules.procedures[procedure]
    return course ? { ...rules, procedures: { ...rules.procedures, [procedure]: { ...course, costs } } } : rules
  }),
})

describe('the road that is proposed', () => {
  it.each<[string, ClaimFact, Partial<CaseToSue>, string | null]>([
    ['up to 5,000 euros is the small-claims procedure', owed(5_000_00), {}, 'small-claims'],
    ['a cent above is the payment order', owed(5_000_01), {}, 'payment-order'],
    [
      'where a dispute was rejected is the interim order',
      owed(8_000_00),
      { disputes: [{ claimId: 'a', state: 'rejected' }] },
      'interim-order',
    ],
    [
      'where a dispute was withdrawn is as though there had been none',
      owed(8_000_00),
      { disputes: [{ claimId: 'a', state: 'withdrawn' }] },
      'payment-order',
    ],
    [
      'where nobody has answered a dispute is the summons',
      owed(8_000_00, { disputed: { on: '2026-05-01', contestedCents: null, answerBy: '2026-05-31' } }),
      {},
      'summons',
    ],
    [
      'after a small claim that was declined is the payment order',
      owed(1_000_00),
      { tried: [{ procedure: 'small-claims', end: 'declined' }] },
      'payment-order',
    ],
    [
      'after an order that was refused is a suit',
      owed(8_000_00),
      { tried: [{ procedure: 'payment-order', end: 'refused' }] },
      'interim-order',
    ],
    [
      'after an order that has lapsed is another one',
      owed(8_000_00),
      { tried: [{ procedure: 'payment-order', end: 'lapsed' }] },
      'payment-order',
    ],
    ['after a suit that was lost is none', owed(8_000_00), { tried: [{ procedure: 'summons', end: 'dismissed' }] }, null],
    [
      'where the debtor lives abroad is a suit',
      owed(8_000_00),
      { residence: { lawCountry: 'DE', postcode: '10115', city: 'Berlin' } },
      'summons',
    ],
    ['where its address is lost is no invitation', owed(1_000_00), { residence: null }, 'payment-order'],
  ])('%s', (_which, one, more, procedure) => {
    expect(choose([one], more).procedure).toBe(procedure)
  })

  it('counts interest and principal together towards the cap of small claims, and by the law of the day', () => {
    const withInterest = owed(4_990_00, { capacity: 'trader', waives: [] })
    expect(choose([withInterest]).procedure).toBe('payment-order')
    expect(choose([owed(4_000_01)], {}, {}, FR, '2019-12-31').procedure).not.toBe('small-claims')
  })

  it('says what a road is for, with where it stands', () => {
    expect(choose([owed(1_000_00)]).because).toEqual([
      { rule: 'undisputed', source: expect.stringContaining('L125-1'), speaks: 'for' },
      { rule: 'within-cap', source: expect.stringContaining('R125-1'), speaks: 'for' },
    ])
  })
})

describe('nothing is proposed', () => {
  it.each<[string, ClaimFact[], Partial<CaseToSue>, Partial<Facts>, string]>([
    ['where no paper shows that anything is owed', [owed(1_000_00)], { pieces: [] }, {}, 'proof-missing'],
    ['in insolvency', [owed(1_000_00)], {}, { holds: [hold('insolvency', null)] }, 'hold:insolvency'],
    ['in over-indebtedness', [owed(1_000_00)], {}, { holds: [hold('over-indebtedness', '2026-06-02')] }, 'hold:over-indebtedness'],
    ['once limitation is past', [owed(1_000_00, { dueDate: '2024-05-31' })], {}, {}, 'limitation-past'],
    ['against a public body', [owed(8_000_00, { capacity: 'public-body' })], {}, {}, 'other-road:administrative'],
    ['where nothing is owed', [owed(0)], {}, {}, 'nothing-owed'],
    [
      'where there is a title',
      [
        owed(1_000_00, {
          title: {
            on: '2026-03-01',
            enforceableOn: '2026-03-01',
            interest: 'legal',
            interestFrom: '2026-03-01',
            kind: 'payment-order',
            livesFrom: '2026-01-05',
          },
        }),
      ],
      {},
      {},
      'title-there',
    ],
  ])('%s', (_when, claims, more, other, rule) => {
    const proposal = choose(claims, more, other)
    expect(proposal.procedure).toBeNull()
    expect(rules(proposal)).toContain(rule)
  })

  it('of these only proof leaves the roads open to who knows better', () => {
    expect(choose([owed(1_000_00)], { pieces: [] }).options.some(({ open }) => open)).toBe(true)
    expect(choose([owed(8_000_00, { capacity: 'public-body' })]).options.some(({ open }) => open)).toBe(false)
    expect(choose([owed(1_000_00)], { pieces: [], shown: ['a'] }).procedure).toBe('small-claims')
    expect(choose([owed(1_000_00, { dueDate: '2024-06-01' })]).procedure).not.toBeNull()
    expect(choose([owed(1_000_00)], {}, { holds: [hold('over-indebtedness', TODAY)] }).procedure).toBe('small-claims')
  })

  it('where the law of suing is not written down', () => {
    expect(choose([owed(1_000_00)], {}, {}, lawOf('BE'))).toEqual({
      procedure: null,
      because: [{ rule: 'no-judicial-law', source: expect.any(String), speaks: 'forbids' }],
      options: [],
      amicable: null,
    })
  })

  it('by a road that costs as much as is owed', () => {
    const cost = {
      code: 'invitation',
      at: 'invite-debtor',
      amountCents: law(cents(50_00), 'test'),
      bearer: law('creditor' as const, 'test'),
    }
    const book = withCosts('small-claims', [cost])
    expect(against(road(choose([owed(50_00)], {}, {}, book), 'small-claims'))).toContain('below-cost')
    expect(choose([owed(50_01)], {}, {}, book).procedure).toBe('small-claims')
  })
})

describe('the attempt of article 750-1', () => {
  const contested = { disputes: [{ claimId: 'a', state: 'rejected' as const }] }
  const proved = (kind: 'attempt-certificate' | 'attempt-exemption' | 'other') => ({
    ...contested,
    pieces: [...PIECES, { id: 'proof', kind, claimId: null }],
  })

  it.each<[string, ClaimFact, Partial<CaseToSue>, Option['attempt']['state']]>([
    ['is missing up to 5,000 euros before the tribunal judiciaire', owed(5_000_00), contested, 'missing'],
    ['is not needed a cent above', owed(5_000_01), contested, 'not-needed'],
    ['is not needed before the commercial court', owed(5_000_00, trader), contested, 'not-needed'],
    ['is not needed before the protection judge', owed(5_000_00, { category: 'rent' }), contested, 'not-needed'],
    ['is met by a certificate', owed(5_000_00), proved('attempt-certificate'), 'met'],
    ['is met by a recorded exemption', owed(5_000_00), proved('attempt-exemption'), 'met'],
    ['is not met by anything else', owed(5_000_00), proved('other'), 'missing'],
  ])('%s', (_which, one, more, state) => {
    for (const procedure of ['summons', 'interim-order']) {
      const option = road(choose([one], more), procedure)
      expect(option.attempt.state).toBe(state)
      expect(option.open).toBe(state !== 'missing')
    }
  })

  it('is not met by our own letters, and never wanted for an order', () => {
    const letters = [1, 2, 3].map((n) => ({ id: `contact:${n}`, kind: 'formal-notice' as const, claimId: 'a' }))
    const proposal = choose([owed(1_000_00)], { pieces: [...PIECES, ...letters] })
    expect(road(proposal, 'summons').attempt.state).toBe('missing')
    expect(road(proposal, 'payment-order')).toMatchObject({ open: true, attempt: { state: 'not-needed' } })
  })
})

describe('the court is', () => {
  const place = (postcode: string, city: string) => ({ residence: { lawCountry: 'FR', postcode, city } })
  it.each<[string, ClaimFact, Partial<CaseToSue>, string, string]>([
    ['the tribunal judiciaire of who is no trader', owed(9_000_00), {}, TODAY, 'tribunal-judiciaire'],
    ['the protection judge for rent', owed(9_000_00, { category: 'rent' }), {}, TODAY, 'jcp'],
    ['the commercial court of a trader in Lille', owed(9_000_00, trader), place('59000', 'Lille'), TODAY, 'tribunal-de-commerce'],
    ['the economic-activities court in Paris', owed(9_000_00, trader), {}, TODAY, 'tae'],
    ['the same in a district of Lyon', owed(9_000_00, trader), place('69003', 'LYON 3e'), TODAY, 'tae'],
    ['the same for all of a department that is its own', owed(9_000_00, trader), place('92100', 'Boulogne-Billancourt'), TODAY, 'tae'],
    [
      'not near a town whose department has other courts',
      owed(9_000_00, trader),
      place('69400', 'Villefranche-sur-Saône'),
      TODAY,
      'tribunal-de-commerce',
    ],
    ['not for who is no trader', owed(9_000_00), place('75001', 'Paris'), TODAY, 'tribunal-judiciaire'],
  ])('%s', (_which, one, more, on, code) => {
    expect(road(choose([one], more, {}, FR, on), 'payment-order').court?.code).toBe(code)
  })

  it.each([
    ['2024-12-31', 'tribunal-de-commerce'],
    ['2025-01-01', 'tae'],
    ['2028-12-31', 'tae'],
    ['2029-01-01', 'tribunal-de-commerce'],
  ])('that of economic activities only while it is tried out: on %s %s', (on, code) => {
    const one = owed(9_000_00, { ...trader, dueDate: '2024-06-01' })
    expect(road(choose([one], {}, {}, FR, on), 'payment-order').court?.code).toBe(code)
  })

  it('one for each road: claims that another one hears are left out', () => {
    const rent = { ...claim('b', '2026-01-05', 6_000_00), category: 'rent' as const }
    const option = road(choose([owed(9_000_00), rent]), 'payment-order')
    expect(option).toMatchObject({ askedCents: 9_000_00, claims: [{ claimId: 'a' }], court: { code: 'tribunal-judiciaire' } })
    expect(against(option)).toContain('claims-before-another-court')
  })
})

describe('a road says', () => {
  it('when a lawyer is compulsory', () => {
    const lawyer = (amount: number, more: Partial<ClaimFact> = {}) => road(choose([owed(amount, more)]), 'summons').lawyer.compulsory
    expect([lawyer(10_000_00), lawyer(10_000_01), lawyer(10_000_01, trader), lawyer(10_000_01, { category: 'rent' })]).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(road(choose([owed(50_000_00)]), 'payment-order').lawyer.compulsory).toBe(false)
  })

  it('who takes each step, and the power that is not given', () => {
    const { steps } = road(choose([owed(1_000_00)], { hasPower: () => false }), 'payment-order')
    expect(steps.find(({ task }) => task === 'file-request')).toMatchObject({ power: 'sue', given: false })
    expect(steps.find(({ task }) => task === 'serve-order')).toMatchObject({ by: ['officer'], power: null, given: true })
  })

  it('when it must be begun, and that it is too late: another one goes first', () => {
    const rows = [
      ['2025-01-16', '2027-01-16', '2026-09-18', 'payment-order'],
      ['2024-09-28', '2026-09-28', '2026-05-31', 'interim-order'],
    ] as const
    for (const [dueDate, , lastDay, procedure] of rows) {
      const proposal = choose([owed(8_000_00, { dueDate })])
      expect(road(proposal, 'payment-order').lastDayToBegin).toBe(lastDay)
      expect(proposal.procedure).toBe(procedure)
    }
  })

  it('what it costs, what of it nobody knows, and what it brings on the average', () => {
    const costs: CostRule[] = [
      {
        code: 'stamp',
        at: 'file-request',
        amountCents: law(cents(50_00), 'test'),
        bearer: law('loser', 'test'),
        courts: ['tribunal-judiciaire'],
      },
      {
        code: 'registry',
        at: 'file-request',
        amountCents: unconfirmed(cents(35_00), 'test'),
        bearer: law('loser', 'test'),
        courts: ['tae'],
      },
      { code: 'service', at: 'serve-order', amountCents: null, bearer: law('loser', 'test') },
      { code: 'consignation', at: 'consign', amountCents: law(cents(105_00), 'test'), bearer: law('creditor', 'test') },
    ]
    const book = withCosts('payment-order', costs)
    const known = choose([owed(1_000_00)], {}, {}, book)
    expect(road(known, 'payment-order')).toMatchObject({
      cost: { cents: 50_00, confirmed: true, unknown: ['service'] },
      expectedCents: 650_00,
    })
    const entered = choose([owed(1_000_00, trader)], { tariffs: { service: cents(70_00) } }, {}, book)
    expect(road(entered, 'payment-order').cost).toEqual({ cents: 105_00, confirmed: false, unknown: [] })
  })

  it('what going on without it comes to', () => {
    expect(choose([owed(1_000_00)]).amicable).toMatchObject({
      cost: { cents: 15_00, confirmed: false },
      expectedDays: 60,
      expectedCents: 135_00,
    })
  })

  it('what is contested is left out', () => {
    const contested = { ...claim('b', '2026-01-05', 700_00), disputed: { on: '2026-05-20', contestedCents: null, answerBy: '2026-06-20' } }
    const proposal = choose([owed(1_000_00), contested])
    expect(road(proposal, 'small-claims').claims).toEqual([{ claimId: 'a', principalCents: 1_000_00 }])
    expect(rules(proposal)).toContain('contested-claims-left-out')
  })
})
