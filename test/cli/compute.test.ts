import { join } from 'node:path'
import type { Command } from 'commander'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgram } from '../../src/cli/main.js'
import { CommandError } from '../../src/cli/output.js'
import { relance } from './relance.js'

let printed: string[]
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)))
})
afterEach(() => {
  vi.restoreAllMocks()
})

function silent(command: Command): Command {
  for (const below of command.commands) silent(below)
  return command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
}

async function words(...args: string[]): Promise<string> {
  printed = []
  await silent(createProgram()).parseAsync(['node', 'relance', 'compute', ...args])
  return printed.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ')
}
const json = async (...args: string[]) => JSON.parse(await words(...args, '--json')) as Record<string, unknown>

/** What a command is refused with. */
async function refusal(...args: string[]): Promise<string> {
  const error: unknown = await words(...args).catch((reason: unknown) => reason)
  if (!(error instanceof CommandError)) throw new Error(`${args.join(' ')} was not refused: ${String(error)}`)
  expect(printed).toEqual([])
  return error.message
}

const FRANCE = ['--country', 'fr']
const interest = (...args: string[]) => json('interest', ...FRANCE, ...args)
const B2B = ['--debtor', 'business', '--creditor', 'business', '--amount', '10000.00']
const AWARD = ['--debtor', 'consumer', '--creditor', 'private', '--amount', '2000']

describe('relance compute due-date', () => {
  const dueDate = (...args: string[]) => json('due-date', ...FRANCE, ...args)

  it.each([
    ['45-eom-a', '2014-02-28', '45 days from the day of the invoice, then the end of that month'],
    ['45-eom-b', '2014-03-17', 'end of the month of the invoice, then 45 days'],
    ['30-net', '2014-02-01', '30 days from the day of the invoice'],
    ['60-net', '2014-03-03', '60 days from the day of the invoice'],
    ['45-periodic', '2014-02-16', '45 days from the day of the invoice'],
  ])('of %s is %s', async (terms, day, rule) => {
    const source = expect.stringContaining('Code de commerce L441')
    expect(await dueDate('--issued', '2014-01-02', '--terms', terms)).toEqual({ dueDate: day, rule, source, confirmed: true })
  })

  it('runs from receipt where nothing was agreed', async () => {
    expect(await dueDate('--received', '2014-01-06')).toMatchObject({ dueDate: '2014-02-05' })
    expect(await refusal('due-date', ...FRANCE, '--issued', '2014-01-06')).toMatch(/give --received/)
    expect(await refusal('due-date', ...FRANCE, '--terms', '30-net', '--received', '2014-01-06')).toMatch(/give --issued/)
  })

  it('says it in words, the source beside it', async () => {
    expect(await words('due-date', ...FRANCE, '--issued', '2026-01-02', '--terms', '60-net')).toBe(
      '2026-03-03  60 days from the day of the invoice  Code de commerce L441-10 I',
    )
  })

  it('refuses terms that the law does not know', async () => {
    expect(await refusal('due-date', ...FRANCE, '--issued', '2026-01-02', '--terms', '90-net')).toBe(
      '--terms 90-net is not known: choose default, 30-net, 60-net, 45-eom-a, 45-eom-b, 45-periodic.',
    )
    expect(await refusal('due-date', '--country', 'it', '--issued', '2026-01-02', '--terms', '30-net')).toBe(
      'No payment terms are written down for IT.',
    )
  })
})

