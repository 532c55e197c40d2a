import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import type { ClaimFact } from '../domain/facts.js'
import { cents, sum } from '../domain/money.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { by, insertRows, type Tables } from './insert-rows.js'

export type NewClaim = OpenFileBody['claims'][number]

/** Rows of claims with what had happened to them before: payments, reminders and notices enter with their own dates. */
export function claimRows({ tenantId, creditorId, fileId }: { tenantId: string; creditorId: string; fileId: string }, input: NewClaim[]) {
  const claims = input.map((claim) => ({ claim, id: uuidv7() }))
  return {
    claims: claims.map(({ id, claim: { reference, amountCents, currency, issueDate, dueDate, category, capacity } }) => ({
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
    })),
    fileClaims: claims.map(({ id }) => ({ fileId, claimId: id })),
    postings: claims.flatMap(({ id, claim }) =>
      claim.payments.map(({ reference, on, amountCents }) => ({
        id: uuidv7(),
        tenantId,
        claimId: id,
        kind: 'payment' as const,
        amountCents,
        bookedOn: toDay(on),
        reference,
      })),
    ),
    notices: claims.flatMap(({ id, claim }) =>
      noticesOf(claim).map(({ kind, on, reference }) => ({ id: uuidv7(), claimId: id, kind, servedOn: toDay(on), reference })),
    ),
    documents: claims.flatMap(({ id, claim }) => claim.documents.map((document) => ({ id: uuidv7(), claimId: id, ...document }))),
    facts: claims.map(
      ({ id, claim }): ClaimFact => ({
        id,
        dueDate: claim.dueDate,
        amountCents: cents(claim.amountCents),
        paidCents: sum(claim.payments.map(({ amountCents }) => cents(amountCents))),
        notices: noticesOf(claim),
      }),
    ),
  }
}

function noticesOf({ reminders, notices }: NewClaim) {
  return [
    ...reminders.map(({ on }) => ({ kind: 'reminder' as const, on, reference: null })),
    ...notices.map(({ kind, on, reference }) => ({ kind, on, reference: reference ?? null })),
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
  await add('posting', ({ postings }) => postings)
  await add('claim_notice', ({ notices }) => notices)
  await add('claim_document', ({ documents }) => documents)
}
