import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from './decode-text.js'
import { checkHeader } from './header.js'
import { ImportError } from './import-error.js'
import { isEmpty, type Row, type Table } from './table.js'

/** In the order of preference where a header holds as many of one as of another. */
const DELIMITERS = [';', ',', '\t', '|'] as const

/**
 * Reads a CSV file in any usual encoding and with any usual delimiter. Lines with too few or too many columns are told apart,
 * and the rest is read.
 * @throws ImportError where the file as a whole cannot be read
 */
export function readCsv(bytes: Uint8Array): Table {
  // one kind of line end, so that lines can be counted
  const text = decodeText(bytes).replace(/\r\n?/g, '\n')
  const { delimiter, body, skipped } = announcedDelimiter(text)
  const [first, ...rest] = records(body, delimiter ?? delimiterOf(body), skipped)
  if (!first) throw new ImportError('The file is empty.')
  const header = checkHeader(first.cells as string[])
  if (rest.length === 0) throw new ImportError('The file has a header and no line below it.')
  return { header, ...sortOut(rest, header.length) }
}

/** Excel may announce the delimiter in a line of its own, `sep=;`. */
function announcedDelimiter(text: string) {
  const [line, delimiter] = /^sep=(.)\n/i.exec(text) ?? []
  if (!line) return { delimiter: undefined, body: text, skipped: 0 }
  return { delimiter, body: text.slice(line.length), skipped: 1 }
}

/** The delimiter that the header holds most of, quoted names aside. */
function delimiterOf(text: string): string {
  const header = text.trimStart().replace(/"[^"]*"/g, '')
  const end = header.indexOf('\n')
  const line = end < 0 ? header : header.slice(0, end)
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';'
}

function records(text: string, delimiter: string, skipped: number): Row[] {
  const rows: Row[] = []
  const options = { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: true, skip_empty_lines: true }
  const keep = (cells: string[], { lines }: { lines: number }) => {
    if (!cells.every(isEmpty)) rows.push({ line: skipped + lines - newlinesIn(cells), cells })
    return null // or they would all be kept a second time
  }
  try {
    parse(text, { ...options, on_record: keep })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') throw new ImportError(`The file is no CSV that can be read: ${error.message}.`)
    throw new ImportError('A quote that is opened is never closed, so that lines run into each other: close it, or double it.')
  }
  return rows
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}

function sortOut(records: readonly Row[], width: number): Pick<Table, 'rows' | 'broken'> {
  const rows: Row[] = []
  const broken: Table['broken'][number][] = []
  for (const { line, cells } of records) {
    const taken = withoutEmptyTail(cells, width)
    if (taken.length === width) rows.push({ line, cells: taken })
    else broken.push({ line, reason: raggedReason(line, taken as string[], width) })
  }
  return { rows, broken }
}

/** Empty cells beyond the header say nothing: some programs end every line with a delimiter. */
function withoutEmptyTail(cells: Row['cells'], width: number): Row['cells'] {
  return cells.length > width && cells.slice(width).every(isEmpty) ? cells.slice(0, width) : cells
}

function raggedReason(line: number, cells: string[], width: number): string {
  const lines = newlinesIn(cells)
  const asOne = lines > 0 ? `; lines ${line} to ${line + lines} were read as one: is a quote left open?` : ''
  return `${cells.length} ${cells.length === 1 ? 'column' : 'columns'} where the header has ${width}${asOne}`
}
