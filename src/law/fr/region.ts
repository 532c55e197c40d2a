/** Regions of France whose holidays or clock differ, by the start of their postcodes. Saint-Barthélemy and Saint-Martin have codes of Guadeloupe. */
const BY_POSTCODE: [start: string, region: string][] = [
  ['57', 'FR-57'],
  ['67', 'FR-67'],
  ['68', 'FR-68'],
  ['97133', 'FR-977'],
  ['97150', 'FR-978'],
  ['971', 'FR-971'],
  ['972', 'FR-972'],
  ['973', 'FR-973'],
  ['974', 'FR-974'],
  ['976', 'FR-976'],
]

/** ISO 3166-2 code of the region that a French postcode lies in, where that matters; null elsewhere. */
export function regionOfPostcode(country: string, postcode: string): string | null {
  if (country !== 'FR') return null
  return BY_POSTCODE.find(([start]) => postcode.startsWith(start))?.[1] ?? null
}
