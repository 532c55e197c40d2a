import type { OrderedReason } from '../domain/closing-reason.js'
import { type Delay, deadlineOf } from '../domain/delay.js'
import { type LawBook, packOn, type Sourced } from '../domain/law-pack.js'
import { addDays, addYears, type LegalDay } from '../domain/legal-day.js'
import type { SituationKind, SituationOutcome } from '../domain/situation.js'
import type { CoObliged } from './insolvency.js'
import { law, unconfirmed } from './sourced.js'

/** The paper that a situation calls for. */
export type SituationPaper = 'over-indebtedness-statement' | 'notary-letter' | 'guardian-letter'

/** What a country's law says of a debtor in a situation, and where it stands. */
export interface SituationRule {
  /** Whether the debtor is left alone, pays nothing, is not enforced against, and owes no interest meanwhile. */
  contactStops: Sourced<boolean>
  paymentsStop: Sourced<boolean>
  enforcementStops: Sourced<boolean>
  interestStops: Sourced<boolean>
  /** Whether natural persons who are bound with the debtor are asked meanwhile. */
  coObliged: Sourced<CoObliged>
  /** How long it lasts by law at most: after that a person looks; null where it has no such end. */
  lastsAtMost: Sourced<Delay> | null
  /** In what time what it calls for is to be done; from the day of the situation, or from the day on which it became known. */
  actWithin: Sourced<{ paper: SituationPaper; delay: Delay; from: 'since' | 'known' }>
  /** The years after which somebody is of age, where that ends it. */
  endsAtAge: Sourced<number> | null
}

const CODE = 'Code de la consommation'
const days = (count: number): Delay => ({ years: 0, months: 0, weeks: 0, days: count })
const years = (count: number): Delay => ({ years: count, months: 0, weeks: 0, days: 0 })
const house = <T>(value: T, says: string) => unconfirmed(value, `house policy: ${says}`)

const letter = (paper: SituationPaper, whom: string) =>
  house({ paper, delay: days(15), from: 'known' as const }, `${whom} is written to within fifteen days of the day on which it became known`)

const OVER_INDEBTED: SituationRule = {
  contactStops: house(true, 'who may not pay is not asked to'),
  paymentsStop: house(true, 'nothing is taken of a debtor in such proceedings'),
  enforcementStops: house(true, 'nothing is enforced against a debtor in such proceedings'),
  interestStops: house(true, 'no interest from the day on which the proceedings begin'),
  coObliged: house('stand', 'who is bound with the debtor is left alone until a person has looked'),
  lastsAtMost: null,
  actWithin: letter('over-indebtedness-statement', 'who leads the proceedings'),
  endsAtAge: null,
}

const DECEASED: SituationRule = {
  contactStops: house(true, 'nothing is sent to somebody who has died'),
  paymentsStop: house(true, 'accounts are frozen: nothing is taken of them'),
  enforcementStops: house(true, 'nothing goes on before the heirs are known'),
  interestStops: house(false, 'the estate owes what the debtor owed'),
  coObliged: house('asked', 'who is bound with the debtor owes it still'),
  lastsAtMost: null,
  actWithin: letter('notary-letter', 'the notary'),
  endsAtAge: null,
}

const MINOR: SituationRule = {
  contactStops: house(true, 'a minor is not asked: its legal representative is'),
  paymentsStop: house(true, 'nothing is taken of a minor’s account'),
  enforcementStops: house(true, 'nothing goes on against a minor'),
  interestStops: house(false, 'what is owed is owed all the same'),
  coObliged: house('asked', 'who is bound with a minor owes it all the same'),
  lastsAtMost: null,
  actWithin: letter('guardian-letter', 'the legal representative'),
  endsAtAge: house(18, 'minors are of age at eighteen'),
}

const PROTECTED: SituationRule = {
  ...MINOR,
  contactStops: house(true, 'a protected adult is not asked: its guardian is'),
  paymentsStop: house(true, 'nothing is taken of a protected adult’s account but by its guardian'),
  enforcementStops: house(true, 'nothing goes on against a protected adult before its guardian has answered'),
  coObliged: house('asked', 'who is bound with a protected adult owes it all the same'),
  actWithin: letter('guardian-letter', 'the guardian'),
  endsAtAge: null,
}

type Rules = Readonly<Record<SituationKind, SituationRule>>

/** For countries of which nothing was looked up. */
const HOUSE: Rules = { 'over-indebtedness': OVER_INDEBTED, death: DECEASED, minority: MINOR, 'protected-adult': PROTECTED }

/** By the country whose law a file lives under. */
export const SITUATION_LAW: Readonly<Record<string, Rules>> = {
  ZZ: HOUSE,
  FR: {
    'over-indebtedness': {
      ...OVER_INDEBTED,
      paymentsStop: law(true, `${CODE} L722-5: the debtor may not pay what arose before`),
      enforcementStops: law(true, `${CODE} L722-2: from the admission`),
      interestStops: unconfirmed(true, `${CODE} L722-14: from the statement of debts; here from the admission already`),
      coObliged: law('asked', `${CODE} L722-2 and L722-5: they are about the debtor alone, and no guarantor is party to it`),
      lastsAtMost: law(years(2), `${CODE} L722-3: two years at most`),
      actWithin: unconfirmed(
        { paper: 'over-indebtedness-statement', delay: days(30), from: 'since' },
        `${CODE} L723-1 and following: thirty days from the commission’s letter; here from the admission, which is not later`,
      ),
    },
    death: {
      ...DECEASED,
      enforcementStops: unconfirmed(true, 'Code civil 771: an heir cannot be made to choose within four months of the death'),
    },
    minority: { ...MINOR, endsAtAge: unconfirmed(18, 'Code civil 388 and 414: eighteen years') },
    'protected-adult': PROTECTED,
  },
}

export const situationRule = ({ country }: Pick<LawBook, 'country'>, kind: SituationKind): SituationRule =>
  (SITUATION_LAW[country] ?? HOUSE)[kind]

/** How each kind may come out, and why its files are closed where the outcome closes them. */
export const OUTCOMES_OF: Readonly<Record<SituationKind, Partial<Record<SituationOutcome, OrderedReason | null>>>> = {
  'over-indebtedness': { plan: null, 'imposed-measures': null, 'debt-erased': 'debt-erased', ended: null, error: null },
  death: { 'heirs-accepted': null, 'insufficient-assets': 'deceased', error: null },
  minority: { ended: null, error: null },
  'protected-adult': { ended: null, error: null },
}

/** The last day for what a situation calls for, which became known on a day. */
export function actBy(book: LawBook, kind: SituationKind, since: LegalDay, knownOn: LegalDay): LegalDay {
  const { delay, from } = situationRule(book, kind).actWithin.value
  const pack = packOn(book, knownOn)
  return deadlineOf(from === 'since' ? since : knownOn, delay, 'procedural', (day) => pack.isHoliday(day, null)).deadline
}

/** The last day of somebody's minority who was born on a day: the one before the birthday, or 28 February for who was born on a 29th. */
export const lastDayBeforeAge = (bornOn: LegalDay, age: number): LegalDay => addYears(addDays(bornOn, -1), age)
