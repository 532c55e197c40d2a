import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'
import type { MessageFacts } from './facts.js'
import { oneLine, type TemplateLanguage } from './format.js'
import type { Variable } from './variables.js'

/** A space that does not break a line and that every font has; Intl would write U+202F, which most fonts print as a box. */
export const NBSP = '\u00A0'

const MONTHS = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} satisfies Record<TemplateLanguage, string[]>

/** `1 234,56 €` or `€1,234.56`. Not by Intl, whose separators change with the build of Node. */
export function euros(amountCents: Cents, language: TemplateLanguage): string {
  const digits = String(Math.abs(amountCents)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, language === 'fr' ? NBSP : ',')
  const fraction = digits.slice(-2)
  const sign = amountCents < 0 ? '-' : ''
  return language === 'fr' ? `${sign}${whole},${fraction}${NBSP}€` : `${sign}€${whole}.${fraction}`
}

/** `5 janvier 2026`, `1er janvier 2026`, `5 January 2026`. */
export function date(day: LegalDay, language: TemplateLanguage): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  const name = MONTHS[language][Number(month) - 1]
  if (name === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a day: ${day}`)
  const ordinal = language === 'fr' && dayOfMonth === '01' ? '1er' : String(Number(dayOfMonth))
  return `${ordinal}${NBSP}${name}${NBSP}${year}`
}

/** `05/01/2026`, for the columns of a table; the month in letters where day and month could be taken for each other. */
export function shortDate(day: LegalDay, language: TemplateLanguage): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  if (language === 'fr') return `${dayOfMonth}/${month}/${year}`
  return `${dayOfMonth}${NBSP}${(MONTHS.en[Number(month) - 1] ?? '').slice(0, 3)}${NBSP}${year}`
}

/** Letters and digits in groups of four, as IBANs are printed; anything with a separator of its own is left alone. */
export const grouped = (reference: string) => (/^[A-Z0-9]{9,34}$/.test(reference) ? reference.replace(/.{4}(?=.)/g, '$& ') : reference)

/** The values of the `text` variables. Each is one line, so that no value can begin a paragraph or a header. */
export function valuesOf(facts: MessageFacts): Partial<Record<Variable, string>> {
  const { language, creditor, sender, openingLetter } = facts
  const values: Partial<Record<Variable, string>> = {
    today: date(facts.today, language),
    debtorName: facts.debtor.name,
    fileReference: facts.fileReference,
    paymentKey: grouped(facts.paymentKey),
    paymentUrl: facts.paymentUrl,
    amount: euros(facts.amountCents, language),
    principal: euros(facts.principalCents, language),
    interest: euros(facts.interestCents, language),
    costs: euros(facts.costsCents, language),
    payBefore: date(facts.payBefore, language),
    creditorName: creditor.name,
    creditorAddress: creditor.addressLine,
    senderName: sender.name,
    senderAddress: sender.addressLine,
    recoveryStatement: sender.statement,
    iban: grouped(sender.iban.replace(/\s/g, '')),
    marker: facts.actMarker,
    ...(openingLetter && { openingReference: openingLetter.reference, openingDate: date(openingLetter.date, language) }),
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, oneLine(value)]))
}
