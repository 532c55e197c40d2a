import type { Transaction } from './database.js'

/** Everything that can stand in a file's history, with what it records. References, dates and sums only, never a name. */
export interface FileEvents {
  opened: { claims: number; balanceCents: number; strategy: string; mandate: string | null; liability?: string } & Shared
  'co-debtor-added': { file: string; liability: string; claims: string[] }
  'claim-added': { reference: string; amountCents: number; dueDate: string }
  'claim-withdrawn': { reference: string; amountCents: number } & Shared
  'credit-note': { reference: string; amountCents: number } & Shared
  'cost-added': { reference: string; amountCents: number; basis: string; source: string } & Shared
  'cost-cancelled': { reference: string; amountCents: number; why: string; source: string } & Shared
  remitted: { reference: string; amountCents: number } & Shared
  'written-off': { reference: string; amountCents: number } & Shared
  'payment-recorded': { reference: string; amountCents: number; on: string; claims?: string[]; imputation?: string } & Shared
  'payment-reversed': { reference: string; amountCents: number; reason?: string } & Shared
  'money-to-allocate': { reference: string; amountCents: number; until: string | null }
  'money-allocated': { reference: string }
  'refund-due': { reference: string; amountCents: number }
  'card-kept': { cardId: string; consentHash: string }
  'card-revoked': { cardId: string }
  'cheque-received': { number: string; amountCents: number }
  'cheque-given-back': { number: string; amountCents: number }
  'cheque-unpaid': { number: string; amountCents: number; reason: string; on: string }
  'debit-mandate-signed': { reference: string; scheme: string; on: string }
  'debit-mandate-revoked': { reference: string; on: string }
  'debit-planned': { reference: string; amountCents: number; on: string }
  'debit-announced': { reference: string; amountCents: number; on: string }
  'debit-cancelled': { reference: string; amountCents: number; why: string }
  'debit-submitted': { reference: string; amountCents: number; on: string }
  'debit-returned': { reference: string; amountCents: number; code: string; on: string }
  paused: { reason: string; until: string | null }
  resumed: Record<string, never>
  'limitation-alarm': { claim: string; alarm: string; lastDay: string }
  'act-recorded': { claim: string; act: string; on: string; until: string | null; reference: string } & Shared
  'acknowledgement-proposed': { claim: string; reference: string; on: string }
  'acknowledgement-answered': { claim: string; reference: string; accepted: boolean } & Shared
  'contact-data-changed': { kinds: string[] }
  'step-advanced': { actId: string }
  'step-skipped': { actId: string }
  'note-added': { noteId: string }
  'command-refused': { command: string; refusal: string }
  'contact-reserved': { contactId: string; actId: string; channel: string; amountCents: number }
  'contact-dropped': { contactId: string; why: string }
  'contact-refused': { rules: string[]; until: string }
  'contact-sent': { contactId: string; actId: string }
  'contact-failed': { contactId: string; code: string }
  'contact-unknown': { contactId: string }
  'contact-settled-by-person': { contactId: string; outcome: string }
  posted: { contactId: string; on: string }
  delivery: { contactId: string; status: string }
  'message-received': { channel: string }
  'opted-out': { channel: string }
  'strategy-moved': StrategyMoved
  'strategy-moved-back': StrategyMoved
  'question-asked': { question: string }
  'closing-ordered': { reason: string }
  'closing-lifted': { reason: string }
  'direct-payment-recorded': { reference: string; amountCents: number; on: string; claims?: string[] } & Shared
  'direct-payment-reversed': { reference: string; amountCents: number } & Shared
  'claim-disputed': { claim: string; reference: string; on: string }
  'dispute-ended': { claim: string; reference: string; on: string }
  'goods-returned': { claim: string; reference: string; on: string }
  'insolvency-found': { noticeId: string; proceeding: string; on: string; state: string; declareBy: string | null }
  'insolvency-answered': { noticeId: string; state: string }
  'insolvency-declared': { noticeId: string; on: string }
  'debtor-merged': { into: string; mergeId: string }
  'debtor-parted': { mergeId: string }
  'file-merged': { with: string; claims: string[]; mergeId: string }
  'file-parted': { with: string; claims: string[]; mergeId: string }
  'documents-returned': { on: string }
  'debtor-entered': { by: string }
  'preferences-changed': { language: string; channel: string | null }
  'payment-asserted': { assertionId: string; amountCents: number | null; answerBy: string }
  'assertion-answered': { assertionId: string; state: string }
  'promise-made': { promiseId: string; amountCents: number; payBy: string }
  'promise-kept': { promiseId: string }
  'promise-broken': { promiseId: string; paidCents: number }
  'promise-ended': { promiseId: string; outcome: string }
  'plan-proposed': { planId: string; by: string; instalments: number; totalCents: number; state: string }
  'plan-answered': { planId: string; by: string; state: string }
  'plan-signed': { planId: string; documentSha256: string }
  'plan-begun': { planId: string; baselineCents: number }
  'plan-changed': { planId: string; revision: number; instalments: number }
  'plan-collected': { planId: string; number: number; kind: string; reference: string }
  'plan-collection-failed': { planId: string; number: number; code: string }
  'plan-kept': { planId: string; remittedCents: number }
  'plan-broken': { planId: string; overdueCents: number }
  'plan-reopened': { planId: string }
  'plan-ended': { planId: string; state: string; why: string }
  'settlement-proposed': { settlementId: string; amountCents: number; owedCents: number; payBy: string; state: string }
  'settlement-answered': { settlementId: string; by: string; state: string }
  'settlement-signed': { settlementId: string; documentSha256: string }
  'settlement-paid': { settlementId: string; remittedCents: number }
  'settlement-void': { settlementId: string; paidCents: number }
  'settlement-ended': { settlementId: string; state: string; why: string }
  'dispute-opened': { disputeId: string; claim: string; contestedCents: number | null; answerBy: string } & Shared
  'dispute-answered': { disputeId: string; claim: string; outcome: string; upheldCents: number } & Shared
  'dispute-withdrawn': { disputeId: string; claim: string } & Shared
  'creditor-position': { disputeId: string }
  'document-added': { documentId: string; sha256: string }
  'means-stated': { meansId: string; answerBy: string }
  'means-answered': { meansId: string }
  'message-read': { messages: number }
  'reply-written': { replyId: string; channel: string }
  'situation-recorded': { situationId: string; situation: string; since: string; actBy: string | null }
  'situation-act': { situationId: string; documentId: string; on: string }
  'situation-act-sent': { situationId: string; on: string }
  'situation-ended': { situationId: string; situation: string; outcome: string; on: string }
  'address-lost': { searchId: string }
  'address-looked-up': { searchId: string; source: string; outcome: string; costMicros: number }
  'address-found': { searchId: string; source: string }
  'address-not-found': { searchId: string }
  'proposal-made': { proposalId: string; procedure: string | null; askedCents: number; people: number; answerBy: string }
  'proposal-reminded': { proposalId: string }
  'proposal-agreed': { proposalId: string; people: number }
  'proposal-answered': { proposalId: string; state: string; procedure: string | null }
  'proceeding-opened': { proceedingId: string; procedure: string; askedCents: number; claims: string[] }
  'proceeding-advanced': Advanced
  'proceeding-corrected': { proceedingId: string; stages: string[] }
  'proceeding-alarm': { proceedingId: string; procedure: string; alarm: string; lastDay: string }
  'alarm-acknowledged': { proceedingId: string; alarm: string; lastDay: string; note: string | null }
  'report-taken': { proceedingId: string; reportId: string; report: string; on: string; documentSha256: string | null }
  'report-refused': { proceedingId: string; report: string; on: string; refusal: string; rule: string; source: string }
  'task-called': { taskId: string; task: string; to: string; by: string | null }
  'task-assigned': { proceedingId: string; role: string; professional: string; tasks: number }
  'task-handed-over': { taskId: string; task: string; to: string; answerBy: string | null; packageSha256?: string }
  'task-refused': { taskId: string; task: string; code: string }
  'task-unresolved': { taskId: string }
  'task-settled-by-person': { taskId: string; task: string; sent: boolean }
  'paper-made': { proceedingId: string; documentId: string; paper: string; sha256: string }
  'piece-added': { pieceId: string; piece: string }
  'piece-withdrawn': { pieceId: string }
  'pieces-asked': { proceedingId: string; kinds: string[]; from: string }
  'title-registered': { titleId: string; title: string; on: string; enforceableOn: string }
  'title-ended': { titleId: string; reason: string }
  'title-judged': { titleId: string; replaces: string; principalCents: number; beforeCents: number; source: string }
  'claim-rejected': { claim: string; reference: string; amountCents: number; source: string } & Shared
  'claim-restored': { claim: string; reference: string } & Shared
  'judicial-cost': { proceedingId: string; code: string; amountCents: number; bearer: string }
  closed: { reason: string }
  reopened: { balanceCents: number }
}

