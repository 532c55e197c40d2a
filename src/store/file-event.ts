import type { Transaction } from './database.js'

/** Everything that can stand in a file's history, with what it records. References, dates and sums only, never a name. */
export interface FileEvents {
  opened: { claims: number; balanceCents: number; strategy: string }
  'payment-recorded': { reference: string; amountCents: number }
  'payment-reversed': { reference: string; amountCents: number }
  paused: { reason: string; until: string | null }
  resumed: Record<string, never>
  'command-refused': { command: string; refusal: string }
  'contact-reserved': { contactId: string; stepId: string; amountCents: number }
  'contact-dropped': { contactId: string; why: string }
  'contact-sent': { contactId: string; stepId: string }
  'contact-failed': { contactId: string; code: string }
  'contact-unknown': { contactId: string }
  'question-asked': { question: string }
  closed: { reason: string }
  reopened: { balanceCents: number }
}

/** Adds to a file's history; the caller holds the file's lock, so numbers follow each other without a gap. */
export async function appendEvent<K extends keyof FileEvents>(
  tx: Transaction,
  fileId: string,
  event: { kind: K; actor: string; legalTime: Date; data: FileEvents[K] },
): Promise<void> {
  const { kind, actor, legalTime, data } = event
  await tx.$executeRaw`
    WITH numbered AS (UPDATE debt_file SET last_event = last_event + 1 WHERE id = ${fileId}::uuid RETURNING last_event)
    INSERT INTO file_event (file_id, sequence, kind, actor, legal_time, data)
    SELECT ${fileId}::uuid, last_event, ${kind}, ${actor}, ${legalTime}, ${JSON.stringify(data)}::jsonb FROM numbered`
}
