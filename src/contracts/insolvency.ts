import { z } from 'zod'
import type { Proceeding } from '../domain/insolvency.js'
import { day, text } from './fields.js'
import { next, pageQuery } from './page.js'
import { PROCEEDING_OUTCOMES, PROOF_EXAMPLE, proofFields } from './situation.js'

export const PROCEEDINGS = [
  'safeguard',
  'reorganisation',
  'liquidation',
  'plan',
  'closure',
  'other',
] as const satisfies readonly Proceeding[]
/** What a person may record that no register has told of. */
export const PROCEEDINGS_OPENED = ['safeguard', 'reorganisation', 'liquidation'] as const satisfies readonly Proceeding[]
export type ProceedingOpened = (typeof PROCEEDINGS_OPENED)[number]
/** `to-check`: it may be about somebody else of that name. */
export const INSOLVENCY_STATES = ['confirmed', 'to-check', 'dismissed'] as const

export const InsolvencyQuery = z.strictObject({ ...pageQuery, state: z.enum(INSOLVENCY_STATES).optional() })
export type InsolvencyQuery = z.infer<typeof InsolvencyQuery>

/** A published notice of insolvency proceedings that is, or may be, about a debtor. */
export const InsolvencyView = z
  .object({
    id: z.uuid(),
    debtor: z.string(),
    /** Its open files, each with whether its declaration of claim is prepared. */
    files: z.array(z.object({ id: z.uuid(), reference: z.string(), declaration: z.boolean() })),
    register: z.string(),
    /** The register's number of it. */
    notice: z.string(),
    proceeding: z.enum(PROCEEDINGS),
    publishedOn: z.iso.date(),
    judgmentOn: z.iso.date().nullable(),
    court: z.string().nullable(),
    /** Who is to be written to, as far as the notice names them. */
    representative: z.string().nullable(),
    state: z.enum(INSOLVENCY_STATES),
    /** Last day to declare the claims; null for a notice that begins no such delay. */
    declareBy: z.iso.date().nullable(),
    declaredOn: z.iso.date().nullable(),
    /** Fingerprint of what shows it, where a person has recorded it. */
    proofSha256: z.string().nullable(),
    /** How the proceedings came out, as a person has said. */
    outcome: z.enum(PROCEEDING_OUTCOMES).nullable(),
    outcomeOn: z.iso.date().nullable(),
    /** Who said whom it is about, and when; null where the debtor's own number says it. */
    actor: z.string().nullable(),
    answeredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Insolvency' })
export type InsolvencyView = z.infer<typeof InsolvencyView>
export const InsolvencyList = z.object({ insolvencies: z.array(InsolvencyView), next }).meta({ id: 'InsolvencyList' })
export type InsolvencyList = z.infer<typeof InsolvencyList>

export const InsolvencyAnswerBody = z
  .strictObject({
    /** `other`: it is about somebody else, or does not bind what is claimed here. */
    about: z.enum(['debtor', 'other']),
  })
  .meta({ id: 'InsolvencyAnswer', example: { about: 'other' } })
export const InsolvencyDeclaredBody = z
  .strictObject({
    /** Day on which the claims were declared. */
    on: day,
  })
  .meta({ id: 'InsolvencyDeclared', example: { on: '2026-02-27' } })
/** Proceedings that no register has told of. */
export const NewInsolvencyBody = z
  .strictObject({
    proceeding: z.enum(PROCEEDINGS_OPENED),
    /** Day on which the opening was published: the time to declare runs from it. */
    publishedOn: day,
    judgmentOn: day.optional(),
    court: text(200).optional(),
    /** Who is to be written to. */
    representative: text(200).optional(),
    reference: text(100).optional(),
    ...proofFields,
  })
  .meta({
    id: 'NewInsolvency',
    example: { proceeding: 'liquidation', publishedOn: '2026-02-15', judgmentOn: '2026-02-10', proofSha256: PROOF_EXAMPLE },
  })
export const InsolvencyOutcomeBody = z
  .strictObject({
    outcome: z.enum(PROCEEDING_OUTCOMES),
    /** Day of the judgment that says so. */
    on: day,
  })
  .meta({ id: 'InsolvencyOutcome', example: { outcome: 'insufficient-assets', on: '2027-03-12' } })
export const DeclarationPdf = z.string().meta({ id: 'DeclarationOfClaimPdf', format: 'binary' })

/** What a register has answered about a debtor: numbers, codes and days. */
export const RegisterCheckView = z
  .object({
    id: z.uuid(),
    register: z.string(),
    outcome: z.string(),
    facts: z.record(z.string(), z.unknown()),
    cause: z.string(),
    /** In the debtor's legal time. */
    checkedAt: z.iso.datetime(),
  })
  .meta({ id: 'RegisterCheck' })
export type RegisterCheckView = z.infer<typeof RegisterCheckView>
/** The last twenty, the newest first. */
export const RegisterCheckList = z.object({ checks: z.array(RegisterCheckView) }).meta({ id: 'RegisterCheckList' })
export type RegisterCheckList = z.infer<typeof RegisterCheckList>
