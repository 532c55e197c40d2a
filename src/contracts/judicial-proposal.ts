import { z } from 'zod'
import { writing } from './fields.js'

const ChoiceReason = z.object({ rule: z.string(), source: z.string(), speaks: z.enum(['for', 'against', 'forbids']) })

const MissingPiece = z.object({
  /** Any of these kinds will do. */
  anyOf: z.array(z.string()).readonly(),
  /** Null where it is wanted once. */
  claimId: z.uuid().nullable(),
  from: z.string(),
  source: z.string(),
})

/** A road to a title, weighed. */
const RoadOption = z.object({
  procedure: z.string(),
  name: z.string(),
  open: z.boolean(),
  reasons: z.array(ChoiceReason),
  court: z.object({ code: z.string(), name: z.string(), source: z.string(), confirmed: z.boolean() }).nullable(),
  claims: z.array(z.object({ claimId: z.uuid(), principalCents: z.int() })),
  askedCents: z.int(),
  owedCents: z.int(),
  /** What it takes until there is a title, where nobody resists: `unknown` are codes of costs whose amount nobody has entered. */
  cost: z.object({ cents: z.int(), confirmed: z.boolean(), unknown: z.array(z.string()) }),
  expectedDays: z.int(),
  successPpm: z.int(),
  /** What it brings on the average, less what it costs. */
  expectedCents: z.int(),
  attempt: z.object({ state: z.enum(['not-needed', 'met', 'missing']), source: z.string().nullable() }),
  lawyer: z.object({ compulsory: z.boolean(), source: z.string().nullable() }),
  steps: z.array(
    z.object({
      task: z.string(),
      by: z.array(z.string()).readonly(),
      power: z.string().nullable(),
      given: z.boolean(),
      source: z.string(),
    }),
  ),
  lastDayToBegin: z.iso.date().nullable(),
  missing: z.array(MissingPiece),
})

/** The roads of a file side by side: those to a title, and going on without a court. */
export const RoadComparison = z
  .object({
    /** What the rule proposes; null where it proposes to sue by none. */
    procedure: z.string().nullable(),
    because: z.array(ChoiceReason),
    options: z.array(RoadOption),
    amicable: z
      .object({
        cost: z.object({ cents: z.int(), confirmed: z.boolean() }),
        expectedDays: z.int(),
        successPpm: z.int(),
        expectedCents: z.int(),
        source: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'RoadComparison' })
export type RoadComparison = z.infer<typeof RoadComparison>

export const PROPOSAL_STATES = ['open', 'approved', 'refused', 'void', 'dropped'] as const

export const JudicialProposalView = z
  .object({
    id: z.uuid(),
    /** `void`: nobody answered in time, or nothing was begun by it. `dropped`: overtaken by what happened. */
    state: z.enum(PROPOSAL_STATES),
    procedure: z.string().nullable(),
    /** What people have agreed to. */
    chosen: z.string().nullable(),
    currency: z.string(),
    askedCents: z.int(),
    /** How many people it takes, and who has agreed. */
    people: z.int(),
    approvals: z.array(z.object({ person: z.string(), at: z.iso.datetime() })),
    proposedOn: z.iso.date(),
    remindOn: z.iso.date(),
    answerBy: z.iso.date(),
    remindedOn: z.iso.date().nullable(),
    answeredOn: z.iso.date().nullable(),
    reason: z.string().nullable(),
    actor: z.string(),
    /** The proceeding that it has led to. */
    proceedingId: z.uuid().nullable(),
    /** What was weighed when it was made. */
    weighed: RoadComparison,
  })
  .meta({ id: 'JudicialProposal' })
export type JudicialProposalView = z.infer<typeof JudicialProposalView>
/** The newest first. */
export const JudicialProposalList = z.object({ proposals: z.array(JudicialProposalView) }).meta({ id: 'JudicialProposalList' })
export type JudicialProposalList = z.infer<typeof JudicialProposalList>

export const ProposalApprovalBody = z
  .strictObject({
    /** Another road that is open; the one proposed where left out. */
    procedure: z.enum(['payment-order', 'small-claims', 'summons', 'interim-order']).nullable().default(null),
    /** Organisations of the officer and the lawyer who act. */
    officer: z.uuid().nullable().default(null),
    lawyer: z.uuid().nullable().default(null),
  })
  .meta({ id: 'ProposalApproval', example: { procedure: 'payment-order', officer: null, lawyer: null } })

export const ProposalRefusalBody = z
  .strictObject({ reason: writing(2000) })
  .meta({ id: 'ProposalRefusal', example: { reason: 'The debtor has nothing.' } })
