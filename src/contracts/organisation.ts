import { z } from 'zod'
import { Address } from './debt-file.js'
import { day, text } from './fields.js'

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
  })
  .meta({ id: 'Creditor' })
export type CreditorView = z.infer<typeof CreditorView>
export const CreditorList = z.object({ creditors: z.array(CreditorView) }).meta({ id: 'CreditorList' })

/** A creditor's written order to collect for it (Code des procédures civiles d’exécution R124-3). */
export const MandateBody = z
  .strictObject({
    reference,
    validFrom: day,
    /** Last day in force; without end when it is left out. */
    validUntil: day.nullable().default(null),
    /** How far it goes: to the last notice announcing a suit only where it is judicial. */
    scope: z.enum(['amicable', 'judicial']),
    /** A debt of which something was paid is closed when no more than this is left. */
    toleranceCents: z.int().min(0).max(1_000_000_00).default(0),
    /** What may be granted without asking the creditor. */
    longestPlanMonths: z.int().min(0).max(120).default(0),
    mostRemissionPercent: z.int().min(0).max(100).default(0),
    /** Months in which what was collected is passed on; left to the law when it is left out. */
    remitWithinMonths: z.int().min(1).max(12).nullable().default(null),
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, {
    path: ['validUntil'],
    message: 'must not lie before validFrom',
  })
  .meta({ id: 'NewMandate', example: { reference: 'M-2026', validFrom: '2026-01-01', scope: 'amicable', toleranceCents: 500 } })

export const MandateView = z
  .object({
    reference: z.string(),
    validFrom: z.iso.date(),
    validUntil: z.iso.date().nullable(),
    scope: z.enum(['amicable', 'judicial']),
    toleranceCents: z.int(),
    longestPlanMonths: z.int(),
    mostRemissionPercent: z.int(),
    remitWithinMonths: z.int().nullable(),
  })
  .meta({ id: 'Mandate' })
export type MandateView = z.infer<typeof MandateView>
export const MandateList = z.object({ mandates: z.array(MandateView) }).meta({ id: 'MandateList' })
