import type { Meaning } from '../meaning.js'

/**
 * What a transaction type of field 61 says beyond direction: RTI returned item; CHG charges, COM commission, BRF brokerage fee.
 * Source: SWIFT Standards MT, category 9, MT 940, field 61 subfield 6.
 */
export function meaningOfSwift(type: string): Meaning | null {
  if (type === 'RTI') return 'return'
  return type === 'CHG' || type === 'COM' || type === 'BRF' ? 'charge' : null
}

/**
 * The same of a German business transaction code: 108 and 109 direct debits that came back, 159 a transfer that came back, 808
 * charges. Source: Deutsche Kreditwirtschaft, Anlage 3 des DFÜ-Abkommens, Geschäftsvorfallcodes.
 */
export function meaningOfGerman(code: string): Meaning | null {
  if (code === '108' || code === '109' || code === '159') return 'return'
  return code === '808' ? 'charge' : null
}
