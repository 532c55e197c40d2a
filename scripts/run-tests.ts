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

  --heavy   the long tests: the fault matrix, storms, soak, long lives and long statements; a pattern begins the name of a file`

interface Tally {
  passed: number
  failed: number
  /** What failed, said once more at the end: thousands of lines may stand between. */
  failures?: string[]
}

/** What is read of the report that Vitest writes, in Jest's form. */
interface TestReport {
  numPassedTests: number
  testResults: {
    name: string
    status: 'passed' | 'failed'
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** Tests that do not share the stack, or take long. */
const APART = ['test/heavy', 'test/faults', 'test/long']

const progress = createProgress()
const bin = (name: string) => join(projectRoot, 'node_modules', '.bin', name)

/** `npm test` and `npm run test:heavy`. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return console.log(HELP)
  const heavy = args.includes('--heavy')
  const patterns = args.filter((arg) => !arg.startsWith('--'))
  const browser = await progress.step('Chromium', (say) => obtainBrowser(say))
  const tallies = heavy ? await heavyTests(patterns, browser) : await ordinary(patterns, browser)
  const total = tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }))
  for (const failure of tallies.flatMap(({ failures }) => failures ?? [])) console.log(`✘ ${failure}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
}

async function heavyTests(patterns: string[], browser: string): Promise<Tally[]> {
  const of = (folder: string) => (patterns.length > 0 ? patterns.map((pattern) => `${folder}/${pattern}`) : [`${folder}/`])
  const own = await vitest(of('test/heavy'), { RELANCE_CHROMIUM: browser }, ['--no-file-parallelism'])
  const shared = await onSharedStack((environment) => vitest(of('test/long'), environment, ['--no-file-parallelism']))
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
    checks.push(
      await vitest(
        patterns,
        shared,
        APART.flatMap((folder) => ['--exclude', `${folder}/**`]),
      ),
    )
  })
  // Faults are made on stacks of their own, one at a time, when nothing else is running.
  if (patterns.length === 0 || patterns.some((pattern) => pattern.includes('faults')))
    checks.push(await vitest(['test/faults'], {}, ['--no-file-parallelism']))
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

async function vitest(patterns: string[], environment: Record<string, string>, more: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'relance-tests-'))
  const report = join(folder, 'report.json')
  const args = [join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--passWithNoTests', ...more]
  args.push('--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`, ...patterns)
  try {
    const code = await show(process.execPath, args, environment)
    const told = JSON.parse(readFileSync(report, 'utf8')) as TestReport
    const failures = failuresIn(told)
    return { passed: told.numPassedTests, failed: code === 0 ? failures.length : Math.max(failures.length, 1), failures }
  } catch {
    return { passed: 0, failed: 1 } // Vitest itself did not get to the end
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each test that failed, and each file that did not get as far as its tests. */
function failuresIn({ testResults }: TestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const file = relative(projectRoot, name)
    if (failed.length === 0 && status === 'failed') return [`${file}: ${message}`]
    return failed.map(({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.join('\n')}`)
  })
}

/** Runs a command whose output is for the reader, who may be a log: then without colours. */
function show(command: string, args: string[], environment: Record<string, string>): Promise<number> {
  const env = childEnvironment(process.stdout.isTTY ? environment : { ...environment, NO_COLOR: '1' })
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] })
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
