import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'

/** Who mediates between a consumer and a professional, and how it is reached: lines of an address, a page. */
export interface MediatorShown {
  name: string
  contact: readonly string[]
}

/**
 * What a debtor is told of a proceeding. `withdrawn`: it was stopped. `without-title`: it is over, and nothing was decided against the debtor.
 * `title-judged`: a judgment has taken the place of the order that was enforced; `title-lost`: it has left nothing of it.
 */
export const JUDICIAL_NEWS = [
  'filed',
  'granted',
  'served',
  'invited',
  'agreed',
  'opposed',
  'summoned',
  'hearing',
  'judged',
  'appealed',
  'enforceable',
  'enforcing',
  'stayed',
  'resumed',
  'paid',
  'settled',
  'withdrawn',
  'without-title',
  'title-judged',
  'title-lost',
] as const

/** A stage that a proceeding has reached, as its debtor is told of it. */
export interface JudicialNews {
  news: (typeof JUDICIAL_NEWS)[number]
  on: LegalDay
  /** Name of the court, where it is known. */
  court: string | null
  /** The last day that comes next, for the debtor to act or to appear; null where none is known. */
  until: LegalDay | null
  /** Principal that a judgment grants, where that is told. */
  principalCents?: Cents
}

/** What words beside the road are about. */
export type SideFacts =
  | {
      kind: 'plan-reminder'
      /** The instalment, of so many. */
      number: number
      of: number
      dueOn: LegalDay
      instalmentCents: Cents
      method: 'by-debtor' | 'direct-debit' | 'card'
    }
  | {
      kind: 'plan-default'
      /** What of all instalments that are due is not paid. */
      overdueCents: Cents
      /** Day of the instalment that was missed. */
      dueOn: LegalDay
      /** Last day on which it can be made good. */
      cureBy: LegalDay
    }
  | {
      kind: 'dispute-answer'
      /** Reference of the claim. */
      claim: string
      outcome: 'upheld' | 'partly-upheld' | 'rejected'
      /** Null where all of the claim was contested. */
      contestedCents: Cents | null
      /** What was taken off the claim. */
      upheldCents: Cents
      /** Why, in the words of who decided. */
      words: string
      mediator: MediatorShown | null
    }
  | { kind: 'reply'; text: string }
  | { kind: 'address-check' }
  | ({ kind: 'judicial-step' } & JudicialNews)

/** What a message asks to be paid now: under a plan, what of it is due. */
export function askedCents({ side, amountCents }: { side: SideFacts | null; amountCents: Cents }): Cents {
  if (side?.kind === 'plan-reminder') return side.instalmentCents
  return side?.kind === 'plan-default' ? side.overdueCents : amountCents
}
