import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { stdnum } from 'stdnum'
import { isCreditorIdentifier } from '../domain/creditor-identifier.js'
import { DomainError } from '../domain/errors.js'

/** A telephone number as networks write it. */
export interface Phone {
  /** E.164: `+33612345678`. */
  value: string
  /** Whether text messages reach it. */
  mobile: boolean
}

/** Overseas departments have numbering plans of their own: a national number means another one there. */
const PLAN_BY_POSTCODE: Record<string, CountryCode> = { '971': 'GP', '972': 'MQ', '973': 'GF', '974': 'RE', '976': 'YT' }

/** @param address where its owner lives, which says what a number without country code means @throws DomainError number-invalid */
export function parsePhone(text: string, address: { country: string; postcode: string } | undefined, field: string): Phone {
  const country = address?.country ?? 'FR'
  const plan = (country === 'FR' && PLAN_BY_POSTCODE[address?.postcode.slice(0, 3) ?? '']) || (country as CountryCode)
  const number = parsePhoneNumberFromString(text, plan)
  if (!number?.isValid()) throw new DomainError('number-invalid', field)
  return { value: number.number, mobile: ['MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(number.getType() ?? '') }
}

/** Checks a SIREN (nine digits, INSEE) and writes it without spaces. @throws DomainError number-invalid */
export function parseSiren(text: string, field: string): string {
  return compact(stdnum.FR?.siren, text, field)
}

/** Checks a VAT number of the French kind, or the form of another country's. @throws DomainError number-invalid */
export function parseVat(text: string, field: string): string {
  const written = text.replace(/[\s.]/g, '').toUpperCase()
  if (written.startsWith('FR')) return `FR${compact(stdnum.FR?.tva, written, field)}`
  if (!/^[A-Z]{2}[A-Z0-9]{2,12}$/.test(written)) throw new DomainError('number-invalid', field)
  return written
}

/** Checks an IBAN by its check digits and its country's length. @throws DomainError number-invalid */
export function parseIban(text: string, field: string): string {
  const written = electronicFormatIBAN(text) ?? ''
  if (!isValidIBAN(written)) throw new DomainError('number-invalid', field)
  return written
}

/** Checks the form of a BIC (ISO 9362). @throws DomainError number-invalid */
export function parseBic(text: string, field: string): string {
  const written = text.replace(/\s/g, '').toUpperCase()
  if (!isValidBIC(written)) throw new DomainError('number-invalid', field)
  return written
}

/** Checks a SEPA creditor identifier by its check digits. @throws DomainError number-invalid */
export function parseCreditorIdentifier(text: string, field: string): string {
  const written = text.replace(/\s/g, '').toUpperCase()
  if (!isCreditorIdentifier(written)) throw new DomainError('number-invalid', field)
  return written
}

interface Validator {
  validate(value: string): { isValid: boolean; compact?: string }
}

function compact(validator: Validator | undefined, text: string, field: string): string {
  const result = validator?.validate(text)
  if (!result?.isValid) throw new DomainError('number-invalid', field)
  return result.compact ?? text
}
