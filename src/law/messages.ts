import { unconfirmed } from './sourced.js'

/** How long a debtor's unread message holds automatic reminders at most, in days of the file: whoever has written wants an answer first. */
export const unreadMessageHoldsDays = unconfirmed(
  7,
  'house policy: a message is read within a working week; nobody may stop a recovery for good by writing, nor is one written to while unheard',
)
