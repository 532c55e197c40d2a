/**
 * Stages of the amicable road, in order. `preventive` comes before the due date, in the creditor's name; `opening` is an
 * agency's first letter; `formal-notice` the mise en demeure; `last-notice` announces a suit, where there may be one.
 */
export const STAGES = ['preventive', 'opening', 'amicable', 'formal-notice', 'last-notice'] as const
export type Stage = (typeof STAGES)[number]

/**
 * Words beside the road, which an agreement or an answer calls for: before an instalment; that one was missed, and until when it can be
 * made good; what became of a dispute; what a person writes back; who looks for a lost address asks to be called, and no more; how a proceeding
 * stands.
 */
export const SIDE_STAGES = ['plan-reminder', 'plan-default', 'dispute-answer', 'reply', 'address-check', 'judicial-step'] as const
export type SideStage = (typeof SIDE_STAGES)[number]

/** What an act belongs to. */
export type ActStage = Stage | SideStage

export const isSideStage = (stage: ActStage): stage is SideStage => SIDE_STAGES.some((side) => side === stage)

/** What may have been served on a claim before its file was opened. */
export const NOTICE_KINDS = ['opening', 'reminder', 'formal-notice'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]
