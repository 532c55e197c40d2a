import { describe, expect, it } from 'vitest'
import { addDelay, type Delay, deadlineOf, parseDelay } from '../../src/domain/delay.js'
import type { ClaimFact } from '../../src/domain/facts.js'
import { impute } from '../../src/domain/imputation.js'
import { accrue, countedDays, type DayCount, type InterestLine, reckon, semesterStart } from '../../src/domain/interest.js'
import { judgmentSpans, raisedFrom } from '../../src/domain/judgment-interest.js'
import { type JudgmentInterest, type LateCharges, packOn } from '../../src/domain/law-pack.js'
import { lastDayToSue } from '../../src/domain/limitation.js'
import { cents } from '../../src/domain/money.js'
import { dueDateOf } from '../../src/domain/payment-terms.js'
import type { RateTable } from '../../src/domain/rate.js'
import { lawOf } from '../../src/law/book.js'

/**
 * Worked examples of public sources, each with where it stands. They are checked for the way of reckoning: a rate that a
 * source makes up is given with its row, and so is its way of counting days.
 */
const SERVICE_PUBLIC = 'mairie-pamplie.fr/ma-mairie/demarches-administratives/?xml=F20688, copy of service-public.fr F20688'
const PROPULSE = 'propulsebyca.fr/comptabilite/delais-de-paiement/calcul-delais-paiement'

const france = lawOf('FR')
const germany = lawOf('DE')
const judgmentRule = (day: string): JudgmentInterest => {
  const rule = packOn(france, day).judgmentInterest
  if (!rule) throw new Error(`no interest on judgments on ${day}`)
  return rule.value
}
const total = (lines: readonly InterestLine[]) => lines.reduce((all, { amountCents }) => all + amountCents, 0)

describe('A. interest', () => {
  const point = (from: string, ppm: number) => ({ from, ppm, source: SERVICE_PUBLIC })
  const published: RateTable = {
    'legal-private': {
      points: [point('2015-07-01', 42_900), point('2016-01-01', 45_400), point('2020-07-01', 31_100)],
      knownThrough: '2020-12-31',
    },
  }
  interface Award {
    id: string
    source: string
    start: string
    enforceable: string | null
    paid: string
    dayCount: DayCount
    lines: [days: number, ppm: number, amountCents: number][]
    totalCents: number
  }
  const awards: Award[] = [
    {
      id: 'A1, both ends counted, 365 days in a leap year too',
      source: SERVICE_PUBLIC,
      start: '2020-09-01',
      enforceable: null,
      paid: '2020-09-30',
      dayCount: 'both',
      lines: [[30, 31_100, 5_11]],
      totalCents: 2005_11,
    },
    {
      id: 'A2, neither end counted, raised by 5 points after two months',
      source: SERVICE_PUBLIC,
      start: '2015-09-17',
      enforceable: '2015-09-17',
      paid: '2016-04-10',
      dayCount: 'neither',
      lines: [
        [61, 42_900, 14_34],
        [44, 92_900, 22_40],
        [100, 95_400, 52_27],
      ],
      totalCents: 2089_01,
    },
    {
      id: 'A2 with the day of payment',
      source: `${SERVICE_PUBLIC}: the day of payment would bring the last line to 52.80`,
      start: '2015-09-17',
      enforceable: '2015-09-17',
      paid: '2016-04-10',
      dayCount: 'end-included',
      lines: [
        [61, 42_900, 14_34],
        [44, 92_900, 22_40],
        [101, 95_400, 52_80],
      ],
      totalCents: 2089_54,
    },
  ]

  it.each([
    ['the rates that the source names', published],
    ['the rates that ship', france.rates],
  ])('A1 and A2, with %s', (_which, rates) => {
    for (const { start, enforceable, paid, dayCount, lines, totalCents } of awards) {
      const days = countedDays(start, paid, dayCount)
      const found = accrue(cents(2000_00), judgmentSpans(judgmentRule(start), { creditorIsPrivate: true }, rates, days, enforceable))
      expect(found.map((line) => [line.days, line.ratePpm, line.amountCents])).toEqual(lines)
      expect(2000_00 + total(found)).toBe(totalCents)
    }
  })

  it('A3, 30 days at a made-up 10 percent (lesjooristes.fr/post/comment-calculer-les-pénalités-de-retard)', () => {
    const [line] = accrue(cents(5000_00), [{ from: '2025-09-01', to: '2025-09-30', ratePpm: 100_000, known: true, source: '' }])
    expect(line).toMatchObject({ days: 30, amountCents: 41_10 })
  })

  it.each([
    ['private individuals', true, 116_500],
    ['all others', false, 77_600],
  ])('A9, raised legal rate of 2025-S2 for %s (infos.votrexpert.com/…/taux_interet_legal.html)', (_who, creditorIsPrivate, ppm) => {
    const spans = judgmentSpans(judgmentRule('2025-01-01'), { creditorIsPrivate }, france.rates, ['2025-07-01', '2025-12-31'], '2025-01-01')
    expect(spans.map(({ ratePpm, known }) => [ratePpm, known])).toEqual([[ppm, true]])
  })

  it.each([
    ['consumer', 62_700],
    ['business', 102_700],
  ] as const)(
    'A10, German rate from July 2025 for a %s (steuerprofis.de/…/bundesbank-dieser-basiszinssatz-gilt-seit-dem-1-1-2026)',
    (regime, ppm) => {
      for (const day of ['2025-07-01', '2025-12-31']) {
        const { interest }: LateCharges = packOn(germany, day).lateCharges[regime]
        const rate = interest && reckon(interest.value.rate, { creditorIsPrivate: false }, germany.rates, semesterStart(day))
        expect(rate).toMatchObject({ ratePpm: ppm, known: true })
      }
    },
  )
})

