import { describe, expect, test } from 'vitest'
import { statementOf } from '../../src/domain/account.js'
import type { ClaimFact, ClaimTitle, LimitationAct, MoneyFact } from '../../src/domain/facts.js'
import { lastDaysToServe, limitationOn } from '../../src/domain/limitation.js'
import { alarmsOf } from '../../src/domain/limitation-alarm.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { RATES as ALL_RATES, PAYMENTS, reckon, type TitledDebt } from '../support/title-oracle.js'
import { claim as plain } from './on.js'

const FRANCE = lawOf('FR')
/** Legal rates of creditors who are no private individuals, as service-public.fr has them. */
const RATES: Record<string, number> = {
  '2024-1': 50_700,
  '2024-2': 49_200,
  '2025-1': 37_100,
  '2025-2': 27_600,
  '2026-1': 26_200,
}
const title: ClaimTitle = {
  kind: 'judgment',
  on: '2024-02-01',
  livesFrom: '2024-02-20',
  enforceableOn: '2024-02-20',
  interest: 'legal',
  interestFrom: '2024-02-01',
}
const titled = (more: Partial<ClaimTitle> = {}, money: MoneyFact[] = [], acts: LimitationAct[] = []): ClaimFact => ({
  ...plain('a', '2023-06-30', 10_000_00),
  capacity: 'consumer',
  waives: [],
  money,
  acts,
  title: { ...title, ...more },
})
const at = (claim: ClaimFact, on: string) => statementOf(claim, null, FRANCE, on)
const lines = (claim: ClaimFact, on: string) => at(claim, on).lines.map(({ from, to, ratePpm }) => `${from} ${to} ${ratePpm}`)
const paid = (on: string, amount: number): MoneyFact => ({
  kind: 'payment',
  reference: `p-${on}`,
  amountCents: cents(amount),
  on,
  imputation: 'law',
})
const debt = (more: Partial<TitledDebt> = {}): TitledDebt => ({
  principalCents: 10_000_00,
  from: '2024-02-01',
  titleOn: '2024-02-01',
  raisedFrom: '2024-04-21',
  rates: RATES,
  payments: [],
  acts: [],
  barYears: 2,
  ...more,
})

