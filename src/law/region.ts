import { OVERSEAS, regionOfPostcode } from './fr/region.js'

const isOverseas = (country: string) => Object.hasOwn(OVERSEAS, country)

/** Whether a region lies overseas, where delays are longer before the courts of the mainland (Code de procédure civile 643). */
export const isOverseasRegion = (region: string | null): boolean => region !== null && Object.values(OVERSEAS).includes(region)

/** The country whose law holds at an address, by its ISO 3166-1 code: `FR` for `RE`, Réunion. */
export function countryOfLaw(country: string): string {
  return isOverseas(country) ? 'FR' : country
}

/** ISO 3166-2 code of a region whose holidays or clock differ from its country's; null elsewhere. */
export function regionOf(country: string, postcode: string): string | null {
  if (isOverseas(country)) return OVERSEAS[country] ?? null
  return country === 'FR' ? regionOfPostcode(postcode) : null
}
