import { z } from 'zod'
import type { AddressMatch } from '../domain/address-match.js'
import { Address } from './debt-file.js'
import { text } from './fields.js'
import { next, pageQuery } from './page.js'

export const ADDRESS_MATCHES = ['siren', 'name', 'birth-date', 'confirmed'] as const satisfies readonly AddressMatch[]
export const SEARCH_STATES = ['open', 'found', 'failed'] as const
/** `other-person`: an address was given, of somebody else. */
export const LOOK_UP_OUTCOMES = ['asked', 'found', 'nothing', 'other-person', 'unavailable'] as const

export const AddressSearchQuery = z.strictObject({ ...pageQuery, state: z.enum(SEARCH_STATES).optional() })
export type AddressSearchQuery = z.infer<typeof AddressSearchQuery>

const LookUpView = z.object({
  id: z.uuid(),
  source: z.string(),
  askedOn: z.iso.date(),
  outcome: z.enum(LOOK_UP_OUTCOMES),
  /** Millionths of a euro. */
  costMicros: z.int(),
  match: z.array(z.enum(ADDRESS_MATCHES)),
  found: Address.nullable(),
  actor: z.string(),
})

/** The search for the address of a debtor whose mail came back. */
export const AddressSearchView = z
  .object({
    id: z.uuid(),
    state: z.enum(SEARCH_STATES),
    /** All that whoever is asked is told: nothing of a debt. */
    request: z.object({ name: z.string(), address: Address }),
    /** Open files of the debtor. */
    files: z.array(z.object({ id: z.uuid(), reference: z.string() })),
    openedOn: z.iso.date(),
    /** Last day of the search; then its files are closed as not found. */
    endsOn: z.iso.date(),
    endedOn: z.iso.date().nullable(),
    /** The most that it may cost, and what it has cost, in millionths of a euro. */
    limitMicros: z.int(),
    spentMicros: z.int(),
    lookUps: z.array(LookUpView),
  })
  .meta({ id: 'AddressSearch' })
export type AddressSearchView = z.infer<typeof AddressSearchView>
export const AddressSearchList = z.object({ searches: z.array(AddressSearchView), next }).meta({ id: 'AddressSearchList' })
export type AddressSearchList = z.infer<typeof AddressSearchList>

export const LookUpBody = z
  .strictObject({
    /** Who was asked: `creditor`, `debtor` by another channel, `operator`, or the name of a provider. `sirene` is asked at once. */
    source: text(60),
    outcome: z.enum(LOOK_UP_OUTCOMES).default('asked'),
    costMicros: z.int().min(0).max(1_000_000_000).default(0),
    match: z.array(z.enum(ADDRESS_MATCHES)).max(4).default([]),
    address: Address.nullable().default(null),
  })
  .refine(({ outcome, address }) => (outcome === 'found') === (address !== null), {
    path: ['address'],
    message: 'an address goes with what was found, and with nothing else',
  })
  .meta({ id: 'AddressLookUp', example: { source: 'operator', outcome: 'nothing', costMicros: 0 } })
export type LookUpBody = z.infer<typeof LookUpBody>

export const AddressFoundBody = z
  .strictObject({
    /** The look-up that has found it. */
    lookUp: z.uuid(),
    /** What else speaks for its being the debtor's, besides what the look-up says. */
    match: z.array(z.enum(ADDRESS_MATCHES)).max(4).default([]),
  })
  .meta({ id: 'AddressFound', example: { lookUp: '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11', match: ['confirmed'] } })
export type AddressFoundBody = z.infer<typeof AddressFoundBody>
