import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import type { ClaimFact } from '../domain/facts.js'
import { cents, sum } from '../domain/money.js'
import { toDay } from './day.js'

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
