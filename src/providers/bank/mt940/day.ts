import { dayNumber, daysOf } from '../../../domain/day-number.js'
import { addDays, type LegalDay } from '../../../domain/legal-day.js'
import { quoted, StatementError } from '../statement-error.js'

/** A day as YYMMDD; years from 61 on are of the last century. @throws StatementError for what is no day */
export function dayOf(text: string, where: string): LegalDay {
  const century = Number(text.slice(0, 2)) > 60 ? '19' : '20'
  return checked(`${century}${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4, 6)}`, text, where)
}

/** A value day: banks that reckon months of 30 days write a 30th of February, which is its last. @throws StatementError */
export function valueDayOf(text: string, where: string): LegalDay {
  const isLate = text.slice(2, 4) === '02' && (text.endsWith('29') || text.endsWith('30'))
  return isLate ? addDays(dayOf(`${text.slice(0, 4)}28`, where), isLeap(text) ? 1 : 0) : dayOf(text, where)
}

const isLeap = (text: string) => daysOf(2000 + Number(text.slice(0, 2)), 2) === 29

/** A day as MMDD in whichever year is nearest to another day. @throws StatementError for what is no day in it */
export function dayNear(text: string, day: LegalDay, where: string): LegalDay {
  const shift = Number(text.slice(0, 2)) - Number(day.slice(5, 7))
  const year = Number(day.slice(0, 4)) + (shift > 6 ? -1 : shift < -6 ? 1 : 0)
  return checked(`${year}-${text.slice(0, 2)}-${text.slice(2, 4)}`, text, where)
}

function checked(day: string, text: string, where: string): LegalDay {
  try {
    dayNumber(day)
  } catch {
    throw new StatementError(`${where}: ${quoted(text)} is no day.`)
  }
  return day
}
