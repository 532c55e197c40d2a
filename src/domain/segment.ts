import type { ClaimFact, SegmentFact } from './facts.js'
import type { Cents } from './money.js'
import type { Condition } from './strategy.js'

/** What tells debtors apart: their unpaid claims, and what is known of them. */
export interface Segment {
  claims: readonly Pick<ClaimFact, 'capacity'>[]
  segment: SegmentFact
}

/** Whether a condition holds. @param owed on the day in question */
export function holds(condition: Condition, { claims, segment }: Segment, owed: Cents): boolean {
  const { capacities, kind, languages, sectors } = condition
  return (
    isWithin(owed, condition.leastCents, condition.mostCents) &&
    (!capacities || claims.every(({ capacity }) => capacities.includes(capacity))) &&
    (!kind || kind === segment.kind) &&
    isAmong(segment.language, languages) &&
    isAmong(segment.sector, sectors) &&
    isWithin(segment.score, condition.leastScore, condition.mostScore) &&
    isWithin(segment.lateFiles, condition.leastLateFiles, condition.mostLateFiles) &&
    isWithin(segment.closedFiles, condition.leastClosedFiles, undefined)
  )
}

/** How much a condition asks for: the more, the fewer debtors it means. */
export const specificity = (condition: Condition): number => Object.keys(condition).length

function isWithin(value: number | null, least: number | undefined, most: number | undefined): boolean {
  if (least === undefined && most === undefined) return true
  return value !== null && value >= (least ?? value) && value <= (most ?? value)
}

const isAmong = (value: string | null, list: readonly string[] | undefined) => !list || (value !== null && list.includes(value))
