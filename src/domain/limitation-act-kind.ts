/**
 * Acts that move a limitation. The debtor's acknowledgement, a claim in court (an order counts when it is served), an act
 * of enforcement and a conservatory measure interrupt it; a rescheduling begins a foreclosure anew; mediation and
 * conciliation, the debtor's consent to a small-claims procedure and impossibility suspend it.
 */
export const LIMITATION_ACTS = [
  'acknowledgement',
  'court-claim',
  'order-served',
  'enforcement-act',
  'conservatory-measure',
  'rescheduling',
  'mediation',
  'small-claims-agreed',
  'impossibility',
] as const
export type LimitationActKind = (typeof LIMITATION_ACTS)[number]
