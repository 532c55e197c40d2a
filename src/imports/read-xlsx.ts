import readExcelFile from 'read-excel-file/universal'
import { checkHeader } from './header.js'
import { ImportError } from './import-error.js'
import { type Cell, isEmpty, type NumberCell, type Row, type Table } from './table.js'
import { unzipEntry, zipEntries } from './zip-directory.js'

/** What a small archive may unpack to, and how far a sheet may reach: beyond, it was made to fill the memory. */
const MOST_UNPACKED_BYTES = 400 * 1024 * 1024
const MOST_ROWS = 250_000
const MOST_COLUMNS = 100
const HALF_A_SECOND_MS = 500

/**
 * Reads the first sheet of an Excel workbook: its first row that is not empty names the columns.
 * @throws ImportError where the file cannot be read
 */
export async function readXlsx(bytes: Uint8Array): Promise<Table> {
  refuseBomb(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const records = (await firstSheet(bytes))
    .map((cells, index): Row => ({ line: index + 1, cells: cells.map(cellOf) }))
    .filter(({ cells }) => !cells.every(isEmpty))
  const [first, ...rest] = records
  if (!first) throw new ImportError('The first sheet is empty.')
  const width = widthOf(first)
  const header = checkHeader(first.cells.slice(0, width).map((cell) => (typeof cell === 'string' ? cell : cell.number)))
  if (rest.length === 0) throw new ImportError('The first sheet has a header and no line below it.')
  return { header, ...sortOut(rest, width) }
}

type SheetValue = string | number | boolean | Date | NumberCell | null

async function firstSheet(bytes: Uint8Array): Promise<SheetValue[][]> {
  const archive = new ArrayBuffer(bytes.length)
  new Uint8Array(archive).set(bytes)
  try {
    const [sheet] = await readExcelFile(archive, { parseNumber: (number): NumberCell => ({ number }), trim: false })
    return (sheet?.data ?? []) as SheetValue[][]
  } catch (error) {
    throw new ImportError(`The Excel file cannot be read (${(error as Error).message}): open it in Excel and save it again.`)
  }
}

function cellOf(value: SheetValue): Cell {
  if (value === null) return ''
  // a day is stored as a fraction of days; half a second covers what the fraction loses
  if (value instanceof Date) return new Date(value.getTime() + HALF_A_SECOND_MS).toISOString().slice(0, 10)
  return typeof value === 'object' ? value : String(value)
}

/** Columns up to the last one that has a name. */
function widthOf({ cells }: Row): number {
  let width = cells.length
  while (width > 0 && isEmpty(cells[width - 1] ?? '')) width -= 1
  return width
}

function sortOut(records: readonly Row[], width: number): Pick<Table, 'rows' | 'broken'> {
  const rows: Row[] = []
  const broken: Table['broken'][number][] = []
  for (const { line, cells } of records) {
    if (cells.slice(width).every(isEmpty)) rows.push({ line, cells: Array.from({ length: width }, (_, index) => cells[index] ?? '') })
    else broken.push({ line, reason: `cells beyond the last of the ${width} columns that have a name` })
  }
  return { rows, broken }
}

/** Looked at before anything is unpacked for reading: sizes first, then how far each sheet says it reaches. */
function refuseBomb(archive: Buffer): void {
  const entries = zipEntries(archive).filter(({ name }) => /\.(xml|rels)$/.test(name))
  const unpacked = entries.reduce((total, { unpackedBytes }) => total + unpackedBytes, 0)
  if (unpacked > MOST_UNPACKED_BYTES) throw new ImportError('The Excel file unpacks to more than 400 MB: split it, or save it as CSV.')
  for (const entry of entries.filter(({ name }) => /worksheets\/[^/]+\.xml$/.test(name)))
    refuseFarCells(unzipEntry(archive, entry).toString('latin1'))
}

function refuseFarCells(sheet: string): void {
  for (const [, column = '', row] of sheet.matchAll(/<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]*)(\d+)"/g)) {
    if (Number(row) > MOST_ROWS) throw new ImportError(`A sheet has cells below row ${MOST_ROWS}: split it, or save it as CSV.`)
    if (columnNumber(column) > MOST_COLUMNS)
      throw new ImportError(`A sheet has cells in column ${column}: ${MOST_COLUMNS} columns can be read.`)
  }
}

/** `A` is 1, `AA` 27; no letter is 0. */
function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}
