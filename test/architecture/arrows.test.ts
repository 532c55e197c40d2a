import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import { parseSync } from '@swc/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * The arrows between the rooms, as tables, tried against .oxlintrc.json: an import the table names must pass the linter,
 * any other must be refused. The linter runs once, over files written for the purpose outside the project.
 *
 * Not claimed: imports whose path is computed, and packages other than those named below.
 */

const ROOT = join(import.meta.dirname, '../..')

const RULES = ['src/domain', 'src/law', 'src/strategies']
const BACK = [...RULES, 'src/contracts', 'src/store', 'src/providers']
const EFFECTS = ['activities', 'activities/contract.js']
const MESSAGES = ['workflows/ids.js', 'workflows/messages.js']

/** What a room may import besides itself; `types` by `import type` alone. */
const ARROWS: Record<string, { code: string[]; types?: string[] }> = {
  'src/domain': { code: [] },
  'src/law': { code: ['src/domain'] },
  'src/strategies': { code: ['src/domain', 'src/law'] },
  'src/contracts': { code: [], types: ['src/domain'] },
  'src/store': { code: [...RULES, 'src/contracts', 'src/generated'] },
  'src/providers': { code: ['src/domain', 'src/contracts'] },
  'src/engine': { code: [...BACK, ...EFFECTS, ...MESSAGES, 'workflows/timeouts.js', 'src/audit', 'src/config.js', 'scripts/progress.mjs'] },
  'src/api': { code: [...BACK, ...MESSAGES, 'src/engine', 'src/imports', 'src/config.js'] },
  'src/audit': { code: [...BACK, ...MESSAGES, 'src/engine', 'src/config.js'] },
  'src/simulation': { code: [...BACK, ...EFFECTS, ...MESSAGES, 'src/engine', 'src/audit', 'src/imports', 'src/config.js'] },
  'src/imports': { code: ['src/domain', 'src/contracts'] },
  'src/cli': {
    code: [...BACK, ...EFFECTS, ...MESSAGES, 'src/engine', 'src/api', 'src/audit', 'src/simulation', 'src/config.js'].concat(
      'src/imports',
      'scripts',
      'scripts/progress.mjs',
    ),
  },
  'src/web': { code: ['src/contracts'] },
  activities: { code: [...BACK, ...MESSAGES] },
  workflows: { code: ['src/domain'], types: ['activities/contract.js'] },
}
const ROOMS = Object.keys(ARROWS)

/** Folders directly under src/ that hold no code of ours. */
const NOT_A_ROOM = ['src/generated']

/** What is tried besides the rooms: single files with a rule of their own, and folders that are no room. */
const OTHER_TARGETS = ['src/generated', 'src/config.js', 'scripts', 'scripts/progress.mjs', 'test'].concat(
  'activities/contract.js',
  MESSAGES,
  'workflows/timeouts.js',
)

type Verdict = 'allowed' | 'refused'
type Row = [file: string, line: string, verdict: Verdict]

