import { quoted, StatementError } from './statement-error.js'

/**
 * Currencies whose unit does not have two decimals. Source: ISO 4217, list one (six-group.com, "List One: Currency, fund and
 * precious metal codes"), column "minor unit".
 */
const DECIMALS: Record<string, number> = {
  ...Object.fromEntries('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0])),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  ...Object.fromEntries('CLF UYW'.split(' ').map((code) => [code, 4])),
}

/** The decimals of a currency's unit, with which its minor units are counted. */
export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2

/** @throws StatementError for what is no ISO 4217 code */
export function readCurrency(text: string, where: string): string {
  if (!/^[A-Z]{3}$/.test(text)) throw new StatementError(`${where}: ${quoted(text)} is no currency.`)
  return text
}

/** Eighteen digits and a mark are the most in any of the formats; leading zeros are let go beyond that. */
const LONGEST_AMOUNT = 40

/**
 * A sum without sign in minor units, exactly. Zeros beyond the currency's decimals change nothing and are let go.
 * @param text digits with at most one decimal mark
 * @param mark the decimal mark of the format
 * @throws StatementError for another text, for a fraction of a minor unit, and beyond exact integers
 */
export function readAmount(text: string, mark: '.' | ',', currency: string, where: string): number {
  if (text.length > LONGEST_AMOUNT) throw new StatementError(`${where}: ${quoted(text)} is too large.`)
  const [whole = '', fraction = '', ...more] = text.split(mark)
  if (more.length > 0 || !/^\d*$/.test(whole + fraction) || whole + fraction === '') {
    throw new StatementError(`${where}: ${quoted(text)} is no amount.`)
  }
  const decimals = decimalsOf(currency)
  const exact = fraction.replace(/0+$/, '')
  if (exact.length > decimals) throw new StatementError(`${where}: ${quoted(text)} has more decimals than ${currency}.`)
  const minor = Number(whole + exact.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(minor)) throw new StatementError(`${where}: ${quoted(text)} is too large.`)
  return minor
}

/** An amount as people write it, with its currency: `-12.30 EUR`. */
export function amountWords(cents: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const digits = `${Math.abs(cents)}`.padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  return `${cents < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`} ${currency}`
}
