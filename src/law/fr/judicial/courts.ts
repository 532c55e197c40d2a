import type { CourtDirectory, SpecialCourt } from '../../../domain/judicial-law.js'
import { law, unconfirmed } from '../../sourced.js'

const seat = (city: string, inName: string, departments: readonly string[] = []): SpecialCourt['seats'][number] => ({
  city,
  inName,
  departments,
})

/**
 * The twelve courts that try out the economic-activities court. The departments that are named belong to one as a whole; elsewhere only the
 * town itself is taken for certain, and a debtor nearby is before the commercial court until somebody has looked.
 */
const economicActivities = unconfirmed<SpecialCourt>(
  {
    code: 'tae',
    name: 'tribunal des activités économiques',
    insteadOf: 'tribunal-de-commerce',
    from: '2025-01-01',
    until: '2028-12-31',
    seats: [
      seat('Avignon', 'd’Avignon', ['84']),
      seat('Auxerre', 'd’Auxerre'),
      seat('Le Havre', 'du Havre'),
      seat('Le Mans', 'du Mans', ['72']),
      seat('Limoges', 'de Limoges', ['87']),
      seat('Lyon', 'de Lyon'),
      seat('Marseille', 'de Marseille'),
      seat('Nancy', 'de Nancy'),
      seat('Nanterre', 'de Nanterre', ['92']),
      seat('Paris', 'de Paris', ['75']),
      seat('Saint-Brieuc', 'de Saint-Brieuc', ['22']),
      seat('Versailles', 'de Versailles', ['78']),
    ],
  },
  'loi 2023-1059 art. 26 and the order that names twelve courts from 1 January 2025 (efl.fr); their districts from memory',
)

export const courts: CourtDirectory = {
  codes: {
    'tribunal de commerce': 'tribunal-de-commerce',
    'tribunal judiciaire': 'tribunal-judiciaire',
    'juge des contentieux de la protection': 'jcp',
  },
  unsure: unconfirmed(
    { 'sole-trader': 'tribunal judiciaire' },
    'house policy: a sole trader belongs before either court by its trade; to be checked before anything is filed',
  ),
  named: unconfirmed('{court}, ressort de {city} ({postcode})', 'house policy: until somebody has looked up its seat'),
  territory: law(
    'debtor-residence',
    'Code de procédure civile 1406: where the debtor, or one of them, lives; clauses are void, and the judge raises it himself',
  ),
  special: [economicActivities],
}
