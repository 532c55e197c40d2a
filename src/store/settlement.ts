import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { lastDayOf, paidBy } from '../domain/promise.js'
import { grantedRemissions, isWithinShare } from '../domain/settlement.js'
import type { Settlement } from '../generated/prisma/client.js'
import { settlementRules } from '../law/agreements.js'
import { tellCreditor } from './agreement-notice.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { dropSettlement, OPEN_SETTLEMENT } from './drop-agreement.js'
import type { FileAct } from './file-act.js'
import { currencyOf } from './file-currency.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { type Owing, requireFreeToAgree } from './open-agreement.js'
import { tell } from './outbox.js'
import { DEBTOR } from './promise.js'
import { refuseProtected } from './situation.js'
import { stagedId } from './staged-input.js'

export interface NewSettlement {
  /** What settles all that is owed, if it is there in time. */
  amountCents: number
  payBy: LegalDay
}

/**
 * Proposes that a part settles the debt. Within what the mandate lets the agency remit an operator approves, and one that an operator
 * proposes is approved at once; beyond, the creditor is asked.
 * @returns its id
 * @throws DomainError file-unknown, file-closed, nothing-owed, settlement-open, payment-exceeds-balance (it is no part), day-impossible,
 * debtor-insolvent, debtor-protected, plan-open, promise-open, key-reused
 */
export async function proposeSettlement(db: Database, act: FileAct, settlement: NewSettlement): Promise<string> {
  const { tenantId, fileId, actor, now } = act
  const { amountCents, payBy } = settlement
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'propose-settlement', input: { amountCents, payBy } }, async (tx, file) => {
    const found = await requireFreeToAgree(tx, file, now)
    const today = legalToday(file, now)
    requireTerms(settlement, found, today)
    const { answerDays, graceDays } = settlementRules.value
    const { owedCents } = found
    const state = await firstState(tx, file, found, { actor, remittedCents: cents(owedCents - amountCents) })
    const terms = { currency: await currencyOf(tx, fileId), amountCents, owedCents, payBy: toDay(payBy), graceDays }
    const days = { proposedOn: toDay(today), answerBy: toDay(addDays(today, answerDays)) }
    const approval = state === 'approved' ? { approvedBy: actor, approvedOn: toDay(today) } : {}
    const proposedBy = actor === DEBTOR ? DEBTOR : 'operator'
    const baselineCents = paidBy(found.facts, today)
    await tx.settlement.create({ data: { id, tenantId, fileId, proposedBy, state, ...terms, baselineCents, ...days, ...approval, actor } })
    const data = { settlementId: id, amountCents, owedCents, payBy, state }
    await appendEvent(tx, fileId, { kind: 'settlement-proposed', actor, legalTime: legalNow(file, now), data })
    await tellCreditor(tx, file, { kind: 'settlement', reason: state, reference: id, amountCents, on: today })
    await tell(tx, fileId, 'settlement-proposed')
  })
  return id
}

/** @throws DomainError day-impossible, payment-exceeds-balance */
function requireTerms({ amountCents, payBy }: NewSettlement, { owedCents }: Owing, today: LegalDay): void {
  if (payBy < today || payBy > addDays(today, settlementRules.value.longestDays)) throw new DomainError('day-impossible', 'payBy')
  if (amountCents >= owedCents) throw new DomainError('payment-exceeds-balance', 'amountCents')
}

/** Who has to answer first, if anybody. */
async function firstState(
  tx: Transaction,
  file: FileRow,
  found: Owing,
  { actor, remittedCents }: { actor: string; remittedCents: Cents },
): Promise<'proposed' | 'asked' | 'approved'> {
  if (!(await mayGrant(tx, file, found, remittedCents))) return 'asked'
  return actor === DEBTOR ? 'proposed' : 'approved'
}

/** Whether the agency may let so much go by itself; who collects its own claims always may. */
async function mayGrant(tx: Transaction, file: FileRow, { facts, owedCents }: Owing, remittedCents: Cents): Promise<boolean> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { mandate: true } })
  if (mandate === null) return true
  const earlierCents = sum(facts.claims.flatMap((claim) => grantedRemissions(claim).map(({ amountCents }) => amountCents)))
  return isWithinShare({ owedCents, remittedCents, earlierCents }, mandate.mostRemissionPercent)
}

