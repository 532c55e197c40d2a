import { z } from 'zod'

/** What the API takes and gives about debt files. Sums are whole cents, days `YYYY-MM-DD`, instants ISO 8601 in UTC. */

/** One line of writing: what the database or a printed letter could not hold is refused here. */
const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')

/** No invoice is older and no deadline later; beyond, a year is a slip of the pen. */
const isOfThisAge = (dayOrInstant: string) => dayOrInstant >= '1900' && dayOrInstant < '2200'
const THIS_AGE = 'must lie between 1900 and 2199'
const day = z.iso.date({ abort: true }).refine(isOfThisAge, THIS_AGE)
const LARGEST_SUM_CENTS = 1_000_000_000_00
const amountCents = z.int().positive().max(LARGEST_SUM_CENTS)
/** ISO 4217; the law pack that is there knows euros. */
const currency = z.literal('EUR')

export const OpenFileBody = z.strictObject({
  debtor: z.strictObject({ name: text(200), addressLines: z.array(text(100)).min(1).max(6) }),
  claims: z
    .array(z.strictObject({ reference: text(100), amountCents, currency, dueDate: day }))
    .min(1)
    .max(500),
  strategy: text(60).default('standard'),
  /** Only where time can be skipped: the legal time at which the file's life begins. */
  legalStart: z.iso.datetime({ abort: true }).refine(isOfThisAge, THIS_AGE).optional(),
})

export const PaymentBody = z.strictObject({ reference: text(100), amountCents, currency })
/** A code, not a text: it stays in the file's history, which must hold no personal data. */
export const PAUSE_REASONS = ['creditor-request', 'under-review', 'debtor-contact', 'other'] as const
export const PauseBody = z.strictObject({ reason: z.enum(PAUSE_REASONS), until: day.nullable().default(null) })
/** A request that says all it has to say by its address. */
export const NoBody = z.strictObject({}).optional()
export const ForwardBody = z.strictObject({ days: z.int().min(1).max(3650) })

export const FileView = z.object({
  id: z.uuid(),
  reference: z.string(),
  status: z.enum(['open', 'closed']),
  closedReason: z.string().nullable(),
  balanceCents: z.int(),
  legalNow: z.iso.datetime(),
  strategy: z.string(),
  /** The last decision with its reasons, or null while the file sleeps before its first. */
  decision: z
    .object({
      at: z.iso.datetime(),
      do: z.string(),
      until: z.iso.datetime().nullable(),
      because: z.array(z.object({ rule: z.string(), source: z.string() })),
    })
    .nullable(),
  contacts: z.array(
    z.object({ id: z.uuid(), step: z.string(), channel: z.string(), state: z.string(), amountCents: z.int(), contactedOn: day.nullable() }),
  ),
  events: z.array(
    z.object({
      sequence: z.int(),
      kind: z.string(),
      actor: z.string(),
      legalTime: z.iso.datetime(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
})

export type OpenFileBody = z.infer<typeof OpenFileBody>
export type FileView = z.infer<typeof FileView>
