import type { LawBook } from '../../domain/law-pack.js'
import type { LegalDay } from '../../domain/legal-day.js'
import { type Cents, cents } from '../../domain/money.js'
import type { Ppm } from '../../domain/rate.js'
import { readAmount, ZERO } from '../../imports/amounts.js'
import { readDay } from '../../imports/days.js'
import { lawOf } from '../../law/book.js'
import { CommandError } from '../output.js'

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const CODE = /^[A-Z]{2}$/

/** The law of a country, by its two letters: `fr`. */
export function lawBook(text: string): LawBook {
  const code = text.toUpperCase()
  if (!CODE.test(code) || COUNTRIES.of(code) === undefined) throw new CommandError(`--country ${text} is no country: write fr, be, de …`)
  return lawOf(code)
}

const FIRST_DAY = '1900-01-01'
const LAST_DAY = '2199-12-31'

/** A day, `2025-06-15`. */
export function legalDay(option: string, text: string): LegalDay {
  const read = readDay(text, 'iso')
  if ('fault' in read) throw new CommandError(`${option} ${text} ${read.fault}: write it as 2025-06-15.`)
  if (read.day < FIRST_DAY || read.day > LAST_DAY) throw new CommandError(`${option} ${text} is not between ${FIRST_DAY} and ${LAST_DAY}.`)
  return read.day
}

/** A day that need not be given. */
export const dayOrNull = (option: string, text: string | undefined): LegalDay | null => (text === undefined ? null : legalDay(option, text))

/** A sum in euros, `10000.00` or `10 000,00`. */
export function amount(option: string, text: string): Cents {
  const read = readAmount(text, undefined)
  if ('fault' in read) throw new CommandError(`${option} ${text} ${read.fault} (write it as 1250.00).`)
  return cents(read.amountCents)
}

/** The same, where nothing is a sum too. */
export function amountOrZero(option: string, text: string): Cents {
  const read = readAmount(text, undefined)
  return 'fault' in read && read.fault === ZERO ? cents(0) : amount(option, text)
}

const PERCENT = /^(\d{1,3})(?:[.,](\d{1,4}))? ?%?$/
const DECIMALS = 4

/** A yearly rate in percent, `14.5`. */
export function percent(option: string, text: string): Ppm {
  const [, whole, decimals = ''] = PERCENT.exec(text.trim()) ?? []
  if (whole === undefined) throw new CommandError(`${option} ${text} is no yearly rate in percent: write it as 14.5.`)
  return Number(whole + decimals.padEnd(DECIMALS, '0'))
}

/** One of some words. */
export function choice<const T extends string>(option: string, text: string, choices: readonly T[]): T {
  const found = choices.find((word) => word === text)
  if (!found) throw new CommandError(`${option} ${text} is not known: choose ${choices.join(', ')}.`)
  return found
}
