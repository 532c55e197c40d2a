import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'

/** Takes the lock of a file's debtor, which comes before the file's own, and reads who it is. @throws DomainError file-unknown */
export async function lockParty(tx: Transaction, fileId: string): Promise<{ name: string; addressLines: string[] }> {
  const [debtor] = await tx.$queryRaw<{ name: string; addressLines: string[] }[]>`
    SELECT p.name, p.address_lines AS "addressLines" FROM party p JOIN debt_file f ON f.debtor_id = p.id WHERE f.id = ${fileId}::uuid FOR UPDATE OF p`
  if (!debtor) throw new DomainError('file-unknown')
  return debtor
}
