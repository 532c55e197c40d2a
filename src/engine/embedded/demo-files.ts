import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress } from '../../../scripts/progress.mjs'
import { relanceProcess, type Stack } from './stack.js'
import { writeWhole } from './write-whole.js'

/**
 * Fills the local agency with demo files in a process of its own, while everything else runs already; a start that was
 * ended meanwhile goes on with it the next time.
 */
export async function fillWithDemoFiles({ folder, supervisor, environment }: Stack, progress: Progress): Promise<void> {
  const done = join(folder.path, 'demo-files')
  if (existsSync(done)) return
  progress.line('  Forty demo files are being lived through in the background; npm run relance -- file list shows them.')
  const { code } = await supervisor.run(relanceProcess('seed', environment))
  if (code !== 0) return
  writeWhole(done, '')
  progress.line('  The demo files are there.')
}
