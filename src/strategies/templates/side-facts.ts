import type { LegalDay } from '../../domain/legal-day.js'
import type { Cents } from '../../domain/money.js'

/** Who mediates between a consumer and a professional, and how it is reached: lines of an address, a page. */
export interface MediatorShown {
  name: string
  contact: readonly string[]
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

/** What a message asks to be paid now: under a plan, what of it is due. */
export function askedCents({ side, amountCents }: { side: SideFacts | null; amountCents: Cents }): Cents {
  if (side?.kind === 'plan-reminder') return side.instalmentCents
  return side?.kind === 'plan-default' ? side.overdueCents : amountCents
}