/** What the rooms' names cannot say. Names are unique per file, since the rows of one file are linted together. */
const ROWS: Row[] = [
  // packages
  ['src/domain/a.ts', `import { Temporal } from 'temporal-polyfill'`, 'allowed'],
  ['src/domain/a.ts', `import 'temporal-polyfill/global'`, 'refused'],
  ['src/domain/a.ts', `import { z } from 'zod'`, 'refused'],
  ['src/domain/a.ts', `import { readFileSync } from 'node:fs'`, 'refused'],
  ['src/domain/a.ts', `import { join } from 'path'`, 'refused'],
  ['src/contracts/a.ts', `import { z } from 'zod'`, 'allowed'],
  ['src/contracts/a.ts', `import { object } from 'zod/mini'`, 'allowed'],
  ['src/contracts/a.ts', `import { Temporal } from 'temporal-polyfill'`, 'refused'],
  ['src/contracts/a.ts', `import { createHash } from 'node:crypto'`, 'refused'],
  ['workflows/a.ts', `import { sleep } from '@temporalio/workflow'`, 'allowed'],
  ['workflows/a.ts', `import { ApplicationFailure } from '@temporalio/common'`, 'allowed'],
  ['workflows/a.ts', `import { defaultPayloadConverter } from '@temporalio/common/lib/converter/payload-converter.js'`, 'refused'],
  ['workflows/a.ts', `import { Client } from '@temporalio/client'`, 'refused'],
  ['workflows/a.ts', `import { Context } from '@temporalio/activity'`, 'refused'],
  ['workflows/a.ts', `import { z } from 'zod'`, 'refused'],
  ['workflows/a.ts', `import { createHash } from 'node:crypto'`, 'refused'],
  ['workflows/judicial/a.ts', `import { condition } from '@temporalio/workflow'`, 'allowed'],
  ['workflows/judicial/a.ts', `import { readFileSync } from 'node:fs'`, 'refused'],
  ['src/imports/a.ts', `import { parse } from 'csv-parse/sync'`, 'allowed'],
  ['src/imports/a.ts', `import { readFileSync } from 'node:fs'`, 'refused'],
  ['src/engine/a.ts', `import { Worker } from '@temporalio/worker'`, 'allowed'],

  // forms of import: none is a way around an arrow
  ['src/store/a.ts', `import '../domain/money.js'`, 'allowed'],
  ['src/store/a.ts', `import '../api/server.js'`, 'refused'],
  ['src/store/a.ts', `export * from '../domain/money.js'`, 'allowed'],
  ['src/store/a.ts', `export * from '../api/server.js'`, 'refused'],
  ['src/store/a.ts', `export { server } from '../api/server.js'`, 'refused'],
  ['src/store/a.ts', `export type { Server } from '../api/server.js'`, 'refused'],
  ['src/store/a.ts', `await import('../domain/money.js')`, 'allowed'],
  ['src/store/a.ts', `await import('../api/server.js')`, 'refused'],
  ['src/store/a.ts', `require('../api/server.js')`, 'refused'],
  ['src/engine/a.cjs', `require('@temporalio/common')`, 'allowed'],
  ['src/store/a.ts', `type Route = import('../api/server.js').Route`, 'refused'],
  ['src/store/a.ts', `import { port } from './../api/server.js'`, 'refused'],
  ['src/store/a.ts', `import { host } from '../../src/api/server.js'`, 'refused'],
  ['src/contracts/a.ts', `import type { Money } from '../domain/money.js'`, 'allowed'],
  ['src/contracts/a.ts', `import { type Cents } from '../domain/money.js'`, 'refused'], // loads the module all the same
  ['workflows/a.ts', `import type { Send } from '../activities/contract.js'`, 'allowed'],
  ['workflows/a.ts', `import { type Load } from '../activities/contract.js'`, 'refused'],

  // a sub-folder that bears another room's name is the room's own
  ['src/domain/a.ts', `import { share } from './law/share.js'`, 'allowed'],
  // views that the server writes are no browser's code
  ['src/api/a.ts', `import { filePage } from '../web/debtor/file-page.js'`, 'allowed'],
  ['src/api/a.ts', `import { start } from '../web/status/status.js'`, 'refused'],
  ['src/web/a.ts', `import { fetchFile } from './api/fetch-file.js'`, 'allowed'],

  // the database client
  ['src/store/a.ts', `import { PrismaClient } from '../generated/client.js'`, 'allowed'],
  ['src/config.ts', `import { PrismaClient } from './generated/client.js'`, 'refused'],
  ['scripts/a.mjs', `import { PrismaClient } from '../src/generated/client.js'`, 'refused'],
  ['prisma/seed/a.ts', `import { PrismaClient } from '../../src/generated/client.js'`, 'refused'],
  ['prisma/seed/a.ts', `import { openFile } from '../../src/store/debt-file.js'`, 'allowed'],
  ['test/support/a.ts', `import { PrismaClient } from '../../src/generated/client.js'`, 'allowed'],
  ['test/support/a.ts', `import { startApi } from '../../src/api/server.js'`, 'allowed'],

  // the environment, and what the one file that reads it may import
  ['src/config.ts', `process.env.DATABASE_URL`, 'allowed'],
  ['src/config.ts', `import { z } from 'zod'`, 'allowed'],
  ['src/config.ts', `import { openFile } from './store/debt-file.js'`, 'refused'],
  ['scripts/a.mjs', `process.env.DATABASE_URL`, 'allowed'],
  ['prisma.config.ts', `process.env.DATABASE_URL`, 'allowed'],
  ['test/support/a.ts', `process.env.DATABASE_URL`, 'allowed'],
  ['prisma/seed/a.ts', `process.env.DATABASE_URL`, 'refused'],
  ...ROOMS.flatMap((room): Row[] => [
    [`${room}/a.ts`, `process.env.DATABASE_URL`, 'refused'],
    [`${room}/a.ts`, `import { env } from 'node:process'`, 'refused'],
    [`${room}/a.ts`, `process.platform`, 'allowed'],
  ]),
  ['src/engine/a.ts', `process['env']`, 'refused'],
  ['src/engine/a.ts', `const { env: settings } = process`, 'refused'],

  // rules have no clock and no chance
  ...RULES.flatMap((room): Row[] => [
    [`${room}/a.ts`, `new Date(0)`, 'allowed'],
    [`${room}/a.ts`, `Date.UTC(2026, 8, 1)`, 'allowed'],
    [`${room}/a.ts`, `Date.now()`, 'refused'],
    [`${room}/a.ts`, `const { now } = Date`, 'refused'],
    [`${room}/a.ts`, `Temporal.PlainDate.from('2026-09-01')`, 'allowed'],
    [`${room}/a.ts`, `Temporal.Now.instant()`, 'refused'],
    [`${room}/a.ts`, `performance.now()`, 'refused'],
    [`${room}/a.ts`, `Math.round(1.5)`, 'allowed'],
    [`${room}/a.ts`, `Math.random()`, 'refused'],
  ]),
  ['src/engine/a.ts', `Date.now()`, 'allowed'],

  // nothing in workflows follows the host's locale
  ['workflows/a.ts', `new Intl.NumberFormat('fr')`, 'refused'],
  ['workflows/a.ts', `globalThis.Intl`, 'refused'],
  ['workflows/a.ts', `String(1.5)`, 'allowed'],
  ['workflows/a.ts', `(1.5).toLocaleString('fr')`, 'refused'],
  ['workflows/a.ts', `new Date(0).toISOString()`, 'allowed'],
  ['workflows/a.ts', `new Date(0).toLocaleDateString('fr')`, 'refused'],
  ['workflows/a.ts', `new Date(0).toLocaleTimeString('fr')`, 'refused'],
  ['workflows/a.ts', `'a'.toUpperCase()`, 'allowed'],
  ['workflows/a.ts', `'a'.toLocaleUpperCase()`, 'refused'],
  ['workflows/a.ts', `'A'.toLocaleLowerCase()`, 'refused'],
  ['workflows/a.ts', `'a'.localeCompare('b')`, 'refused'],
  ['src/api/a.ts', `new Intl.NumberFormat('fr')`, 'allowed'],
  ['src/api/a.ts', `(1.5).toLocaleString('fr')`, 'allowed'],
]

