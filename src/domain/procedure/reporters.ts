import type { OutsideReport } from './proceeding.js'

const BOTH = ['officer', 'lawyer'] as const
const OFFICER = ['officer'] as const
const LAWYER = ['lawyer'] as const

/**
 * Whose word a report is taken on, beside the agency's, which enters what comes on paper: officers serve, invite and enforce; lawyers appear
 * before courts; both file, and are told what courts and debtors do.
 */
const REPORTERS: Readonly<Record<OutsideReport, readonly ('officer' | 'lawyer')[]>> = {
  filed: BOTH,
  'order-granted': BOTH,
  'order-refused': BOTH,
  served: BOTH,
  opposition: BOTH,
  certificate: BOTH,
  consigned: BOTH,
  'title-order': BOTH,
  invited: OFFICER,
  'debtor-agreed': OFFICER,
  'debtor-declined': OFFICER,
  'title-issued': OFFICER,
  summoned: BOTH,
  'hearing-set': LAWYER,
  'hearing-held': LAWYER,
  judgment: LAWYER,
  appeal: BOTH,
  'appeal-decided': LAWYER,
  'measure-done': OFFICER,
  'measure-vain': OFFICER,
  'measure-contested': OFFICER,
  'measure-released': OFFICER,
  'measure-authorised': BOTH,
}

/** Whether a report may come from who has a task: `agency` and `creditor` from whatever paper they hold. */
export const mayReport = (assignee: string, kind: OutsideReport): boolean =>
  assignee === 'agency' || assignee === 'creditor' || REPORTERS[kind].some((role) => role === assignee)
