import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '../generated/prisma/client.js'

export type Database = PrismaClient
/** A transaction: everything in it happens, or nothing. */
export type Transaction = Prisma.TransactionClient

/** @param url the application's role, which cannot change what is append-only */
export function openDatabase(url: string, connections = 10): Database {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections, connectionTimeoutMillis: 5000 }) })
}

/** Whether a write was refused because a row with the same unique fields exists. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}
