/** Regions that have holidays of their own, by country: the name that people say, and the ISO 3166-2 codes that it stands for. */
const NAMES: Readonly<Record<string, Readonly<Record<string, readonly [string, ...string[]]>>>> = {
  FR: {
    'alsace-moselle': ['FR-67', 'FR-57', 'FR-68'],
    guadeloupe: ['FR-971'],
    martinique: ['FR-972'],
    guyane: ['FR-973'],
    reunion: ['FR-974'],
    mayotte: ['FR-976'],
    'saint-barthelemy': ['FR-977'],
    'saint-martin': ['FR-978'],
  },
  DE: {
    'baden-wuerttemberg': ['DE-BW'],
    bayern: ['DE-BY'],
    berlin: ['DE-BE'],
    brandenburg: ['DE-BB'],
    bremen: ['DE-HB'],
    hamburg: ['DE-HH'],
    hessen: ['DE-HE'],
    'mecklenburg-vorpommern': ['DE-MV'],
    niedersachsen: ['DE-NI'],
    'nordrhein-westfalen': ['DE-NW'],
    'rheinland-pfalz': ['DE-RP'],
    saarland: ['DE-SL'],
    sachsen: ['DE-SN'],
    'sachsen-anhalt': ['DE-ST'],
    'schleswig-holstein': ['DE-SH'],
    thueringen: ['DE-TH'],
  },
}

const namesIn = (country: string) => (Object.hasOwn(NAMES, country) ? (NAMES[country] ?? {}) : {})

/** The names of a country's regions; empty where none has holidays of its own. */
export const regionNames = (country: string): string[] => Object.keys(namesIn(country))

/** ISO 3166-2 code of a region, by its name or its code; null for one that has no holidays of its own. All that share a name keep the same ones. */
export function regionNamed(country: string, text: string): string | null {
  const code = text.toUpperCase()
  for (const [name, codes] of Object.entries(namesIn(country))) {
    if (name === text.toLowerCase()) return codes[0]
    if (codes.includes(code)) return code
  }
  return null
}
