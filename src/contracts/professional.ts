import { z } from 'zod'
import { Address } from './debt-file.js'
import { text } from './fields.js'

const LONGEST_KEY = 20_000

const exchangeFields = {
  /** `portal`: they fetch their tasks there; `package`: each is sent to them by e-mail, signed and encrypted. */
  exchange: z.enum(['portal', 'package']),
  email: z.email().max(200).nullable().default(null),
  /** OpenPGP public key, armored. */
  publicKey: z.string().max(LONGEST_KEY).nullable().default(null),
  /** Beginnings of the postcodes where an officer may act, as `13` for the Bouches-du-Rhône; empty where that is not known. */
  districts: z
    .array(z.string().regex(/^[0-9A-Z]{1,8}$/, 'the beginning of a postcode, as 13'))
    .max(50)
    .default([]),
}

/** A package needs somewhere to go, and a key to be encrypted to. */
const canBeSent = ({ exchange, email, publicKey }: { exchange: string; email: string | null; publicKey: string | null }) =>
  exchange === 'portal' || (email !== null && publicKey !== null)
const NEEDS = { message: 'a package takes an e-mail address and an OpenPGP public key', path: ['publicKey'] }

export const ExchangeBody = z
  .strictObject(exchangeFields)
  .refine(canBeSent, NEEDS)
  .meta({ id: 'Exchange', example: { exchange: 'portal', districts: ['13', '83'] } })
export type ExchangeBody = z.infer<typeof ExchangeBody>

/** An officer (commissaire de justice) or a lawyer (avocat) whom tasks of proceedings are given to. */
export const ProfessionalBody = z
  .strictObject({
    role: z.enum(['officer', 'lawyer']),
    /** Short name by which proceedings and keys refer to it. */
    reference: text(60),
    name: text(200),
    address: Address,
    ...exchangeFields,
  })
  .refine(canBeSent, NEEDS)
  .meta({
    id: 'NewProfessional',
    example: {
      role: 'officer',
      reference: 'etude-durand',
      name: 'SCP Durand, commissaires de justice',
      address: { lines: ['4 cours Mirabeau'], postcode: '13100', city: 'Aix-en-Provence' },
      exchange: 'portal',
      districts: ['13'],
    },
  })

export const ProfessionalView = z
  .object({
    reference: z.string(),
    role: z.enum(['officer', 'lawyer']),
    name: z.string(),
    address: z.object({ lines: z.array(z.string()), postcode: z.string(), city: z.string(), country: z.string() }),
    exchange: z.enum(['portal', 'package']),
    email: z.string().nullable(),
    /** Of the key that packages are encrypted to: compare it with what they tell by another way. */
    fingerprint: z.string().nullable(),
    districts: z.array(z.string()),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Professional' })
export type ProfessionalView = z.infer<typeof ProfessionalView>
export const ProfessionalList = z.object({ professionals: z.array(ProfessionalView) }).meta({ id: 'ProfessionalList' })
export type ProfessionalList = z.infer<typeof ProfessionalList>

/** The key that the agency signs packages with: who gets them checks the signature by it. */
export const ExchangeKeyView = z.object({ publicKey: z.string(), fingerprint: z.string() }).meta({ id: 'ExchangeKey' })
export type ExchangeKeyView = z.infer<typeof ExchangeKeyView>
