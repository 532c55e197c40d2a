import type { PageLanguage } from '../../contracts/debtor-page.js'

const LOCALES: Record<PageLanguage, string> = { fr: 'fr-FR', en: 'en-GB' }

/** Intl writes narrow spaces, which some fonts print as a box. */
const plainSpaces = (text: string) => text.replaceAll('\u202F', '\u00A0')

/** Sums, days and numbers as a language writes them. */
export function formatIn(language: PageLanguage, currency = 'EUR') {
  const locale = LOCALES[language]
  const sums = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  const shortDays = new Intl.DateTimeFormat(locale, { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  const first = (text: string) => (language === 'fr' ? text.replace(/^1 /, '1er ') : text)
  return {
    /** `1 234,56 €`, `€1,234.56` */
    sum: (cents: number) => plainSpaces(sums.format(cents / 100)),
    /** `1er janvier 2026`, `1 January 2026` */
    day: (day: string) => first(days.format(at(day))).replaceAll(' ', '\u00A0'),
    shortDay: (day: string) => shortDays.format(at(day)).replaceAll(' ', '\u00A0'),
    percent: (percent: number) =>
      `${plainSpaces(new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(percent))}${language === 'fr' ? '\u00A0' : ''}%`,
    /** 1 is Monday. */
    weekday: (weekday: number) => weekdays.format(new Date(Date.UTC(2026, 0, 4 + weekday))),
    /** As a field of a form takes it: `1234,56`. */
    entered: (cents: number) => (cents / 100).toFixed(2).replace('.', language === 'fr' ? ',' : '.'),
    /** In groups of four, as IBANs are printed. */
    grouped: (text: string) => text.replace(/.{4}(?=.)/g, '$& '),
  }
}
export type Format = ReturnType<typeof formatIn>
