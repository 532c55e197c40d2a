import writeExcelFile, { type Cell } from 'write-excel-file/node'
import { minorDigits } from './output.js'
import type { CellKind, CellValue, Table } from './report-table.js'

const PPM = 1_000_000
const WIDTHS: Record<CellKind, number> = { text: 22, month: 11, day: 12, count: 10, sum: 14, share: 11 }

/** A workbook of one sheet a table: sums and shares as numbers, days and months as dates, so that they can be reckoned with. */
export function workbookOf(tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(({ title, columns, rows }) => ({
    sheet: title,
    stickyRowsCount: 1,
    columns: columns.map(({ kind }) => ({ width: WIDTHS[kind] })),
    data: [
      columns.map((column): Cell => ({ value: column.title, fontWeight: 'bold' })),
      ...rows.map(({ currency, cells }) => cells.map((value, index) => cellOf(columns[index]?.kind ?? 'text', value, currency))),
    ],
  }))
  return writeExcelFile(sheets).toBuffer()
}

function cellOf(kind: CellKind, value: CellValue, currency: string): Cell {
  if (value === null) return null
  switch (kind) {
    case 'text':
      return { value: String(value), type: String }
    case 'month':
      return { value: new Date(`${value}-01T00:00:00Z`), type: Date, format: 'yyyy-mm' }
    case 'day':
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
    case 'count':
      return { value: Number(value), type: Number, format: '0' }
    case 'sum': {
      const digits = minorDigits(currency)
      return { value: Number(value) / 10 ** digits, type: Number, format: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}` }
    }
    case 'share':
      return { value: Number(value) / PPM, type: Number, format: '0.00%' }
  }
}
