import { z } from 'zod'
import { day, text } from './fields.js'
import { next, pageQuery } from './page.js'

export const ReceiptQuery = z.strictObject({
  ...pageQuery,
  /** Days on which they were issued. */
  from: day.optional(),
  to: day.optional(),
  /** Reference of a creditor. */
  creditor: text(60).optional(),
})
export type ReceiptQuery = z.infer<typeof ReceiptQuery>

/** That a payment gave so much to a file, for good (quittance). */
export const ReceiptView = z
  .object({
    /** Running number of the tenant, without gaps. */
    number: z.int(),
    issuedAt: z.iso.datetime(),
    /** When its payment was taken back; null while it holds. */
    cancelledAt: z.iso.datetime().nullable(),
    amountCents: z.int(),
    currency: z.string(),
    /** Reference and method of the payment, and day on which it came in. */
    payment: z.string(),
    method: z.string(),
    on: z.iso.date(),
    file: z.string(),
    creditor: z.string(),
  })
  .meta({ id: 'PaymentReceipt' })
export type ReceiptView = z.infer<typeof ReceiptView>
export const ReceiptList = z.object({ receipts: z.array(ReceiptView), next }).meta({ id: 'PaymentReceiptList' })
export type ReceiptList = z.infer<typeof ReceiptList>

export const ReceiptsOfFile = z.object({ receipts: z.array(ReceiptView) }).meta({ id: 'ReceiptsOfFile' })
export type ReceiptsOfFile = z.infer<typeof ReceiptsOfFile>