describe('relance compute interest', () => {
  const SPRING = ['--due', '2025-06-15', '--as-of', '2025-08-15']

  it('reckons late interest by semester, and the compensation', async () => {
    expect(await interest(...B2B, ...SPRING)).toEqual({
      lines: [
        {
          from: '2025-06-16',
          to: '2025-06-30',
          days: 15,
          baseCents: 1_000_000,
          ratePercent: 13.15,
          amountCents: 54_04,
          known: true,
          source: 'Code de commerce L441-10 II; ECB main refinancing rate in force since 2024-12-18 + 10 points',
        },
        {
          from: '2025-07-01',
          to: '2025-08-15',
          days: 46,
          baseCents: 1_000_000,
          ratePercent: 12.15,
          amountCents: 153_12,
          known: true,
          source: 'Code de commerce L441-10 II; ECB main refinancing rate in force since 2025-06-11 + 10 points',
        },
      ],
      totalCents: 207_16,
      indemnityCents: 40_00,
      provisional: false,
      finalThrough: '2025-08-15',
      finalCents: 207_16,
      notes: [],
    })
  })

  it('says it in words, the source beside each line', async () => {
    expect((await words('interest', ...FRANCE, ...B2B, ...SPRING)).split('\n')).toEqual([
      expect.stringMatching(/^2025-06-16 to 2025-06-30 {2}15 d {2}10 000,00 € {2}13.15 % {2}54,04 € {3}Code de commerce L441-10 II; ECB/),
      expect.stringMatching(/^2025-07-01 to 2025-08-15 {2}46 d {2}10 000,00 € {2}12.15 % {2}153,12 € {2}Code de commerce L441-10 II; ECB/),
      expect.stringMatching(/^interest +207,16 € {2}half-up to the cent, line by line$/),
      expect.stringMatching(/^compensation +40,00 € {3}Code de commerce D441-5$/),
    ])
  })

  it.each([
    ['2025-06-15', 0, 0],
    ['2025-06-16', 3_60, 40_00],
    ['2025-06-17', 7_21, 40_00],
  ])('as of %s is %i cents, and %i of compensation', async (asOf, totalCents, indemnityCents) => {
    expect(await interest(...B2B, '--due', '2025-06-15', '--as-of', asOf)).toMatchObject({ totalCents, indemnityCents })
  })

  it.each([
    ['end-included', 46],
    ['both', 47],
    ['neither', 45],
  ])('counts the days as %s says', async (dayCount, days) => {
    const { lines } = await interest(...B2B, '--due', '2025-06-30', '--as-of', '2025-08-15', '--day-count', dayCount)
    expect((lines as { days: number }[]).reduce((all, line) => all + line.days, 0)).toBe(days)
  })

  it('raises a clause to its floor, and never the rate of the law', async () => {
    const spring = ['--due', '2024-03-31', '--as-of', '2024-04-30']
    expect(await interest(...B2B, ...spring)).toMatchObject({ lines: [{ ratePercent: 14.5 }] })
    expect(await interest(...B2B, ...spring, '--rate', '14.5')).toMatchObject({
      lines: [{ ratePercent: 15.21, source: expect.stringContaining('raised to its floor: 3 × ') }],
    })
    expect(await interest(...B2B, ...spring, '--rate', '15,22 %')).toMatchObject({ lines: [{ ratePercent: 15.22 }] })
  })

  it('freezes the rate of public buyers where interest began', async () => {
    const bought = ['--debtor', 'public', '--amount', '10 000,00', '--as-of', '2025-08-15']
    const ratesFrom = async (due: string) =>
      ((await interest(...bought, '--due', due)).lines as { ratePercent: number }[]).map(({ ratePercent }) => ratePercent)
    expect(await ratesFrom('2025-06-29')).toEqual([11.15, 11.15])
    expect(await ratesFrom('2025-06-30')).toEqual([10.15])
    expect(await ratesFrom('2025-07-01')).toEqual([10.15])
  })

  it('is owed by a consumer from the notice alone, and says so', async () => {
    const sold = ['--debtor', 'consumer', '--amount', '1000', '--due', '2025-06-15', '--as-of', '2025-09-01']
    const none = await interest(...sold)
    expect(none).toMatchObject({ lines: [], totalCents: 0, indemnityCents: 0, provisional: false, finalThrough: null })
    expect(none.notes).toEqual([expect.stringContaining('without --from-notice there is none')])
    expect(await interest(...sold, '--from-notice', '2025-08-01')).toMatchObject({
      // 31 days at 2.76 percent
      lines: [{ from: '2025-08-02', to: '2025-09-01', days: 31, ratePercent: 2.76, amountCents: 2_34 }],
      indemnityCents: 0,
      notes: [],
    })
    expect(await interest(...sold, '--from-notice', '2025-08-01', '--rate', '12')).toMatchObject({
      lines: [{ ratePercent: 2.76 }],
      notes: [expect.stringContaining('--rate changes nothing')],
    })
    expect(await interest(...sold, '--from-notice', '2025-09-01')).toMatchObject({ lines: [], totalCents: 0 })
  })

  it('owed to a private individual by a business is not that among professionals', async () => {
    const lent = ['--debtor', 'business', '--creditor', 'private', '--amount', '1000', '--due', '2025-07-15', '--as-of', '2025-09-01']
    expect(await interest(...lent)).toMatchObject({ totalCents: 0, indemnityCents: 0 })
    expect(await interest(...lent, '--from-notice', '2025-08-01')).toMatchObject({ lines: [{ ratePercent: 6.65 }], indemnityCents: 0 })
  })

  it.each([
    ['2026-06-30', false, '2026-06-30', 49_93],
    ['2026-07-01', true, '2026-06-30', 49_93],
  ])('as of %s is provisional: %s, final through %s', async (asOf, provisional, finalThrough, finalCents) => {
    expect(await interest(...B2B, '--due', '2026-06-15', '--as-of', asOf)).toMatchObject({ provisional, finalThrough, finalCents })
  })

  it('shows what is provisional, and what may be asked for', async () => {
    const shown = await words('interest', ...FRANCE, ...B2B, '--due', '2026-06-15', '--as-of', '2026-07-31')
    expect(shown).toMatch(/2026-07-01 to 2026-07-31 .* 12.15 % \(provisional\)/)
    expect(shown).toMatch(/Note: The rate of 2026-S2 is not known yet: .* the interest to 2026-06-30, plus interest until payment\.$/)
  })

  it('on a judgment is legal interest, raised after two months', async () => {
    const award = [...AWARD, '--judgment', '2015-09-01', '--enforceable', '2015-09-17', '--as-of', '2016-04-10', '--day-count', 'neither']
    const expected = {
      lines: [
        { from: '2015-09-18', to: '2015-11-17', days: 61, ratePercent: 4.29, amountCents: 14_34 },
        { from: '2015-11-18', to: '2015-12-31', days: 44, ratePercent: 9.29, amountCents: 22_40 },
        { from: '2016-01-01', to: '2016-04-09', days: 100, ratePercent: 9.54, amountCents: 52_27 },
      ],
      totalCents: 89_01,
      indemnityCents: 0,
    }
    expect(await interest(...award)).toMatchObject(expected)
    expect(await interest(...award, '--due', '2015-09-01')).toMatchObject(expected)
  })

  it('on a judgment without the day on which it became enforceable is not raised', async () => {
    const paid = ['--judgment', '2020-09-01', '--as-of', '2020-09-30', '--day-count', 'both']
    expect(await interest(...AWARD, ...paid)).toMatchObject({ lines: [{ days: 30, ratePercent: 3.11, amountCents: 5_11 }] })
  })

  it('bears interest itself where that is asked, after a whole year', async () => {
    const due = [...B2B, '--rate', '20', '--due', '2024-12-31']
    const yearly = await interest(...due, '--as-of', '2026-01-01', '--capitalise')
    expect(yearly).toMatchObject({ lines: [{}, {}, { baseCents: 1_200_000, amountCents: 6_58 }], totalCents: 2006_58 })
    expect(await interest(...due, '--as-of', '2026-01-01')).toMatchObject({ totalCents: 2005_48 })
  })

  it('of a country that is not written down is none, and says so', async () => {
    expect(await json('interest', '--country', 'it', ...B2B, ...SPRING)).toMatchObject({
      lines: [],
      totalCents: 0,
      indemnityCents: 0,
      notes: [expect.stringContaining('not written down')],
    })
  })

  it('of Germany begins with the notice, or thirty days after the due date', async () => {
    const german = ['--country', 'de', ...B2B, '--due', '2025-08-01']
    expect(await json('interest', ...german, '--as-of', '2025-08-31')).toMatchObject({ lines: [], indemnityCents: 0 })
    expect(await json('interest', ...german, '--as-of', '2025-09-01')).toMatchObject({
      lines: [{ days: 1, ratePercent: 10.27, amountCents: 2_81 }],
      indemnityCents: 40_00,
    })
    expect(await json('interest', ...german, '--as-of', '2025-09-01', '--from-notice', '2025-08-11')).toMatchObject({
      lines: [{ from: '2025-08-12', days: 21 }],
    })
  })

  const asked = (...args: string[]) => refusal('interest', ...FRANCE, ...args)
  it.each([
    ['--as-of 2025-06-14 is before the due date 2025-06-15.', [...B2B, '--due', '2025-06-15', '--as-of', '2025-06-14']],
    ['--due 2025-02-29 is a day that does not exist: write it as 2025-06-15.', [...B2B, '--due', '2025-02-29', '--as-of', '2025-06-14']],
    ['--as-of soon is no day: write it as 2025-06-15.', [...B2B, '--due', '2025-02-28', '--as-of', 'soon']],
    ['--debtor friend is not known: choose business, consumer, public.', ['--debtor', 'friend', '--amount', '1', ...SPRING]],
    ['--creditor bank is not known: choose business, private.', [...B2B, '--creditor', 'bank', ...SPRING]],
    ['--day-count all is not known: choose end-included, both, neither.', [...B2B, '--day-count', 'all', ...SPRING]],
    ['--rate -1 is no yearly rate in percent: write it as 14.5.', [...B2B, '--rate', '-1', ...SPRING]],
    ['--amount -5 is negative (a credit note?) (write it as 1250.00).', [...B2B, '--amount', '-5', ...SPRING]],
    ['--amount 0 is zero (write it as 1250.00).', [...B2B, '--amount', '0', ...SPRING]],
    ['--amount 1.005 is ambiguous: thousands or decimals? (write it as 1250.00).', [...B2B, '--amount', '1.005', ...SPRING]],
    ['--amount 10 USD is in USD: only EUR is taken (write it as 1250.00).', [...B2B, '--amount', '10 USD', ...SPRING]],
    ['Interest runs from a due date: give --due, or --judgment for what a court has awarded.', [...B2B, '--as-of', '2025-06-14']],
    ['Only a judgment becomes enforceable: give --judgment too.', [...B2B, ...SPRING, '--enforceable', '2025-06-20']],
    [
      '--enforceable 2025-06-19 is before the judgment of 2025-06-20.',
      [...AWARD, '--judgment', '2025-06-20', '--enforceable', '2025-06-19', '--as-of', '2025-07-01'],
    ],
    [
      'What a court has awarded bears legal interest: leave out --rate and --from-notice.',
      [...AWARD, '--judgment', '2025-06-20', '--as-of', '2025-07-01', '--rate', '12'],
    ],
    [
      'The rate legal-private of 2014-S2 is not in the table, which begins on 2015-01-01.',
      [...AWARD, '--judgment', '2014-12-01', '--as-of', '2015-01-15'],
    ],
  ])('refuses: %s', async (sentence, args) => {
    expect(await asked(...args)).toBe(sentence)
  })

  it('refuses what is no country', async () => {
    for (const country of ['france', 'qq', 'f1', ''])
      expect(await refusal('interest', '--country', country, ...B2B, ...SPRING)).toBe(
        `--country ${country} is no country: write fr, be, de …`,
      )
  })
})

