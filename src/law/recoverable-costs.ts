import type { Sourced } from '../domain/law-pack.js'

/**
 * What costs of recovery are founded on. `title`: awarded by a court, or part of the costs of the proceedings.
 * `enforcement`: an act of enforcement. `prescribed-act`: an act that the law tells the creditor to have done.
 * `amicable`: anything else that was done to be paid without a title.
 */
export const COST_BASES = ['title', 'enforcement', 'prescribed-act', 'amicable'] as const
export type CostBasis = (typeof COST_BASES)[number]

const RECOVERABLE: Record<string, Sourced<readonly CostBasis[]>> = {
  FR: {
    value: ['title', 'enforcement', 'prescribed-act'],
    source: 'Code des procédures civiles d’exécution L111-8: without a title costs stay with the creditor, whoever the debtor is',
    checkedOn: '2026-11-21',
    confirmed: true,
  },
}

/** Where nothing is written down of a country's law: only what a court or an officer has set. */
const ELSEWHERE: Sourced<readonly CostBasis[]> = {
  value: ['title', 'enforcement'],
  source: 'house policy for countries whose law is not written down here',
  checkedOn: '2026-11-21',
  confirmed: false,
}

/** The costs that a debtor may be asked for in a country. */
export const recoverableCosts = (country: string): Sourced<readonly CostBasis[]> => RECOVERABLE[country] ?? ELSEWHERE
