#!/usr/bin/env node
/**
 * Compiles Relance for production into dist/, which then runs on plain Node: `node dist/relance.js <command>`.
 *
 * dist/ mirrors the repository file by file instead of being one bundle, so a path that a module takes relative to
 * itself (a converter, a page, the script of another process) leads to the same place in both.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createProgress, StartError } from './progress.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

const COMPILED = ['src', 'activities', 'workflows']
const COPIED = ['scripts']
const WEB = join('src', 'web')
/** Pages that the server writes: their code runs in both. */
const SERVED = join(WEB, 'debtor')
const NEEDED = {
  'src/cli/main.ts': 'the command line',
  'src/engine/workflow-bundle.ts': 'the bundle of the workflows',
  'workflows/index.ts': 'the bundle of the workflows',
}

function* filesUnder(path) {
  if (!existsSync(join(root, path))) return
  if (!statSync(join(root, path)).isDirectory()) yield path
  else for (const name of readdirSync(join(root, path))) yield* filesUnder(join(path, name))
}

const isCode = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts')

function requireSources() {
  for (const [path, what] of Object.entries(NEEDED)) {
    if (!existsSync(join(root, path))) throw new StartError(`${path} is missing, so ${what} cannot be built.`)
  }
}

function generateClient() {
  const made = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { cwd: root, encoding: 'utf8' })
  if (made.status !== 0) throw new StartError(`prisma generate failed: ${made.stderr || made.stdout}`)
}

async function compile() {
  const { build } = await import('esbuild')
  const files = COMPILED.flatMap((path) => [...filesUnder(path)]).filter((path) => !path.startsWith(WEB) || path.startsWith(SERVED))
  const code = files.filter(isCode)
  await build({
    absWorkingDir: root,
    entryPoints: code,
    outdir: dist,
    outbase: root,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  })
  for (const path of [...files.filter((file) => !isCode(file)), ...COPIED.flatMap((copied) => [...filesUnder(copied)])]) {
    mkdirSync(dirname(join(dist, path)), { recursive: true })
    copyFileSync(join(root, path), join(dist, path))
  }
  writeFileSync(join(dist, 'relance.js'), ENTRY, { mode: 0o755 })
  await checkImports(build)
  return `${code.length} files`
}

/** A file compiled alone does not miss what it imports; this follows every import from the entry, and writes nothing. */
async function checkImports(build) {
  const entry = join(dist, 'relance.js')
  await build({
    entryPoints: [entry],
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'silent',
  }).catch(({ errors }) => {
    throw new StartError(`Not built: ${errors.map(({ text, location }) => `${location?.file}: ${text}`).join('; ')}`)
  })
}

const ENTRY = `#!/usr/bin/env node
import { main } from './src/cli/main.js'

await main(process.argv)
`

/** A page is a folder: `status/status.ts` becomes one script for the browser, and what lies beside it is served as it is. */
async function buildPages() {
  const { build } = await import('esbuild')
  const pages = readdirSync(join(root, WEB), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of pages) {
    const out = join(dist, 'web', name)
    const script = join(root, WEB, name, `${name}.ts`)
    mkdirSync(out, { recursive: true })
    if (existsSync(script))
      await build({ entryPoints: [script], outdir: out, bundle: true, format: 'esm', minify: true, logLevel: 'warning' })
    for (const path of filesUnder(join(WEB, name))) {
      if (/\.tsx?$/.test(path)) continue
      const to = join(out, relative(join(WEB, name), path))
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(join(root, path), to)
    }
  }
  return pages.map(({ name }) => name).join(', ')
}

/** By the engine's own function, so with its own options; made here, so that every worker runs the same bytes. */
async function bundleWorkflows() {
  const { workflowBundle } = await import(pathToFileURL(join(dist, 'src', 'engine', 'workflow-bundle.js')).href)
  copyFileSync(await workflowBundle(), join(dist, 'workflow-bundle.js'))
  return `${(statSync(join(dist, 'workflow-bundle.js')).size / 1e6).toFixed(1)} MB`
}

async function main() {
  const progress = createProgress()
  requireSources()
  rmSync(dist, { recursive: true, force: true })
  mkdirSync(dist)
  if (!existsSync(join(root, 'src', 'generated'))) await progress.step('database client (prisma generate)', generateClient)
  await progress.step('compile', compile)
  await progress.step('pages', buildPages)
  await progress.step('workflow bundle', bundleWorkflows)
  progress.line('Built dist/: node dist/relance.js --help')
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = 1
}
