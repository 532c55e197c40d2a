import type { DebtorPage, InstalmentShown } from '../../contracts/debtor-page.js'

/** The instalment of a plan in force that is to be paid next. */
export function nextInstalment({ plan }: Pick<DebtorPage, 'plan'>): InstalmentShown | null {
  if (plan?.state !== 'active') return null
  return plan.instalments.find(({ amountCents, paidCents }) => paidCents < amountCents) ?? null
}

const OPEN_PLAN = ['proposed', 'asked', 'offered', 'active']

/** Whether a plan is waited for or in force: no other is proposed meanwhile. */
export const isPlanOpen = ({ plan }: Pick<DebtorPage, 'plan'>): boolean => plan !== null && OPEN_PLAN.includes(plan.state)

const OPEN_SETTLEMENT = ['proposed', 'asked', 'approved']

/** Whether something is agreed, or being agreed, on how the debt is paid. */
export const isAgreementOpen = (page: Pick<DebtorPage, 'plan' | 'promise' | 'settlement'>): boolean =>
  isPlanOpen(page) || page.promise !== null || (page.settlement !== null && OPEN_SETTLEMENT.includes(page.settlement.state))
