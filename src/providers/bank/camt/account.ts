import { isValidIBAN } from 'ibantools'
import { readCurrency } from '../minor-units.js'
import { StatementError } from '../statement-error.js'
import type { XmlElement } from './xml-element.js'

export interface Account {
  /** IBAN, or the bank's own number, without spaces. */
  number: string
  currency: string | null
  /** In capitals, as names are compared. */
  owner: string | null
}

/** The account that a statement is of. @throws StatementError where it has no number */
export function readAccount(element: XmlElement): Account {
  const number = accountNumber(element)
  if (!number) throw new StatementError(`${element.where} has neither <IBAN> nor another <Id>.`)
  const currency = element.find('Ccy')
  return {
    number,
    currency: currency && readCurrency(currency.words(), currency.where),
    owner: element.textAt('Ownr', 'Nm')?.toUpperCase() ?? null,
  }
}

/** The IBAN of a party's account, null where it has none; some banks give it as another number. */
export function ibanOf(element: XmlElement | null): string | null {
  const iban = element?.textAt('Id', 'IBAN')
  if (iban) return withoutSpaces(iban).toUpperCase()
  const other = element ? accountNumber(element) : null
  return other && isValidIBAN(other) ? other : null
}

function accountNumber(element: XmlElement): string | null {
  const iban = element.textAt('Id', 'IBAN')
  if (iban) return withoutSpaces(iban).toUpperCase()
  const other = withoutSpaces(element.textAt('Id', 'Othr', 'Id') ?? '')
  return other === '' ? null : other
}

const withoutSpaces = (text: string) => text.replace(/\s/g, '')