/** Reference of the file on the same claims that it happened to first. */
interface Shared {
  through?: string
}

/** A stage that a proceeding has reached, and the last day that comes next. */
interface Advanced {
  proceedingId: string
  procedure: string
  stage: string
  on: string
  source: string
  end: string | null
  next: { kind: string; lastDay: string } | null
}

/** Versions as `standard v3`. `leftOut` are steps of the new one that the file has behind it under other names. */
interface StrategyMoved {
  from: string
  to: string
  moveId: string
  leftOut: string[]
}

export interface NewEvent<K extends keyof FileEvents = keyof FileEvents> {
  kind: K
  actor: string
  legalTime: Date
  data: FileEvents[K]
}

/**
 * Adds to a file's history; the caller holds the file's lock, so numbers follow each other without a gap and each hash
 * covers the one before.
 */
export function appendEvent<K extends keyof FileEvents>(tx: Transaction, fileId: string, event: NewEvent<K>): Promise<void> {
  return appendToEach(tx, [{ fileId, ...event }])
}

/** The same for many files, one event each, in one statement. */
export async function appendToEach(tx: Transaction, events: ({ fileId: string } & NewEvent)[]): Promise<void> {
  const rows = events.map(({ fileId, kind, actor, legalTime, data }) => ({ file_id: fileId, kind, actor, legal_time: legalTime, data }))
  await tx.$executeRaw`
    WITH next AS (
      SELECT f.id, f.last_event + 1 AS sequence, e.kind, e.actor, e.legal_time, e.data,
             file_event_hash(f.last_hash, f.id, f.last_event + 1, e.kind, e.actor, e.legal_time, e.data) AS hash
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             AS e(file_id uuid, kind text, actor text, legal_time timestamptz(3), data jsonb)
        JOIN debt_file f ON f.id = e.file_id
    ), numbered AS (
      UPDATE debt_file f SET last_event = next.sequence, last_hash = next.hash FROM next WHERE f.id = next.id
    )
    INSERT INTO file_event (file_id, sequence, kind, actor, legal_time, data, hash)
    SELECT id, sequence, kind, actor, legal_time, data, hash FROM next`
}

/** Number of the first event of a file whose hash does not follow from what is stored, or null when the chain is whole. */
export async function firstBrokenEvent(tx: Transaction, fileId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ broken: number | null }[]>`SELECT first_broken_event(${fileId}::uuid) AS broken`
  return row?.broken ?? null
}