const KINDS = ['code', 'types'] as const
const DEPTHS = ['.', 'nested/deep'] as const

/** One import of each target, as code or as types, from the room's own folder or from below it. */
const TRIALS = ROOMS.flatMap((room) =>
  DEPTHS.flatMap((depth) =>
    KINDS.flatMap((kind) =>
      [...ROOMS, ...OTHER_TARGETS].map((target, n) => {
        const file = posix.join(room, depth, 'trial.ts')
        const path = posix.relative(posix.dirname(file), posix.extname(target) ? target : `${target}/thing.js`)
        const from = path.startsWith('.') ? path : `./${path}`
        const line = kind === 'code' ? `import { thing${n} } from '${from}'` : `import type { Thing${n} } from '${from}'`
        return { room, depth, kind, target, file, line }
      }),
    ),
  ),
)

/** The linter's rules that carry the arrows: others may well complain about such files. */
const ARROW_RULES = new Set(
  ['eslint(no-restricted-imports)', 'eslint(no-restricted-properties)', 'eslint(no-restricted-globals)'].concat(
    'typescript(no-require-imports)',
    'typescript(consistent-type-imports)',
    'typescript(no-import-type-side-effects)',
  ),
)

interface Complaint {
  code?: string
  message: string
  severity: string
  filename: string
  labels: [{ span: { line: number } }]
}

const playground = mkdtempSync(join(tmpdir(), 'relance-arrows-'))
const refused = new Set<string>()

