import type { Client } from '@temporalio/client'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Registers } from '../providers/registers/port.js'
import type { Database } from '../store/database.js'
import { markTold, type Untold, untold } from '../store/outbox.js'
import { DebitCollector } from './debit-collector.js'
import { RegisterWatch } from './register-watch.js'
import { MoveStarter } from './start-moves.js'
import { tellFile } from './tell-file.js'

/** Any number that nothing else locks: whoever holds it is the one poller. */
const ADVISORY_LOCK = 7_400_001
const BATCH = 500
const FILES_AT_ONCE = 25
const LONGEST_PAUSE_MS = 5_000

export interface PollerOptions {
  db: Database
  databaseUrl: string
  /** Clients by what a file's clock is. */
  clients: { real: Client; skipping: Client }
  /** Registers that are asked about debtors. */
  registers: Registers
  intervalMs: number
  now: () => Date
  log: Logger
}

/**
 * Tells the files what the outbox holds, each file its rows in order, one after the other. One poller works at a time,
 * others wait for its lock; while Temporal or the database is away it tries again, and nothing is lost. The same holds for
 * the jobs of moves of files, which it starts, for direct debits, which it books on their day, and for what
 * registers are asked about debtors.
 */
export async function runOutboxPoller(options: PollerOptions, onReady: () => void, stopped: Promise<void>): Promise<void> {
  const stop = new AbortController()
  void stopped.then(() => stop.abort())
  onReady()
  while (!stop.signal.aborted) {
    await asTheOnePoller(options, stop.signal).catch((error: Error) =>
      options.log.warn({ code: codeOf(error) }, 'outbox: the database is away'),
    )
    await pause(options.intervalMs, stop.signal)
  }
}

/** The lock belongs to a connection: when that breaks, another poller may already work, and this one must stop. */
async function asTheOnePoller(options: PollerOptions, signal: AbortSignal): Promise<void> {
  const lock = new pg.Client({ connectionString: options.databaseUrl, connectionTimeoutMillis: 5000 })
  let held = true
  lock.on('error', () => {
    held = false
  })
  lock.on('end', () => {
    held = false
  })
  try {
    await lock.connect()
    let waiting = 0
    while (!signal.aborted && !(await tryLock(lock))) await pause(Math.min(250 * ++waiting, 1000), signal)
    const moves = new MoveStarter(options.db, options.clients.real, options.log)
    const debits = new DebitCollector(options.db, options.now, options.log)
    const registers = new RegisterWatch(options, options.log)
    let failures = 0
    while (!signal.aborted && held) {
      await moves.look()
      await debits.look()
      registers.look()
      const { told, failed } = await tellBatch(options)
      failures = failed > 0 ? failures + 1 : 0
      if (told > 0 && failed === 0) continue // while there is something to tell, more may have come meanwhile
      await pause(Math.min(options.intervalMs * 2 ** failures, LONGEST_PAUSE_MS), signal)
    }
  } finally {
    await lock.end().catch(() => {})
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS locked', [ADVISORY_LOCK])
  return rows[0].locked
}

async function tellBatch({ db, clients, now, log }: PollerOptions): Promise<{ told: number; failed: number }> {
  const rows = await untold(db, BATCH)
  const files = byFile(rows)
  const told: bigint[] = []
  let failed = 0
  const tellNextFile = async (): Promise<void> => {
    for (let file = files.pop(); file; file = files.pop()) {
      const done = await tellInOrder(file, (row) => tellFile(row.skipping ? clients.skipping : clients.real, row, now()), log)
      told.push(...done)
      if (done.length < file.length) failed++
    }
  }
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, tellNextFile))
  if (rows.length > 0) await markTold(db, told, now())
  return { told: told.length, failed }
}

/** A row that cannot be told keeps those behind it waiting: a file hears of things in the order they happened. */
async function tellInOrder(rows: Untold[], tell: (row: Untold) => Promise<void>, log: Logger): Promise<bigint[]> {
  const done: bigint[] = []
  for (const row of rows) {
    try {
      await tell(row)
      done.push(row.id)
    } catch (error) {
      log.warn({ outbox: String(row.id), file: row.fileId, code: codeOf(error) }, 'outbox: a file could not be told')
      break
    }
  }
  return done
}

const codeOf = (error: unknown) => (error as { code?: unknown }).code ?? (error as Error).name

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}

function byFile(rows: Untold[]): Untold[][] {
  const files = new Map<string, Untold[]>()
  for (const row of rows) files.set(row.fileId, [...(files.get(row.fileId) ?? []), row])
  return [...files.values()].reverse() // taken from the end: the file that waits longest comes first
}
