import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../src/config.js'
import { main as runTests } from './run-tests.js'

/** `npm run screenshots`: draws the screens of the debtor's page anew into docs/images/debtor, by the test that looks at each of them. */
export async function main(): Promise<void> {
  const folder = join(projectRoot, 'docs', 'images', 'debtor')
  rmSync(folder, { recursive: true, force: true })
  process.env.RELANCE_SCREENSHOTS = folder
  await runTests(['test/web/debtor-screens'])
}
