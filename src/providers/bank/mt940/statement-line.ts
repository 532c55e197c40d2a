import type { Booking, DraftEntry } from '../draft.js'
import { readAmount } from '../minor-units.js'
import { realReference } from '../references.js'
import { quoted, StatementError } from '../statement-error.js'
import { dayNear, valueDayOf } from './day.js'
import type { Field } from './fields.js'
import { ibanOf, readInformation } from './information.js'
import { meaningOfGerman, meaningOfSwift } from './transaction-types.js'

/**
 * Value day, day of booking, mark, third letter of the currency, amount, type, the account's reference and the bank's. Some banks
 * leave out the day by spaces, or the decimal comma; the type shows that nothing was cut off.
 */
const LINE = /^(\d{6})(\d{4}|\s{4})?(R?[CD])[A-Z]?([\d,]+)([NFS][A-Z0-9]{3})(.*)$/

/** A field 61 with the fields of information (86 or NS) after it. @throws StatementError */
export function readLine(field: Field, information: readonly Field[], currency: string): Booking {
  const where = `Line ${field.line}`
  const text = (field.lines[0] ?? '').trim()
  const [, value = '', booked = '', mark = '', digits = '', type = '', references = ''] = LINE.exec(text) ?? []
  if (value === '') throw new StatementError(`${where}: ${quoted(text)} is no statement line.`)
  const [own = '', ...bank] = references.split('//')
  const valueOn = valueDayOf(value, where)
  const amount = readAmount(digits, ',', currency, where)
  // A reversal of a credit takes money away.
  const outward = mark === 'D' || mark === 'RC'
  const read = readInformation(information, currency, where)
  const supplement = field.lines.slice(1).join(' ').trim()
  const supplementIban = ibanOf(supplement)
  const kind = kindOf(mark, type, read, outward)
  const entry: DraftEntry = {
    status: 'booked',
    bookedOn: booked.trim() === '' ? valueOn : dayNear(booked, valueOn, where),
    valueOn,
    amountCents: outward ? 0 - amount : amount,
    currency,
    kind,
    counterparty: { name: read.name, iban: read.iban ?? supplementIban },
    remittance: read.remittance || (supplementIban ? '' : supplement),
    reference: read.reference,
    endToEndId: read.endToEndId ?? realReference(own.trim() || null),
    mandateId: read.mandateId,
    returnCode: read.returnCode,
    chargesCents: read.chargesCents,
    instructed: read.instructed,
    code: type,
  }
  return { reference: realReference(bank.join('//').trim() || null), entries: [entry], marks: [own.trim()] }
}

function kindOf(
  mark: string,
  type: string,
  { returnCode, businessCode }: { returnCode: string | null; businessCode: string | null },
  outward: boolean,
): DraftEntry['kind'] {
  const meaning = meaningOfSwift(type.slice(1)) ?? meaningOfGerman(businessCode ?? '')
  if (returnCode !== null || meaning === 'return') return 'return'
  if (mark.startsWith('R')) return 'reversal'
  return meaning ?? (outward ? 'debit' : 'credit')
}
