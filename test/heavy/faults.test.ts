import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { OwnStack, type SeenFile } from '../support/own-stack.js'

/** Moments of a first start, by the process that is at work then. */
const MOMENTS = [
  ['PostgreSQL’s data is made', 'initdb'],
  ['the migrations are applied', 'tool node'],
  ['Temporal sets up its schema', 'tool temporal-sql-tool'],
  ['Temporal starts', 'temporal'],
  ['worker, poller and API start', 'worker'],
] as const
const PROCESSES = ['worker', 'poller', 'api', 'temporal', 'postgres', 'watchdog', 'supervisor', 'everything'] as const
const FILES = 20
const DAY_MS = 86_400_000
/** Past the opening letter of a file that began on 2026-01-05, and before its second one. */
const DUE = Date.parse('2026-01-19T09:00:00Z')

let stack: OwnStack

beforeEach(async () => {
  stack = await OwnStack.create()
})

afterEach(() => stack.remove(), 60_000)

async function beginUntil(process: string) {
  const attempt = stack.attempt()
  stack.adopt(attempt)
  await eventually(() => expect(stack.names()).toContain(process), 60_000)
  return attempt
}

async function startsAgain(): Promise<void> {
  await stack.start()
  await stack.healthy()
  const file = await stack.openFile()
  await letThemFallDue([file])
  await eventually(() => expectOneLetterEach([file]))
}

describe.each(MOMENTS)('while %s', (_moment, process) => {
  test('kill -9 of the supervisor: nothing remains, and the next start is healthy', async () => {
    await beginUntil(process)
    await stack.kill('supervisor')
    await stack.noProcessRemains()
    await startsAgain()
  }, 180_000)

  test('kill -9 of everything at once: nothing remains, and the next start is healthy', async () => {
    await beginUntil(process)
    await stack.killAll()
    await stack.noProcessRemains()
    await startsAgain()
  }, 180_000)

  test('kill -9 of what is at work: the start recovers or ends in a sentence, and the next one is healthy', async () => {
    const attempt = await beginUntil(process)
    await stack.kill(process)
    const code = await Promise.race([attempt.ended, attempt.ready.then(() => null)])
    if (code === null) expect(await stack.stop()).toBe(0)
    else expect(attempt.output().trim().split('\n').at(-1)).toMatch(/^[A-Z].+[^\s]$/)
    expect(attempt.output()).not.toMatch(/^\s+at /m)
    expect(stack.processes()).toEqual([])
    await startsAgain()
  }, 180_000)

  test('Ctrl-C: everything ends, and the next start is healthy', async () => {
    await beginUntil(process)
    expect(await stack.stop()).toBe(0)
    expect(stack.processes()).toEqual([])
    expect(stack.isLocked).toBe(false)
    await startsAgain()
  }, 180_000)
})

test.each(PROCESSES)(
  'kill -9 of %s while 20 files are due: each has its letter, once',
  async (name) => {
    await stack.start()
    const files: SeenFile[] = []
    while (files.length < FILES) files.push(await stack.openFile())
    await untilTold(files)
    const falling = letThemFallDue(files).catch(() => {}) // what was lost is asked again below
    await eventually(() => expect(files.some((file) => stack.letters(file).length > 0)).toBe(true), 60_000)
    if (name === 'everything') await stack.killAll()
    else await stack.kill(name)
    await falling
    if (name === 'everything' || name === 'supervisor') {
      await stack.noProcessRemains()
      await stack.start()
    }
    await stack.healthy()
    await eventually(() => letThemFallDue(files), 60_000)
    await eventually(() => expectOneLetterEach(files), 60_000)
  },
  240_000,
)

/** A file whose workflow has not been started yet cannot be moved on. */
async function untilTold(files: SeenFile[]): Promise<void> {
  const fileId = { in: files.map(({ id }) => id) }
  await eventually(async () => expect(await stack.db.outbox.count({ where: { fileId, toldAt: null } })).toBe(0), 60_000)
}

/** Moves on those whose clock has not got there yet. */
async function letThemFallDue(files: SeenFile[]): Promise<void> {
  const moves = await Promise.allSettled(
    files.map(async (file) => {
      const days = Math.ceil((DUE - Date.parse((await stack.view(file)).legalNow)) / DAY_MS)
      if (days > 0) await stack.forward(file, days)
    }),
  )
  const failed = moves.find((move) => move.status === 'rejected')
  if (failed) throw failed.reason
}

/**
 * A file whose forwarding was cut off may have gone further than asked, and be at its second letter; no step is done twice
 * and every letter that is counted as sent is there.
 */
async function expectOneLetterEach(files: SeenFile[]): Promise<void> {
  for (const file of files) {
    const { contacts } = await stack.view(file)
    const steps = contacts.filter(({ state }) => state === 'sent').map(({ step }) => step)
    expect(steps).toContain('opening-letter')
    expect(new Set(steps).size).toBe(steps.length)
    expect(stack.letters(file)).toHaveLength(steps.length)
  }
}
