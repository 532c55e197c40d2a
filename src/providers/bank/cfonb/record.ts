import { dayNumber } from '../../../domain/day-number.js'
import type { LegalDay } from '../../../domain/legal-day.js'
import { quoted, StatementError } from '../statement-error.js'

const LENGTH = 120
/**
 * How much of a record must be there; what editors trimmed off its end can only have been spaces. Balances and movements end with
 * their amount and a reference, a complement with its text.
 */
const LEAST: Record<string, number> = { '01': 104, '04': 104, '05': 40, '07': 104 }

/** A line of the file with its places, which CFONB counts from 1. */
export class CfonbRecord {
  constructor(
    readonly type: string,
    readonly line: number,
    private readonly text: string,
  ) {}

  get where(): string {
    return `Line ${this.line}`
  }

  /** What stands in so many places, without the spaces around it. */
  at(place: number, length: number): string {
    return this.raw(place, length).trim()
  }

  raw(place: number, length: number): string {
    return this.text.slice(place - 1, place - 1 + length)
  }

  get bank(): string {
    return this.at(3, 5)
  }
  get branch(): string {
    return this.at(12, 5)
  }
  get account(): string {
    return this.at(22, 11)
  }

  /** DDMMYY, null where it is blank; years from 61 on are of the last century. @throws StatementError for what is no day */
  dayAt(place: number): LegalDay | null {
    const text = this.at(place, 6)
    if (text === '' || text === '000000') return null
    const year = Number(text.slice(4)) > 60 ? `19${text.slice(4)}` : `20${text.slice(4)}`
    const day = `${year}-${text.slice(2, 4)}-${text.slice(0, 2)}`
    try {
      dayNumber(day)
    } catch {
      throw new StatementError(`${this.where}: ${quoted(text)} is no day.`)
    }
    return day
  }

  /** @throws StatementError where there is none */
  dayGivenAt(place: number): LegalDay {
    const day = this.dayAt(place)
    if (day === null) throw new StatementError(`${this.where} has no day.`)
    return day
  }
}

/** The records of a file; lines without anything are none. @throws StatementError for a line of another length or type */
export function recordsOf(text: string): CfonbRecord[] {
  const records: CfonbRecord[] = []
  for (const [index, line] of linesOf(text).entries()) {
    if (line.trim() !== '') records.push(recordOf(line, index + 1))
  }
  return records
}

/** Some banks write the records one after another without line ends. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/)
  const unbroken = lines.filter((line) => line !== '').length === 1 && text.trimEnd().length > LENGTH
  return unbroken ? (text.match(/[^\r\n]{1,120}/g) ?? []) : lines
}

function recordOf(line: string, number: number): CfonbRecord {
  const type = line.slice(0, 2)
  const least = LEAST[type]
  if (least === undefined) throw new StatementError(`Line ${number}: the record type ${quoted(type)} is not known.`)
  if (line.length > LENGTH) throw new StatementError(`Line ${number} has ${line.length} characters: a record has ${LENGTH}.`)
  if (line.length < least) throw new StatementError(`Line ${number} has ${line.length} characters: it is cut off, a record has ${LENGTH}.`)
  return new CfonbRecord(type, number, line.padEnd(LENGTH))
}
