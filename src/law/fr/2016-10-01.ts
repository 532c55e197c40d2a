import type { LawPack } from '../../domain/law-pack.js'
import { isHoliday } from './holidays.js'

const CHECKED = '2026-11-21'

/** France, from 1 October 2016, when the present law of obligations came into force: the part that the engine uses so far. */
export const pack: LawPack = {
  id: 'fr/2016-10-01',
  from: '2016-10-01',
  zone: 'Europe/Paris',
  regionZones: {
    value: {
      'FR-971': 'America/Guadeloupe',
      'FR-972': 'America/Martinique',
      'FR-973': 'America/Cayenne',
      'FR-974': 'Indian/Reunion',
      'FR-976': 'Indian/Mayotte',
      'FR-977': 'America/St_Barthelemy',
      'FR-978': 'America/Marigot',
    },
    source: 'IANA time zone database',
    checkedOn: CHECKED,
    confirmed: true,
  },
  contactHours: {
    value: { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' },
    source:
      'house policy: no statutory hours for debt collection were found; repeated solicitation is bounded by Code de la consommation L121-6',
    checkedOn: CHECKED,
    confirmed: false,
  },
  contactCaps: {
    value: [
      { rule: 'one-contact-a-day', most: 1, withinDays: 1 },
      { rule: 'three-contacts-a-week', most: 3, withinDays: 7 },
    ],
    source: 'house policy: Code de la consommation L121-6 forbids repeated and insistent solicitation and names no number',
    checkedOn: CHECKED,
    confirmed: false,
  },
  mandatoryNotices: {
    agency: {
      value: ['opening', 'formal-notice'],
      source: 'Code des procédures civiles d’exécution R124-4 (letter); Code civil art. 1344 (mise en demeure)',
      checkedOn: CHECKED,
      confirmed: true,
    },
    creditor: { value: ['formal-notice'], source: 'Code civil art. 1344', checkedOn: CHECKED, confirmed: true },
  },
  noticeOutcomes: {
    value: {
      delivered: 'served',
      refused: 'served',
      unclaimed: 'served',
      'address-unknown': 'not-served',
      failed: 'not-served',
      bounced: 'not-served',
      'opted-out': 'not-served',
    },
    source: 'case law holds a mise en demeure good that its addressee refuses or does not fetch; the decisions were not looked up',
    checkedOn: CHECKED,
    confirmed: false,
  },
  outcomeWithinDays: {
    value: 30,
    source: 'house policy: a registered letter waits 15 days at the post office, and as long again for its way back',
    checkedOn: CHECKED,
    confirmed: false,
  },
  limitationYears: {
    consumer: { value: 2, source: 'Code de la consommation L218-2', checkedOn: CHECKED, confirmed: true },
    other: { value: 5, source: 'Code civil art. 2224, Code de commerce L110-4', checkedOn: CHECKED, confirmed: true },
  },
  isHoliday,
}
