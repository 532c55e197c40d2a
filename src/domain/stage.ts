/**
 * Stages of the amicable road, in order. `preventive` comes before the due date, in the creditor's name; `opening` is an
 * agency's first letter; `formal-notice` the mise en demeure; `last-notice` announces a suit, where there may be one.
 */
export const STAGES = ['preventive', 'opening', 'amicable', 'formal-notice', 'last-notice'] as const
export type Stage = (typeof STAGES)[number]

/** What may have been served on a claim before its file was opened. */
export const NOTICE_KINDS = ['opening', 'reminder', 'formal-notice'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
