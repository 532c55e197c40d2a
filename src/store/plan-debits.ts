import type { DebitScheme } from '../domain/direct-debit.js'
import type { ErrorCode } from '../domain/errors.js'
import { type LegalDay, later } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { Coverage, PlanFact } from '../domain/payment-plan.js'
import { addTargetDays, isTargetDay } from '../domain/target-day.js'
import { debitRules } from '../law/sepa.js'
import type { Transaction } from './database.js'
import { debitableOf, dropPlannedDebits, faultOf, LIVE, type MandateRow, writeDebit } from './direct-debit.js'
import type { FileRow } from './file-row.js'
import { legalToday } from './legal-today.js'
import { ENGINE, noteCollection } from './plan-collection.js'
import type { PlanRow } from './plan-row.js'

/** Debits are in euros alone. */
const EURO = 'EUR'

interface ToCollect {
  method: PlanFact['method']
  instalments: number
  currency: string
  /** Day of the last instalment. */
  lastOn: LegalDay
}

/** The mandate or card that a plan would be collected by, and why there is none. */
export async function collectorOf(
  tx: Transaction,
  fileId: string,
  { method, instalments, currency, lastOn }: ToCollect,
): Promise<{ collectedBy: string | null; faults: ErrorCode[] }> {
  if (method === 'by-debtor') return { collectedBy: null, faults: [] }
  if (method === 'card') {
    const card = await tx.storedCard.findFirst({ where: { fileId, revokedAt: null }, orderBy: [{ consentedAt: 'desc' }, { id: 'desc' }] })
    return card ? { collectedBy: card.id, faults: [] } : { collectedBy: null, faults: ['card-missing'] }
  }
  if (currency !== EURO) return { collectedBy: null, faults: ['currency-mismatch'] }
  const mandates = await tx.directDebitMandate.findMany({ where: { fileId, revokedOn: null }, ...WITH_DEBITS })
  const usable = mandates.find((mandate) => (mandate.recurrent || instalments === 1) && faultOf(mandate, lastOn) === null)
  return usable ? { collectedBy: usable.id, faults: [] } : { collectedBy: null, faults: ['debit-mandate-unknown'] }
}

const WITH_DEBITS = {
  include: { debits: { where: { cancelledOn: null } } },
  orderBy: [{ signedOn: 'desc' as const }, { reference: 'asc' as const }],
}

/**
 * Plans the debits of a schedule that are still to come, under the file's lock. What was planned before is let be: it is in the schedule.
 * The schedule that was agreed tells the debtor of all of them, whatever notice the mandate gives otherwise.
 */
export async function planDebits(tx: Transaction, file: FileRow, row: PlanRow, coverage: readonly Coverage[], now: Date): Promise<void> {
  await dropPlannedDebits(tx, file, ENGINE, now, 'plan')
  const mandate = await tx.directDebitMandate.findUnique({ where: { id: row.collectedBy ?? '' }, include: { debits: true } })
  if (!mandate) return
  for (const instalment of coverage.filter(({ isCovered }) => !isCovered)) await planOne(tx, file, { row, mandate, instalment }, now)
}

interface Planned {
  row: PlanRow
  mandate: MandateRow
  instalment: Coverage
}

/** A debit that cannot be planned is a collection that failed: the debtor pays that instalment by other means. */
async function planOne(tx: Transaction, file: FileRow, { row, mandate, instalment }: Planned, now: Date): Promise<void> {
  const today = legalToday(file, now)
  const { number, dueOn, amountCents: whole, paidCents } = instalment
  const left = await debitableOf(tx, file.id, today, LIVE)
  const amountCents = cents(Math.min(whole - paidCents, left))
  if (amountCents <= 0) return
  const collectOn = collectionDay(dueOn, today, mandate.scheme as DebitScheme)
  const attempt = { planId: row.id, revision: row.revision, number, attempt: 1, kind: 'direct-debit' } as const
  const fault = faultOf(mandate, collectOn)
  if (fault !== null) {
    await noteCollection(tx, file, { ...attempt, reference: mandate.reference, askedOn: today, failureCode: fault }, now)
    return
  }
  const reference = await writeDebit(tx, file, mandate.id, { amountCents, collectOn, announcedOn: today, actor: ENGINE }, now)
  await noteCollection(tx, file, { ...attempt, reference, askedOn: collectOn, failureCode: null }, now)
}

/** The first day on or after an instalment's on which banks settle, and for which there is time to take it there. */
function collectionDay(dueOn: LegalDay, today: LegalDay, scheme: DebitScheme): LegalDay {
  // A day to put it into a file, and those that the bank asks for.
  const day = later(dueOn, addTargetDays(today, debitRules(scheme).leadTargetDays + 1))
  return isTargetDay(day) ? day : addTargetDays(day, 1)
}
