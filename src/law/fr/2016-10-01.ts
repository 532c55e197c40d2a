import type { LawPack } from '../../domain/law-pack.js'

/** France, from 1 October 2016, when the present law of obligations came into force: the part that the engine uses so far. */
export const pack: LawPack = {
  id: 'fr/2016-10-01',
  from: '2016-10-01',
  zone: 'Europe/Paris',
  contactHours: {
    value: { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' },
    source:
      'house policy: no statutory hours for debt collection were found; repeated solicitation is bounded by Code de la consommation L121-6',
    checkedOn: '2026-11-21',
    confirmed: false,
  },
}
