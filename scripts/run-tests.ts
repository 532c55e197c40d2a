import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { childEnvironment, projectRoot } from '../src/config.js'
import { runPrisma } from '../src/engine/embedded/databases.js'
import type { Stack } from '../src/engine/embedded/stack.js'
import { obtainBrowser } from './obtain-browser.js'
import { createProgress } from './progress.mjs'
import { freshStack } from './test-stack.js'

const HELP = `npm test -- [options] [pattern…]

Checks types, lint and migrations, then runs the tests on a stack of its own. With patterns, only the tests whose path
matches one. The last line is “N passed, N failed”.

  --heavy   the long tests: the fault matrix, storms, soak, long lives and long statements`

interface Tally {
  passed: number
  failed: number
  /** What failed, said once more at the end: thousands of lines may stand between. */
  failures?: string[]
}

/** What is read of the report that Jest writes. */
interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numRuntimeErrorTestSuites: number
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

const progress = createProgress()
const bin = (name: string) => join(projectRoot, 'node_modules', '.bin', name)

/** `npm test` and `npm run test:heavy`. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return console.log(HELP)
  const heavy = args.includes('--heavy')
  const patterns = args.filter((arg) => !arg.startsWith('--'))
  const browser = await progress.step('Chromium', (say) => obtainBrowser(say))
  const tallies = heavy ? await heavyTests(browser) : await ordinary(patterns, browser)
  const total = tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }))
  for (const failure of tallies.flatMap(({ failures }) => failures ?? [])) console.log(`✘ ${failure}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
}

async function heavyTests(browser: string): Promise<Tally[]> {
  const own = await jest(['test/heavy'], { RELANCE_CHROMIUM: browser }, true, ['--testPathIgnorePatterns', '/node_modules/'])
  const shared = await onSharedStack((environment) =>
    jest(['test/long'], environment, true, ['--testPathIgnorePatterns', '/node_modules/']),
  )
  return [own, shared]
}

/** Runs tests on one stack that they share, and stops it. */
async function onSharedStack<T>(work: (environment: Record<string, string>, stack: Stack) => Promise<T>): Promise<T> {
  const stack = await freshStack(progress)
  try {
    return await work(describe(stack), stack)
  } finally {
    await progress.step('stopping the shared stack', () => stack.stop())
  }
}

async function ordinary(patterns: string[], browser: string): Promise<Tally[]> {
  const checks = patterns.length > 0 ? [] : await staticChecks()
  await onSharedStack(async (environment, stack) => {
    if (patterns.length === 0) checks.push(...(await migrationChecks(stack)))
    const shared = { ...environment, RELANCE_CHROMIUM: browser }
    checks.push(await jest(patterns, shared, false, ['--testPathIgnorePatterns', 'test/heavy', 'test/faults', 'test/long']))
  })
  // Faults are made on stacks of their own, one at a time, when nothing else is running.
  if (patterns.length === 0 || patterns.some((pattern) => pattern.includes('faults'))) checks.push(await jest(['test/faults'], {}, true))
  return checks
}

function staticChecks(): Promise<Tally[]> {
  return inTurn([
    ['types: app', () => run(bin('tsc'), ['-p', 'tsconfig.json'])],
    ['types: workflows', () => run(bin('tsc'), ['-p', 'workflows/tsconfig.json'])],
    ['types: web', () => run(bin('tsc'), ['-p', 'src/web/tsconfig.json'])],
    ['format and lint', () => run(bin('biome'), ['check', '--error-on-warnings', '.'])],
    ['lint: types and layers', () => run(bin('oxlint'), ['--type-aware', '--deny-warnings'])],
  ])
}

/** The schema file, the migrations and the database they make must say the same. */
function migrationChecks({ urls }: Stack): Promise<Tally[]> {
  const schema = ['--to-schema', 'prisma/schema.prisma', '--exit-code']
  return inTurn([
    [
      'migrations match the schema',
      () => runPrisma(['migrate', 'diff', '--from-migrations', 'prisma/migrations', ...schema], urls.ownerUrl),
    ],
    ['the database has not drifted', () => runPrisma(['migrate', 'diff', '--from-config-datasource', ...schema], urls.ownerUrl)],
  ])
}

type Check = [name: string, work: () => Promise<{ code: number; output: string }>]

async function inTurn(checks: Check[]): Promise<Tally[]> {
  const tallies: Tally[] = []
  for (const [name, work] of checks) {
    const { code, output } = await progress.step(name, work)
    if (code !== 0) console.log(`✘ ${name}\n${output}`)
    tallies.push(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  }
  return tallies
}

/** How the tests find the stack; test/support/stack.ts reads it. */
function describe(stack: Stack): Record<string, string> {
  const { environment, apiUrl, urls, folder, tenantId, apiKey } = stack
  return { RELANCE_TEST_STACK: JSON.stringify({ environment, apiUrl, urls, dataFolder: folder.path, tenantId, apiKey }) }
}

async function jest(patterns: string[], environment: Record<string, string>, serially: boolean, more: string[] = []): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-jest-'))
  const report = join(folder, 'report.json')
  const args = ['--experimental-vm-modules', '--no-warnings', join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js')]
  args.push('--json', '--outputFile', report, '--passWithNoTests', ...(serially ? ['--runInBand'] : []), ...patterns, ...more)
  try {
    const code = await show(process.execPath, args, environment)
    const told = JSON.parse(readFileSync(report, 'utf8')) as JestReport
    const failed = told.numFailedTests + told.numRuntimeErrorTestSuites
    return { passed: told.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1), failures: failuresIn(told) }
  } catch {
    return { passed: 0, failed: 1 } // Jest itself did not get to the end
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function failuresIn({ testResults }: JestReport): string[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const file = relative(projectRoot, name)
    if (assertionResults.length === 0 && message) return [`${file}: ${message}`]
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`)
  })
}

/** Runs a command whose output is for the reader. Standard output is left to the report. */
function show(command: string, args: string[], environment: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env: childEnvironment(environment), stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
