import { dayNumber } from '../../../domain/day-number.js'
import { type LegalDay, legalDayOf } from '../../../domain/legal-day.js'
import { quoted, StatementError } from '../statement-error.js'
import type { XmlElement } from './xml-element.js'

/** Where the accounts of the agency are kept: says which day an instant in UTC is. */
const ZONE = 'Europe/Paris'
const SHAPE = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?$/

/**
 * The day of an xs:date or xs:dateTime. A time with an offset is the bank's own clock, so its day is as written. A time in UTC is
 * nobody's day: banks that serialise local midnight so write 22:00 or 23:00 of the day before, so its day is that of Paris.
 * @throws StatementError for what is no day
 */
export function readDay(text: string, where: string): LegalDay {
  const [, day = '', hour, offset = ''] = SHAPE.exec(text) ?? []
  if (!isDay(day)) throw new StatementError(`${where}: ${quoted(text)} is no day.`)
  const isUtc = hour !== undefined && /^(Z|[+-]00:00)$/.test(offset)
  return isUtc ? legalDayOf(new Date(`${text.slice(0, 19)}Z`), ZONE) : day
}

function isDay(text: string): boolean {
  try {
    dayNumber(text)
    return true
  } catch {
    return false
  }
}

/** The day of a choice of date and time, null where it is not there. */
export function dayAt(parent: XmlElement, name: string): LegalDay | null {
  const choice = parent.find(name)
  if (!choice) return null
  const element = choice.find('Dt') ?? choice.get('DtTm')
  return readDay(element.words(), element.where)
}

/** The day of an element that is itself a time. */
export function dayOfTime(parent: XmlElement, ...path: readonly string[]): LegalDay | null {
  const element = parent.find(...path)
  return element && readDay(element.words(), element.where)
}
