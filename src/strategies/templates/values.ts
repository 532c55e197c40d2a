import type { LegalDay } from '../../domain/legal-day.js'
import { type Cents, cents } from '../../domain/money.js'
import type { MessageFacts } from './facts.js'
import { oneLine, type TemplateLanguage } from './format.js'
import { noticeLawOf } from './legal-text.js'
import type { SideFacts } from './side-facts.js'
import { recoveryStatement } from './statement.js'
import type { Variable } from './variables.js'

/** A space that does not break a line and that every font has; Intl would write U+202F, which most fonts print as a box. */
export const NBSP = '\u00A0'

const MONTHS = {
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
} satisfies Record<TemplateLanguage, string[]>

/** How a language writes a sum: what groups thousands, what divides cents, and on which side the currency stands. */
const FIGURES = {
  fr: { group: NBSP, point: ',', before: null },
  en: { group: ',', point: '.', before: '' },
  de: { group: '.', point: ',', before: null },
  nl: { group: '.', point: ',', before: NBSP },
} as const satisfies Record<TemplateLanguage, { group: string; point: string; before: string | null }>

/** Currencies with a sign that every reader knows; any other is written by its code. */
const SIGNS: Record<string, string> = { EUR: '€', GBP: '£', USD: '$' }

/** `1 234,56 €`, `€1,234.56`, `CHF 1,234.56`. @param currency ISO 4217. Not by Intl, whose separators change with the build of Node. */
export function amount(amountCents: Cents, currency: string, language: TemplateLanguage): string {
  const { group, point, before } = FIGURES[language]
  const digits = String(Math.abs(amountCents)).padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group)
  const figures = `${whole}${point}${digits.slice(-2)}`
  const minus = amountCents < 0 ? '-' : ''
  const sign = SIGNS[currency]
  if (before === null) return `${minus}${figures}${NBSP}${sign ?? currency}`
  return sign === undefined ? `${minus}${currency}${NBSP}${figures}` : `${minus}${sign}${before}${figures}`
}

/** `5 janvier 2026`, `1er janvier 2026`, `5 January 2026`, `5. Januar 2026`. */
export function date(day: LegalDay, language: TemplateLanguage): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  const name = MONTHS[language][Number(month) - 1]
  if (name === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`not a day: ${day}`)
  return `${ordinal(dayOfMonth, language)}${NBSP}${name}${NBSP}${year}`
}

function ordinal(dayOfMonth: string, language: TemplateLanguage): string {
  if (language === 'fr' && dayOfMonth === '01') return '1er'
  return `${Number(dayOfMonth)}${language === 'de' ? '.' : ''}`
}

const SEPARATOR = { fr: '/', de: '.', nl: '-' } as const

/** `05/01/2026`, for the columns of a table; the month in letters where day and month could be taken for each other. */
export function shortDate(day: LegalDay, language: TemplateLanguage): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  if (language !== 'en') return [dayOfMonth, month, year].join(SEPARATOR[language])
  return `${dayOfMonth}${NBSP}${(MONTHS.en[Number(month) - 1] ?? '').slice(0, 3)}${NBSP}${year}`
}

/** Letters and digits in groups of four, as IBANs are printed; anything with a separator of its own is left alone. */
export const grouped = (reference: string) => (/^[A-Z0-9]{9,34}$/.test(reference) ? reference.replace(/.{4}(?=.)/g, '$& ') : reference)

function sideValues(side: SideFacts, { currency, language }: MessageFacts): Partial<Record<Variable, string>> {
  const sum = (amountCents: Cents) => amount(amountCents, currency, language)
  switch (side.kind) {
    case 'plan-reminder':
      return {
        instalment: sum(side.instalmentCents),
        instalmentNumber: String(side.number),
        instalmentCount: String(side.of),
        dueOn: date(side.dueOn, language),
      }
    case 'plan-default':
      return { overdue: sum(side.overdueCents), dueOn: date(side.dueOn, language), cureBy: date(side.cureBy, language) }
    case 'dispute-answer':
    case 'reply':
    case 'address-check':
    case 'judicial-step':
      return {}
  }
}

/** The values of the `text` variables. Each is one line, so that no value can begin a paragraph or a header. */
export function valuesOf(facts: MessageFacts): Partial<Record<Variable, string>> {
  const { language, creditor, sender, openingLetter, currency, law, penaltyCents } = facts
  const sum = (amountCents: Cents) => amount(amountCents, currency, language)
  const values: Partial<Record<Variable, string>> = {
    today: date(facts.today, language),
    debtorName: facts.debtor.name,
    fileReference: facts.fileReference,
    paymentKey: grouped(facts.paymentKey),
    paymentUrl: facts.paymentUrl,
    amount: sum(facts.amountCents),
    principal: sum(facts.principalCents),
    interest: sum(facts.interestCents),
    costs: sum(cents(facts.indemnityCents + facts.costsCents)),
    creditorName: creditor.name,
    creditorAddress: creditor.addressLine,
    senderName: sender.name,
    senderAddress: sender.addressLine,
    recoveryStatement: recoveryStatement(sender.name, language, facts.collects === 'agency'),
    iban: grouped(sender.iban.replace(/\s/g, '')),
    marker: facts.actMarker,
    noticeLaw: noticeLawOf(law.country, language),
    ...(facts.payBefore !== null && { payBefore: date(facts.payBefore, language) }),
    ...(facts.side && sideValues(facts.side, facts)),
    ...(sender.supervisor !== null && { supervisor: sender.supervisor }),
    ...(creditor.number !== null && { creditorNumber: creditor.number }),
    ...(law.firstReminder && { waitingDays: String(law.firstReminder.value.days) }),
    ...(penaltyCents !== null && { penaltyAmount: sum(penaltyCents) }),
    ...(openingLetter && { openingReference: openingLetter.reference, openingDate: date(openingLetter.date, language) }),
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, oneLine(value)]))
}