describe('relance compute deadline', () => {
  const deadline = (...args: string[]) => json('deadline', ...FRANCE, ...args)

  it('counts the months, then the days', async () => {
    expect(await deadline('--event', '2017-02-12', '--delay', '1 month 15 days')).toEqual({
      deadline: '2017-03-27',
      unrolled: '2017-03-27',
      source: 'Code de procédure civile 641; Code de procédure civile 642',
      confirmed: true,
    })
  })

  it.each([
    ['procedural', '2026-03-02'],
    ['limitation', '2026-02-28'],
  ])('of kind %s that ends on a Saturday is %s', async (kind, day) => {
    expect(await deadline('--event', '2026-01-30', '--delay', '1 month', '--kind', kind)).toMatchObject({
      deadline: day,
      unrolled: '2026-02-28',
    })
  })

  it('is counted back, and not moved', async () => {
    expect(await deadline('--event', '2026-06-22', '--delay', '15 jours', '--kind', 'backward')).toMatchObject({ deadline: '2026-06-07' })
  })

  it.each([
    [[], '2025-12-26'],
    [['--region', 'alsace-moselle'], '2025-12-29'],
    [['--region', 'FR-68'], '2025-12-29'],
  ])('keeps the holidays of the region: %j', async (region, day) => {
    expect(await deadline('--event', '2025-12-12', '--delay', '2 weeks', ...region)).toMatchObject({ deadline: day })
  })

  it.each([
    ['overseas', '2026-06-16'],
    ['abroad', '2026-07-16'],
  ])('is longer for who lives %s', async (residence, day) => {
    const found = await deadline('--event', '2026-04-16', '--delay', '1 month', '--residence', residence)
    expect(found).toMatchObject({ deadline: day, source: expect.stringContaining('643, 644') })
  })

  it('marks what is not confirmed', async () => {
    const german = ['deadline', '--country', 'de', '--event', '2025-12-24', '--delay', '2 weeks']
    expect(await json(...german)).toMatchObject({ deadline: '2026-01-07', confirmed: false })
    expect(await words(...german)).toMatch(/not confirmed/)
  })

  it.each([
    ['--delay "soon" is no delay: write it as "1 month 15 days".', ['--event', '2026-01-30', '--delay', 'soon']],
    [
      '--kind other is not known: choose procedural, limitation, backward.',
      ['--event', '2026-01-30', '--delay', '1 day', '--kind', 'other'],
    ],
    [
      'Distance lengthens procedural delays alone: leave out --residence.',
      ['--event', '2026-01-30', '--delay', '1 day', '--kind', 'backward', '--residence', 'abroad'],
    ],
    [
      '--region FR-75 is no region with holidays of its own: choose alsace-moselle, guadeloupe, martinique, guyane, reunion, mayotte, saint-barthelemy, saint-martin.',
      ['--event', '2026-01-30', '--delay', '1 day', '--region', 'FR-75'],
    ],
    ['--event 1800-01-01 is not between 1900-01-01 and 2199-12-31.', ['--event', '1800-01-01', '--delay', '1 day']],
  ])('refuses: %s', async (sentence, args) => {
    expect(await refusal('deadline', ...FRANCE, ...args)).toBe(sentence)
  })
})

