import { z } from 'zod'
import { AdmissionReason } from './admission.js'
import { DISPUTE_REASONS } from './dispute-reason.js'
import { amountCents, currency, day, instant, text, writing } from './fields.js'
import { ActBody, sha256 } from './limitation.js'

export { FileView } from './file-view.js'

/** What a debtor owes an invoice as; it decides interest, indemnities and limitation. Undecided means the consumer's rules. */
export const CAPACITIES = ['consumer', 'non-professional', 'trader', 'professional', 'sole-trader', 'public-body', 'undecided'] as const
export const CLAIM_CATEGORIES = ['goods-and-services', 'rent', 'telecoms', 'energy', 'water', 'loan', 'consumer-credit', 'other'] as const
/** Languages that debtors are written to in. */
export const LANGUAGES = ['fr', 'en', 'de', 'nl'] as const

/** How a notice is proven to have been served: a receipt of registered post, an officer's act, a qualified electronic registered letter, a receipt by hand. */
export const NOTICE_PROOFS = ['registered-receipt', 'officer-act', 'electronic-registered', 'by-hand'] as const

export const Address = z
  .strictObject({
    /** Street and what else stands before the town. */
    lines: z.array(text(100)).min(1).max(4),
    postcode: text(12),
    city: text(80),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters, as FR')
      .default('FR'),
  })
  .meta({ id: 'Address', example: { lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' } })

/** Who owes. Numbers are checked where they are taken: SIREN, VAT and IBAN by their check digits, phones by their plan. */
export const DebtorBody = z
  .strictObject({
    kind: z.enum(['person', 'company']).default('person'),
    name: text(200),
    /** What the creditor calls this customer: with the creditor it identifies the debtor. */
    customerReference: text(100).optional(),
    siren: text(20).optional(),
    vat: text(20).optional(),
    iban: text(42).optional(),
    language: z.enum(LANGUAGES).default('fr'),
    /** Its trade, and how likely it is to pay (0 to 100), as the creditor or a scoring service says. */
    sector: text(60).optional(),
    score: z.int().min(0).max(100).optional(),
    addresses: z.array(Address).max(10).default([]),
    phones: z.array(text(40)).max(10).default([]),
    emails: z.array(z.email().max(200)).max(10).default([]),
  })
  .meta({ id: 'Debtor' })

export const ClaimBody = z
  .strictObject({
    /** The invoice number: unique for the creditor. */
    reference: text(100),
    issueDate: day.optional(),
    dueDate: day,
    amountCents,
    currency,
    category: z.enum(CLAIM_CATEGORIES).default('goods-and-services'),
    capacity: z.enum(CAPACITIES).default('undecided'),
    /** Yearly late rate agreed in the contract, in percent; at most four decimals. */
    contractRatePercent: z.number().min(0).max(100).multipleOf(0.0001).optional(),
    /** What the creditor does not ask for, though the law would give it. */
    waives: z
      .array(z.enum(['interest', 'indemnity']))
      .max(2)
      .default([]),
    /** Day from which limitation runs, where it is not the due date: the first unpaid instalment, the completion of works. */
    limitationFrom: day.optional(),
    /** What the creditor has already done and received, as dated facts. */
    reminders: z
      .array(z.strictObject({ on: day }))
      .max(50)
      .default([]),
    notices: z
      .array(
        z.strictObject({
          kind: z.enum(['opening', 'formal-notice']),
          /** Day on which it was served: where there is a receipt, the day that this bears. */
          on: day,
          reference: text(100).optional(),
          proof: z.enum(NOTICE_PROOFS).optional(),
          /** Fingerprint of the receipt. */
          proofSha256: sha256.optional(),
        }),
      )
      .max(20)
      .default([]),
    payments: z
      .array(z.strictObject({ reference: text(100), on: day, amountCents }))
      .max(100)
      .default([]),
    /** What the debtor had paid to the creditor itself before the claim was placed. */
    directPayments: z
      .array(z.strictObject({ reference: text(90), on: day, amountCents }))
      .max(100)
      .optional(),
    /** What had interrupted or suspended its limitation. */
    acts: z
      .array(ActBody.omit({ claim: true }))
      .max(20)
      .optional(),
    /** Whether the debtor disputes it, and why: such a claim is not taken in charge. */
    disputed: z.boolean().optional(),
    disputeReason: z.enum(DISPUTE_REASONS).optional(),
    /** References of invoices that look like this one and are others. */
    notADuplicateOf: z.array(text(100)).max(20).optional(),
    /** Supporting documents: what they are and the fingerprint of their bytes. */
    documents: z
      .array(z.strictObject({ name: text(200), kind: text(60), sha256 }))
      .max(50)
      .default([]),
  })
  .meta({ id: 'NewClaim', example: { reference: 'F-2026-002', dueDate: '2026-02-05', amountCents: 80_000, currency: 'EUR' } })

const OPENING = {
  creditor: 'energie-sud',
  debtor: {
    kind: 'company',
    name: 'Garage Martin',
    customerReference: 'C-1042',
    addresses: [{ lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }],
    emails: ['compta@garage-martin.example'],
  },
  claims: [
    { reference: 'F-2026-001', issueDate: '2025-12-05', dueDate: '2026-01-05', amountCents: 125_000, currency: 'EUR', capacity: 'trader' },
  ],
}

export const OpenFileBody = z
  .strictObject({
    /** Reference of the creditor among the tenant's organisations. */
    creditor: text(60),
    debtor: DebtorBody,
    claims: z.array(ClaimBody).min(1).max(500),
    /** Without one the file gets the strategy that is meant for such debtors, else `standard`. */
    strategy: text(60).optional(),
    /** Only where time can be skipped: the legal time at which the file's life begins. */
    legalStart: instant.optional(),
  })
  .meta({ id: 'NewFile', example: OPENING })

/** What changes of where a debtor is reached; `retire` names addresses and numbers by their id. */
export const ContactDataBody = z
  .strictObject({
    add: DebtorBody.pick({ addresses: true, phones: true, emails: true }).prefault({}),
    retire: z.array(z.uuid()).max(30).default([]),
  })
  .meta({ id: 'ContactData', example: { add: { phones: ['06 12 34 56 78'] } } })
export const NoteBody = z.strictObject({ text: writing(4000) }).meta({ id: 'NewNote', example: { text: 'Rang back: pays on Friday.' } })
export const CreditNoteBody = z
  .strictObject({ claim: text(100), reference: text(100), amountCents })
  .meta({ id: 'CreditNote', example: { claim: 'F-2026-001', reference: 'AV-12', amountCents: 25_000 } })
export const WithdrawClaimBody = z.strictObject({ claim: text(100) }).meta({ id: 'Withdrawal', example: { claim: 'F-2026-001' } })
/** What costs of recovery are founded on: only what the law lets a debtor be asked for is taken. */
export const COST_BASES = ['title', 'enforcement', 'prescribed-act', 'amicable'] as const
export const CostBody = z
  .strictObject({ claim: text(100), reference: text(100), amountCents, basis: z.enum(COST_BASES) })
  .meta({ id: 'Cost', example: { claim: 'F-2026-001', reference: 'SIG-2026-77', amountCents: 7_264, basis: 'enforcement' } })
export const RemissionBody = z
  .strictObject({ claim: text(100), reference: text(100), amountCents })
  .meta({ id: 'Remission', example: { claim: 'F-2026-001', reference: 'REM-1', amountCents: 2_500 } })
export const WriteOffBody = z.strictObject({ claim: text(100) }).meta({ id: 'WriteOff', example: { claim: 'F-2026-001' } })
export const SkipBody = z.strictObject({ step: text(80) }).meta({ id: 'Skip', example: { step: 'first-reminder' } })

/** A batch of openings: each is opened or refused by itself. */
export const ImportBody = z
  .strictObject({
    dryRun: z.boolean().default(false),
    files: z
      .array(z.strictObject({ key: text(200), file: OpenFileBody }))
      .min(1)
      .max(500),
  })
  .meta({ id: 'Import', example: { dryRun: true, files: [{ key: 'row-1', file: OPENING }] } })

/** What became of each file of a batch, in the order in which they were sent. */
export const ImportReport = z
  .object({
    files: z.array(
      z.object({
        key: z.string(),
        /** `known`: opened before under the same key. `would-open`: nothing stands against it, and it was a dry run. */
        outcome: z.enum(['opened', 'known', 'would-open', 'refused']),
        reference: z.string().nullable(),
        /** Claims that another file holds already: they were left out. */
        duplicates: z.array(z.string()),
        code: z.string().nullable(),
        /** What stands against the file, or against claims that were left out. */
        faults: z.array(z.object({ field: z.string(), message: z.string() })),
        /** What is missing of claims that are in charge all the same. */
        remarks: z.array(AdmissionReason),
      }),
    ),
  })
  .meta({ id: 'ImportReport' })

export const PaymentBody = z
  .strictObject({
    reference: text(100),
    amountCents,
    currency,
    /** Day from which it counts; today where it is left out. */
    on: day.optional(),
    /** Invoice numbers that the debtor says it pays, in this order; without them the law says it. */
    claims: z.array(text(100)).min(1).max(500).optional(),
    /** `principal-first` where the creditor has agreed to it or the contract says so; by law costs come first, then interest. */
    imputation: z.enum(['law', 'principal-first']).default('law'),
  })
  .meta({ id: 'Payment', example: { reference: 'VIR-42', amountCents: 125_000, currency: 'EUR' } })
/** A code, not a text: it stays in the file's history, which must hold no personal data. */
export const PAUSE_REASONS = ['creditor-request', 'under-review', 'debtor-contact', 'other'] as const
export const PauseBody = z
  .strictObject({ reason: z.enum(PAUSE_REASONS), until: day.nullable().default(null) })
  .meta({ id: 'Pause', example: { reason: 'under-review', until: '2026-12-15' } })
/** A request that says all it has to say by its address. */
export const NoBody = z.strictObject({}).optional()
export const ForwardBody = z.strictObject({ days: z.int().min(1).max(3650) }).meta({ id: 'Forward', example: { days: 30 } })

export type OpenFileBody = z.infer<typeof OpenFileBody>
export type OpenFileInput = z.input<typeof OpenFileBody>
export type ImportReport = z.infer<typeof ImportReport>
