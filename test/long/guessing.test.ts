import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newReference } from '../../src/domain/reference.js'
import { freePorts } from '../../src/engine/embedded/ports.js'
import { Caller } from '../api/caller.js'
import { Life } from '../support/life.js'
import { ApiProcess } from '../support/own-api-process.js'
import { joinStack, type TestStack } from '../support/stack.js'

/**
 * Somebody with very many addresses tries out keys on a running API.
 *
 * Claimed: no try enters, whoever has the right key enters at any moment from an address that was not wrong, people are told, and what is
 * kept of it is bounded. Not claimed: how quickly anything is answered; what it cost is printed.
 */

const TRIES = 100_000
const ADDRESSES = 30_000
/** Requests that are under way at once. */
const AT_ONCE = 32
/** So often a debtor enters meanwhile, with its key, from its own address. */
const DEBTOR_AFTER = 500
const TARGETS = 20

const below = (most: number) => Math.floor(Math.random() * most)
const randomly = (length: number) => newReference(length, below)

let stack: TestStack
let api: ApiProcess
let targets: { reference: string; paymentKey: string }[]
let operator: Caller

/** Half of them IPv4, half IPv6 networks. */
function addressOf(index: number): string {
  return index % 2 === 0
    ? `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
    : `2001:db8:${(index >> 8).toString(16)}:${(index & 255).toString(16)}::${below(65_536).toString(16)}`
}

interface Answer {
  status: number
  milliseconds: number
}

async function enter(said: { reference: string; key: string }, from: string): Promise<Answer> {
  const began = performance.now()
  const response = await fetch(`${api.url}/d/enter`, {
    method: 'POST',
    body: new URLSearchParams(said),
    headers: { 'x-forwarded-for': from },
    redirect: 'manual',
  })
  await response.arrayBuffer()
  return { status: response.status, milliseconds: performance.now() - began }
}

/** What is tried: keys of files that there are, of references that name none, and of references that are none. */
const GUESSES = {
  known: () => targets[below(TARGETS)]?.reference ?? '',
  unknown: () => randomly(9),
  malformed: () => randomly(9).slice(1),
} as const
type Guess = keyof typeof GUESSES
const KINDS: readonly Guess[] = ['known', 'unknown', 'known', 'unknown', 'malformed']

beforeAll(async () => {
  stack = await joinStack()
  operator = new Caller(stack.apiUrl, stack.apiKey)
  const files = await Promise.all(
    Array.from({ length: TARGETS }, () => Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-03-01' })),
  )
  targets = await stack.db.debtFile.findMany({
    where: { id: { in: files.map(({ id }) => id) } },
    select: { reference: true, paymentKey: true },
  })
  const [port = 0] = await freePorts(1)
  api = await ApiProcess.start(stack, port)
}, 180_000)
afterAll(async () => {
  await api.stop()
  await stack.close()
})

describe(`${TRIES} tries from ${ADDRESSES} addresses`, () => {
  const tries: Record<Guess, Answer[]> = { known: [], unknown: [], malformed: [] }
  const debtors: Answer[] = []
  let cost: Cost

  beforeAll(async () => {
    cost = await costOf(async () => {
      let next = 0
      const guesser = async (): Promise<void> => {
        for (let index = next++; index < TRIES; index = next++) {
          const kind = KINDS[index % KINDS.length] as Guess
          tries[kind].push(await enter({ reference: GUESSES[kind](), key: randomly(10) }, addressOf(below(ADDRESSES))))
          if (index % DEBTOR_AFTER === 0) debtors.push(await debtorEnters(index))
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, guesser))
    })
    print(cost, tries, debtors)
  }, 3_600_000)

  /** From an address of its own, as a household has one. */
  function debtorEnters(index: number): Promise<Answer> {
    const { reference, paymentKey } = targets[(index / DEBTOR_AFTER) % TARGETS] as (typeof targets)[number]
    return enter({ reference, key: paymentKey }, `192.0.2.${(index / DEBTOR_AFTER) % TARGETS}`)
  }

  it('find nothing', () => {
    const statuses = new Set(Object.values(tries).flatMap((answers) => answers.map(({ status }) => status)))
    expect([...statuses].filter((status) => status !== 403 && status !== 429)).toEqual([])
    expect(statuses).toContain(403)
  })

  it('lock nobody out: each debtor enters with its key, during and after', async () => {
    expect(debtors.length).toBe(TRIES / DEBTOR_AFTER)
    expect(debtors.filter(({ status }) => status !== 303)).toEqual([])
    for (const [index, { reference, paymentKey }] of targets.entries())
      expect(await enter({ reference, key: paymentKey }, `198.51.100.${index}`)).toMatchObject({ status: 303 })
  })

  it('are told to people: on the worklist, for each file that is tried and for all', async () => {
    const { alerts } = await operator.get<{ alerts: { id: string; kind: string; file: { reference: string } | null }[] }>(
      '/v1/security-alerts?limit=200',
    )
    expect(new Set(alerts.map(({ file }) => file?.reference))).toEqual(new Set([...targets.map(({ reference }) => reference), undefined]))
    expect(alerts.some(({ kind }) => kind === 'keys-guessed')).toBe(true)
    const { items } = await operator.get<{ items: object[] }>('/v1/worklist?kind=security&limit=200')
    expect(items).toHaveLength(alerts.length)
    for (const { id } of alerts) await operator.made(`/v1/security-alerts/${id}/closing`, {})
    expect(api.log).toContain('keys-guessed')
    expect(api.log).not.toMatch(new RegExp(targets.flatMap(({ reference, paymentKey }) => [reference, paymentKey]).join('|')))
  })

  it('leave no more than five counts each', async () => {
    expect(await stack.db.accessWindow.count()).toBeLessThan(5 * TRIES)
  })
})

interface Cost {
  seconds: number
  processorSeconds: number | null
  walBytes: number
  transactions: number
}

/** What work costs the API's process and the database, which other suites do not use meanwhile. */
async function costOf(work: () => Promise<void>): Promise<Cost> {
  const read = async () => {
    const [row] = await stack.db.$queryRaw<{ wal: number; transactions: number }[]>`
      SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 AS wal, xact_commit::float8 AS transactions
        FROM pg_stat_database WHERE datname = current_database()`
    return { ...(row as NonNullable<typeof row>), processor: api.processorSeconds(), at: performance.now() }
  }
  const before = await read()
  await work()
  const now = await read()
  return {
    seconds: (now.at - before.at) / 1000,
    processorSeconds: now.processor === null || before.processor === null ? null : now.processor - before.processor,
    walBytes: now.wal - before.wal,
    transactions: now.transactions - before.transactions,
  }
}

function print(
  { seconds, processorSeconds, walBytes, transactions }: Cost,
  tries: Record<Guess, Answer[]>,
  debtors: readonly Answer[],
): void {
  const all = Object.values(tries).flat()
  const count = (status: number) => all.filter((answer) => answer.status === status).length
  const perTry = processorSeconds === null ? 'unknown' : `${((processorSeconds * 1000) / all.length).toFixed(2)} ms`
  const lines = [
    `${all.length} tries in ${seconds.toFixed(0)} s (${Math.round(all.length / seconds)} a second): ${count(403)} checked, ${count(429)} told to wait`,
    `the API's process: ${processorSeconds?.toFixed(1) ?? 'unknown'} s of processor time, ${perTry} a try`,
    `the database: ${(transactions / all.length).toFixed(2)} transactions and ${Math.round(walBytes / all.length)} bytes of log a try`,
    ...Object.entries(tries).map(([kind, answers]) => `${kind} references: ${timesOf(answers.filter(({ status }) => status === 403))}`),
    `debtors with their key: ${timesOf(debtors)}`,
  ]
  process.stderr.write(`${lines.map((line) => `    ${line}`).join('\n')}\n`)
}

function timesOf(answers: readonly Answer[]): string {
  const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? 0).toFixed(1)
  return `median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms, 99 within ${at(0.99)} ms (${sorted.length})`
}
