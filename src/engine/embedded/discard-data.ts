import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DataFolder } from './data-folder.js'
import { asideOf, targetOf } from './postgres.js'

/** Deletes a data folder with all that is in it, once it is certain that nobody uses it. @throws StartError when it is in use */
export async function discardData(path: string): Promise<void> {
  if (!existsSync(path)) return
  const folder = new DataFolder(path)
  folder.requireOwn()
  folder.take('stop it before you begin anew')
  try {
    await folder.endOrphans()
    discardPostgres(targetOf(folder.postgres))
    // Its format last: a folder without one is taken for somebody else’s.
    for (const name of readdirSync(path)) if (!/^(lock|format)/.test(name)) rmSync(join(path, name), { recursive: true, force: true })
    rmSync(folder.formatFile, { force: true })
  } finally {
    folder.close()
  }
  removeIfEmpty(path)
}

/** Renamed first: a deletion that is killed half-way leaves no half of a database for the next start to find. */
function discardPostgres(data: string): void {
  if (!existsSync(data)) return
  const aside = asideOf(data)
  rmSync(aside, { recursive: true, force: true })
  renameSync(data, aside)
  rmSync(aside, { recursive: true, force: true })
}

/** Another start may have taken it just now, and a mounted folder stays. */
function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch (error) {
    if (!['ENOTEMPTY', 'EBUSY', 'ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}
