import { balanceOn } from '../domain/account.js'
import { askableOf } from '../domain/barred-claims.js'
import type { Transaction } from './database.js'
import { dropPlannedDebits } from './direct-debit.js'
import { loadCase } from './facts.js'
import type { FileRow } from './file-row.js'
import { legalToday } from './legal-today.js'

/** Cancels a file's debits that are not at the bank yet where they would take what the debtor contests; a person plans them anew. */
export async function dropContestedDebits(tx: Transaction, file: FileRow, now: Date): Promise<void> {
  const live = { fileId: file.id, cancelledOn: null, returnedOn: null, paymentId: null }
  const { _sum } = await tx.directDebit.aggregate({ where: live, _sum: { amountCents: true } })
  if (_sum.amountCents === null) return
  const { facts, law } = await loadCase(tx, file.id)
  const today = legalToday(file, now)
  if (Number(_sum.amountCents) > balanceOn(askableOf(facts, law, today), law, today))
    await dropPlannedDebits(tx, file, 'engine', now, 'dispute')
}
