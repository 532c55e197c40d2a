import { balanceOn } from '../domain/account.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import type { Facts } from '../domain/facts.js'
import type { Cents } from '../domain/money.js'
import type { Transaction } from './database.js'
import { type Case, loadCase } from './facts.js'
import type { FileRow } from './file-row.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { refuseProtected } from './situation.js'

/** A file on which something is owed today, with what is known of it. */
export interface Owing extends Case {
  owedCents: Cents
}

/** @throws DomainError file-closed, nothing-owed */
export async function requireOwing(tx: Transaction, file: FileRow, now: Date): Promise<Owing> {
  if (file.status === 'closed') throw new DomainError('file-closed')
  const found = await loadCase(tx, file.id)
  const owedCents = balanceOn(found.facts, found.law, legalToday(file, now))
  if (owedCents === 0) throw new DomainError('nothing-owed')
  return { ...found, owedCents }
}

const OPEN: readonly [open: keyof Facts, code: ErrorCode][] = [
  ['plan', 'plan-open'],
  ['settlement', 'settlement-open'],
  ['promise', 'promise-open'],
]

/**
 * What a file must be like for its debtor to agree to anything new: owing, nobody that the law protects, and with no other agreement open.
 * @throws DomainError file-closed, nothing-owed, debtor-insolvent, debtor-protected, plan-open, settlement-open, promise-open
 */
export async function requireFreeToAgree(tx: Transaction, file: FileRow, now: Date): Promise<Owing> {
  const found = await requireOwing(tx, file, now)
  await refuseInsolvent(tx, file)
  await refuseProtected(tx, file)
  for (const [open, code] of OPEN) if (found.facts[open] !== undefined) throw new DomainError(code)
  return found
}
