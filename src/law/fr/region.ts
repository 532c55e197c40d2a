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
export const regionOfPostcode = (postcode: string): string | null => BY_POSTCODE.find(([start]) => postcode.startsWith(start))?.[1] ?? null

/** Parts of France that have a country code of their own (ISO 3166-1) and live under its law, with their region. */
export const OVERSEAS: Readonly<Record<string, string>> = {
  GP: 'FR-971',
  MQ: 'FR-972',
  GF: 'FR-973',
  RE: 'FR-974',
  YT: 'FR-976',
  BL: 'FR-977',
  MF: 'FR-978',
}
