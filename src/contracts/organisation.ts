import { z } from 'zod'
import { Address } from './debt-file.js'
import { text } from './fields.js'

const reference = text(60)

/** Whose claims are collected. SIREN, VAT number and IBAN are checked by their check digits. */
export const CreditorBody = z
  .strictObject({
    /** Short name by which files and imports refer to it. */
    reference,
    name: text(200),
    address: Address,
    siren: text(20).optional(),
    vat: text(20).optional(),
    iban: text(42).optional(),
  })
  .meta({
    id: 'NewCreditor',
    example: {
      reference: 'energie-sud',
      name: 'Énergie Sud',
      address: { lines: ['2 quai du Port'], postcode: '13002', city: 'Marseille' },
    },
  })

/** Who mediates between a creditor and its consumers: free of charge for these, and named to them. */
export const MediatorBody = z
  .strictObject({
    name: text(200),
    /** Postal address, in one line. */
    address: text(300).nullable().default(null),
    /** Page on which a mediation is asked for. */
    url: z.httpUrl().max(300).nullable().default(null),
  })
  .meta({
    id: 'Mediator',
    example: { name: 'Médiation Conso Exemple', address: '12 rue du Pont, 75010 Paris', url: 'https://mediation.example' },
  })
export type Mediator = z.infer<typeof MediatorBody>

export const CreditorView = z
  .object({
    reference: z.string(),
    name: z.string(),
    address: z.object({ lines: z.array(z.string()), postcode: z.string(), city: z.string(), country: z.string() }),
    siren: z.string().nullable(),
    vat: z.string().nullable(),
    iban: z.string().nullable(),
    /** Whether it is the tenant itself, which needs no mandate. */
    own: z.boolean(),
    /** Null while nobody has named one. */
    mediator: MediatorBody.nullable(),
  })
  .meta({ id: 'Creditor' })
export type CreditorView = z.infer<typeof CreditorView>
export const CreditorList = z.object({ creditors: z.array(CreditorView) }).meta({ id: 'CreditorList' })