describe('interest after a title', () => {
  test('is the legal rate from its day, and five points more from two months after it became enforceable', () => {
    expect(lines(titled(), '2024-12-31')).toEqual([
      '2024-02-01 2024-04-20 50700',
      '2024-04-21 2024-06-30 100700',
      '2024-07-01 2024-12-31 99200',
    ])
    expect(at(titled(), '2024-12-31').interestCents).toBe(reckon(debt(), '2024-12-31').interestCents)
  })

  test('is not raised on a title of an officer', () => {
    for (const kind of ['small-claims', 'cheque'])
      expect(lines(titled({ kind }), '2024-12-31')).toEqual(['2024-02-01 2024-06-30 50700', '2024-07-01 2024-12-31 49200'])
  })

  test('stays what was claimed where the title says so, and is nothing before the title', () => {
    const business: ClaimFact = { ...titled({ interest: 'as-claimed' }), capacity: 'professional' }
    const { title: _, ...untitled } = business
    expect(lines(business, '2026-01-31')).toEqual(lines(untitled, '2026-01-31'))
    expect(lines(titled(), '2024-01-31')).toEqual([])
    expect(lines({ ...titled(), waives: ['interest'] }, '2024-12-31')).toEqual([])
  })

  test('is barred day by day after two years against a consumer, cut and shown, and saved by an act of enforcement', () => {
    const on = '2026-06-30'
    const acts = [{ kind: 'enforcement-act' as const, on: '2026-03-10', until: null }]
    const [plainly, saved] = [reckon(debt(), on), reckon(debt({ acts: ['2026-03-10'] }), on)]
    expect(plainly.barredCents).toBeGreaterThan(saved.barredCents)
    expect(saved.barredCents).toBeGreaterThan(0)
    expect(at(titled(), on)).toMatchObject({ interestCents: plainly.interestCents, barredInterestCents: plainly.barredCents })
    expect(at(titled({}, [], acts), on)).toMatchObject({ interestCents: saved.interestCents, barredInterestCents: saved.barredCents })
  })

  test('that had fallen due with the title lives with it', () => {
    const early: ClaimFact = {
      ...titled({ on: '2024-09-02', livesFrom: '2024-09-02', interest: 'as-claimed' }),
      capacity: 'professional',
      dueDate: '2019-03-01',
    }
    const { title: _, ...untitled } = early
    const barredByTitle = at(untitled, '2024-09-02').barredInterestCents
    expect(barredByTitle).toBeGreaterThan(0)
    expect(at(untitled, '2026-06-30').barredInterestCents).toBeGreaterThan(barredByTitle)
    expect(at(early, '2026-06-30').barredInterestCents).toBe(barredByTitle)
  })

  test('with payments to interest first and then to principal, is right to the cent', () => {
    const payments = Array.from({ length: 26 }, (_, month) => {
      const on = `${2024 + Math.floor((month + 4) / 12)}-${String(((month + 4) % 12) + 1).padStart(2, '0')}-05`
      return { on, cents: month < 20 ? 40_00 : 900_00 }
    })
    const claim = titled(
      {},
      payments.map((one) => paid(one.on, one.cents)),
    )
    for (const on of ['2025-01-31', '2026-05-31', '2026-06-30']) {
      const { principalCents, interestCents, barredCents } = reckon(debt({ payments }), on)
      expect(at(claim, on)).toMatchObject({ principalCents, interestCents, barredInterestCents: barredCents })
    }
  })

  test.each(['2018-10-05', '2020-01-01', '2022-12-20', '2024-06-20', '2026-06-30'])(
    'of ten years, partly awarded, partly barred, is right to the cent on %s',
    (on) => {
      const awarded = { on: '2016-10-03', livesFrom: '2016-10-17', enforceableOn: '2016-10-17', interestFrom: '2015-11-02' }
      const acts = [{ kind: 'enforcement-act' as const, on: '2017-01-16', until: null }]
      const claim = {
        ...titled(
          awarded,
          PAYMENTS.map((one) => paid(one.on, one.cents)),
          acts,
        ),
        dueDate: '2015-06-30',
      }
      const payments = PAYMENTS.filter((one) => one.on <= on)
      const days = { from: '2015-11-02', titleOn: '2016-10-03', raisedFrom: '2016-12-18', acts: ['2017-01-16'] }
      const { principalCents, interestCents, barredCents } = reckon(debt({ ...days, rates: ALL_RATES, payments }), on)
      expect(at(claim, on)).toMatchObject({ principalCents, interestCents, barredInterestCents: barredCents })
      if (on > '2021') expect(barredCents).toBeGreaterThan(0)
    },
  )
})

describe('the limitation of a titled claim', () => {
  test('is the life of the title, whatever the claim had itself; before the title it is its own', () => {
    expect(limitationOn(titled(), FRANCE, '2024-01-31')).toMatchObject({ name: 'consumer-goods', lastDay: '2025-06-30' })
    expect(limitationOn(titled(), FRANCE, '2026-01-31')).toMatchObject({ name: 'title', years: 10, lastDay: '2034-02-20', barred: false })
    const acts = [{ kind: 'enforcement-act' as const, on: '2030-05-06', until: null }]
    expect(limitationOn(titled({}, [], acts), FRANCE, '2031-01-31').lastDay).toBe('2040-05-06')
    expect(limitationOn(titled(), FRANCE, '2034-02-21').barred).toBe(true)
  })

  test('names no procedure to sue by any more', () => {
    expect(lastDaysToServe(titled(), FRANCE)).toEqual([])
    expect(alarmsOf(titled(), FRANCE).map(({ alarm, on }) => `${alarm} ${on}`)).toEqual([
      '12-months 2033-02-20',
      '6-months 2033-08-20',
      '3-months 2033-11-20',
      'barred 2034-02-21',
    ])
  })
})
