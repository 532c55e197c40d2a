import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { projectRoot } from '../config.js'

/** What the workflow bundle is made of: its own sources, what they import, and the SDK's version in the lock file. */
const SOURCES = ['workflows', 'activities', 'src/domain']
const FAILURE_CONVERTER = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url))
const PREBUILT = join(projectRoot, 'dist', 'workflow-bundle.js')
const CACHE = join(projectRoot, 'node_modules', '.cache', 'relance')

/**
 * The workflow code as one file for the sandbox: the prebuilt one in production, else one bundled from the sources and
 * kept until they change, because bundling takes seconds and every start needs it.
 * @returns the path of the bundle
 */
export async function workflowBundle(): Promise<string> {
  if (!existsSync(join(projectRoot, 'workflows'))) return PREBUILT
  const file = join(CACHE, `workflows-${hashOfSources()}.js`)
  if (existsSync(file)) return file
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(projectRoot, 'workflows', 'index.ts'),
    failureConverterPath: FAILURE_CONVERTER,
    logger: new DefaultLogger('WARN'),
  })
  mkdirSync(CACHE, { recursive: true })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, code)
  renameSync(aside, file) // whole or not at all: two processes may bundle at once
  return file
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot, 'package-lock.json')))
  hash.update(readFileSync(FAILURE_CONVERTER))
  for (const folder of SOURCES) {
    for (const name of readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(projectRoot, folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
