import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.js'

export type Database = PrismaClient
/** A transaction: everything in it happens, or nothing. */
export type Transaction = Prisma.TransactionClient

/**
 * How long a transaction waits for a connection: many files that fall due together wait for each other, which is no
 * outage. The library's own two seconds are less than a rush takes.
 */
const CONNECTION_WAIT_MS = 5_000
/** How long one may take: a process that has just begun, on a busy machine, needs more than the library's five seconds for its first ones. */
const TRANSACTION_MS = 15_000

/** @param url the application's role, which cannot change what is append-only */
export function openDatabase(url: string, connections = 10): Database {
  return new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: connections, connectionTimeoutMillis: CONNECTION_WAIT_MS },
      { statementNameGenerator: statementNames() },
    ),
    transactionOptions: { maxWait: CONNECTION_WAIT_MS, timeout: TRANSACTION_MS },
  })
}

/**
 * Statements that a connection keeps prepared; a text longer than this is a batch, of which hardly two are alike. The longest that comes again
 * is that of a file's facts (`loadCase`), which every decision asks for and which takes long to plan: test/store/database.test.ts sees that it is kept.
 */
const MOST_PREPARED = 300
const LONGEST_PREPARED = 24_000

/**
 * Names for statements that come again, so that PostgreSQL reads and plans each once a connection and not each time. A
 * name is the hash of its text: it means the same to every process that shares a connection pooler.
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    // An empty name is one that is not kept.
    if (names.size >= MOST_PREPARED || sql.length > LONGEST_PREPARED) return ''
    const name = `relance_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`
    names.set(sql, name)
    return name
  }
}

/** PostgreSQL’s own code, which is what remains of the refusal of a statement that is not the client’s. */
const UNIQUE_VIOLATION = '23505'

/** Whether a write was refused because a row with the same unique fields exists. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  const { driverAdapterError } = (error.meta ?? {}) as { driverAdapterError?: { cause?: { originalCode?: unknown } } }
  return error.code === 'P2002' || driverAdapterError?.cause?.originalCode === UNIQUE_VIOLATION
}

/** Whether a transaction was ended by a deadlock or serialization failure: tried again, it can succeed. */
export const isConflict = (error: unknown) =>
  /40P01|40001|P2034|deadlock/.test(`${(error as { code?: string }).code} ${(error as Error).message}`)
