import { readFileSync, statSync } from 'node:fs'
import { ImportError } from '../imports/import-error.js'
import type { Table } from '../imports/table.js'
import { CommandError } from './output.js'

/**
 * Takes a list from a CSV or Excel file. @param take what is made of its rows, which may refuse the list as a whole
 * @throws CommandError for a file that is not there or cannot be taken, in one sentence
 */
export async function readList<T>(path: string, take: (table: Table) => T): Promise<T> {
  const { MOST_FILE_BYTES, readTable } = await import('../imports/read-table.js')
  try {
    if (statSync(path).size > MOST_FILE_BYTES) throw new ImportError(`${path} is larger than 50 MB: split it.`)
    return take(await readTable(readFileSync(path)))
  } catch (error) {
    if (error instanceof ImportError) throw new CommandError(error.message)
    const { code } = error as NodeJS.ErrnoException
    if (typeof code === 'string') throw new CommandError(`${path} cannot be read (${code}).`)
    throw error
  }
}
