import { debitBlocks } from '../domain/direct-debit.js'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { BANKING_ZONE } from '../law/sepa.js'
import type { ExpectedCredit } from './cheque-slip.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadDebitFile } from './debit-batch.js'
import { refreshDebitHold } from './debit-hold.js'
import { type LockedDebit, lockDebitRow } from './direct-debit.js'
import { lockFile } from './file-row.js'
import { bookDay } from './funds.js'
import { receivePayment } from './receive-payment.js'
import { bankPayment, settlePayment } from './settle-payment.js'

/** Who books what nobody has asked for. */
const ENGINE = 'relance'

/**
 * Debits whose day has come, by the time of their files: each is a payment from its day on, subject to clearing and return. Not
 * before, since until then nothing has left the debtor's account. @param tenantId null for all tenants @returns how many
 */
export async function collectDueDebits(db: Database, now: Date, limit: number, tenantId: string | null = null): Promise<number> {
  const due = await db.$queryRaw<{ id: string; tenantId: string }[]>`
    SELECT d.id::text, f.tenant_id::text AS "tenantId" FROM direct_debit d JOIN debt_file f ON f.id = d.file_id
     WHERE d.batch_id IS NOT NULL AND d.payment_id IS NULL AND d.returned_on IS NULL
       AND (${tenantId}::uuid IS NULL OR f.tenant_id = ${tenantId}::uuid)
       AND d.collect_on <= ((${now}::timestamptz + f.legal_offset_ms * interval '1 millisecond') AT TIME ZONE ${BANKING_ZONE})::date
     ORDER BY d.collect_on, d.id LIMIT ${limit}`
  for (const { id, tenantId: owner } of due)
    await db.$transaction(async (tx) => collect(tx, owner, await lockDebitRow(tx, { tenantId: owner, debitId: id }), ENGINE, now))
  return due.length
}

/** Books a debit as a payment of its file, under its lock. @returns the payment; null where the debit came back before */
async function collect(tx: Transaction, tenantId: string, debit: LockedDebit, actor: string, now: Date): Promise<string | null> {
  if (debit.returnedOn !== null || debit.paymentId !== null) return debit.paymentId
  const { mandate } = debit
  const { paymentId } = await receivePayment(
    tx,
    {
      tenantId,
      source: 'direct-debit',
      sourceReference: debit.id,
      reference: debit.endToEndId,
      method: 'direct_debit',
      money: { cents: cents(debit.amountCents), currency: debit.currency },
      on: fromDay(debit.collectOn),
      fileId: debit.fileId,
      named: null,
      payer: { name: mandate.holder, iban: mandate.iban, text: mandate.reference },
      where: 'clearing',
      clearedOn: null,
      actor,
    },
    now,
  )
  await tx.directDebit.update({ where: { id: debit.id }, data: { paymentId } })
  await refreshDebitHold(tx, await lockFile(tx, debit.fileId), now)
  return paymentId
}

export interface BatchCredit {
  tenantId: string
  /** Its id or its reference. */
  batch: string
  /** Reference of the block that was booked; the whole batch where it is left out. */
  block?: string | undefined
  /** Day on which the bank booked it. */
  on: LegalDay
  actor: string
}

/**
 * The bank has booked a batch, or a block of it: the money of each of its debits that did not come back is there. Told again it
 * changes nothing. @throws DomainError resource-unknown, day-impossible
 */
export async function clearBatch(tx: Transaction, { tenantId, batch, block, on, actor }: BatchCredit, now: Date): Promise<void> {
  const file = await loadDebitFile(tx, tenantId, batch)
  const blocks = debitBlocks(file).filter(({ reference }) => block === undefined || reference === block)
  if (blocks.length === 0) throw new DomainError('resource-unknown', 'block')
  if (on > bookDay(now) || blocks.some(({ collectOn }) => on < collectOn)) throw new DomainError('day-impossible', 'on')
  const references = blocks.flatMap(({ debits }) => debits.map(({ endToEndId }) => endToEndId))
  const rows = await tx.directDebit.findMany({ where: { endToEndId: { in: references } }, select: { id: true }, orderBy: { id: 'asc' } })
  for (const { id } of rows) {
    const debit = await lockDebitRow(tx, { tenantId, debitId: id })
    if (debit.returnedOn !== null || debit.payment?.clearedOn) continue
    const paymentId = await collect(tx, tenantId, debit, actor, now)
    if (paymentId === null) continue
    await bankPayment(tx, { tenantId, paymentId, on, actor })
    await settlePayment(tx, { tenantId, paymentId, on }, now)
  }
}

/** Blocks of debits of an account that the bank has not booked, with what it will book: those that came back before are left out. */
export async function blocksToClear(tx: Transaction, accountId: string): Promise<ExpectedCredit[]> {
  const waiting = { returnedOn: null, OR: [{ paymentId: null }, { payment: { clearedOn: null } }] }
  const batches = await tx.directDebitBatch.findMany({
    where: { accountId, debits: { some: waiting } },
    select: { id: true, tenantId: true, debits: { where: waiting, select: { endToEndId: true } } },
    orderBy: [{ collectOn: 'asc' }, { id: 'asc' }],
  })
  const credits: ExpectedCredit[] = []
  for (const { id, tenantId, debits } of batches) {
    const open = new Set(debits.map(({ endToEndId }) => endToEndId))
    for (const { reference, collectOn, debits: all } of debitBlocks(await loadDebitFile(tx, tenantId, id))) {
      const left = all.filter(({ endToEndId }) => open.has(endToEndId))
      const amountCents = left.reduce((total, debit) => total + debit.amountCents, 0)
      if (left.length > 0) credits.push({ id, reference, from: collectOn, amountCents })
    }
  }
  return credits
}