describe('B. imputation', () => {
  it('B1, 18,000 on 20,000 and 3,000 of interest (cours-de-droit.net/imputation-paiements)', () => {
    const owed = { costs: cents(0), interest: cents(3000_00), principal: cents(20_000_00) }
    expect(impute(owed, cents(18_000_00), 'law')).toEqual({
      paid: { costs: 0, interest: 3000_00, principal: 15_000_00 },
      remaining: { costs: 0, interest: 0, principal: 5000_00 },
      overpaidCents: 0,
    })
  })
})

describe('C. due dates', () => {
  it.each([
    ['C1', '2014-01-02', '45-eom-a', '2014-02-28', PROPULSE],
    ['C2', '2014-01-02', '45-eom-b', '2014-03-17', `${PROPULSE}; legavox.fr 103013`],
    ['C2 in a leap year', '2016-01-02', '45-eom-b', '2016-03-16', 'by the same reckoning'],
    ['C3', '2014-01-06', 'default', '2014-02-05', PROPULSE],
  ])('%s, from %s at %s is %s (%s)', (_id, start, code, due) => {
    const term = packOn(france, start).paymentTerms.find((one) => one.code === code)
    expect(term && dueDateOf(term.computation.value, start)).toBe(due)
  })
})

describe('D. deadlines and limitation', () => {
  const delay = (text: string) => parseDelay(text) as Delay

  it.each([
    ['D1', '2025-01-30', '1 month', '2025-02-28', 'assistant-juridique.fr/audience_opposition_injonction_payer.jsp'],
    ['D1, a Saturday', '2026-01-30', '1 month', '2026-03-02', 'the same, then Code de procédure civile 642'],
    ['D2', '2017-02-12', '1 month 15 days', '2017-03-27', 'aurelienbamde.com/2017/12/18/computation-des-delais-regles-generales'],
  ])('%s, from %s within %s is %s (%s)', (_id, event, text, last) => {
    const { isHoliday, delays } = packOn(france, event)
    expect(delays.rollsForward.value).toBe(true)
    expect(deadlineOf(event, delay(text), 'procedural', (day) => isHoliday(day, null)).deadline).toBe(last)
  })

  it('D2 first counts the month, to 12 March', () => {
    expect(addDelay('2017-02-12', delay('1 month'))).toBe('2017-03-12')
  })

  it('D5, an invoice to a consumer of 4 January 2020 (1q3bbcoj34.pages.dev/95)', () => {
    const claim: Pick<ClaimFact, 'capacity' | 'category' | 'dueDate' | 'limitationFrom' | 'acts'> = {
      capacity: 'consumer',
      category: 'goods-and-services',
      dueDate: '2020-01-04',
      limitationFrom: null,
      acts: [],
    }
    expect(lastDayToSue(claim, france)).toBe('2022-01-04')
  })

  it(`D6, raised from the day after two months (${SERVICE_PUBLIC})`, () => {
    expect(raisedFrom(judgmentRule('2015-09-17'), '2015-09-17')).toBe('2015-11-18')
  })
})