beforeAll(async () => {
  const linesOf: Record<string, string[]> = {}
  for (const [file, line] of [...ROWS, ...TRIALS.map((trial) => [trial.file, trial.line] as const)]) {
    linesOf[file] = [...(linesOf[file] ?? []), line]
  }
  cpSync(join(ROOT, '.oxlintrc.json'), join(playground, '.oxlintrc.json'))
  for (const [file, lines] of Object.entries(linesOf)) {
    mkdirSync(dirname(join(playground, file)), { recursive: true })
    writeFileSync(join(playground, file), lines.map((line) => `${line}\n`).join(''))
  }
  for (const { code, message, severity, filename, labels } of await lint()) {
    if (!code) throw new Error(`The linter could not read ${filename}: ${message}`)
    if (severity !== 'error' || !ARROW_RULES.has(code)) continue
    const file = posix.normalize(filename.replaceAll('\\', '/'))
    refused.add(`${file}: ${linesOf[file]?.[labels[0].span.line - 1]}`)
  }
})

afterAll(() => rmSync(playground, { recursive: true, force: true }))

const verdict = (file: string, line: string): Verdict => (refused.has(`${file}: ${line}`) ? 'refused' : 'allowed')

describe('each room imports what the table says, and nothing else', () => {
  it.each(ROOMS)('%s', (room) => {
    const { code = [], types = [] } = ARROWS[room] ?? {}
    const own = [room, ...OTHER_TARGETS.filter((target) => posix.dirname(target) === room)]
    for (const depth of DEPTHS)
      for (const kind of KINDS) {
        const trials = TRIALS.filter((trial) => trial.room === room && trial.depth === depth && trial.kind === kind)
        const allowed = trials.filter(({ file, line }) => verdict(file, line) === 'allowed').map(({ target }) => target)
        const expected = [...own, ...code, ...(kind === 'types' ? types : [])]
        expect({ depth, kind, allowed: allowed.sort() }).toEqual({ depth, kind, allowed: expected.sort() })
      }
  })
})

describe('what the names of rooms cannot say', () => {
  it.each(ROWS)('%s: %s is %s', (file, line, expected) => expect(verdict(file, line)).toBe(expected))
})

describe('the table is complete', () => {
  it('has an arrow for every folder directly under src/', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const rooms = folders.map(({ name }) => `src/${name}`).filter((room) => !NOT_A_ROOM.includes(room))
    expect(rooms.filter((room) => !ROOMS.includes(room))).toEqual([])
  })
})

describe('rules read no clock by `new Date()`, which the linter cannot tell from `new Date(at)`', () => {
  it.each([
    ['new Date()', true],
    ['new Date', true],
    ['Date()', true],
    ['const f = () => ({ at: [new Date()] })', true],
    ['new Date(at)', false],
    ['new Date(2026, 8, 1)', false],
    [`/* new Date() */ const s = 'new Date()'`, false],
  ])('%s: %s', (source, expected) => expect(readsClock(source)).toBe(expected))

  it.each(RULES)('%s', (room) => {
    expect(sourcesOf(room).filter((file) => readsClock(readFileSync(file, 'utf8')))).toEqual([])
  })
})

/** It exits with 1 when it finds something, as it must here. */
async function lint(): Promise<Complaint[]> {
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const { stdout } = await promisify(execFile)(process.execPath, [oxlint, '--format', 'json'], {
    cwd: playground,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string }) => error)
  return JSON.parse(stdout).diagnostics
}

function sourcesOf(room: string): string[] {
  const folder = join(ROOT, room)
  if (!existsSync(folder)) return []
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.filter((file) => file.endsWith('.ts')).map((file) => join(folder, file))
}

/** Is `Date` constructed or called without arguments? */
function readsClock(source: string): boolean {
  const visit = (node: unknown): boolean => {
    if (typeof node !== 'object' || node === null) return false
    const { type, callee, arguments: given } = node as { type?: string; callee?: { value?: string }; arguments?: unknown[] }
    const makes = type === 'NewExpression' || type === 'CallExpression'
    return (makes && callee?.value === 'Date' && !given?.length) || Object.values(node).some(visit)
  }
  return visit(parseSync(source, { syntax: 'typescript', target: 'es2022' }))
}
