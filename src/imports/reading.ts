import { type DecimalSign, decimalSignOf } from './amounts.js'
import { type DateFormat, orderShownBy, type Shown } from './days.js'
import { AMOUNT_FIELDS, DAY_FIELDS, type DayField, type Field } from './fields.js'
import { ImportError } from './import-error.js'
import { cellFor, type Mapping } from './mapping.js'
import { type Cell, isEmpty, type Table } from './table.js'

/** How a file's values are to be read, as found out from all of its lines. */
export interface Reading {
  mapping: Mapping
  formats: ReadonlyMap<DayField, DateFormat>
  decimalSign: DecimalSign | undefined
}

/**
 * Finds out how a file writes its amounts and days.
 * @throws ImportError where the order of day and month is in doubt and was not said
 */
export function readingOf(table: Table, mapping: Mapping, dateFormat: DateFormat | 'auto'): Reading {
  const column = (field: Field) => table.rows.map((row) => cellFor(row, mapping, field))
  return {
    mapping,
    formats: dateFormat === 'auto' ? foundFormats(mapping, column) : new Map(DAY_FIELDS.map((field) => [field, dateFormat])),
    decimalSign: decimalSignOf(AMOUNT_FIELDS.flatMap((field) => column(field))),
  }
}

/** Each column decides for itself; one that leaves it open is written as the others are, where these agree. */
function foundFormats(mapping: Mapping, column: (field: Field) => Cell[]): Map<DayField, DateFormat> {
  const shown = new Map(
    DAY_FIELDS.filter((field) => mapping.has(field)).map((field) => [field, orderShownBy(column(field).flatMap(severalIn))]),
  )
  const decided = new Set([...shown.values()].filter(isOrder))
  const [others] = decided.size === 1 ? [...decided] : []
  return new Map([...shown].map(([field, order]) => [field, formatOf(field, order, others)]))
}

function formatOf(field: DayField, shown: Shown, others: DateFormat | undefined): DateFormat {
  if (shown === 'both')
    throw new ImportError(`The days of ${field} are written both day first and month first: say --date-format dmy or mdy.`)
  if (isOrder(shown)) return shown
  if (shown === 'undecided' && !others)
    throw new ImportError(`The days of ${field} may be day first or month first: say --date-format dmy or mdy.`)
  return others ?? 'dmy' // where no day is in doubt either reads them alike
}

const isOrder = (shown: Shown): shown is 'dmy' | 'mdy' => shown === 'dmy' || shown === 'mdy'

/** The values of a cell that may hold several, with a bar, comma or semicolon between them. */
export function severalIn(cell: Cell): Cell[] {
  if (typeof cell !== 'string') return [cell]
  return cell.split(/[|,;]/).filter((part) => !isEmpty(part))
}
