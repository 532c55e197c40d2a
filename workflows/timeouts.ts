/** How long things may take, in one place, with why. */

/** A decision reads rows and computes: past this the database is away. */
export const DECISION_TIMEOUT_MS = 5_000
/** Tries of one decision before a durable timer takes over: an outage must not write history. */
export const DECISION_ATTEMPTS = 3
/** First and longest pause while the database is away. */
export const OUTAGE_FIRST_MS = 10_000
export const OUTAGE_LONGEST_MS = 300_000
/** One call of a provider, with the rows before and after it. */
export const CONTACT_TIMEOUT_MS = 30_000
/** Recording an operator's command; tried until it is done, since a person was told it is taken. */
export const COMMAND_TIMEOUT_MS = 10_000
/** Pause before an act that was not taken is decided anew, so that two clocks that disagree cannot spin. */
export const RECONSIDER_MS = 5_000
/** Events of one run before it continues as a new one; the server's own limit is 51,200. */
export const EVENTS_PER_RUN = 2_000
/** Times a provider is asked in a row what became of a call, before a pause. */
export const SETTLE_ATTEMPTS = 3
/** A batch of files that are moved between versions of a strategy, each by a few rows; tried until it is done. */
export const MOVE_TIMEOUT_MS = 60_000
/** Longest pause between tries of such a batch: nobody waits for a call of ours, and an operator watches. */
export const MOVE_RETRY_LONGEST_MS = 30_000
