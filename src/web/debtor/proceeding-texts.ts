import type { ProceedingRoad, ProceedingShown, ProceedingStepShown } from '../../contracts/debtor-page.js'

interface Named {
  name: string
  what: string
}

/** What the page says of proceedings, the same in each language. Days come in words. */
export interface ProceedingTexts {
  title: string
  numbered: (number: string) => string
  court: string
  /** For a court without a name. */
  theCourt: string
  over: string
  can: string
  next: string
  noDate: string
  done: string
  words: string
  /** What each procedure is called, and what it is. */
  roads: Record<ProceedingRoad, Named>
  /** What each step is called, and what it means; of the end its reason says that. */
  steps: Record<ProceedingStepShown['step'], Named>
  ends: Record<NonNullable<ProceedingStepShown['end']>, string>
  pay: string
  payLink: string
  acts: Record<ProceedingShown['acts'][number]['act'], (court: string, day: string | null) => string>
  days: Record<NonNullable<ProceedingShown['next']>['kind'], (day: string) => string>
  /** Legal words, each with what it means. */
  glossary: readonly (readonly [word: string, meaning: string])[]
}
