import { z } from 'zod'
import { amountCents, text, writing } from './fields.js'

/** A page at the payment provider on which the debtor pays. */
export const CheckoutBody = z
  .strictObject({
    /** All that is owed where it is left out. */
    amountCents: amountCents.optional(),
    /** The debtor lets the card be charged again for this file: the words that were agreed to. */
    keepCard: z.strictObject({ consent: writing(2000) }).optional(),
  })
  .default({})
  .meta({ id: 'NewCheckout', example: { amountCents: 25000 } })

export const CheckoutView = z
  .object({
    /** Where the debtor pays. It serves for a day. */
    url: z.string(),
    /** The provider's reference of the page. */
    reference: z.string(),
    amountCents: z.number(),
    currency: z.string(),
  })
  .meta({ id: 'Checkout' })
export type CheckoutView = z.infer<typeof CheckoutView>

export const CardChargeBody = z.strictObject({ amountCents }).meta({ id: 'NewCardCharge', example: { amountCents: 25000 } })

/** The money is on the file once the provider has told of it. */
export const CardChargeView = z
  .object({
    /** The provider's reference of the payment. */
    reference: z.string(),
    amountCents: z.number(),
    currency: z.string(),
  })
  .meta({ id: 'CardCharge' })

export const CardView = z
  .object({
    id: z.string(),
    brand: z.string(),
    lastDigits: z.string(),
    /** SHA-256 of the words that the debtor agreed to, and when. */
    consentSha256: z.string(),
    consentedAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'Card' })
export type CardView = z.infer<typeof CardView>
export const CardList = z.object({ cards: z.array(CardView) }).meta({ id: 'CardList' })

export const ProviderRefundBody = z
  .strictObject({
    /** All that is to go back where it is left out. */
    amountCents: amountCents.optional(),
  })
  .default({})
  .meta({ id: 'NewProviderRefund' })

/** The books move once the provider has told that it is done. */
export const ProviderRefundView = z
  .object({
    /** The provider's reference of the refund. */
    reference: z.string(),
    amountCents: z.number(),
    currency: z.string(),
  })
  .meta({ id: 'ProviderRefund' })

export const WebhookSecretBody = z.strictObject({ label: text(100) }).meta({ id: 'NewWebhookSecret', example: { label: 'cash desk' } })

export const WebhookSecretView = z
  .object({ id: z.string(), label: z.string(), keyVersion: z.string(), createdAt: z.string(), revokedAt: z.string().nullable() })
  .meta({ id: 'WebhookSecret' })
export type WebhookSecretView = z.infer<typeof WebhookSecretView>
export const WebhookSecretList = z.object({ secrets: z.array(WebhookSecretView) }).meta({ id: 'WebhookSecretList' })

/** Shown this once. */
export const WebhookSecretMade = WebhookSecretView.extend({
  secret: z.string(),
  /** Address that it signs requests to. */
  url: z.string(),
}).meta({ id: 'WebhookSecretMade' })
export type WebhookSecretMade = z.infer<typeof WebhookSecretMade>
