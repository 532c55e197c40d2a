import type { Sourced } from '../domain/law-pack.js'
import { countryOfLaw } from './region.js'
import { law, unconfirmed } from './sourced.js'

/**
 * What an agency may have to have before it collects for others: an insurance of its professional liability, its written
 * declaration to the procureur of the place where it works, and an account that holds nothing but collected money.
 */
export const AGENCY_PAPERS = ['insurance', 'declaration', 'account'] as const
export type AgencyPaperKind = (typeof AGENCY_PAPERS)[number]

const REQUIRED: Readonly<Record<string, Sourced<readonly AgencyPaperKind[]>>> = {
  FR: law(AGENCY_PAPERS, 'Code des procédures civiles d’exécution R124-2'),
}

/** The papers that a country's law asks of an agency with its seat there, or null where nothing is written down of it. */
export function requiredPapers(country: string): Sourced<readonly AgencyPaperKind[]> | null {
  const code = countryOfLaw(country)
  return Object.hasOwn(REQUIRED, code) ? (REQUIRED[code] ?? null) : null
}

/** Days before the last day of a paper, or of a mandate, on which a person is told of it. */
export const EXPIRY_ALARM_DAYS = unconfirmed<readonly number[]>(
  [60, 30, 7],
  'house policy: an insurer needs weeks to renew a policy, and the law names no delay',
)
