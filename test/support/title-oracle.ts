/**
 * A second reckoning of what is owed on a titled claim, day by day, that shares no code with the ledger: legal interest from the day after one
 * day on, five points more from another, payments to interest first and then to principal, and each day's interest barred two years after it
 * unless an act of enforcement came in between. Days are numbers since 1970, sums whole cents.
 */

const DAY_MS = 86_400_000
export const dayOf = (text: string): number => Date.parse(text) / DAY_MS
const textOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
const yearsLater = (day: number, years: number): number => {
  const at = new Date(day * DAY_MS)
  const same = Date.UTC(at.getUTCFullYear() + years, at.getUTCMonth(), at.getUTCDate())
  const slipped = new Date(same).getUTCMonth() !== at.getUTCMonth()
  return (slipped ? Date.UTC(at.getUTCFullYear() + years, at.getUTCMonth() + 1, 0) : same) / DAY_MS
}

export interface TitledDebt {
  principalCents: number
  /** First day of interest, day of the title, first day of the raised rate. */
  from: string
  titleOn: string
  raisedFrom: string | null
  /** Legal rate in parts per million of each semester: `2017-1`. */
  rates: Record<string, number>
  payments: { on: string; cents: number }[]
  acts: string[]
  barYears: number
}

export interface Reckoned {
  principalCents: number
  interestCents: number
  barredCents: number
}

interface Line {
  from: number
  to: number
  base: number
  ppm: number
}

const rounded = ({ from, to, base, ppm }: Line): number =>
  Number((2n * BigInt(base) * BigInt(to - from + 1) * BigInt(ppm) + 365_000_000n) / 730_000_000n)

export function reckon(debt: TitledDebt, on: string): Reckoned {
  const lines: Line[] = []
  let principal = debt.principalCents
  let paid = 0
  let barred = 0
  const accruedThrough = (day: number): number =>
    lines.reduce((total, line) => (line.from > day ? total : total + rounded({ ...line, to: Math.min(line.to, day) })), 0)
  const raised = debt.raisedFrom === null ? Number.POSITIVE_INFINITY : dayOf(debt.raisedFrom)
  const title = dayOf(debt.titleOn)
  const acts = debt.acts.map(dayOf).sort((a, b) => a - b)
  const isBarred = (day: number, now: number): boolean => {
    if (day <= title) return false
    let end = yearsLater(day, debt.barYears)
    for (const act of acts) if (act > day && act <= end && act < now) end = yearsLater(act, debt.barYears)
    return now > end
  }
  let firstAlive = title + 1
  const cut = (now: number): void => {
    while (firstAlive < now && isBarred(firstAlive, now)) firstAlive++
    const awarded = accruedThrough(title)
    const dead = accruedThrough(firstAlive - 1) - Math.max(paid, awarded) - barred
    if (firstAlive > title + 1 && dead > 0) barred += dead
  }
  for (let day = dayOf(debt.from); day <= dayOf(on); day++) {
    const text = textOf(day)
    const half = `${text.slice(0, 4)}-${text.slice(5) < '07-01' ? 1 : 2}`
    const ppm = (debt.rates[half] as number) + (day >= raised ? 50_000 : 0)
    const last = lines.at(-1)
    const isNew =
      !last || last.base !== principal || last.ppm !== ppm || text.endsWith('-01-01') || text.endsWith('-07-01') || day === raised
    if (isNew) lines.push({ from: day, to: day, base: principal, ppm })
    else last.to = day
    for (const { cents } of debt.payments.filter((payment) => payment.on === text)) {
      cut(day)
      const owed = accruedThrough(day) - paid - barred
      const toInterest = Math.min(cents, owed)
      paid += toInterest
      principal -= cents - toInterest
    }
  }
  cut(dayOf(on))
  return { principalCents: principal, interestCents: accruedThrough(dayOf(on)) - paid - barred, barredCents: barred }
}

/** Legal rates of creditors who are no private individuals, in parts per million, by semester, as they were published; the last is the test's own. */
export const RATES: Record<string, number> = {
  '2015-2': 9_900,
  '2016-1': 10_100,
  '2016-2': 9_300,
  '2017-1': 9_000,
  '2017-2': 9_000,
  '2018-1': 8_900,
  '2018-2': 8_800,
  '2019-1': 8_600,
  '2019-2': 8_700,
  '2020-1': 8_700,
  '2020-2': 8_400,
  '2021-1': 7_900,
  '2021-2': 7_600,
  '2022-1': 7_600,
  '2022-2': 7_700,
  '2023-1': 20_600,
  '2023-2': 42_200,
  '2024-1': 50_700,
  '2024-2': 49_200,
  '2025-1': 37_100,
  '2025-2': 27_600,
  '2026-1': 26_200,
  '2026-2': 27_500,
}

/** The 5th and the 20th of each month, from March 2017 to December 2022 less than the interest of half a month, then more. */
export const PAYMENTS = Array.from({ length: 220 }, (_, index) => {
  const month = Math.floor(index / 2) + 2
  const on = `${2017 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${index % 2 === 0 ? '05' : '20'}`
  return { on, cents: on < '2023' ? 15_00 : 110_00 }
})
