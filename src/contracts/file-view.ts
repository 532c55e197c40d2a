import { z } from 'zod'
import { AdmissionReason } from './admission.js'
import { Agreements } from './agreement.js'
import { InterestLineView, MOVED, SUMS } from './balance.js'
import { ClosingSummary, OrderSummary } from './closing.js'
import { DisputeView } from './dispute.js'
import { Reason } from './fields.js'
import { LIABILITIES } from './liability.js'
import { LimitationView } from './limitation.js'
import { PlanView } from './payment-plan.js'
import { SituationView } from './situation.js'

const day = z.iso.date()
const instant = z.iso.datetime()
const cents = z.int()

/** The creditor, by the reference that requests name it by. */
const Named = z.object({ reference: z.string(), name: z.string() })

/** An address, telephone or e-mail address, with whether it is still used. */
export const PointView = z.object({
  id: z.uuid(),
  kind: z.enum(['postal', 'phone', 'email']),
  /** E.164 number or e-mail address; null for a postal address, which has the fields below. */
  value: z.string().nullable(),
  mobile: z.boolean(),
  lines: z.array(z.string()),
  postcode: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  status: z.enum(['usable', 'unusable', 'opted_out', 'superseded']),
  source: z.string(),
})

const ClaimView = z.object({
  reference: z.string(),
  issueDate: day.nullable(),
  dueDate: day,
  category: z.string(),
  capacity: z.string(),
  currency: z.string(),
  amountCents: cents,
  /** What of its principal is contested and not answered: asked for by nobody. */
  contestedCents: cents,
  ...MOVED,
  /** How it stands today. */
  ...SUMS,
  /** Interest as it has accrued, paid or not. */
  interestLines: z.array(InterestLineView),
  /** What the creditor had served before the file was opened. */
  notices: z.array(z.object({ kind: z.string(), on: day })),
  limitation: LimitationView,
})

/** What a file was decided to do; `question` is what a person is asked. */
const DecisionView = z.object({
  at: instant,
  do: z.string(),
  until: instant.nullable(),
  question: z.string().nullable(),
  because: z.array(Reason),
})

/** One outbound act. */
export const ContactSummary = z.object({
  id: z.uuid(),
  step: z.string(),
  /** The step and, from its second time on, which time it is: `formal-notice#2`. */
  act: z.string(),
  stage: z.string(),
  channel: z.string(),
  registered: z.boolean(),
  state: z.string(),
  /** Furthest that its provider, or a person, has reported of it. */
  delivery: z.string().nullable(),
  amountCents: cents,
  contactedOn: day.nullable(),
  postedOn: day.nullable(),
  /** Last day on which paying the sum stated closes the file. */
  payBefore: day.nullable(),
  /** What it cost, in millionths of a euro; null until its provider has taken it. */
  costMicros: z.int().nullable(),
  /** Version of the strategy that it was made by, and of the text that it was made from; null for what 0.2 sent. */
  strategy: z.string().nullable(),
  template: z.string().nullable(),
  /** SHA-256 of the letter as it was printed. */
  pdfSha256: z.string().nullable(),
})

/** One entry of a file's history; each hash covers the entry and the hash before it. */
export const EventView = z.object({
  sequence: z.int(),
  kind: z.string(),
  actor: z.string(),
  legalTime: instant,
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
})

/** What has happened, and what will if nothing else does, day by day. */
const Timeline = z.object({
  past: z.array(
    z.object({
      on: day,
      kind: z.string(),
      actor: z.string(),
      act: z.string().nullable(),
      channel: z.string().nullable(),
      amountCents: cents.nullable(),
      /** What an event of a proceeding says; null for any other. */
      words: z.string().nullable(),
    }),
  ),
  planned: z.array(
    z.object({
      on: day,
      act: z.string(),
      stage: z.string(),
      channel: z.string(),
      registered: z.boolean(),
      amountCents: cents,
      /** Null for words beside the road. */
      payBefore: day.nullable(),
      because: z.array(Reason),
    }),
  ),
  /** What the planned acts end in. */
  end: DecisionView.omit({ at: true }),
})

/** A debt file with all that an operator sees of it. */
export const FileView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    /** What the debtor proves itself with, beside the reference, where it pays or answers. */
    paymentKey: z.string(),
    /** Its reference as bank transfers carry it: an ISO 11649 creditor reference. */
    creditorReference: z.string(),
    /** As what its debtor owes the claims. */
    liability: z.enum(LIABILITIES),
    /** Files of others who owe some of its claims, by their references alone: who these are is their own affair. */
    sharedWith: z.array(z.object({ reference: z.string(), liability: z.enum(LIABILITIES), claims: z.array(z.string()) })),
    status: z.enum(['open', 'closed']),
    closedReason: z.string().nullable(),
    /** The closing in force, and an order to close that waits for what is under way. */
    closing: ClosingSummary.nullable(),
    closingOrder: OrderSummary.nullable(),
    /** What is owed today: `owedCents` of `totals`. */
    balanceCents: cents,
    /** What of it the debtor is asked for: without what it contests, and what may not be asked for because of its age. */
    askedCents: cents,
    currency: z.string(),
    totals: z.object(SUMS),
    legalNow: instant,
    strategy: z.string(),
    creditor: Named,
    mandate: z.object({ reference: z.string(), scope: z.string(), validFrom: day, validUntil: day.nullable() }).nullable(),
    debtor: z.object({ kind: z.string(), name: z.string(), language: z.string(), points: z.array(PointView) }),
    /** Furthest stage that has been served, here or before; null before the first. */
    stage: z.string().nullable(),
    claims: z.array(ClaimView),
    /** What the debtor contests or has contested, the newest first. */
    disputes: z.array(DisputeView),
    /** What is missing of its claims, though they are in charge. */
    remarks: z.array(AdmissionReason),
    /** The last decision with its reasons, or null while the file sleeps before its first. */
    decision: DecisionView.nullable(),
    contacts: z.array(ContactSummary),
    holds: z.array(z.object({ reason: z.string(), until: day.nullable(), placedAt: instant, liftedAt: instant.nullable() })),
    /** What has happened to the debtor that the law protects it in, the newest first. */
    situations: z.array(SituationView),
    /** What the debtor has said, and what was agreed with it. */
    agreements: Agreements,
    /** The newest first. */
    plans: z.array(PlanView),
    notes: z.array(z.object({ id: z.uuid(), actor: z.string(), text: z.string(), legalTime: instant })),
    timeline: Timeline,
    events: z.array(EventView),
  })
  .meta({ id: 'File' })
export type FileView = z.infer<typeof FileView>

/** A file's history, and whether its chain of hashes is whole. */
export const History = z
  .object({
    events: z.array(EventView),
    /** `brokenAt` is the first entry whose hash does not follow from what is stored. */
    chain: z.object({ whole: z.boolean(), brokenAt: z.int().nullable() }),
  })
  .meta({ id: 'History' })
export type History = z.infer<typeof History>
