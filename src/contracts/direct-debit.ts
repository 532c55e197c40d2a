import { z } from 'zod'
import type { AfterReturn } from '../domain/after-return.js'
import type { DebitOmission, DebitScheme, DebitState, SequenceType } from '../domain/direct-debit.js'
import { amountCents, currency, day, text } from './fields.js'
import { next, pageQuery } from './page.js'

export const SCHEMES = ['core', 'b2b'] as const satisfies readonly DebitScheme[]
export const DEBIT_STATES = [
  'planned',
  'announced',
  'cancelled',
  'submitted',
  'collected',
  'returned',
] as const satisfies readonly DebitState[]
const SEQUENCES = ['FRST', 'RCUR', 'OOFF'] as const satisfies readonly SequenceType[]
const AFTER_RETURN = ['again', 'new-account', 'new-mandate', 'ask', 'never'] as const satisfies readonly AfterReturn[]
const OMISSIONS = [
  'file-closed',
  'exceeds-balance',
  'too-late',
  'unsigned',
  'revoked',
  'used',
  'lapsed',
] as const satisfies readonly DebitOmission[]

/** The identifier (ICS) that the tenant debits under. */
export const DebitIdentifierBody = z
  .strictObject({ identifier: text(45) })
  .meta({ id: 'NewDebitIdentifier', example: { identifier: 'FR72ZZZ123456' } })
export const DebitIdentifier = z.object({ identifier: z.string().nullable() }).meta({ id: 'DebitIdentifier' })
export type DebitIdentifier = z.infer<typeof DebitIdentifier>

