import { z } from 'zod'
import { next, pageQuery } from './page.js'

export const NoticeQuery = z.strictObject({
  ...pageQuery,
  /** Only those that the creditor has not read yet. */
  unread: z.enum(['true', 'false']).optional(),
})
export type NoticeQuery = z.infer<typeof NoticeQuery>

/**
 * What a creditor is told of a file: a payment that came in, or went again (Code des procédures civiles d’exécution R124-5), that it is
 * closed, that its debtor is insolvent, what the debtor promises or proposes, and what it is asked: about a payment that the debtor says it has
 * made, a plan or settlement beyond the mandate, a dispute, an address that was lost.
 */
export const NoticeView = z
  .object({
    id: z.uuid(),
    kind: z.enum([
      'payment',
      'taken-back',
      'refund',
      'closed',
      'insolvency',
      'payment-asserted',
      'promise',
      'plan',
      'settlement',
      'dispute',
      'situation',
      'address-lost',
      'judicial-proposal',
      'judicial-step',
      'pieces-wanted',
    ]),
    /**
     * Why it was taken back (`refund`, `chargeback`, `returned`, `unpaid`) or closed; the stage that a proceeding has reached (`resumed`: it goes on),
     * or why it ended; `title-judged`: a judgment has taken the place of the order that is enforced, for this sum.
     */
    reason: z.string().nullable(),
    file: z.string(),
    /** Reference of the payment, of the file that is closed, or of the notice of insolvency; id of a proceeding. */
    reference: z.string(),
    amountCents: z.int(),
    currency: z.string(),
    on: z.iso.date(),
    /** Of a judicial step: the last day that comes next, and what for (`serve`, `oppose`, `hearing`); null where none does. */
    next: z.object({ kind: z.string(), lastDay: z.iso.date() }).nullable(),
    /** Of a judicial step: what it means in plain words, with its day and the next one; null for anything else. */
    words: z.object({ fr: z.string(), en: z.string() }).nullable(),
    recordedAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CreditorNotice' })
export type NoticeView = z.infer<typeof NoticeView>
export const NoticeList = z.object({ notices: z.array(NoticeView), next }).meta({ id: 'CreditorNoticeList' })
export type NoticeList = z.infer<typeof NoticeList>
