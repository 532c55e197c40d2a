import type { Meaning } from '../meaning.js'

/**
 * What an interbank operation code of CFONB says beyond direction. Source: CFONB, "Codes opérations interbancaires", as listed in the
 * accounting programs that read these statements.
 */
const MEANINGS = new Map<string, Meaning>([
  ...'03 10 12 26 27 33 38 98 A3 A4 A5 A6 B3 B4 B5 B6'.split(' ').map((code) => [code, 'return'] as const),
  // agios, commissions with and without tax, tax on them, custody fees
  ...'61 62 64 65 66 67 88'.split(' ').map((code) => [code, 'charge'] as const),
  // annulations et régularisations
  ['99', 'reversal'],
])

export const meaningOfOperation = (code: string): Meaning | null => MEANINGS.get(code) ?? null

/**
 * The ISO code of what CFONB numbers, where the two lists say the same thing. Source: CFONB, "Liste interbancaire des délais et codes
 * motifs de rejet, retour et autres exceptions", June 2012. Cheques and bills have reasons that ISO 20022 has no code for.
 */
const ISO_REASONS = new Map([
  ['12', 'AC01'],
  ['14', 'AC04'],
  ['20', 'AM04'],
  ['31', 'MD01'],
  ['34', 'AC06'],
  ['35', 'MD07'],
  ['52', 'AG02'],
  ['57', 'FF01'],
  ['58', 'MS02'],
  ['59', 'MS03'],
  ['60', 'RC01'],
  ['61', 'TM01'],
  ['62', 'RR04'],
  ['63', 'SL01'],
  ['64', 'AM05'],
  ['65', 'FOCR'],
  ['66', 'MD02'],
  ['80', 'MD06'],
  ['99', 'AG01'],
])

/** The reason of a rejection as ISO 20022 codes it, or else CFONB's own two characters; null without one. */
export function reasonOf(code: string): string | null {
  if (code === '' || code === '00') return null
  return ISO_REASONS.get(code) ?? code
}
