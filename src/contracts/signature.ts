import { z } from 'zod'
import { text } from './fields.js'

const state = z.enum(['open', 'signed', 'expired', 'blocked'])

/** Whom to ask for a signature. A code goes to the number by text message, else to the address. */
export const SignerBody = z
  .strictObject({ name: text(200), email: z.email().max(200).optional(), phone: text(40).optional() })
  .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
    path: ['phone'],
    message: 'a code must reach the signer: give a number or an address',
  })
  .meta({ id: 'NewSigner', example: { name: 'Jeanne Dumas', phone: '06 12 34 56 78' } })

/** A request to sign. The link is shown this once: who has it, and gets the codes, signs. */
export const SignatureLinkView = z
  .object({ id: z.uuid(), link: z.url(), documentSha256: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'SignatureLink' })
export type SignatureLinkView = z.infer<typeof SignatureLinkView>

export const SignatureRequestView = z
  .object({
    id: z.uuid(),
    state,
    signer: z.string(),
    documentSha256: z.string(),
    wrongCodes: z.int(),
    expiresAt: z.iso.datetime(),
    signedAt: z.iso.datetime().nullable(),
    /** How it was signed: times, fingerprints, the words, the network that it came from. */
    evidence: z.record(z.string(), z.unknown()).nullable(),
    actor: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'SignatureRequest' })
export type SignatureRequestView = z.infer<typeof SignatureRequestView>
export const SignatureRequestList = z.object({ requests: z.array(SignatureRequestView) }).meta({ id: 'SignatureRequestList' })
export type SignatureRequestList = z.infer<typeof SignatureRequestList>

/** What is to be signed, as who has the link sees it. */
export const ToSignView = z
  .object({
    state,
    title: z.string(),
    /** Who asks for the signature. */
    from: z.string(),
    signer: z.string(),
    consent: z.string(),
    documentSha256: z.string(),
    /** Where the paper itself is, as PDF. */
    document: z.url(),
    expiresAt: z.iso.datetime(),
    signedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ToSign' })
export type ToSignView = z.infer<typeof ToSignView>

export const SignBody = z
  .strictObject({ code: z.string().regex(/^\d{6}$/, 'six digits'), consent: z.literal(true) })
  .meta({ id: 'Signing', example: { code: '408172', consent: true } })

export const CodeSent = z.object({ sent: z.literal(true) }).meta({ id: 'CodeSent', example: { sent: true } })

export const SignaturePdf = z.string().meta({ id: 'SignaturePdf', format: 'binary' })
