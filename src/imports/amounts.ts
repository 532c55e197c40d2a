import { type Cell, isEmpty } from './table.js'

/** The sign before the cents. */
export type DecimalSign = ',' | '.'

/** What an amount says, in cents, or why it says nothing that can be taken. */
export type AmountRead = { amountCents: number } | { fault: string }

const NO_AMOUNT = 'is no amount'
const NEGATIVE = 'is negative (a credit note?)'
/** Refused as a sum owed; as a sum paid it says that nothing was. */
export const ZERO = 'is zero'
const MOST_DIGITS = 13
/** What Excel itself keeps: beyond, digits are the error of its binary numbers. */
const DIGITS_OF_EXCEL = 15

const WHOLE = /^\d+$/
const ONE_SIGN = /^(\d*)([.,])(\d+)$/
const SPACED = /^(\d{1,3}(?: \d{3})+)(?:([.,])(\d+))?$/
const BOTH_SIGNS = /^(\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=\.))([.,])(\d+)$/
const ONLY_GROUPS = /^\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/
/** `1,234` is one thousand or one and a bit. */
const IN_DOUBT = /^[1-9]\d{0,2}[.,]\d{3}$/

/**
 * Reads an amount in any usual writing: `1 234,56`, `1.234,56`, `1,234.56`, `1234.5`, `€ 12`.
 * @param decimalSign what the other rows of the file show the sign before the cents to be; it decides `1,234`
 */
export function readAmount(cell: Cell, decimalSign: DecimalSign | undefined): AmountRead {
  if (typeof cell !== 'string') return readNumber(cell.number)
  const { digits, negative, currency } = bare(cell)
  if (currency) return { fault: `is in ${currency}: only EUR is taken` }
  const parts = partsOf(digits, decimalSign)
  if ('fault' in parts) return parts
  return inCents(parts, negative)
}

/**
 * The sign before the cents, as the amounts that leave no doubt show it.
 * @returns undefined where none does, or they contradict each other
 */
export function decimalSignOf(cells: Iterable<Cell>): DecimalSign | undefined {
  const seen = new Set<DecimalSign>()
  for (const cell of cells) {
    const sign = typeof cell === 'string' && !isEmpty(cell) ? signShownBy(bare(cell).digits) : undefined
    if (sign) seen.add(sign)
  }
  return seen.size === 1 ? [...seen][0] : undefined
}

function signShownBy(digits: string): DecimalSign | undefined {
  if (IN_DOUBT.test(digits)) return undefined
  if (ONLY_GROUPS.test(digits)) return digits.includes(',') ? '.' : ','
  const [, , sign] = ONE_SIGN.exec(digits) ?? SPACED.exec(digits) ?? BOTH_SIGNS.exec(digits) ?? []
  return sign as DecimalSign | undefined
}

interface Parts {
  whole: string
  decimals: string
}

function partsOf(digits: string, decimalSign: DecimalSign | undefined): Parts | { fault: string } {
  if (WHOLE.test(digits)) return { whole: digits, decimals: '' }
  if (ONLY_GROUPS.test(digits)) return { whole: digits.replace(/[.,]/g, ''), decimals: '' }
  if (IN_DOUBT.test(digits)) {
    if (!decimalSign) return { fault: 'is ambiguous: thousands or decimals?' }
    if (!digits.includes(decimalSign)) return { whole: digits.replace(/[.,]/, ''), decimals: '' }
  }
  const [, whole, , decimals = ''] = ONE_SIGN.exec(digits) ?? SPACED.exec(digits) ?? BOTH_SIGNS.exec(digits) ?? []
  return whole === undefined ? { fault: NO_AMOUNT } : { whole: whole.replace(/[ .,]/g, ''), decimals }
}

/** An amount between its signs and the name of the currency, on either side. */
const DRESSED = /^(?:€|EUR)? ?([-\u2212+]?) ?(?:€|EUR)? ?(.*?) ?(?:€|EUR|euros?)? ?([-\u2212]?)$/i
const OTHER_CURRENCY = /[$£¥]|\b(?:USD|GBP|CHF|CAD|JPY)\b/i

/** Digits and separators alone, every space and apostrophe between them being one plain space. */
function bare(text: string): { digits: string; negative: boolean; currency?: string } {
  const plain = text.replace(/[\s\u00a0\u2000-\u200a\u202f'’]+/g, ' ').trim()
  const [other] = OTHER_CURRENCY.exec(plain) ?? []
  const [, inBrackets] = /^\((.*)\)$/.exec(plain) ?? []
  const [, before = '', digits = '', after = ''] = DRESSED.exec((inBrackets ?? plain).trim()) ?? []
  const negative = inBrackets !== undefined || /[-\u2212]/.test(before + after)
  return { digits, negative, ...(other && { currency: other.toUpperCase() }) }
}

function inCents({ whole, decimals }: Parts, negative: boolean): AmountRead {
  const hundredths = decimals.replace(/0+$/, '')
  if (hundredths.length > 2) return { fault: 'has more than two decimals' }
  if (whole.replace(/^0+/, '').length > MOST_DIGITS) return { fault: 'is too large' }
  const amountCents = Number(whole) * 100 + Number(hundredths.padEnd(2, '0'))
  if (amountCents === 0) return { fault: ZERO }
  return negative ? { fault: NEGATIVE } : { amountCents }
}

/** A number of a spreadsheet, as exact as Excel shows it: 1234.5599999999999 is 1234.56, and 1234.565 has three decimals. */
function readNumber(stored: string): AmountRead {
  const value = Number(stored)
  if (!Number.isFinite(value)) return { fault: NO_AMOUNT }
  const shown = Math.abs(value).toPrecision(DIGITS_OF_EXCEL)
  if (shown.includes('e+')) return { fault: 'is too large' }
  if (shown.includes('e-')) return { fault: 'has more than two decimals' }
  const [whole = '', decimals = ''] = shown.split('.')
  return inCents({ whole, decimals }, value < 0)
}
