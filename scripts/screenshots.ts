import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/config.js'
import { drawJudicialPapers } from './judicial-pictures.js'
import { main as runTests } from './run-tests.js'

/**
 * `npm run screenshots`: draws the papers of the judicial road anew into docs/images/judicial, and the screens of the debtor's page into
 * docs/images/debtor, by the test that looks at each of them.
 */
export async function main(): Promise<void> {
  await drawJudicialPapers()
  const folder = join(projectRoot, 'docs', 'images', 'debtor')
  rmSync(folder, { recursive: true, force: true })
  process.env.RELANCE_SCREENSHOTS = folder
  await runTests(['test/web/debtor-screens'])
}
