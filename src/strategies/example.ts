import { z } from 'zod'
import { CAPACITIES, CLAIM_CATEGORIES } from '../domain/capacity.js'
import { CHANNELS, type ClaimFact, type Facts, type MandateFact } from '../domain/facts.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { ppmOf } from '../domain/rate.js'
import { NOTICE_KINDS } from '../domain/stage.js'

const day = z.iso.date()
const amountCents = z.int().min(1).max(100_000_000_000)

/** A debtor and its invoices, to try a strategy on. */
export const StrategyExample = z.strictObject({
  /** Legal day on which the file is opened. */
  opened: day,
  collects: z.enum(['agency', 'creditor']).default('agency'),
  /** How far an agency's mandate goes. */
  scope: z.enum(['amicable', 'judicial']).default('judicial'),
  debtor: z
    .strictObject({
      kind: z.enum(['person', 'company']).default('company'),
      language: z.string().length(2).default('fr'),
      /** ISO 3166-2 code of a region whose holidays or clock differ from its country's: `FR-67`. */
      region: z.string().max(6).nullable().default(null),
      sector: z.string().max(60).nullable().default(null),
      score: z.int().min(0).max(100).nullable().default(null),
      closedFiles: z.int().min(0).default(0),
      lateFiles: z.int().min(0).default(0),
      reachable: z
        .array(z.enum(CHANNELS))
        .min(1)
        .default([...CHANNELS]),
    })
    .prefault({}),
  claims: z
    .array(
      z.strictObject({
        reference: z.string().min(1).max(100),
        dueDate: day,
        amountCents,
        capacity: z.enum(CAPACITIES).default('undecided'),
        category: z.enum(CLAIM_CATEGORIES).default('goods-and-services'),
        /** Yearly late rate agreed in the contract, in percent. */
        contractRatePercent: z.number().min(0).max(100).nullable().default(null),
        waives: z.array(z.enum(['interest', 'indemnity'])).default([]),
        payments: z.array(z.strictObject({ reference: z.string().min(1).max(100), on: day, amountCents })).default([]),
        notices: z.array(z.strictObject({ kind: z.enum(NOTICE_KINDS), on: day })).default([]),
      }),
    )
    .min(1)
    .max(100),
})
export type StrategyExample = z.infer<typeof StrategyExample>

/** What rules would know of an example's file on the day that it is opened. @param waived what the strategy does not ask for */
export function factsOf({ opened, collects, scope, debtor, claims }: StrategyExample, waived: ClaimFact['waives']): Facts {
  const { kind, language, region, sector, score, closedFiles, lateFiles, reachable } = debtor
  const mandate: MandateFact = { from: opened, until: null, scope, toleranceCents: cents(0) }
  return {
    claims: claims.map((claim) => claimOf(claim, waived)),
    holds: [],
    contacts: [],
    overrides: [],
    reachable,
    region,
    otherContacts: [],
    mandate: collects === 'agency' ? mandate : null,
    segment: { kind, language, sector, score, closedFiles, lateFiles },
  }
}

function claimOf(claim: StrategyExample['claims'][number], waived: ClaimFact['waives']): ClaimFact {
  const { reference, contractRatePercent, payments, waives, ...rest } = claim
  const paid = payments.map(({ amountCents, ...payment }) => ({
    ...payment,
    kind: 'payment' as const,
    amountCents: cents(amountCents),
    imputation: 'law' as const,
  }))
  return {
    id: reference,
    ...rest,
    amountCents: cents(rest.amountCents),
    currency: 'EUR',
    contractPpm: contractRatePercent === null ? null : ppmOf(contractRatePercent),
    waives: [...new Set([...waives, ...waived])],
    money: paid.sort(byDay),
    limitationFrom: null,
    acts: [],
  }
}

const byDay = (a: { on: LegalDay }, b: { on: LegalDay }) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
