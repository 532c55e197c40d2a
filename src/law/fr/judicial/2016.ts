import type { JudicialLaw } from '../../../domain/judicial-law.js'
import { alarmDays, amicable, approval } from '../../judicial-house.js'
import { articles } from './articles.js'
import { interimOrderBefore2020, paymentOrderBefore2020, summonsBefore2020 } from './before-2020.js'
import { attempt, choice, otherRoad } from './choice.js'
import { courts } from './courts.js'
import { smallClaims } from './procedures.js'
import { enforcement, title } from './title.js'

/** France, as far back as the packs go. */
export const judicial2016: JudicialLaw = {
  id: 'fr/judicial/2016-10-01',
  from: '2016-10-01',
  procedures: {
    'payment-order': paymentOrderBefore2020,
    'small-claims': smallClaims,
    summons: summonsBefore2020,
    'interim-order': interimOrderBefore2020,
    enforcement,
  },
  attempt,
  otherRoad,
  title,
  choice,
  courts,
  amicable,
  alarmDays,
  approval,
  articles,
}
