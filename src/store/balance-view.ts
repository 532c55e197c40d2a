import type { BalanceView, LedgerView } from '../contracts/balance.js'
import { type ClaimStatement, statementsOf } from '../domain/account.js'
import type { ClaimFact, MoneyKind } from '../domain/facts.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { percentOf } from '../domain/rate.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'

/** How a file stands at the end of a day, its own today where none is given, by what is known now. */
export async function viewBalance(db: Database, fileId: string, on: LegalDay | undefined, now: Date): Promise<BalanceView> {
  const { legalOffsetMs, claims: rows } = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    select: { legalOffsetMs: true, claims: { select: { claim: { select: { id: true, reference: true, currency: true } } } } },
  })
  const { facts, law } = await loadCase(db, fileId)
  const day = on ?? legalDayOf(legalNow({ legalOffsetMs }, now), law.zone)
  const statements = statementsOf(facts, law, day)
  const claims = facts.claims.map((claim) => {
    const statement = statements.find(({ claimId }) => claimId === claim.id) as ClaimStatement
    const { reference = '' } = rows.find((row) => row.claim.id === claim.id)?.claim ?? {}
    return { reference, dueDate: claim.dueDate, amountCents: claim.amountCents, ...claimSums(claim, statement) }
  })
  return { on: day, currency: rows[0]?.claim.currency ?? 'EUR', ...sumsOf(statements), claims }
}

/** A claim's sums with the lines of its interest. */
export function claimSums(claim: ClaimFact, statement: ClaimStatement) {
  return { ...sumsOf([statement]), ...movedOn(claim, statement.on), interestLines: statement.lines.map(lineView) }
}

/** What statements say together. */
export function sumsOf(statements: readonly ClaimStatement[]) {
  const sum = (of: (statement: ClaimStatement) => number) => statements.reduce((total, statement) => total + of(statement), 0)
  return {
    principalCents: sum(({ principalCents }) => principalCents),
    interestCents: sum(({ interestCents }) => interestCents),
    indemnityCents: sum(({ indemnityCents }) => indemnityCents),
    costsCents: sum(({ costsCents }) => costsCents),
    owedCents: sum(({ owedCents }) => owedCents),
    provisionalCents: sum(({ provisionalCents }) => provisionalCents),
    barredInterestCents: sum(({ barredInterestCents }) => barredInterestCents),
    overpaidCents: sum(({ overpaidCents }) => overpaidCents),
  }
}

const LOWERING: readonly MoneyKind[] = ['credit-note', 'withdrawal', 'remission', 'write-off']

function movedOn({ money }: ClaimFact, on: LegalDay) {
  const past = money.filter((fact) => fact.on <= on)
  const sum = (...kinds: readonly MoneyKind[]) =>
    past.reduce((total, { kind, amountCents }) => total + (kinds.includes(kind) ? amountCents : 0), 0)
  return { paidCents: sum('payment', 'direct-payment') - sum('reversal'), loweredCents: sum(...LOWERING) }
}

function lineView({ from, to, days, ratePpm, baseCents, amountCents, known, source }: ClaimStatement['lines'][number]) {
  return { from, to, days, ratePercent: percentOf(ratePpm), baseCents, amountCents, provisional: !known, source }
}

/** The entries of a file's claims with their legs, in the order in which they were recorded. */
export async function viewLedger(db: Database, fileId: string): Promise<LedgerView> {
  const entries = await db.ledgerEntry.findMany({
    where: { claim: { files: { some: { fileId } } } },
    include: { legs: { orderBy: { account: 'asc' } }, claim: { select: { reference: true, currency: true } } },
    orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
  })
  return {
    currency: entries[0]?.claim.currency ?? 'EUR',
    entries: entries.map(({ id, claim, kind, reference, valueOn, recordedAt, amountCents, imputation, legs }) => ({
      id,
      claim: claim.reference,
      kind: kind.replaceAll('_', '-'),
      reference,
      on: fromDay(valueOn),
      recordedAt: recordedAt.toISOString(),
      amountCents: Number(amountCents),
      imputation: imputation === 'law' ? 'law' : 'principal-first',
      legs: legs.map((leg) => ({ account: leg.account, amountCents: Number(leg.amountCents) })),
    })),
  }
}
