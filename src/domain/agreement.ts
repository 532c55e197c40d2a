import type { Facts } from './facts.js'
import type { LegalDay } from './legal-day.js'
import type { SideAct } from './side-act.js'

/** What a file asks a person of an agreement that nobody has answered. */
export type AgreementQuestion = 'payment-assertion-unanswered' | 'means-unanswered' | 'plan-unanswered' | 'settlement-unanswered'

/**
 * What an agreement, or what the debtor has said, has its file do. `wait`: nothing before a day; `null` until somebody says something.
 * `words`: a message beside the road. `collect`: an instalment is asked of the card.
 */
export type AgreementStep = { rule: string; source: string } & (
  | { do: 'wait'; until: LegalDay | null }
  | { do: 'ask'; question: AgreementQuestion }
  | { do: 'words'; act: SideAct }
  | { do: 'collect'; planId: string; number: number }
)

/** Whether anything is agreed with the debtor of a file, or said by it and not answered: it is about the claims that the file had then. */
export const isAnythingOpen = ({ promise, settlement, plan, awaiting }: Facts): boolean =>
  [promise, settlement, plan, awaiting].some((one) => one !== undefined)
