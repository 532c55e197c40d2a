import type { Regime } from '../../domain/capacity.js'
import type { LawPack, MentionRule } from '../../domain/law-pack.js'
import type { Stage } from '../../domain/stage.js'
import { contactCaps, contactHours, dataProtectionNotice, noticeOutcomes, outcomeWithinDays } from '../house.js'
import { CHECKED, law, leftOut, unconfirmed } from '../sourced.js'
import { isHoliday } from './holidays.js'
import { lateCharges, regimes } from './late-charges.js'
import { procedures } from './procedures.js'

/** What a registered collector tells a private person when it first asks for payment. */
const collectorInformation: MentionRule = {
  rule: 'collector-information',
  stages: ['opening'],
  channels: ['letter'],
  collects: 'agency',
  regimes: ['consumer'],
  variables: ['creditorName', 'creditorAddress', 'claims', 'breakdown', 'supervisor'],
  source: 'RDG § 13a I Nr. 1 to 3, 5, 8',
  checkedOn: CHECKED,
  confirmed: true,
}

/** Germany, from 1 July 2016, the first day whose base rate is known here. */
export const pack: LawPack = {
  id: 'de/2016-07-01',
  country: 'DE',
  from: '2016-07-01',
  zone: 'Europe/Berlin',
  regionZones: law({}, 'IANA time zone database: one clock'),
  contactHours,
  contactCaps,
  mandatoryNotices: {
    agency: unconfirmed<readonly Stage[]>(
      ['opening', 'formal-notice'],
      'BGB § 286 I (Mahnung); house policy: the information of RDG § 13a goes to everybody, in a letter of its own',
    ),
    creditor: law<readonly Stage[]>(['formal-notice'], 'BGB § 286 I: a notice (Mahnung) puts the debtor in default'),
  },
  mentions: [collectorInformation, dataProtectionNotice],
  firstReminder: null,
  noticeOutcomes,
  outcomeWithinDays,
  regimes,
  lateCharges,
  judgmentInterest: null,
  capitalisationAfterYears: null,
  paymentTerms: [],
  limitation: [
    {
      name: 'general',
      categories: [],
      regimes: [],
      period: law(
        { years: 3, counted: 'from-year-end', foreclosure: false },
        'BGB § 195, § 199 I Nr. 1: from the end of the year in which the claim arose',
      ),
    },
  ],
  barredCampaigns: unconfirmed<readonly Regime[]>(['consumer'], 'house policy: time-barred debts of consumers are not chased'),
  procedures,
  delays: {
    rollsForward: unconfirmed(true, 'ZPO § 222 II, from memory'),
    distanceMonths: unconfirmed({ overseas: 0, abroad: 0 }, 'none was looked up'),
  },
  leftOut: [
    leftOut(
      'lateCharges.business.clauses',
      'A higher rate agreed between businesses may be due; general terms are bounded.',
      'BGB § 288 III, VI, from memory',
    ),
    leftOut(
      'lateCharges.business.due-by-calendar',
      'Default without a notice where the calendar fixes the day.',
      'BGB § 286 II, from memory',
    ),
    leftOut('judgmentInterest', 'Interest from pending suit, at the rates of § 288.', 'BGB § 291, from memory'),
    leftOut('limitation.title', 'Thirty years for what a court has awarded.', 'BGB § 197, from memory'),
    leftOut(
      'limitation.suspension',
      'A Mahnbescheid suspends limitation from its filing, if it is served soon after.',
      'BGB § 204, ZPO § 167, from memory',
    ),
    leftOut(
      'procedures.payment-order.fees',
      'Half a fee, at least 32, 36 or 38 EUR.',
      'adu-inkasso.de, osb-inkasso.de: the figures differ',
    ),
  ],
  isHoliday,
}
