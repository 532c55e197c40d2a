/** What may happen to a debtor that the law protects it in. Insolvency proceedings are told by notices. */
export const SITUATIONS = ['over-indebtedness', 'death', 'minority', 'protected-adult'] as const
export type SituationKind = (typeof SITUATIONS)[number]

/**
 * How a situation comes out. `plan`: agreed by the commission; `imposed-measures`: by it or the judge; `debt-erased`: nothing may be asked any
 * more; `insufficient-assets`: nothing is left to have; `heirs-accepted`: they owe it now; `ended`: it is over and has changed nothing;
 * `error`: it never was.
 */
export const SITUATION_OUTCOMES = [
  'plan',
  'imposed-measures',
  'debt-erased',
  'insufficient-assets',
  'heirs-accepted',
  'ended',
  'error',
] as const
export type SituationOutcome = (typeof SITUATION_OUTCOMES)[number]

/** What becomes of the debtor's files. `waits`: they stand still, until the end of the measures or until a person says more. */
export type OutcomeEffect = 'waits' | 'closes' | 'goes-on'

export const EFFECT_OF: Readonly<Record<SituationOutcome, OutcomeEffect>> = {
  plan: 'waits',
  'imposed-measures': 'waits',
  'heirs-accepted': 'waits',
  'debt-erased': 'closes',
  'insufficient-assets': 'closes',
  ended: 'goes-on',
  error: 'goes-on',
}

/** Whether a situation, by its outcome so far, protects the debtor still, and can come out otherwise. One that closes its files lasts. */
export const isStanding = (outcome: string | null): boolean => outcome === null || EFFECT_OF[outcome as SituationOutcome] !== 'goes-on'
/** Whether nothing more can be said of how it came out. */
export const isFinal = (outcome: string | null): boolean => outcome !== null && EFFECT_OF[outcome as SituationOutcome] !== 'waits'

/** How insolvency proceedings come out, as a person says. */
export const PROCEEDING_OUTCOMES = ['plan', 'insufficient-assets', 'ended'] as const satisfies readonly SituationOutcome[]
export type ProceedingOutcome = (typeof PROCEEDING_OUTCOMES)[number]

/** Who is written to in the debtor's place: a guardian, a legal representative, a notary, a commission. Personal data. */
export interface Representative {
  name: string
  lines: string[]
  postcode: string | null
  city: string | null
  email: string | null
}
