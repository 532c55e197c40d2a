import { meaningOfOperation } from '../cfonb/operations.js'
import type { Meaning } from '../meaning.js'
import { meaningOfGerman, meaningOfSwift } from '../mt940/transaction-types.js'
import type { XmlElement } from './xml-element.js'

/**
 * Sub-families of ISO 20022 bank transaction codes that bring money back: payment return and cancellation, unpaid and reversed
 * direct debit, unpaid and reversed cheque, dishonoured draft. Source: ISO 20022 External Code Sets, bank transaction code sets.
 */
const RETURNS = new Set('RRTN RPCR UPDD PRDD UPCQ CQRV XPCQ UDFT'.split(' '))
/** Sub-families that are the bank's price: charges, fees and commissions. The same source. */
const CHARGES = new Set('CHRG FEES COMM COME COMI COMT'.split(' '))

export interface BankCode {
  code: string | null
  meaning: Meaning | null
}

/** The code of a booking, by domain where there is one, and what it means. */
export function readBankCode(element: XmlElement | null): BankCode {
  if (!element) return { code: null, meaning: null }
  const domain = element.find('Domn')
  const family = domain?.find('Fmly') ?? null
  const parts = [domain?.textAt('Cd'), family?.textAt('Cd'), family?.textAt('SubFmlyCd')].filter((part) => part != null)
  const proprietary = element.textAt('Prtry', 'Cd')
  return {
    code: parts.length > 0 ? parts.join('/') : proprietary,
    meaning: meaningOfSubFamily(parts[2]) ?? meaningOfProprietary(proprietary, element.textAt('Prtry', 'Issr')),
  }
}

function meaningOfSubFamily(code: string | undefined): Meaning | null {
  if (code === undefined) return null
  if (RETURNS.has(code)) return 'return'
  return CHARGES.has(code) ? 'charge' : null
}

/** French banks give the interbank code of CFONB; German ones the transaction type of SWIFT with their own code: `NRTI+109+00931`. */
function meaningOfProprietary(code: string | null, issuer: string | null): Meaning | null {
  if (code === null) return null
  if (issuer?.toUpperCase().includes('CFONB')) return meaningOfOperation(code)
  const [, swift = '', german = ''] = /^N([A-Z]{3})(?:\+(\d{3}))?(?:\+|$)/.exec(code) ?? []
  return meaningOfSwift(swift) ?? meaningOfGerman(german)
}
