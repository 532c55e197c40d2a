/**
 * Makes a fresh clone able to run TypeScript: checks Node, installs the locked dependencies when they are missing or
 * stale, generates the database client. Plain Node without dependencies, because nothing is installed yet.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compiled } from './compile.mjs'
import { createProgress, StartError } from './progress.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const MINIMUM_NODE = [20, 19]

const hashOf = (...files) => {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** A stamp lies beside what it vouches for, and goes with it when that is deleted. */
const isCurrent = (stamp, hash) => existsSync(join(root, stamp)) && readFileSync(join(root, stamp), 'utf8') === hash
const vouch = (stamp, hash) => {
  mkdirSync(dirname(join(root, stamp)), { recursive: true })
  writeFileSync(join(root, stamp), hash)
}

function run(command, args, onOutput) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    let output = ''
    const listen = (chunk) => {
      output += chunk
      onOutput?.(String(chunk))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(output) : reject(Object.assign(new Error(output), { output, code }))))
  })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return
  throw new StartError(
    `Relance needs Node ${MINIMUM_NODE.join('.')} or newer, and this is Node ${process.versions.node}: install a newer one from https://nodejs.org.`,
  )
}

async function install(progress) {
  const hash = `${hashOf('package-lock.json')} node ${process.versions.modules} ${process.platform}-${process.arch}`
  const stamp = 'node_modules/.relance-installed'
  if (isCurrent(stamp, hash)) return
  await progress.step('dependencies (npm ci)', async (say) => {
    let fetched = 0
    const count = (text) => {
      fetched += text.split('http fetch GET 200').length - 1
      say(`${fetched} answers of the registry`)
    }
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel', 'http'], count).catch((error) => {
      const output = String(error.output ?? error)
      if (/ENOSPC/.test(output))
        throw new StartError('The disk is full: the dependencies could not be installed; free about 1 GB and start again.')
      if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(output))
        throw new StartError(
          'The npm registry could not be reached, so the dependencies are missing: connect this machine or set npm’s registry, and start again.',
        )
      throw new StartError(`npm ci failed, so the dependencies are missing: ${lastError(output)}`)
    })
    vouch(stamp, hash)
  })
}

const lastError = (output) =>
  output
    .split('\n')
    .filter((line) => line.startsWith('npm error'))
    .slice(0, 3)
    .join(' ') || output.slice(-300)

async function generate(progress) {
  const hash = hashOf('prisma/schema.prisma', 'package-lock.json')
  const stamp = 'src/generated/.relance-generated'
  if (isCurrent(stamp, hash)) return
  await progress.step('database client (prisma generate)', async () => {
    await run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'])
    vouch(stamp, hash)
  })
}

/** The product is loaded from its compiled copy; the scripts of those who work on it, few and rarely run, are compiled while they load. */
async function load(entry) {
  const folder = entry.startsWith('src/') ? await compiled(root) : null
  if (folder) return import(pathToFileURL(join(folder, entry.replace(/\.ts$/, '.js'))).href)
  const { register } = await import('tsx/esm/api')
  register()
  return import(pathToFileURL(join(root, entry)).href)
}

/** Runs `main(args)` of a TypeScript entry of this project in this process, after everything it needs is there. */
export async function bootstrap(entry, args, { quiet = false } = {}) {
  const progress = createProgress({ quiet })
  try {
    checkNode()
    await install(progress)
    await generate(progress)
    const { main } = await load(entry)
    await main(args)
  } catch (error) {
    if (!['StartError', 'ConfigError'].includes(error?.name)) throw error
    console.error(`\n${error.message}`)
    process.exit(1)
  }
}
