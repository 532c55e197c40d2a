import { v7 as uuidv7 } from 'uuid'
import { bankReturnUntil, type DebitScheme } from '../domain/direct-debit.js'
import { addDays, type LegalDay, later } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { debitRules } from '../law/sepa.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { FileRow } from './file-row.js'

const DIRECT_DEBIT = 'direct-debit'

/**
 * Lets a file wait for its debits that were announced and are neither collected, returned nor cancelled: until the last of them
 * would have come back for want of funds. Those of a plan in force hold nothing: the plan waits for them itself. The caller holds the
 * file's lock.
 */
export async function refreshDebitHold(tx: Transaction, file: FileRow, now: Date): Promise<void> {
  const at = legalNow(file, now)
  await tx.hold.updateMany({ where: { fileId: file.id, reason: DIRECT_DEBIT, liftedAt: null }, data: { liftedAt: at } })
  const ofPlan = await tx.planCollection.findMany({ where: { kind: DIRECT_DEBIT, plan: { fileId: file.id, state: 'active' } } })
  const others = { id: { notIn: ofPlan.map(({ reference }) => reference) } }
  const awaited = await tx.directDebit.findMany({
    where: { fileId: file.id, announcedOn: { not: null }, cancelledOn: null, returnedOn: null, paymentId: null, ...others },
    include: { mandate: { select: { scheme: true } } },
  })
  if (awaited.length === 0) return
  const until = awaited.map(({ collectOn, mandate }) => waitsUntil(fromDay(collectOn), mandate.scheme)).reduce(later)
  await tx.hold.create({ data: { id: uuidv7(), fileId: file.id, reason: DIRECT_DEBIT, until: toDay(until), placedAt: at } })
}

const waitsUntil = (collectOn: LegalDay, scheme: string): LegalDay =>
  addDays(bankReturnUntil(collectOn, debitRules(scheme as DebitScheme)), 1)
