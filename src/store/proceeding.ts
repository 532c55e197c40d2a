import { DomainError } from '../domain/errors.js'
import type { LawBook } from '../domain/law-pack.js'
import type { ProceedingFact } from '../domain/procedure/proceeding.js'
import type { Transaction } from './database.js'
import { isId } from './file-view.js'
import { type ProceedingRow, proceedingById, proceedingFact } from './proceeding-facts.js'

/** A proceeding of a file, however it stands. @throws DomainError proceeding-unknown */
export async function loadProceeding(tx: Transaction, fileId: string, id: string, book: LawBook): Promise<ProceedingFact> {
  const named = isId(id) ? await tx.proceeding.findFirst({ where: { id, fileId }, select: { id: true } }) : null
  if (!named) throw new DomainError('proceeding-unknown')
  const [row] = await tx.$queryRaw<{ proceeding: ProceedingRow }[]>(proceedingById(id))
  return proceedingFact((row as { proceeding: ProceedingRow }).proceeding, book)
}
