import type { CourtRule, ProcedureRule } from '../../domain/law-pack.js'
import { type Cents, cents } from '../../domain/money.js'
import { CHECKED, law, unconfirmed } from '../sourced.js'

/** The courts of first instance by the sum claimed. @param mostCents the most that an Amtsgericht hears */
export const courts = (mostCents: Cents, source: string): readonly CourtRule[] => [
  { name: 'Amtsgericht', capacities: [], categories: [], upToCents: mostCents, source, checkedOn: CHECKED, confirmed: true },
  { name: 'Landgericht', capacities: [], categories: [], upToCents: null, source, checkedOn: CHECKED, confirmed: true },
]

/** Order to pay: asked for without a hearing, turned into a title that the debtor may oppose once more. */
const paymentOrder: ProcedureRule = {
  code: 'payment-order',
  name: 'gerichtliches Mahnverfahren',
  mostCents: null,
  serveWithinMonths: null,
  oppositionWithin: law('2 weeks', 'ZPO § 692 I Nr. 3, § 694: Widerspruch, from service of the Mahnbescheid'),
  enforceableAfterMonths: null,
  leadDays: unconfirmed(30, 'house policy: request, order, service by the court'),
  attemptUpToCents: null,
  titleWithinMonths: law(6, 'ZPO § 701: the Vollstreckungsbescheid is asked for within six months of service'),
  titleOppositionWithin: law('2 weeks', 'ZPO § 700, § 339: Einspruch, from service of the Vollstreckungsbescheid'),
}

const summons: ProcedureRule = {
  code: 'summons',
  name: 'Klage',
  mostCents: null,
  serveWithinMonths: null,
  oppositionWithin: null,
  enforceableAfterMonths: null,
  leadDays: unconfirmed(30, 'house policy: drafting, service by the court'),
  attemptUpToCents: null,
  courts: courts(cents(5_000_00), 'GVG § 23 Nr. 1, before 1 January 2026'),
}

export const procedures: readonly ProcedureRule[] = [paymentOrder, summons]
