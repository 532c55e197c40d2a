import type { LegalDay } from '../domain/legal-day.js'
import { readAmount, ZERO } from './amounts.js'
import { readDay } from './days.js'
import type { DayField, Field } from './fields.js'
import { cellFor } from './mapping.js'
import { type Reading, severalIn } from './reading.js'
import { type Cell, isEmpty, type Row } from './table.js'

/** What is wrong with a field of a line. */
export interface Fault {
  field: Field
  message: string
}

const LONGEST_SHOWN = 40
const UNWRITABLE = /[\p{Cc}\p{Cs}]/u

/** Takes the fields of one line; what cannot be taken is noted, so that all faults of the line are told at once. */
export class LineReader {
  readonly faults: Fault[] = []

  constructor(
    private readonly row: Row,
    private readonly reading: Reading,
  ) {}

  /** A text of one line. What looks like a formula is a text like any other. */
  text(field: Field): string | undefined {
    const cell = this.cell(field)
    if (cell === '') return undefined
    const text = plain(cell).replace(/^\n+|\n+$/g, '')
    if (text.trim() === '') return undefined
    if (!UNWRITABLE.test(text)) return text.trim()
    return this.fault(field, 'holds control characters')
  }

  /** Texts with a bar, comma or semicolon between them. */
  texts(field: Field): string[] {
    const text = this.text(field)
    return text === undefined ? [] : severalIn(text).map((part) => plain(part).trim())
  }

  /** Texts with a bar between them, since each may hold whatever else. */
  parts(field: Field): string[] {
    const parts = this.text(field)?.split('|') ?? []
    return parts.map((part) => part.trim()).filter((part) => part !== '')
  }

  /** The SHA-256 of a document, however it is cut up or written. */
  fingerprint(field: Field): string | undefined {
    return this.text(field)?.replace(/\s/g, '').toLowerCase()
  }

  /** Lines of writing: a cell may hold several. */
  lines(field: Field): string[] {
    const cell = this.cell(field)
    if (cell === '') return []
    const lines = plain(cell)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.some((line) => UNWRITABLE.test(line))) this.fault(field, 'holds control characters')
    return lines
  }

  /** A text that must be one of the words that `read` knows. */
  word<T>(field: Field, read: (word: string) => T | undefined, otherwise = 'is not known'): T | undefined {
    const text = this.text(field)
    if (text === undefined) return undefined
    return read(text) ?? this.fault(field, `${shown(text)} ${otherwise}`)
  }

  day(field: DayField): LegalDay | undefined {
    const cell = this.cell(field)
    return isEmpty(cell) ? undefined : this.dayIn(field, cell)
  }

  days(field: DayField): LegalDay[] {
    return severalIn(this.cell(field)).flatMap((cell) => this.dayIn(field, cell) ?? [])
  }

  /** A sum in cents, above zero. */
  amount(field: Field): number | undefined {
    const cell = this.cell(field)
    if (isEmpty(cell)) return undefined
    const read = readAmount(cell, this.reading.decimalSign)
    return 'fault' in read ? this.fault(field, `${shown(cell)} ${read.fault}`) : read.amountCents
  }

  /** A sum in cents; zero or nothing says that nothing was paid. */
  amountIfAny(field: Field): number | undefined {
    const cell = this.cell(field)
    const read = readAmount(cell, this.reading.decimalSign)
    return 'fault' in read && read.fault === ZERO ? undefined : this.amount(field)
  }

  fault(field: Field, message: string): undefined {
    this.faults.push({ field, message })
  }

  private cell(field: Field): Cell {
    return cellFor(this.row, this.reading.mapping, field)
  }

  private dayIn(field: DayField, cell: Cell): LegalDay | undefined {
    const read = readDay(cell, this.reading.formats.get(field) ?? 'iso')
    return 'fault' in read ? this.fault(field, `${shown(cell)} ${read.fault}`) : read.day
  }
}

/** A number that stands in a text field, as 611365, is the text of its digits. */
function plain(cell: Cell): string {
  if (typeof cell === 'string') return cell
  return /^\d+$/.test(cell.number) ? cell.number : String(Number(cell.number))
}

function shown(cell: Cell): string {
  const text = plain(cell)
    .replace(/[\p{Cc}\p{Cs}]/gu, '�')
    .trim()
  return `“${text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text}”`
}
