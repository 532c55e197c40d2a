import { readAmount } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'

/** An amount in minor units. SWIFT writes the decimal comma always, which shows an amount that was cut off. @throws StatementError */
export function amountOf(digits: string, currency: string, where: string): number {
  if (!digits.includes(',')) throw new StatementError(`${where}: ${quoted(digits)} is no amount: the decimal comma is missing.`)
  return readAmount(digits, ',', currency, where)
}
