import Holidays from 'date-holidays'
import type { LegalDay } from '../domain/legal-day.js'

/** Whether a day is a public holiday, in the whole country or in a region that has its own. */
export type IsHoliday = (day: LegalDay, region: string | null) => boolean

/**
 * Public holidays of a country as the library has them, reckoned once a year and region.
 * @param states names by which the library knows the regions, by ISO 3166-2 code
 * @param more days beside the library's, by the name it has for the region
 */
export function holidaysOf(
  country: string,
  states: Readonly<Record<string, string>>,
  more: (state: string | undefined, year: number) => readonly LegalDay[] = () => [],
): IsHoliday {
  const known = new Map<string, ReadonlySet<LegalDay>>()
  const reckon = (state: string | undefined, year: number) => {
    const calendar = state ? new Holidays(country, state) : new Holidays(country)
    const days = calendar.getHolidays(year).filter(({ type }) => type === 'public')
    return new Set([...days.map(({ date }) => date.slice(0, 10)), ...more(state, year)])
  }
  return (day, region) => {
    const state = region !== null && Object.hasOwn(states, region) ? states[region] : undefined
    const key = `${state ?? ''}/${day.slice(0, 4)}`
    const days = known.get(key) ?? reckon(state, Number(day.slice(0, 4)))
    known.set(key, days)
    return days.has(day)
  }
}
