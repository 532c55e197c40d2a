import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import type { ClaimFact } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import { cents } from '../domain/money.js'
import { ppmOf } from '../domain/rate.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { by, insertRows, type Tables } from './insert-rows.js'
import { consequenceRows, DIRECT, type EntryRows, entryRows, postedBy } from './ledger.js'

export type NewClaim = OpenFileBody['claims'][number]

/**
 * Rows of claims with what had happened to them before: payments, reminders and notices enter with their own dates, and
 * what the law makes of the payments is posted with them.
 * @param waived what the file's strategy does not ask for
 */
export function claimRows(
  { tenantId, creditorId, fileId, actor }: { tenantId: string; creditorId: string; fileId: string; actor: string },
  input: NewClaim[],
  law: LawBook,
  waived: ClaimFact['waives'] = [],
) {
  const claims = input.map((claim) => ({ claim: { ...claim, waives: [...new Set([...claim.waives, ...waived])] }, id: uuidv7() }))
  const facts = claims.map(({ id, claim }) => claimFact(id, claim))
  return {
    claims: claims.map(
      ({
        id,
        claim: { reference, amountCents, currency, issueDate, dueDate, category, capacity, contractRatePercent, waives, limitationFrom },
      }) => ({
        id,
        tenantId,
        creditorId,
        reference,
        amountCents,
        currency,
        issueDate: issueDate === undefined ? null : toDay(issueDate),
        dueDate: toDay(dueDate),
        category,
        capacity,
        contractPpm: contractPpmOf(contractRatePercent),
        waives,
        limitationFrom: limitationFrom === undefined ? null : toDay(limitationFrom),
      }),
    ),
    fileClaims: claims.map(({ id }) => ({ fileId, claimId: id })),
    entries: claims.flatMap(({ claim }, index) => entriesOf(tenantId, claim, facts[index] as ClaimFact, law)),
    notices: claims.flatMap(({ id, claim }) =>
      noticesOf(claim).map(({ on, ...notice }) => ({ id: uuidv7(), claimId: id, servedOn: toDay(on), ...notice })),
    ),
    acts: claims.flatMap(({ id, claim }) =>
      (claim.acts ?? []).map(({ act: kind, on, until, reference, proofSha256 }) => {
        const days = { doneOn: toDay(on), endsOn: until === null ? null : toDay(until) }
        return { id: uuidv7(), claimId: id, kind, ...days, reference, proofSha256, actor }
      }),
    ),
    documents: claims.flatMap(({ id, claim }) => claim.documents.map((document) => ({ id: uuidv7(), claimId: id, ...document }))),
    facts,
  }
}

/** A claim as rules see it before anything was recorded of it here. */
export function claimFact(id: string, claim: NewClaim): ClaimFact {
  return {
    id,
    dueDate: claim.dueDate,
    amountCents: cents(claim.amountCents),
    currency: claim.currency,
    capacity: claim.capacity,
    category: claim.category,
    contractPpm: contractPpmOf(claim.contractRatePercent),
    waives: claim.waives,
    money: paymentsOf(claim)
      .sort(by(({ on }) => on))
      .map(({ amountCents, ...payment }) => ({ ...payment, amountCents: cents(amountCents), imputation: 'law' as const })),
    ...limitedBy(claim),
    notices: noticesOf(claim).map(({ kind, on }) => ({ kind, on })),
  }
}

/** What a claim's limitation depends on besides its kind: where it begins, and the acts before it came here. */
export const limitedBy = ({ limitationFrom, acts = [] }: NewClaim): Pick<ClaimFact, 'limitationFrom' | 'acts'> => ({
  limitationFrom: limitationFrom ?? null,
  acts: acts.map(({ act: kind, on, until }) => ({ kind, on, until })),
})

/** What was paid before, to the agency that had the claim then or to the creditor itself. */
const paymentsOf = ({ payments, directPayments = [] }: NewClaim) => [
  ...payments.map((payment) => ({ kind: 'payment' as const, ...payment })),
  ...directPayments.map(({ reference, ...payment }) => ({
    kind: 'direct-payment' as const,
    reference: `${DIRECT}${reference}`,
    ...payment,
  })),
]

/** The claim itself, what was paid on it before, and what follows from that. */
function entriesOf(tenantId: string, claim: NewClaim, fact: ClaimFact, law: LawBook): EntryRows[] {
  const { reference, amountCents, issueDate, dueDate } = claim
  const facts = [
    entryRows({ tenantId, claimId: fact.id, kind: 'claim', reference, valueOn: issueDate ?? dueDate, amountCents }),
    ...paymentsOf(claim).map(({ kind, on, ...payment }) =>
      entryRows({ tenantId, claimId: fact.id, valueOn: on, ...payment, kind: kind === 'payment' ? kind : 'direct_payment' }),
    ),
  ]
  return [...facts, ...consequenceRows(tenantId, fact, [], law, postedBy(facts), `claim:${reference}`)]
}

const contractPpmOf = (percent: number | undefined) => (percent === undefined ? null : ppmOf(percent))

function noticesOf({ reminders, notices }: NewClaim) {
  return [
    ...reminders.map(({ on }) => ({ kind: 'reminder' as const, on, reference: null, proof: null, proofSha256: null })),
    ...notices.map(({ kind, on, reference = null, proof = null, proofSha256 = null }) => ({ kind, on, reference, proof, proofSha256 })),
  ]
}

type ClaimRows = ReturnType<typeof claimRows>

/**
 * Adds claims with all that belongs to them, a statement a table. What must be unique is written in one order, so that
 * two batches wait for each other and never in a circle.
 * @throws a unique violation when another file of the creditor holds one of them
 */
export async function writeClaims(tx: Transaction, rows: readonly ClaimRows[]): Promise<void> {
  const claims = rows.flatMap((row) => row.claims)
  await insertRows(tx, 'claim', claims.sort(by(({ creditorId, reference }) => `${creditorId} ${reference}`)))
  const add = <T extends keyof Tables>(table: T, of: (row: ClaimRows) => Tables[T][]) => insertRows(tx, table, rows.flatMap(of))
  await add('file_claim', ({ fileClaims }) => fileClaims)
  await add('ledger_entry', ({ entries }) => entries.map(({ entry }) => entry))
  await add('ledger_leg', ({ entries }) => entries.flatMap(({ legs }) => legs))
  await add('claim_notice', ({ notices }) => notices)
  await add('claim_act', ({ acts }) => acts)
  await add('claim_document', ({ documents }) => documents)
}
