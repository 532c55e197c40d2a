import type { PaperLanguage } from '../domain/paper.js'

/** The language in which courts, officers and lawyers of a country are written to; elsewhere it is English. */
const LANGUAGES: Readonly<Record<string, PaperLanguage>> = { AT: 'de', BE: 'fr', DE: 'de', FR: 'fr', LU: 'fr', MC: 'fr' }

/** @param country ISO 3166-1 code */
export const courtLanguage = (country: string): PaperLanguage => LANGUAGES[country] ?? 'en'
