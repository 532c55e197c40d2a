import type { LawPack } from '../../domain/law-pack.js'
import { outcomeWithinDays } from '../house.js'
import { isHoliday } from './holidays.js'
import { limitationMoves } from './limitation-moves.js'
import { collecting } from './parts/collecting.js'
import { contactCaps, contactHours, regionZones } from './parts/contact.js'
import { delays } from './parts/delays.js'
import { capitalisationAfterYears, judgmentInterest, lateCharges, regimes } from './parts/late-charges.js'
import { leftOutRules } from './parts/left-out.js'
import { barredCampaigns, limitation } from './parts/limitation.js'
import { mentions } from './parts/mentions.js'
import { mandatoryNotices, noticeOutcomes } from './parts/notices.js'
import { paymentTerms } from './parts/payment-terms.js'
import { procedures } from './parts/procedures.js'

/** France, from 1 October 2016, when the present law of obligations came into force. */
export const pack: LawPack = {
  id: 'fr/2016-10-01',
  country: 'FR',
  from: '2016-10-01',
  zone: 'Europe/Paris',
  regionZones,
  contactHours,
  contactCaps,
  mandatoryNotices,
  mentions,
  firstReminder: null,
  noticeOutcomes,
  outcomeWithinDays,
  regimes,
  lateCharges,
  judgmentInterest,
  capitalisationAfterYears,
  paymentTerms: paymentTerms('Code de commerce L441-6 I'),
  limitation,
  limitationMoves,
  barredCampaigns,
  procedures,
  delays,
  collecting,
  leftOut: leftOutRules,
  isHoliday,
}
