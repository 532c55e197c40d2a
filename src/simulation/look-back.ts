import type { BalanceView } from '../contracts/balance.js'
import type { Reason } from '../domain/decision.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import type { TimeContext } from '../engine/forward-file.js'
import { lawOf } from '../law/book.js'
import { viewBalance } from '../store/balance-view.js'
import type { Played } from './episode.js'

/** What happened in a file, in order: an act with its reasons, money, a rate that became known. `balanceCents` is owed after it. */
export type Moment =
  | { at: string; kind: 'act'; stage: string; channel: string; amountCents: number; balanceCents: number; because: Reason[] }
  | { at: string; kind: 'payment' | 'credit'; amountCents: number; balanceCents: number }
  | { at: string; kind: 'rate'; from: LegalDay; ppm: number; balanceCents: number }
  | { at: string; kind: 'end'; outcome: 'paid' | 'escalated'; balanceCents: number; because: Reason[] }

export interface PlayedFile {
  id: string
  reference: string
  debtor: string
  outcome: 'paid' | 'escalated'
  moments: Moment[]
  /** The balance at the end of some days of its life, as it was known when it was struck. */
  balances: BalanceView[]
  /** Acts that were let go after the money that settled the file: none. */
  contactsAfterPayment: number
}

/** The legal day of a moment. */
export const dayOf = ({ at }: Moment): LegalDay => legalDayOf(new Date(at), lawOf('FR').zone)

const KINDS = { 'payment-recorded': 'payment', 'credit-note': 'credit' } as const

/** A file's life as its rows tell it. */
export async function lookBack({ context, tenantId, fileId, moments: beside, balances }: Played, debtor: string): Promise<PlayedFile> {
  const { db } = context
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId, tenantId },
    include: {
      contacts: { where: { state: 'sent' } },
      events: { where: { kind: { in: [...Object.keys(KINDS), 'contact-sent'] } }, orderBy: { sequence: 'asc' } },
      decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1 },
    },
  })
  const moments: Moment[] = [...beside]
  for (const { kind, legalTime, data } of file.events) {
    const at = legalTime.toISOString()
    const values = data as { amountCents?: number; contactId?: string }
    const contact = file.contacts.find(({ id }) => id === values.contactId)
    if (contact) {
      const { stage, channel } = contact
      const amountCents = Number(contact.amountCents)
      moments.push({
        at,
        kind: 'act',
        stage,
        channel,
        amountCents,
        balanceCents: amountCents,
        because: contact.because as unknown as Reason[],
      })
    } else if (kind in KINDS) {
      const money = { kind: KINDS[kind as keyof typeof KINDS], amountCents: values.amountCents ?? 0 }
      moments.push({ at, ...money, balanceCents: await owedAt(context, fileId, at) })
    }
  }
  moments.sort((a, b) => (a.at < b.at ? -1 : 1))
  const [last] = file.decisions
  const outcome = file.status === 'closed' ? 'paid' : 'escalated'
  const because = (last?.outcome as unknown as { because: Reason[] } | undefined)?.because ?? []
  const at = last?.at.toISOString() ?? ''
  moments.push({ at, kind: 'end', outcome, balanceCents: await owedAt(context, fileId, at), because })
  const after = await contactsAfterPayment(db, fileId)
  return { id: fileId, reference: file.reference, debtor, outcome, moments, balances, contactsAfterPayment: after }
}

/** What was owed at the end of the day of an instant. */
async function owedAt({ db, now }: TimeContext, fileId: string, at: string): Promise<number> {
  return (await viewBalance(db, fileId, legalDayOf(new Date(at), lawOf('FR').zone), now())).owedCents
}

/** Acts that were let go when the accounts of the file's claims, as the last thing posted had left them, held no debt any more. */
async function contactsAfterPayment(db: TimeContext['db'], fileId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM contact k
     WHERE k.file_id = ${fileId}::uuid AND k.released_at IS NOT NULL
       AND (SELECT sum(l.amount_cents) FROM file_claim fc JOIN ledger_entry e ON e.claim_id = fc.claim_id JOIN ledger_leg l ON l.entry_id = e.id
             WHERE fc.file_id = k.file_id AND l.account IN ('principal', 'interest', 'indemnity', 'costs') AND e.recorded_at < k.released_at) <= 0`
  return row?.count ?? 0
}