describe('relance compute limitation', () => {
  const limitation = (...args: string[]) => json('limitation', ...FRANCE, ...args)

  it.each([
    ['consumer-goods', '2022-01-04', '2022-01-05', 'L218-2'],
    ['b2b', '2025-01-04', '2025-01-05', 'L110-4'],
    ['rent', '2023-01-04', '2023-01-05', '89-462'],
    ['telecom', '2021-01-04', '2021-01-05', 'L34-2'],
    ['consumer-credit', '2022-01-04', '2022-01-05', 'R312-35'],
    ['general', '2025-01-04', '2025-01-05', '2224'],
  ])('of %s from 2020-01-04 ends on %s', async (category, lastDay, barredFrom, article) => {
    expect(await limitation('--category', category, '--from', '2020-01-04')).toEqual({
      lastDay,
      barredFrom,
      rule: category,
      source: expect.stringContaining(article),
      confirmed: true,
      notes: [],
    })
  })

  const SOLD = ['--category', 'consumer-goods', '--from', '2020-01-04']
  it.each([
    [['2022-01-03'], '2024-01-03', 0],
    [['2022-01-04'], '2024-01-04', 0],
    [['2022-01-05'], '2022-01-04', 1],
    [['2023-12-31', '2021-12-31'], '2025-12-31', 0],
  ])('begins anew when it is interrupted on %j, while it runs', async (days, lastDay, notes) => {
    const found = await limitation(...SOLD, ...days.flatMap((day) => ['--interrupted', day]))
    expect(found).toMatchObject({ lastDay })
    expect(found.notes).toHaveLength(notes)
  })

  it('runs from the end of the year in Germany', async () => {
    expect(await json('limitation', '--country', 'de', '--category', 'b2b', '--from', '2020-01-04')).toMatchObject({
      lastDay: '2023-12-31',
    })
  })

  it.each([
    ['--category gifts is not known: choose consumer-goods, b2b, rent, telecom, consumer-credit, general.', 'gifts', []],
    ['--interrupted 2020-01-03 is before the limitation begins on 2020-01-04.', 'b2b', ['--interrupted', '2020-01-03']],
  ])('refuses: %s', async (sentence, category, more) => {
    expect(await refusal('limitation', ...FRANCE, '--category', category, '--from', '2020-01-04', ...more)).toBe(sentence)
  })
})

