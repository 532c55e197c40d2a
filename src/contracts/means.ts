import { z } from 'zod'
import { writing } from './fields.js'

const LARGEST_MONTHLY_CENTS = 1_000_000_00
const monthly = z.int().min(0).max(LARGEST_MONTHLY_CENTS)

/** What a household has and has to pay each month, in cents: no more than proposals need. */
export const MeansBody = z
  .strictObject({
    incomeCents: monthly,
    housingCents: monthly,
    otherChargesCents: monthly,
    /** What it pays on other debts. */
    debtsCents: monthly,
    /** People who live on it, beside the debtor. */
    dependants: z.int().min(0).max(20),
    words: writing(2000).nullable().default(null),
  })
  .meta({
    id: 'NewMeans',
    example: { incomeCents: 165_000, housingCents: 62_000, otherChargesCents: 70_000, debtsCents: 12_000, dependants: 1, words: null },
  })

/** Plans that fit what is left each month, and who helps. */
export const Help = z
  .object({
    /** What is left each month, below zero where more is spent than there is; null where nobody has told. */
    leftCents: z.int().nullable(),
    /** Sums a month that fit, with how many months that makes; empty where nothing is left, or too little. */
    proposals: z.array(z.object({ monthlyCents: z.int(), instalments: z.int() })),
    /** Who helps: name, what for, address, telephone, page; with where that is published. */
    places: z.array(
      z.object({
        name: z.string(),
        what: z.string(),
        address: z.string().nullable(),
        phone: z.string().nullable(),
        url: z.string().nullable(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'Help' })
export type Help = z.infer<typeof Help>

export const MeansSummary = z.object({
  id: z.uuid(),
  statedOn: z.iso.date(),
  answerBy: z.iso.date(),
  state: z.enum(['open', 'answered']),
  answeredOn: z.iso.date().nullable(),
})

/** What a debtor has told of its means, with what can be proposed to it today. */
export const MeansView = MeansSummary.extend({
  /** Null once it is erased. */
  means: MeansBody.nullable(),
  help: Help,
}).meta({ id: 'Means' })
export type MeansView = z.infer<typeof MeansView>
export const MeansList = z.object({ statements: z.array(MeansView) }).meta({ id: 'MeansList' })
export type MeansList = z.infer<typeof MeansList>
