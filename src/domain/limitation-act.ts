import type { ErrorCode } from './errors.js'
import type { LimitationAct } from './facts.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Limited, limitationOn, moveOf } from './limitation.js'

/** An act that somebody wants to have recorded. */
export interface ActClaimed extends LimitationAct {
  /** Whether its proof has been fingerprinted. */
  isProven: boolean
}

/**
 * Why an act may not be recorded on a claim, or null when it may: it moves the limitation, it was done before the last day
 * was over, and what interrupts is proven. A suspension whose end is known by now is recorded again with it.
 * @param arose first day on which anything could be done about the claim
 */
export function actRefusal(claim: Limited, act: ActClaimed, arose: LegalDay, book: LawBook, today: LegalDay): ErrorCode | null {
  const { on, until } = act
  if (on < arose || on > today || (until !== null && (until < on || until > today))) return 'act-day-impossible'
  const rule = moveOf(claim, act, book)?.value
  const { foreclosure, barred, from } = limitationOn(claim, book, on)
  if (!rule) return foreclosure ? 'foreclosure-unmoved' : 'act-moves-nothing'
  if (barred) return 'claim-time-barred'
  if (rule.effect === 'suspends') return null
  if (until !== null) return 'act-day-impossible'
  if (on < from) return 'act-moves-nothing'
  return act.isProven ? null : 'act-proof-missing'
}