describe('relance compute allocate', () => {
  it('pays interest before principal', async () => {
    expect(await json('allocate', '--principal', '20000.00', '--interest', '3000.00', '--costs', '0', '--payment', '18000.00')).toEqual({
      costsCents: 0,
      interestCents: 3000_00,
      principalCents: 15_000_00,
      remainingCostsCents: 0,
      remainingInterestCents: 0,
      remainingPrincipalCents: 5000_00,
      overpaidCents: 0,
      source: expect.stringContaining('1343-1'),
    })
  })

  it('pays costs first, and keeps what is too much apart', async () => {
    expect(await json('allocate', '--principal', '10', '--costs', '5', '--payment', '20')).toMatchObject({
      costsCents: 5_00,
      principalCents: 10_00,
      remainingPrincipalCents: 0,
      overpaidCents: 5_00,
    })
    expect(await words('allocate', '--principal', '10', '--costs', '5', '--payment', '20')).toMatch(/^overpaid +5,00 €$/m)
  })

  it('refuses what is no sum', async () => {
    expect(await refusal('allocate', '--principal', '10', '--payment', '-1')).toBe(
      '--payment -1 is negative (a credit note?) (write it as 1250.00).',
    )
    expect(await refusal('allocate', '--principal', '-10', '--payment', '1')).toMatch(/^--principal -10 is negative/)
    expect(await refusal('allocate', '--principal', '10', '--payment', '0')).toMatch(/^--payment 0 is zero/)
  })
})

