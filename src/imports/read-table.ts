import { ImportError } from './import-error.js'
import { readCsv } from './read-csv.js'
import type { Table } from './table.js'

export const MOST_FILE_BYTES = 50 * 1024 * 1024

/**
 * Reads a portfolio from the bytes of a CSV or Excel (.xlsx) file; which of them it is, the bytes say.
 * @throws ImportError where the file as a whole cannot be read
 */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  if (bytes.length > MOST_FILE_BYTES) throw new ImportError('The file is larger than 50 MB: split it.')
  if (bytes.length === 0) throw new ImportError('The file is empty.')
  if (beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return (await import('./read-xlsx.js')).readXlsx(bytes)
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new ImportError('This is an old Excel file (.xls): save it as .xlsx or CSV.')
  if (beginsWith(bytes, [0x25, 0x50, 0x44, 0x46])) throw new ImportError('This is a PDF: a portfolio is a CSV or .xlsx file.')
  return readCsv(bytes)
}

const beginsWith = (bytes: Uint8Array, signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
