import { type Delay, deadlineOf } from '../domain/delay.js'
import type { Proceeding } from '../domain/insolvency.js'
import { type LawBook, packOn, type Sourced } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { law, unconfirmed } from './sourced.js'

/** What a country's law says of a debtor in insolvency proceedings, and where it is published. */
export interface InsolvencyLaw {
  /** That a debtor is not to be asked, sued or enforced against for what arose before the judgment. */
  pursuitsStop: Sourced<string>
  /** That the debtor may not pay it either. */
  paymentsStop: Sourced<string>
  /** In what time claims are declared, from the day on which the opening was published. */
  declareWithin: Sourced<Delay>
  /** Who is longer given time. Not reckoned with: whoever the creditor, the alarm is set to the shorter time. */
  declareFromAbroad: Sourced<Delay>
  /** How the delay is reckoned: its last day goes on to a working day. */
  reckonedAs: Sourced<string>
  /** That interest stops with the judgment. */
  interestStops: Sourced<string>
  /** Whether natural persons who are bound with the debtor, or have given a guarantee, are asked during the proceedings. */
  coObliged: Sourced<Readonly<Record<Exclude<Proceeding, 'other'>, CoObliged>>>
}

/** `stand`: they are left alone as the debtor is. `asked`: they are asked for what they owe themselves. */
export type CoObliged = 'stand' | 'asked'

const CODE = 'Code de commerce'
const months = (count: number): Delay => ({ years: 0, months: count, weeks: 0, days: 0 })

/** By the country whose law a file lives under. */
export const INSOLVENCY_LAW: Readonly<Record<string, InsolvencyLaw>> = {
  FR: {
    pursuitsStop: law('L622-21', `${CODE} L622-21`),
    paymentsStop: unconfirmed('L622-7', `${CODE} L622-7`),
    declareWithin: law(months(2), `${CODE} L622-24 and R622-24: two months from the publication in the BODACC`),
    declareFromAbroad: unconfirmed(months(4), `${CODE} R622-24: two months more for a creditor outside metropolitan France`),
    reckonedAs: unconfirmed('procedural', `${CODE} R662-1, Code de procédure civile 641 and 642`),
    interestStops: law('L622-28', `${CODE} L622-28: except for loans and payments put off for a year or more`),
    coObliged: law(
      { safeguard: 'stand', reorganisation: 'stand', liquidation: 'asked', plan: 'stand', closure: 'asked' },
      `${CODE} L622-28: until the plan or the liquidation; L626-11: they have the benefit of the plan`,
    ),
  },
}

/** The law of insolvency of a book, or null where nothing is written down of it. */
export const insolvencyLaw = ({ country }: LawBook): InsolvencyLaw | null => INSOLVENCY_LAW[country] ?? null

/** Whether natural persons bound with somebody in proceedings are asked; where nothing is written down of it they stand, a policy of the house. */
export function coObligedIn(book: LawBook, proceeding: Exclude<Proceeding, 'other'>): CoObliged {
  return insolvencyLaw(book)?.coObliged.value[proceeding] ?? 'stand'
}

/** The last day to declare claims in proceedings whose opening was published on a day; null where the law here knows no such delay. */
export function declareBy(book: LawBook, publishedOn: LegalDay): LegalDay | null {
  const rules = insolvencyLaw(book)
  if (!rules) return null
  const pack = packOn(book, publishedOn)
  return deadlineOf(publishedOn, rules.declareWithin.value, 'procedural', (day) => pack.isHoliday(day, null)).deadline
}