describe('relance compute rate', () => {
  const rate = (kind: string, on: string) => json('rate', ...FRANCE, '--kind', kind, '--on', on)

  it.each([
    ['b2b-default', '2024-06-30', 14.5],
    ['b2b-default', '2024-07-01', 14.25],
    ['b2b-default', '2024-07-02', 14.25],
    ['b2b-default', '2025-12-31', 12.15],
    ['public', '2024-06-30', 12.5],
    ['public', '2024-07-01', 12.25],
    ['legal-private', '2024-12-31', 8.16],
    ['legal-private', '2025-01-01', 7.21],
    ['legal-other', '2025-06-30', 3.71],
    ['legal-other', '2025-07-01', 2.76],
    ['floor', '2024-06-30', 15.21],
    ['floor', '2024-07-01', 14.76],
    ['floor', '2026-06-30', 7.86],
  ])('%s on %s is %d', async (kind, on, ratePercent) => {
    expect(await rate(kind, on)).toEqual({ ratePercent, known: true, source: expect.any(String), notes: [] })
  })

  it.each([
    ['b2b-default', 12.15],
    ['public', 10.15],
    ['legal-private', 6.67],
    ['legal-other', 2.62],
    ['floor', 7.86],
  ])('%s of the second half of 2026 is not known: the last known one is %d', async (kind, ratePercent) => {
    expect(await rate(kind, '2026-07-01')).toMatchObject({
      ratePercent,
      known: false,
      notes: ['The rate of 2026-S2 is not known yet; this is the last known one.'],
    })
  })

  it('refuses what is not in the table', async () => {
    expect(await refusal('rate', ...FRANCE, '--kind', 'legal-other', '--on', '2014-12-31')).toBe(
      'The rate legal-other of 2014-S2 is not in the table, which begins on 2015-01-01.',
    )
    expect(await refusal('rate', ...FRANCE, '--kind', 'prime', '--on', '2025-01-01')).toMatch(
      /^--kind prime is not known: choose b2b-default/,
    )
    expect(await refusal('rate', '--country', 'de', '--kind', 'floor', '--on', '2025-01-01')).toBe('The law of DE here has no rate floor.')
    expect(await refusal('rate', '--country', 'de', '--kind', 'legal-other', '--on', '2025-01-01')).toBe(
      'No rate legal-other is written down for DE.',
    )
  })
})

describe('the calculators', () => {
  it('are there where nothing else is: no address, no database', async () => {
    const nowhere = { DATABASE_URL: 'postgresql://127.0.0.1:1/none', TEMPORAL_ADDRESS: '127.0.0.1:1' }
    const { code, stdout, stderr } = await relance(
      ['compute', 'rate', ...FRANCE, '--kind', 'public', '--on', '2024-07-01', '--json'],
      nowhere,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ ratePercent: 12.25 })
  })

  it('end with one sentence and the exit code 1 for bad input', async () => {
    expect(await relance(['compute', 'rate', ...FRANCE, '--kind', 'public', '--on', 'today'])).toEqual({
      code: 1,
      stdout: '',
      stderr: '--on today is no day: write it as 2025-06-15.\n',
    })
  })

  it('load neither the engine nor the database', async () => {
    const root = join(import.meta.dirname, '../..')
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: ['allocate', 'deadline', 'due-date', 'interest', 'limitation', 'rate'].map((name) => `src/cli/compute/${name}.ts`),
      outdir: 'never-written',
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    })
    const rooms = new Set(Object.keys(metafile.inputs).map((file) => file.split('/').slice(0, 2).join('/')))
    expect([...rooms].sort()).toEqual(['src/cli', 'src/domain', 'src/imports', 'src/law'])
    const packages = new Set(
      Object.values(metafile.inputs).flatMap(({ imports }) => imports.filter(({ external }) => external).map(({ path }) => path)),
    )
    expect([...packages].sort()).toEqual(['date-holidays', 'temporal-polyfill'])
  })
})
