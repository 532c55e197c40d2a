import { exactSum } from '../draft.js'
import { type Amount, amountAt, amountOf, directionOf } from './amount.js'
import type { XmlElement } from './xml-element.js'

/**
 * What the bank took off before booking, in minor units of the booking's currency. Charges that it books by themselves
 * (ChrgInclInd false) are not in it, nor are those in another currency.
 */
export function chargesOf(holder: XmlElement, currency: string): number {
  return exactSum(holder.all('Chrgs').map((charges) => chargesOfElement(charges, currency)))
}

/** Version 2 repeats the element for each charge, later ones hold records. */
function chargesOfElement(charges: XmlElement, currency: string): number {
  const records = charges.all('Rcrd')
  const own = charges.find('Amt') ? [charges] : []
  const listed = [...records, ...own]
  if (listed.length > 0) return exactSum(listed.map((record) => takenOff(record, amountOf(record.get('Amt')), currency)))
  const total = amountAt(charges, 'TtlChrgsAndTaxAmt')
  return total ? takenOff(charges, total, currency) : 0
}

function takenOff(record: XmlElement, amount: Amount, currency: string): number {
  const included = record.textAt('ChrgInclInd')
  if (amount.currency !== currency || included === 'false' || included === '0') return 0
  const indicator = record.find('CdtDbtInd')
  return indicator && directionOf(indicator) === 1 ? 0 - amount.amountCents : amount.amountCents
}
