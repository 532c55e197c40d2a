/**
 * Compiles the sources once for many starts: a process that is compiled while it loads needs twice as long, and a start
 * of Relance loads four of them. The copy mirrors the repository, as the one of scripts/build.mjs does, and is named
 * after what it was made from.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SOURCES = ['src', 'activities', 'workflows']
const PLAIN = join('scripts', 'progress.mjs')
/** Beside node_modules and not in it, where package.json would not say that these are ES modules. */
const PLACE = '.relance-compiled'
/** A Relance that runs on older sources still loads from its own copy. */
const KEPT = 5

const isCode = (path) => path.endsWith('.ts') && !path.endsWith('.d.ts')

function sourcesOf(root) {
  const files = SOURCES.flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))))
  return [...files.filter((path) => statSync(join(root, path)).isFile()).sort((one, other) => (one < other ? -1 : 1)), PLAIN]
}

function hashOf(root, files) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const path of files) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

/**
 * The folder of the compiled sources, made where it is missing. Null where that fails (a checkout that cannot be written,
 * a file in the middle of an edit): what is wrong then shows where it matters, when the sources themselves are loaded.
 */
export async function compiled(root) {
  const files = sourcesOf(root)
  const place = join(root, PLACE)
  const folder = join(place, hashOf(root, files))
  if (existsSync(folder)) return folder
  const aside = `${folder}.${process.pid}`
  try {
    await compileInto(aside, root, files)
    renameSync(aside, folder) // whole or not at all: two processes may compile at once
  } catch {
    rmSync(aside, { recursive: true, force: true })
    if (!existsSync(folder)) return null
  }
  dropOld(place)
  return folder
}

async function compileInto(folder, root, files) {
  mkdirSync(folder, { recursive: true })
  const { build } = await import('esbuild')
  const common = { absWorkingDir: root, format: 'esm', platform: 'node', target: 'node20', sourcemap: 'linked', logLevel: 'silent' }
  await build({ ...common, entryPoints: files.filter(isCode), outdir: folder, outbase: root })
  for (const path of files.filter((file) => !isCode(file))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    copyFileSync(join(root, path), join(folder, path))
  }
}

function dropOld(place) {
  const whole = readdirSync(place).filter((name) => !name.includes('.'))
  const byAge = whole.map((name) => ({ name, made: statSync(join(place, name)).mtimeMs })).sort((one, other) => other.made - one.made)
  for (const { name } of byAge.slice(KEPT)) rmSync(join(place, name), { recursive: true, force: true })
}
