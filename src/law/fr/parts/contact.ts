import type { ContactCap } from '../../../domain/law-pack.js'
import { law, unconfirmed } from '../../sourced.js'

/** Clocks of the regions overseas. */
export const regionZones = law<Record<string, string>>(
  {
    'FR-971': 'America/Guadeloupe',
    'FR-972': 'America/Martinique',
    'FR-973': 'America/Cayenne',
    'FR-974': 'Indian/Reunion',
    'FR-976': 'Indian/Mayotte',
    'FR-977': 'America/St_Barthelemy',
    'FR-978': 'America/Marigot',
  },
  'IANA time zone database',
)

export const contactHours = unconfirmed(
  { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' },
  'house policy: no statutory hours for debt collection were found; repeated solicitation is bounded by Code de la consommation L121-6',
)

export const contactCaps = unconfirmed<readonly ContactCap[]>(
  [
    { rule: 'one-contact-a-day', most: 1, withinDays: 1 },
    { rule: 'three-contacts-a-week', most: 3, withinDays: 7 },
  ],
  'house policy: Code de la consommation L121-6 forbids repeated and insistent solicitation and names no number',
)
