import type { LegalDay } from '../domain/legal-day.js'
import type { Cell } from './table.js'

/** How days are written: the year first, the day first, or the month first. */
export const DATE_FORMATS = ['iso', 'dmy', 'mdy'] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

export type DayRead = { day: LegalDay } | { fault: string }

const NO_DAY = 'is no day'
/** An hour that a program put behind a day: only midnight says nothing. */
const MIDNIGHT = /[T ]0?0:00(?::00(?:\.0+)?)?$/
const YEAR_FIRST = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/
const MS_PER_DAY = 86_400_000
/** Day 0 of Excel's calendar, which counts a 29 February 1900 that never was: exact from March 1900. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
const FIRST_SERIAL = 61
const LAST_SERIAL = 2_958_465

/** Reads a day. @param format what `3/4/2026` means; a year that stands first is always understood */
export function readDay(cell: Cell, format: DateFormat): DayRead {
  if (typeof cell !== 'string') return readSerial(cell.number)
  const text = cell.trim().replace(MIDNIGHT, '')
  const [, year, , month, day] = YEAR_FIRST.exec(text) ?? []
  if (year && month && day) return dayOf(year, month, day)
  const [, first, , second, last] = YEAR_LAST.exec(text) ?? []
  if (!first || !second || !last || format === 'iso') return { fault: NO_DAY }
  if (last.length === 2) return { fault: 'has a year of two digits' }
  return format === 'dmy' ? dayOf(last, second, first) : dayOf(last, first, second)
}

/** What the days of a column show about the order of day and month. */
export type Shown = 'dmy' | 'mdy' | 'both' | 'undecided' | 'nothing'

/**
 * A day beyond 12 decides, wherever it stands in the column. `undecided`: some could be either. `nothing`: none is in doubt.
 */
export function orderShownBy(cells: Iterable<Cell>): Shown {
  let dayFirst = false
  let monthFirst = false
  let doubtful = false
  for (const cell of cells) {
    const [, first, , second] = typeof cell === 'string' ? (YEAR_LAST.exec(cell.trim().replace(MIDNIGHT, '')) ?? []) : []
    if (first === undefined || Number(first) === Number(second)) continue
    if (Number(first) > 12) dayFirst = true
    else if (Number(second) > 12) monthFirst = true
    else doubtful = true
  }
  if (dayFirst && monthFirst) return 'both'
  if (dayFirst) return 'dmy'
  if (monthFirst) return 'mdy'
  return doubtful ? 'undecided' : 'nothing'
}

function dayOf(year: string, month: string, day: string): DayRead {
  const there = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  // a day that is not there runs over into another month
  if (there.getUTCMonth() !== Number(month) - 1) return { fault: 'is a day that does not exist' }
  return { day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }
}

/** A spreadsheet's count of days, or a day written as the number 20260131. */
function readSerial(stored: string): DayRead {
  const serial = Math.floor(Number(stored))
  if (/^\d{8}$/.test(stored)) return readDay(stored, 'iso')
  if (!(serial >= FIRST_SERIAL && serial <= LAST_SERIAL)) return { fault: NO_DAY }
  return { day: new Date(EXCEL_EPOCH_MS + serial * MS_PER_DAY).toISOString().slice(0, 10) }
}
