import { readAmount, readCurrency } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'
import type { XmlElement } from './xml-element.js'

export interface Amount {
  amountCents: number
  currency: string
}

/** An amount with its currency, without sign. @throws StatementError */
export function amountOf(element: XmlElement): Amount {
  const currency = readCurrency(element.attributes.Ccy ?? '', element.where)
  // xs:decimal takes a sign; an amount of ISO 20022 is never below zero.
  const text = element.words().replace(/^\+/, '')
  return { amountCents: readAmount(text, '.', currency, element.where), currency }
}

/** The amount at the end of a path, null where there is none. */
export function amountAt(parent: XmlElement, ...path: readonly string[]): Amount | null {
  const element = parent.find(...path)
  return element && amountOf(element)
}

/** 1 for money that comes, -1 for money that goes. @throws StatementError for another text */
export function directionOf(element: XmlElement): 1 | -1 {
  const indicator = element.words()
  if (indicator === 'CRDT') return 1
  if (indicator === 'DBIT') return -1
  throw new StatementError(`${element.where}: ${quoted(indicator)} is neither CRDT nor DBIT.`)
}

/** Zero has no sign: -0 is another number for a test of equality. */
export const signed = (direction: 1 | -1, amountCents: number): number => (amountCents === 0 ? 0 : direction * amountCents)
