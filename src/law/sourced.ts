import type { LeftOutRule, Sourced } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'

/** Day on which the sources were last looked up. */
export const CHECKED: LegalDay = '2026-11-21'

/** A value of the law, with the article that holds it. */
export const law = <T>(value: T, source: string): Sourced<T> => ({ value, source, checkedOn: CHECKED, confirmed: true })

/** A value that no source confirmed: a policy of the house, or the careful reading. */
export const unconfirmed = <T>(value: T, source: string): Sourced<T> => ({ value, source, checkedOn: CHECKED, confirmed: false })

/** A rule that is not applied, since no source confirmed it. */
export const leftOut = (rule: string, says: string, source: string): LeftOutRule => ({ rule, says, source, checkedOn: CHECKED })
