import { type Cents, cents } from './money.js'

/** What a household has and has to pay each month, in cents. */
export interface HouseholdMeans {
  incomeCents: number
  housingCents: number
  otherChargesCents: number
  /** What it pays on other debts. */
  debtsCents: number
  /** People who live on it, beside who states it. */
  dependants: number
}

/** What of a household's means may go into a plan. */
export interface PlanBounds {
  /** Largest share of what is left each month, in percent; so much less for each dependant, and never less than the least. */
  mostSharePercent: number
  lessPerDependantPercent: number
  leastSharePercent: number
  /** Instalments are whole multiples of this, rounded down, and at least one of them. */
  stepCents: number
  mostInstalments: number
}

/** A sum a month, and how many months that makes. */
export interface PlanProposal {
  monthlyCents: Cents
  instalments: number
}

/** What is left of a household's income each month; below zero where it spends more than it has. */
export function leftEachMonth({ incomeCents, housingCents, otherChargesCents, debtsCents }: HouseholdMeans): Cents {
  return cents(incomeCents - housingCents - otherChargesCents - debtsCents)
}

/** Parts of the largest sum that may be asked for, the largest first: one that is tight, one that is easier, one that is easy. */
const EASE = [
  [1, 1],
  [2, 3],
  [1, 2],
] as const

/** Sums a month that a household can pay a debt by, the largest first; empty where nothing is left, or too little to end. */
export function fittingProposals(means: HouseholdMeans, owedCents: Cents, bounds: PlanBounds): PlanProposal[] {
  const { stepCents, mostInstalments } = bounds
  const most = (Math.max(0, leftEachMonth(means)) * shareOf(means, bounds)) / 100
  const sums = EASE.map(([part, of]) => Math.min(owedCents, Math.floor((most * part) / of / stepCents) * stepCents))
  return [...new Set(sums)]
    .filter((monthly) => monthly > 0 && Math.ceil(owedCents / monthly) <= mostInstalments)
    .map((monthly) => ({ monthlyCents: cents(monthly), instalments: Math.ceil(owedCents / monthly) }))
}

const shareOf = ({ dependants }: HouseholdMeans, { mostSharePercent, lessPerDependantPercent, leastSharePercent }: PlanBounds) =>
  Math.max(leastSharePercent, mostSharePercent - dependants * lessPerDependantPercent)