/** Signs that a reference on its way between banks is made of (EPC217-08), without a slash at either end or two in a row. */
const bankReference = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^(?!\/)(?!.*\/\/)[A-Za-z0-9/?:().,'+-]+(?<!\/)$/, "letters without accents, digits and /?:().,'+- only")

/** A debtor's signed order to its bank and to us. */
export const DebitMandateBody = z
  .strictObject({
    /** Unique mandate reference (RUM). */
    reference: bankReference(35),
    scheme: z.enum(SCHEMES).default('core'),
    /** Whose account it is. */
    holder: text(70),
    iban: text(42),
    bic: text(11).optional(),
    signedOn: day,
    /** Whether it may be used again. */
    recurrent: z.boolean().default(false),
    /** SHA-256 of the signed document. */
    proofSha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    /** Days before a debit on which the debtor is told of it, where another number than 14 is agreed. */
    noticeDays: z.int().min(1).max(60).optional(),
  })
  .meta({
    id: 'NewDebitMandate',
    example: {
      reference: 'RUM-2026-0001',
      holder: 'Garage Martin',
      iban: 'FR7630006000011234567890189',
      signedOn: '2026-01-10',
      recurrent: true,
      proofSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  })
export type DebitMandateBody = z.infer<typeof DebitMandateBody>

export const DebitMandateView = z
  .object({
    reference: z.string(),
    file: z.object({ id: z.uuid(), reference: z.string() }),
    scheme: z.enum(SCHEMES),
    holder: z.string(),
    iban: z.string(),
    bic: z.string().nullable(),
    signedOn: z.iso.date(),
    recurrent: z.boolean(),
    proofSha256: z.string(),
    noticeDays: z.int(),
    revokedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'DebitMandate' })
export type DebitMandateView = z.infer<typeof DebitMandateView>
export const DebitMandateList = z.object({ mandates: z.array(DebitMandateView) }).meta({ id: 'DebitMandateList' })

export const RevokeMandateBody = z
  .strictObject({
    /** First day on which nothing is debited any more; today where it is left out. */
    on: day.optional(),
  })
  .meta({ id: 'RevokeDebitMandate', example: { on: '2026-03-01' } })

/** A debit that the debtor is to be told of. */
export const DebitBody = z
  .strictObject({
    /** Reference of the mandate (RUM). */
    mandate: text(35),
    amountCents,
    currency: currency.default('EUR'),
    /** Day on which the debtor's account is debited. */
    collectOn: day,
  })
  .meta({ id: 'NewDebit', example: { mandate: 'RUM-2026-0001', amountCents: 40_000, collectOn: '2026-02-05' } })

export const DebitView = z
  .object({
    id: z.uuid(),
    /** End-to-end reference, which the debtor's statement and a return name. */
    reference: z.string(),
    file: z.object({ id: z.uuid(), reference: z.string() }),
    mandate: z.string(),
    amountCents: z.int(),
    currency: z.string(),
    collectOn: z.iso.date(),
    state: z.enum(DEBIT_STATES),
    /** Last day on which the debtor may still be told of it. */
    announceBy: z.iso.date(),
    announcedOn: z.iso.date().nullable(),
    /** Last day on which it goes to the bank. */
    submitBy: z.iso.date(),
    /** Reference of the batch that it went to the bank with. */
    batch: z.string().nullable(),
    cancelledOn: z.iso.date().nullable(),
    returnedOn: z.iso.date().nullable(),
    returned: z.object({ code: z.string(), meaning: z.string(), next: z.enum(AFTER_RETURN) }).nullable(),
    /** Last day on which the debtor may have an authorised debit back. */
    returnableUntil: z.iso.date(),
  })
  .meta({ id: 'Debit' })
export type DebitView = z.infer<typeof DebitView>

export const DebitQuery = z.strictObject({
  ...pageQuery,
  state: z.enum(DEBIT_STATES).optional(),
  /** Reference of the file. */
  file: text(60).optional(),
})
export type DebitQuery = z.infer<typeof DebitQuery>
export const DebitList = z.object({ items: z.array(DebitView), next }).meta({ id: 'DebitList' })
export type DebitList = z.infer<typeof DebitList>

/** That the debtor was told of the debit: by letter, e-mail or in person. */
export const AnnouncedBody = z
  .strictObject({
    /** Day on which it was sent; today where it is left out. */
    on: day.optional(),
  })
  .meta({ id: 'DebitAnnounced', example: { on: '2026-01-15' } })
export const AnnouncementText = z.object({ subject: z.string(), text: z.string() }).meta({ id: 'DebitAnnouncement' })
export type AnnouncementText = z.infer<typeof AnnouncementText>
export const AnnouncementPdf = z.string().meta({ id: 'DebitAnnouncementPdf', format: 'binary' })

/** A debit that came back. */
export const ReturnBody = z
  .strictObject({
    /** ISO 20022 code of the bank, as AM04. */
    code: z.string().regex(/^[A-Z0-9]{4}$/, 'four capital letters or digits, as AM04'),
    on: day,
    /** What the bank charges for it, which the agency bears. */
    feeCents: z.int().min(0).max(1_000_00).default(0),
    /** That a person has seen it on the statement, though the time for it is over. */
    confirmed: z.boolean().default(false),
  })
  .meta({ id: 'DebitReturn', example: { code: 'AM04', on: '2026-02-09' } })

/** Debits that go to the bank in one file. */
export const DebitBatchBody = z
  .strictObject({
    reference: bankReference(30),
    /** IBAN of the account for client funds; the only one where it is left out. */
    account: text(42).optional(),
    /** Last day of collection of what it takes. */
    through: day,
  })
  .meta({ id: 'NewDebitBatch', example: { reference: 'PRLV-2026-02', through: '2026-02-05' } })

export const DebitBatchView = z
  .object({
    id: z.uuid(),
    reference: z.string(),
    account: z.string(),
    createdAt: z.iso.datetime(),
    /** SHA-256 of the file for the bank. */
    sha256: z.string(),
    totalCents: z.int(),
    /** What the bank books as one, each under its own reference. */
    blocks: z.array(
      z.object({
        reference: z.string(),
        scheme: z.enum(SCHEMES),
        sequence: z.enum(SEQUENCES),
        collectOn: z.iso.date(),
        totalCents: z.int(),
        debits: z.int(),
      }),
    ),
    debits: z.array(DebitView),
  })
  .meta({ id: 'DebitBatch' })
export type DebitBatchView = z.infer<typeof DebitBatchView>

export const NewBatchView = DebitBatchView.extend({
  /** Debits that were announced and are cancelled now, each with why it may not be collected. */
  leftOut: z.array(z.object({ reference: z.string(), file: z.string(), why: z.enum(OMISSIONS) })),
}).meta({ id: 'NewDebitBatchResult' })
export type NewBatchView = z.infer<typeof NewBatchView>

/** The bank's credit of a batch, or of a block of it. */
export const BatchCreditBody = z
  .strictObject({ on: day, block: bankReference(35).optional() })
  .meta({ id: 'DebitBatchCredit', example: { on: '2026-02-05' } })
export const BatchXml = z.string().meta({ id: 'DebitBatchFile' })
