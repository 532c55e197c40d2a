import type { Capacity, ClaimCategory } from './capacity.js'
import type { CourtDirectory, JudicialLaw } from './judicial-law.js'
import type { CourtRule, LawPack, ProcedureRule } from './law-pack.js'
import type { LegalDay } from './legal-day.js'

/** Where a debtor lives, as far as a court is found by it. */
export interface Residence {
  /** ISO 3166-1 code of the country whose law holds there. */
  lawCountry: string
  postcode: string
  city: string
}

/** The court that hears something. */
export interface CompetentCourt {
  code: string
  /** With the district that it is found by. */
  name: string
  source: string
  confirmed: boolean
}

interface Heard {
  capacity: Capacity
  category: ClaimCategory
  askedCents: number
  residence: Residence | null
}

/** The court that hears a procedure on a day by debt, debtor and residence; null where none is known to. */
export function competentCourt(
  procedure: Pick<ProcedureRule, 'courts'> | undefined,
  heard: Heard,
  { courts }: Pick<JudicialLaw, 'courts'>,
  on: LegalDay,
): CompetentCourt | null {
  const { capacity, category, askedCents, residence } = heard
  const rule = procedure?.courts?.find((court) => isOf(court, capacity, category, askedCents))
  const unsure = courts.unsure.value[capacity]
  const name = rule?.name ?? (procedure?.courts ? unsure : undefined)
  const code = name === undefined ? undefined : courts.codes[name]
  if (name === undefined || code === undefined) return null
  const found = { source: rule?.source ?? courts.unsure.source, confirmed: rule?.confirmed ?? false }
  const special = specialCourt(courts, code, residence, on)
  if (special) return special
  return { code, name: residence ? named(courts, name, residence) : name, ...found }
}

const named = ({ named: { value } }: CourtDirectory, court: string, { city, postcode }: Residence): string =>
  value.replace('{court}', court).replace('{city}', city).replace('{postcode}', postcode)

/** Order of the rules counts: a category of its own is heard by its court whoever owes it. */
function isOf({ capacities, categories, upToCents }: CourtRule, capacity: Capacity, category: ClaimCategory, askedCents: number): boolean {
  return (
    (capacities.length === 0 || capacities.includes(capacity)) &&
    (categories.length === 0 || categories.includes(category)) &&
    (upToCents === null || askedCents <= upToCents)
  )
}

/** The court that stands in for another at some places for a time. */
function specialCourt({ special }: JudicialLaw['courts'], code: string, residence: Residence | null, on: LegalDay): CompetentCourt | null {
  const rule = special.find((one) => one.value.insteadOf === code && one.value.from <= on && on <= one.value.until)
  if (!rule || residence === null) return null
  const { value, source, confirmed } = rule
  const city = fold(residence.city)
  const seat = value.seats.find(
    ({ city: own, departments }) => fold(own) === city || departments.some((start) => residence.postcode.startsWith(start)),
  )
  return seat ? { code: value.code, name: `${value.name} ${seat.inName}`, source, confirmed } : null
}

/** Capitals, accents, hyphens, and the number of a district make no other city. */
const fold = (city: string): string =>
  city
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:cedex|\d+(?:er?|e|eme)?)\b/gu, '')
    .replace(/[^a-z]+/gu, ' ')
    .trim()

/** The deadlines and courts of a procedure in a pack; an interim order is heard by the courts of a suit. */
export function packRule(pack: LawPack, procedure: string): ProcedureRule | undefined {
  const code = procedure === 'interim-order' ? 'summons' : procedure
  return pack.procedures.find((rule) => rule.code === code)
}
