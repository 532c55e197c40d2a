import type { LawBook } from '../domain/law-pack.js'
import { pack as be2023 } from './be/2023-12-01.js'
import { rates as beRates } from './be/rates.js'
import { pack as de2016 } from './de/2016-07-01.js'
import { pack as de2026 } from './de/2026-01-01.js'
import { judicial2016 as deJudicial2016 } from './de/judicial/2016.js'
import { judicial2026 as deJudicial2026 } from './de/judicial/2026.js'
import { rates as deRates } from './de/rates.js'
import { pack as fr2016 } from './fr/2016-10-01.js'
import { pack as fr2019 } from './fr/2019-04-26.js'
import { pack as fr2020 } from './fr/2020-01-01.js'
import { pack as frMarch2022 } from './fr/2022-03-01.js'
import { pack as frSeptember2022 } from './fr/2022-09-22.js'
import { pack as fr2023 } from './fr/2023-10-01.js'
import { pack as frMay2026 } from './fr/2026-05-01.js'
import { pack as frSeptember2026 } from './fr/2026-09-01.js'
import { judicial2016 as frJudicial2016 } from './fr/judicial/2016.js'
import { judicial2020 as frJudicial2020 } from './fr/judicial/2020.js'
import { judicial2026 as frJudicial2026 } from './fr/judicial/2026-09.js'
import { rates as frRates } from './fr/rates.js'
import { pack as generic2016 } from './generic/2016-10-01.js'
import { countryOfLaw } from './region.js'

/** The book of every country whose law is not written down here. */
const GENERIC: LawBook = { country: 'ZZ', zone: generic2016.zone, packs: [generic2016], rates: {} }

const BOOKS: Readonly<Record<string, LawBook>> = {
  BE: { country: 'BE', zone: be2023.zone, packs: [be2023], rates: beRates },
  DE: { country: 'DE', zone: de2016.zone, packs: [de2016, de2026], rates: deRates, judicial: [deJudicial2016, deJudicial2026] },
  FR: {
    country: 'FR',
    zone: fr2016.zone,
    packs: [fr2016, fr2019, fr2020, frMarch2022, frSeptember2022, fr2023, frMay2026, frSeptember2026],
    rates: frRates,
    judicial: [frJudicial2016, frJudicial2020, frJudicial2026],
  },
}

/** The books that are written down, and the plain one last. */
export const BOOKS_OF_LAW: readonly LawBook[] = [...Object.values(BOOKS), GENERIC]

/** The law at an address in a country, by its ISO 3166-1 code; the plain book, which computes no interest, for one that is not written down here. */
export function lawOf(country: string): LawBook {
  const code = countryOfLaw(country)
  return (Object.hasOwn(BOOKS, code) ? BOOKS[code] : undefined) ?? GENERIC
}
