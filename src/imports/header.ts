import { ImportError } from './import-error.js'

const MOST_COLUMNS = 100

/**
 * The names of the columns, tidied: no spaces around, one space within.
 * @throws ImportError where they do not tell columns apart
 */
export function checkHeader(cells: readonly string[]): string[] {
  const header = cells.map((cell) => cell.trim().replace(/\s+/g, ' '))
  if (header.length > MOST_COLUMNS) throw new ImportError(`The file has ${header.length} columns: ${MOST_COLUMNS} can be read.`)
  if (header.every((name) => name === '')) throw new ImportError('The first line is empty: it must name the columns.')
  const named = header.filter((name) => name !== '')
  const twice = new Set(named.filter((name, index) => named.indexOf(name) !== index))
  if (twice.size > 0) throw new ImportError(`Several columns are named ${quoted([...twice])}: give each a name of its own.`)
  return header
}

/** Names as they stand in a sentence: “a”, “b”. */
export const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')