/** Who answers a proposed settlement: an operator what is within the mandate, the creditor what is beyond it. */
export interface SettlementAnswer {
  settlementId: string
  answer: 'approve' | 'refuse'
  from: 'operator' | 'creditor'
  /** Why it is refused: for the debtor, in the row alone. */
  reason: string | null
}

/**
 * Answers a settlement. An operator may refuse what the creditor is asked for, and approves nothing beyond the mandate.
 * @throws DomainError file-unknown, settlement-unknown, settlement-state, day-impossible where its days are over already, debtor-insolvent,
 * debtor-protected, key-reused
 */
export async function answerSettlement(db: Database, act: FileAct, said: SettlementAnswer): Promise<void> {
  const { fileId, actor, now } = act
  const { settlementId, answer, from, reason } = said
  await onceForFile(db, { ...act, kind: 'answer-settlement', input: { settlementId, answer, from } }, async (tx, file) => {
    const row = await findSettlement(tx, fileId, settlementId)
    const today = legalToday(file, now)
    if (answer === 'approve') await approve(tx, file, row, said, { actor, today })
    else await refuse(tx, row, reason, today)
    const state = answer === 'approve' ? 'approved' : 'refused'
    const data = { settlementId, by: from, state }
    await appendEvent(tx, fileId, { kind: 'settlement-answered', actor, legalTime: legalNow(file, now), data })
    if (from === 'operator') {
      const { amountCents } = row
      await tellCreditor(tx, file, {
        kind: 'settlement',
        reason: state,
        reference: settlementId,
        amountCents: Number(amountCents),
        on: today,
      })
    }
    await tell(tx, fileId, 'settlement-answered')
  })
}

const WAITS_FOR = { operator: 'proposed', creditor: 'asked' } as const

async function approve(
  tx: Transaction,
  file: FileRow,
  row: Settlement,
  { from }: SettlementAnswer,
  { actor, today }: { actor: string; today: LegalDay },
): Promise<void> {
  if (row.state !== WAITS_FOR[from]) throw new DomainError('settlement-state')
  if (today > lastDayOf({ payBy: fromDay(row.payBy), graceDays: row.graceDays })) throw new DomainError('day-impossible', 'payBy')
  await refuseInsolvent(tx, file)
  await refuseProtected(tx, file)
  await tx.settlement.update({ where: { id: row.id }, data: { state: 'approved', approvedBy: actor, approvedOn: toDay(today) } })
}

async function refuse(tx: Transaction, { id, state }: Settlement, reason: string | null, today: LegalDay): Promise<void> {
  if (state !== 'proposed' && state !== 'asked') throw new DomainError('settlement-state')
  await tx.settlement.update({ where: { id }, data: { state: 'refused', endedOn: toDay(today), reason } })
}

/** Takes an open settlement back, also one that was approved: the file goes on with all that is owed. @throws DomainError file-unknown, settlement-unknown, settlement-state, key-reused */
export async function withdrawSettlement(db: Database, act: FileAct, settlementId: string): Promise<void> {
  const { fileId, actor, now } = act
  await onceForFile(db, { ...act, kind: 'withdraw-settlement', input: { settlementId } }, async (tx, file) => {
    const { state } = await findSettlement(tx, fileId, settlementId)
    if (!OPEN_SETTLEMENT.some((open) => open === state)) throw new DomainError('settlement-state')
    await dropSettlement(tx, file, 'withdrawn', { actor, at: legalNow(file, now), on: legalToday(file, now) })
    await tell(tx, fileId, 'settlement-ended')
  })
}

/** @throws DomainError settlement-unknown */
export async function findSettlement(tx: Transaction, fileId: string, id: string): Promise<Settlement> {
  const row = isId(id) ? await tx.settlement.findFirst({ where: { id, fileId } }) : null
  if (!row) throw new DomainError('settlement-unknown')
  return row
}
