import { isValidIBAN } from 'ibantools'
import type { Balance, ReadStatement } from '../../../domain/bank-statement.js'
import { type Booking, distinguish, finishStatement } from '../draft.js'
import { readCurrency } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'
import { amountOf } from './amount.js'
import { dayOf } from './day.js'
import { type Field, messagesOf } from './fields.js'
import { readLine } from './statement-line.js'

const MAX_ENTRIES = 100_000

/**
 * The statements of an MT940 file (SWIFT Standards MT, category 9): opening balance 60, lines 61 with information 86, closing balance 62.
 * @throws StatementError for a field that is missing, out of place, or cannot be read
 */
export function readMt940(text: string): ReadStatement[] {
  const messages = messagesOf(text)
  if (messages.length === 0) throw new StatementError('The file holds no MT940 message.')
  const lines = messages.reduce((count, message) => count + message.filter(({ tag }) => tag === '61').length, 0)
  if (lines > MAX_ENTRIES) throw new StatementError(`The file holds more than ${MAX_ENTRIES} entries.`)
  return distinguish(messages.map(readMessage))
}

function readMessage(fields: readonly Field[]): ReadStatement {
  const number = fields.find(({ tag }) => tag === '28C' || tag === '28')
  const [first, last] = [one(fields, '60F', '60M'), one(fields, '62F', '62M')]
  const [opening, closing] = [balanceOf(first), balanceOf(last)]
  mustStandBetween(fields, first, last)
  return finishStatement({
    format: 'mt940',
    kind: 'statement',
    // Numbers begin again each year, and some banks give none: days and balances say which statement it is.
    identification: [number ? textOf(number) : null, opening.on, closing.on, String(opening.amountCents), String(closing.amountCents)],
    page: first.tag === '60M' && number ? pageOf(number) : 1,
    account: accountOf(one(fields, '25', '25P'), opening.currency),
    currency: opening.currency,
    openedOn: opening.on,
    closedOn: closing.on,
    opening,
    closing,
    bookings: bookingsOf(fields, last, opening.currency),
    faults: [],
  })
}

/** The one field of these tags. @throws StatementError where there is none, or more */
function one(fields: readonly Field[], ...tags: readonly string[]): Field {
  const [found, again] = fields.filter(({ tag }) => tags.includes(tag))
  if (!found)
    throw new StatementError(`The message that begins in line ${fields[0]?.line} has no field ${tags.join(' or ')}: it may be cut off.`)
  if (again) throw new StatementError(`Line ${again.line}: a second field ${again.tag} in one message.`)
  return found
}

const textOf = ({ lines }: Field) => (lines[0] ?? '').trim()

function mustStandBetween(fields: readonly Field[], first: Field, last: Field): void {
  const stray = fields.find(({ tag, line }) => tag === '61' && (line < first.line || line > last.line))
  if (stray) throw new StatementError(`Line ${stray.line}: a field 61 outside of the balances.`)
}

/** The number after the slash of field 28C. */
function pageOf(number: Field): number {
  return Number(/\/(\d{1,5})$/.exec(textOf(number))?.[1] ?? 1)
}

/** An IBAN or a number of the bank's own; some banks write the currency behind it. */
function accountOf(field: Field, currency: string): string {
  const text = textOf(field).replace(/\s/g, '')
  const bare = text.endsWith(currency) ? text.slice(0, -currency.length) : text
  const account = isValidIBAN(text) ? text : bare
  if (account === '') throw new StatementError(`Line ${field.line}: the field ${field.tag} names no account.`)
  return account
}

function balanceOf(field: Field): Balance {
  const where = `Line ${field.line}`
  const [, mark, day = '', code = '', digits = ''] = /^([CD])(\d{6})([A-Z]{3})([\d,]+)$/.exec(textOf(field)) ?? []
  if (!mark) throw new StatementError(`${where}: ${quoted(textOf(field))} is no balance.`)
  const currency = readCurrency(code, where)
  const amount = amountOf(digits, currency, where)
  return { amountCents: mark === 'D' ? 0 - amount : amount, currency, on: dayOf(day, where) }
}

/** Each line 61 with the information right after it; what comes after the closing balance is of the whole statement. */
function bookingsOf(fields: readonly Field[], last: Field, currency: string): Booking[] {
  return fields.flatMap((field, index) => (field.tag === '61' ? [readLine(field, informationAfter(fields, index, last), currency)] : []))
}

/** Banks write one field 86, or one for each of its lines, or fields NS. */
function informationAfter(fields: readonly Field[], index: number, last: Field): Field[] {
  const information: Field[] = []
  for (let next = index + 1; next < fields.length; next++) {
    const field = fields[next]
    if (!field || field.line > last.line || (field.tag !== '86' && field.tag !== 'NS')) break
    information.push(field)
  }
  return information
}
