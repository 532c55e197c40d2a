import type { LawPack } from '../../domain/law-pack.js'
import type { Stage } from '../../domain/stage.js'
import { contactCaps, contactHours, noticeOutcomes, outcomeWithinDays } from '../house.js'
import { law, unconfirmed } from '../sourced.js'
import { firstReminder } from './first-reminder.js'
import { isHoliday } from './holidays.js'
import { lateCharges, regimes } from './late-charges.js'
import { leftOutRules } from './left-out.js'
import { barredCampaigns, limitation, limitationMoves } from './limitation.js'
import { mentions } from './mentions.js'

/** Belgium, from 1 December 2023, when book XIX on debts of consumers took hold of every contract. */
export const pack: LawPack = {
  id: 'be/2023-12-01',
  country: 'BE',
  from: '2023-12-01',
  zone: 'Europe/Brussels',
  regionZones: law({}, 'IANA time zone database: one clock'),
  contactHours,
  contactCaps,
  mandatoryNotices: {
    agency: law<readonly Stage[]>(
      ['opening', 'formal-notice'],
      'Code de droit économique, livre XIX titre 2: an agency begins with a written notice (economie.fgov.be); XIX.2',
    ),
    creditor: law<readonly Stage[]>(['formal-notice'], 'Code de droit économique XIX.2: the first reminder is the formal notice'),
  },
  mentions,
  firstReminder,
  noticeOutcomes,
  outcomeWithinDays,
  regimes,
  lateCharges,
  judgmentInterest: null,
  capitalisationAfterYears: null,
  paymentTerms: [
    {
      code: 'default',
      computation: law({ days: 30, method: 'net' }, 'Loi du 2 août 2002 art. 4: from receipt of the invoice, goods or services'),
    },
    { code: '30-net', computation: law({ days: 30, method: 'net' }, 'Loi du 2 août 2002 art. 4') },
    {
      code: '60-net',
      computation: law({ days: 60, method: 'net' }, 'Loi du 2 août 2002 art. 4, as of the loi du 14 août 2021: the most there may be'),
    },
  ],
  limitation,
  limitationMoves,
  barredCampaigns,
  procedures: [
    {
      code: 'summons',
      name: 'citation',
      mostCents: null,
      serveWithinMonths: null,
      oppositionWithin: null,
      enforceableAfterMonths: null,
      leadDays: unconfirmed(60, 'house policy: drafting, date of hearing, service'),
      attemptUpToCents: null,
    },
  ],
  delays: {
    rollsForward: unconfirmed(true, 'Code judiciaire art. 53, from memory'),
    distanceMonths: unconfirmed({ overseas: 0, abroad: 0 }, 'Code judiciaire art. 55, not looked up: days that depend on the country'),
  },
  leftOut: leftOutRules,
  isHoliday,
}
