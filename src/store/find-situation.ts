import { DomainError } from '../domain/errors.js'
import type { Situation } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'

/** @throws DomainError situation-unknown */
export async function findSituation(tx: Transaction, partyId: string, id: string): Promise<Situation> {
  const found = (await tx.situation.findMany({ where: { partyId } })).find((one) => one.id === id)
  if (!found) throw new DomainError('situation-unknown', 'situation')
  return found
}
