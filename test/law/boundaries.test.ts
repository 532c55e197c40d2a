import { describe, expect, it } from 'vitest'
import { attemptCap, type LawPack, type ProcedureCode, packOn } from '../../src/domain/law-pack.js'
import type { LegalDay } from '../../src/domain/legal-day.js'
import { lawOf } from '../../src/law/book.js'
import { daysAfter } from './almanac.js'

/** The day before a change of law, the day itself, and the day after. */
const around = (day: LegalDay) => [daysAfter(day, -1), day, daysAfter(day, 1)] as const

const on = (country: string, day: LegalDay) => packOn(lawOf(country), day)
function procedure(pack: LawPack, code: ProcedureCode) {
  const found = pack.procedures.find((rule) => rule.code === code)
  if (!found) throw new Error(`${pack.id} has no ${code}`)
  return found
}
const three = <T>(country: string, day: LegalDay, read: (pack: LawPack) => T) => around(day).map((each) => read(on(country, each)))

describe('the pack of a day', () => {
  it.each([
    ['FR', '2019-04-26', 'fr/2016-10-01', 'fr/2019-04-26'],
    ['FR', '2020-01-01', 'fr/2019-04-26', 'fr/2020-01-01'],
    ['FR', '2022-03-01', 'fr/2020-01-01', 'fr/2022-03-01'],
    ['FR', '2022-09-22', 'fr/2022-03-01', 'fr/2022-09-22'],
    ['FR', '2023-10-01', 'fr/2022-09-22', 'fr/2023-10-01'],
    ['FR', '2026-05-01', 'fr/2023-10-01', 'fr/2026-05-01'],
    ['FR', '2026-09-01', 'fr/2026-05-01', 'fr/2026-09-01'],
    ['DE', '2026-01-01', 'de/2016-07-01', 'de/2026-01-01'],
  ])('%s changes on %s, from %s to %s', (country, day, before, after) => {
    expect(three(country, day, ({ id }) => id)).toEqual([before, after, after])
  })

  it.each([
    ['FR', 'fr/2016-10-01'],
    ['BE', 'be/2023-12-01'],
    ['DE', 'de/2016-07-01'],
    ['ES', 'generic/2016-10-01'],
  ])('%s has its first one for all that came before it', (country, first) => {
    expect(on(country, '1999-12-31').id).toBe(first)
    expect(three(country, on(country, '1999-12-31').from, ({ id }) => id)).toEqual([first, first, first])
  })
})

describe('a payment order in France', () => {
  it('of 31 August 2026 is served within six months, of 1 September within three', () => {
    expect(three('FR', '2026-09-01', (pack) => procedure(pack, 'payment-order').serveWithinMonths?.value)).toEqual([6, 3, 3])
  })

  it('is enforced a month after service by practice, and since 1 September 2026 two months after by law', () => {
    const rules = three('FR', '2026-09-01', (pack) => procedure(pack, 'payment-order').enforceableAfterMonths)
    expect(rules.map((rule) => [rule?.value, rule?.confirmed])).toEqual([
      [1, false],
      [2, true],
      [2, true],
    ])
  })

  it('bears the enforcement formula from the start since 1 March 2022', () => {
    expect(three('FR', '2022-03-01', (pack) => procedure(pack, 'payment-order').bearsFormulaAtOnce?.value)).toEqual([false, true, true])
  })

  it('needs no amicable attempt, at any time (Cass. 2e civ., avis 25-09-2025, 25-70.013)', () => {
    for (const pack of lawOf('FR').packs) expect(procedure(pack, 'payment-order').attemptUpToCents).toBeNull()
  })
})

describe('small claims in France', () => {
  it('go up to 4,000 EUR before 2020, and 5,000 EUR since', () => {
    expect(three('FR', '2020-01-01', (pack) => procedure(pack, 'small-claims').mostCents?.value)).toEqual([400_000, 500_000, 500_000])
  })
})

describe('the amicable attempt of article 750-1', () => {
  const caps = (capacity: 'consumer' | 'trader', day: LegalDay) =>
    three('FR', day, (pack) => attemptCap(pack, procedure(pack, 'summons'), capacity))

  it('begins in 2020, is annulled on 22 September 2022 and wanted again from 1 October 2023, up to 5,000 EUR', () => {
    expect(caps('consumer', '2020-01-01')).toEqual([null, 500_000, 500_000])
    expect(caps('consumer', '2022-09-22')).toEqual([500_000, null, null])
    expect(caps('consumer', '2023-10-01')).toEqual([null, 500_000, 500_000])
  })

  it('is not for traders, who are sued before the commercial court', () => {
    expect(caps('trader', '2023-10-01')).toEqual([null, null, null])
  })

  it.each([
    ['undecided', 500_000],
    ['non-professional', 500_000],
    ['professional', 500_000],
    ['sole-trader', 500_000],
    ['public-body', null],
  ] as const)('before a suit against a debtor who is %s: %s', (capacity, cap) => {
    const pack = on('FR', '2026-11-21')
    expect(attemptCap(pack, procedure(pack, 'summons'), capacity)).toBe(cap)
  })
})

describe('the 50 EUR towards legal aid', () => {
  it('are for suits before the tribunal judiciaire from 1 May 2026', () => {
    const fees = three('FR', '2026-05-01', (pack) =>
      (procedure(pack, 'summons').fees ?? []).map(({ court, amountCents }) => [court, amountCents.value]),
    )
    expect(fees).toEqual([[], [['tribunal judiciaire', 5_000]], [['tribunal judiciaire', 5_000]]])
  })

  it('are not taken for a payment order, of which nobody is sure', () => {
    const pack = on('FR', '2026-11-21')
    expect(procedure(pack, 'payment-order').fees).toBeUndefined()
    expect(pack.leftOut.map(({ rule }) => rule)).toContain('procedures.payment-order.fees.legal-aid-contribution')
  })
})

describe('late interest between professionals in France', () => {
  it('moves from L441-6 to L441-10 on 26 April 2019 and stays what it was', () => {
    const rules = three('FR', '2019-04-26', (pack) => pack.lateCharges.business.interest)
    expect(rules.map((rule) => rule?.source.match(/L441-\d+/)?.[0])).toEqual(['L441-6', 'L441-10', 'L441-10'])
    expect(rules[1]?.value).toEqual(rules[0]?.value)
  })
})

describe('the Amtsgericht', () => {
  it('hears suits of up to 5,000 EUR, and of up to 10,000 EUR from 1 January 2026', () => {
    const caps = three('DE', '2026-01-01', (pack) => procedure(pack, 'summons').courts?.map(({ name, upToCents }) => [name, upToCents]))
    expect(caps).toEqual(
      [500_000, 1_000_000, 1_000_000].map((cap) => [
        ['Amtsgericht', cap],
        ['Landgericht', null],
      ]),
    )
  })
})
