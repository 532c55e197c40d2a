import type { Capacity, Regime } from '../../domain/capacity.js'
import type { LateCharges, LawPack } from '../../domain/law-pack.js'
import type { Stage } from '../../domain/stage.js'
import { isHoliday } from '../fr/holidays.js'
import { contactCaps, dataProtectionNotice, noticeOutcomes, outcomeWithinDays } from '../house.js'
import { leftOut, unconfirmed } from '../sourced.js'

const NOT_WRITTEN = 'the law of the country is not written down here'
const NOTHING: LateCharges = { interest: null, indemnityCents: null }

/**
 * For every country whose law is not written down here. Nothing is charged beyond the invoices, and what remains is the
 * careful choice. Its day is that of the oldest French pack. Days are reckoned in Paris, where the agency sits, and the
 * hours are narrow, so that they are decent an hour to the east or west too; French holidays are kept for the same reason.
 */
export const pack: LawPack = {
  id: 'generic/2016-10-01',
  country: 'ZZ',
  from: '2016-10-01',
  zone: 'Europe/Paris',
  regionZones: unconfirmed({}, `house policy: ${NOT_WRITTEN}, so its clocks are not either`),
  contactHours: unconfirmed(
    { weekdays: [1, 2, 3, 4, 5], from: '10:00', to: '17:00' },
    'house policy: narrow, since the debtor may live in another zone',
  ),
  contactCaps,
  mandatoryNotices: {
    agency: unconfirmed<readonly Stage[]>(
      ['opening', 'formal-notice'],
      'house policy: an agency at work in France keeps to Code des procédures civiles d’exécution R124-4 wherever the debtor is',
    ),
    creditor: unconfirmed<readonly Stage[]>(['formal-notice'], 'house policy: nobody is sued without a formal notice'),
  },
  mentions: [dataProtectionNotice],
  firstReminder: null,
  noticeOutcomes,
  outcomeWithinDays,
  regimes: unconfirmed<Record<Capacity, Regime>>(
    {
      consumer: 'consumer',
      undecided: 'consumer',
      'non-professional': 'civil',
      trader: 'business',
      professional: 'business',
      'sole-trader': 'business',
      'public-body': 'public',
    },
    `house policy: ${NOT_WRITTEN}`,
  ),
  lateCharges: { business: NOTHING, public: NOTHING, civil: NOTHING, consumer: NOTHING },
  judgmentInterest: null,
  capitalisationAfterYears: null,
  paymentTerms: [],
  limitation: [
    {
      name: 'general',
      categories: [],
      regimes: [],
      period: unconfirmed(
        { years: 2, counted: 'to-the-day', foreclosure: false },
        `house policy: ${NOT_WRITTEN}; short, so that a person is asked early`,
      ),
    },
  ],
  barredCampaigns: unconfirmed<readonly Regime[]>(['consumer'], 'house policy: debts that may be time-barred are not chased'),
  procedures: [],
  delays: {
    rollsForward: unconfirmed(false, `house policy: ${NOT_WRITTEN}; no delay is taken to be longer than it says`),
    distanceMonths: unconfirmed({ overseas: 0, abroad: 0 }, `house policy: ${NOT_WRITTEN}`),
  },
  leftOut: [
    leftOut('lateCharges', 'Late interest and compensation, which most countries know.', NOT_WRITTEN),
    leftOut('procedures', 'The roads to a title, with their deadlines.', NOT_WRITTEN),
  ],
  note: 'The law of this country is not written down here: no interest and no compensation is reckoned, and deadlines are for a person to look up.',
  isHoliday,
}
