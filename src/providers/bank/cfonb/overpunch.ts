import { decimalsOf } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'

/** The last digit with the sign: `{` and A to I for 0 to 9 above zero, `}` and J to R below. French code pages write é and è for the braces. */
const PLUS = '{ABCDEFGHI'
const MINUS = '}JKLMNOPQR'

/** A signed amount of 14 characters in minor units. @throws StatementError */
export function readSignedAmount(text: string, decimals: string, currency: string, where: string): number {
  const last = text.slice(-1).replace('é', '{').replace('è', '}')
  const sign = PLUS.includes(last) ? 1 : -1
  const digit = (sign === 1 ? PLUS : MINUS).indexOf(last)
  const whole = text.slice(0, -1)
  if (digit < 0 || !/^\d{13}$/.test(whole)) throw new StatementError(`${where}: ${quoted(text)} is no amount.`)
  const amount = readUnsignedAmount(`${whole}${digit}`, decimals, currency, where)
  return amount === 0 ? 0 : sign * amount
}

/** An amount of digits alone in minor units. @throws StatementError */
export function readUnsignedAmount(text: string, decimals: string, currency: string, where: string): number {
  if (!/^\d+$/.test(text) || !/^\d$/.test(decimals)) throw new StatementError(`${where}: ${quoted(text)} is no amount.`)
  const shift = decimalsOf(currency) - Number(decimals)
  const exact = shift >= 0 ? text + '0'.repeat(shift) : withoutZeros(text, -shift)
  if (exact === null) throw new StatementError(`${where}: ${quoted(text)} has more decimals than ${currency}.`)
  const minor = Number(exact)
  if (!Number.isSafeInteger(minor)) throw new StatementError(`${where}: ${quoted(text)} is too large.`)
  return minor
}

const withoutZeros = (text: string, places: number): string | null =>
  text.endsWith('0'.repeat(places)) ? text.slice(0, -places) || '0' : null
