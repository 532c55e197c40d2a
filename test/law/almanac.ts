/** Holidays of France reckoned for the tests, without the code under test. */

const DAY_MS = 86_400_000
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)
export const daysAfter = (day: string, days: number) => isoDay(Date.parse(day) + days * DAY_MS)

/** Easter Sunday after Butcher's algorithm of 1876, reckoned here anew. */
export function easter(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7
  const month = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const sum = moon + sunday - 7 * month + 114
  return isoDay(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1))
}

/** Code du travail L3133-1, for the whole country. */
export const legalHolidays = (year: number) =>
  [
    ...['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].map((day) => `${year}-${day}`),
    ...[1, 39, 50].map((days) => daysAfter(easter(year), days)),
  ].sort()

/** What a region keeps besides: Code du travail L3134-13 and L3422-2. Martinique has Good Friday by custom. */
export function regionalHolidays(year: number, region: string | null): string[] {
  const goodFriday = daysAfter(easter(year), -2)
  if (region === 'FR-67') return [goodFriday, `${year}-12-26`]
  if (region === 'FR-972') return [goodFriday, `${year}-05-22`]
  return region === 'FR-974' ? [`${year}-12-20`] : []
}
