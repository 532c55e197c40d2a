import { describe, expect, it } from 'vitest'
import { REGIMES } from '../../src/domain/capacity.js'
import type { LawPack } from '../../src/domain/law-pack.js'
import { BOOKS_OF_LAW, lawOf } from '../../src/law/book.js'

const newest = (country: string) => lawOf(country).packs.at(-1) as LawPack
const indemnities = (country: string) =>
  Object.fromEntries(REGIMES.map((regime) => [regime, newest(country).lateCharges[regime].indemnityCents?.value ?? null]))
const interestFrom = (country: string) =>
  Object.fromEntries(REGIMES.map((regime) => [regime, newest(country).lateCharges[regime].interest?.value.from ?? null]))
const limits = (country: string) => Object.fromEntries(newest(country).limitation.map(({ name, period }) => [name, period.value.years]))

describe('what is asked for beside the principal', () => {
  it('is 40 EUR in no country of a consumer or of somebody who is neither', () => {
    for (const country of ['FR', 'BE', 'DE', 'ES'])
      expect([country, indemnities(country)]).toMatchObject([country, { consumer: null, civil: null }])
    expect(['FR', 'BE', 'DE'].map((country) => indemnities(country).business)).toEqual([4_000, 4_000, 4_000])
  })

  it('begins with the due date or the formal notice', () => {
    expect(interestFrom('FR')).toEqual({ business: 'due', public: 'due', civil: 'notice', consumer: 'notice' })
    expect(interestFrom('DE')).toEqual({ business: 'notice', public: 'notice', civil: 'notice', consumer: 'notice' })
    expect(interestFrom('BE')).toEqual({ business: 'due', public: null, civil: null, consumer: null })
  })

  it('is nothing where the law is not written down, and the pack says so', () => {
    const pack = newest('ES')
    expect(pack.country).toBe('ZZ')
    for (const regime of REGIMES) expect(pack.lateCharges[regime]).toEqual({ interest: null, indemnityCents: null })
    expect([pack.judgmentInterest, pack.capitalisationAfterYears, pack.procedures]).toEqual([null, null, []])
    expect(pack.note).toContain('no interest and no compensation')
    expect(BOOKS_OF_LAW.filter(({ packs }) => packs.some(({ note }) => note !== undefined)).map(({ country }) => country)).toEqual(['ZZ'])
  })

  it('by a clause with a consumer is not used in France', () => {
    expect(newest('FR').lateCharges.consumer.interest?.value.clauseAllowed).toBe(false)
  })

  it('is never a charge that nobody confirmed', () => {
    const charges = BOOKS_OF_LAW.flatMap(({ packs }) => packs).flatMap(({ lateCharges, judgmentInterest }) => [
      judgmentInterest,
      ...REGIMES.flatMap((regime) => [
        lateCharges[regime].interest,
        lateCharges[regime].indemnityCents,
        lateCharges[regime].indemnityClause ?? null,
      ]),
    ])
    expect(charges.some((charge) => charge !== null)).toBe(true)
    for (const charge of charges) expect(charge?.confirmed ?? true).toBe(true)
  })
})

describe('limitation', () => {
  it('has the years of each country', () => {
    expect(limits('FR')).toEqual({ 'consumer-credit': 2, telecom: 1, rent: 3, 'consumer-goods': 2, b2b: 5, general: 5 })
    expect(limits('BE')).toEqual({ networks: 5, rent: 5, 'consumer-goods': 1, general: 10 })
    expect(limits('DE')).toEqual({ general: 3 })
    expect(newest('DE').limitation[0]?.period.value.counted).toBe('from-year-end')
    expect(limits('ES')).toEqual({ general: 2 })
  })

  it('has a last rule that fits every claim, in every pack', () => {
    for (const { packs } of BOOKS_OF_LAW)
      for (const { limitation } of packs) expect(limitation.at(-1)).toMatchObject({ categories: [], regimes: [] })
  })
})

describe('who collects for others in France', () => {
  it('passes on within a month what came in, with a receipt for each payment (R124-6)', () => {
    expect(newest('FR').collecting).toMatchObject({ remitWithinMonths: { value: 1 }, receiptForEachPayment: { value: true } })
  })
})

describe('a German payment order', () => {
  it('is opposed within two weeks, asked to be a title within six months, and opposed again within two weeks', () => {
    const order = newest('DE').procedures.find(({ code }) => code === 'payment-order')
    expect([order?.oppositionWithin?.value, order?.titleWithinMonths?.value, order?.titleOppositionWithin?.value]).toEqual([
      '2 weeks',
      6,
      '2 weeks',
    ])
  })
})
