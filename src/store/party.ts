import type { Transaction } from './database.js'

/** Takes the lock of a file's debtor, which comes before the file's own, and reads who it is. */
export async function lockParty(tx: Transaction, fileId: string): Promise<{ name: string; addressLines: string[] }> {
  await tx.$queryRaw`SELECT p.id FROM party p JOIN debt_file f ON f.debtor_id = p.id WHERE f.id = ${fileId}::uuid FOR UPDATE OF p`
  const { debtor } = await tx.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    select: { debtor: { select: { name: true, addressLines: true } } },
  })
  return debtor
}
