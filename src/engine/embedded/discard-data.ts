import { existsSync, rmSync } from 'node:fs'
import { StartError } from '../../../scripts/progress.mjs'
import { DataFolder } from './data-folder.js'
import { targetOf } from './postgres.js'

/** Deletes a data folder with all that is in it, once it is certain that nobody uses it. @throws StartError when it is in use */
export async function discardData(path: string): Promise<void> {
  if (!existsSync(path)) return
  const folder = new DataFolder(path)
  const holder = folder.holder()
  if (holder) throw new StartError(`Relance runs on ${path} (process ${holder.pid}): stop it before you begin anew.`)
  await folder.endOrphans()
  rmSync(targetOf(folder.postgres), { recursive: true, force: true })
  rmSync(path, { recursive: true, force: true })
}
