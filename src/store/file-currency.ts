import type { Transaction } from './database.js'

/** A file is in one currency, that of its claims. */
export async function currencyOf(tx: Transaction, fileId: string): Promise<string> {
  return (await tx.claim.findFirstOrThrow({ where: { files: { some: { fileId } } }, select: { currency: true } })).currency
}
