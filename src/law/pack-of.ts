import type { LawPack } from '../domain/law-pack.js'
import { pack as france } from './fr/2016-10-01.js'
import { regionOfPostcode } from './fr/region.js'

/** The law pack that files fall under: there is one so far. */
export function currentPack(): LawPack {
  return france
}

/** ISO 3166-2 code of a region whose holidays or clock differ from its country's; null elsewhere. */
export function regionOf(country: string, postcode: string): string | null {
  return regionOfPostcode(country, postcode)
}
