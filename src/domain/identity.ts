import type { Capacity } from './capacity.js'
import type { LegalDay } from './legal-day.js'
import { nameLikeness } from './payer-name.js'

/** A company, body or self-employed person as the register of companies has it. */
export interface RegisteredCompany {
  siren: string
  /** Every name it goes by; none where its owner keeps it from being published. */
  names: string[]
  /** Whether it has not been declared ended. */
  active: boolean
  /** Since when it is as it is now. */
  since: LegalDay | null
  /** INSEE's legal category, four digits: `5499`. */
  category: string | null
  postcode: string | null
}

/** What the register says that is at odds with what is known of a party. Codes and numbers, never a name. */
export interface IdentityFinding {
  outcome: 'confirmed' | 'ceased' | 'differs'
  siren: string
  /** Since when it has ceased, where it has. */
  ceasedOn: LegalDay | null
  otherName: boolean
  category: string | null
  /** What the category speaks for, where claims say something that it rules out. A person decides; no claim is changed by it. */
  proposes: Capacity | null
}

/** Names less alike than this are different ones. */
const SAME_NAME = 60

/** Whether one of the names that somebody goes by is this one. */
export const isSameName = (names: readonly string[], name: string): boolean => names.some((one) => nameLikeness(one, name) >= SAME_NAME)

/** Compares a party with the register's entry. @param capacities as what its claims are owed */
export function compareIdentity(company: RegisteredCompany, party: { name: string; capacities: readonly Capacity[] }): IdentityFinding {
  const otherName = company.names.length > 0 && !isSameName(company.names, party.name)
  const proposed = capacityOf(company.category)
  const proposes = proposed !== null && party.capacities.some((capacity) => isRuledOut(capacity, proposed)) ? proposed : null
  const outcome = !company.active ? 'ceased' : otherName || proposes !== null ? 'differs' : 'confirmed'
  return { outcome, siren: company.siren, ceasedOn: company.active ? null : company.since, otherName, category: company.category, proposes }
}

/**
 * What a legal category speaks for (INSEE, nomenclature of legal categories, level III): 1000 entrepreneur individuel, 5… commercial
 * company, 65… civil company, 7… public body, 91… co-ownership and others of private law, 92… association, 93… foundation. Null where it
 * says nothing certain.
 */
export function capacityOf(category: string | null): Capacity | null {
  if (category === null) return null
  if (category === '1000') return 'sole-trader'
  if (category.startsWith('5')) return 'trader'
  if (category.startsWith('65')) return 'professional'
  if (category.startsWith('7')) return 'public-body'
  return /^9[123]/.test(category) ? 'non-professional' : null
}

const BUSINESS: readonly Capacity[] = ['trader', 'professional', 'sole-trader']

/** A self-employed person may owe as a consumer too: what the register has of them rules nothing out but a public body. */
function isRuledOut(capacity: Capacity, proposed: Capacity): boolean {
  if (capacity === proposed) return false
  if (proposed === 'sole-trader') return capacity === 'public-body' || capacity === 'non-professional'
  return !(BUSINESS.includes(capacity) && BUSINESS.includes(proposed))
}
