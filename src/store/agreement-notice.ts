import { v7 as uuidv7 } from 'uuid'
import type { NoticeView } from '../contracts/creditor-notice.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { FileRow } from './file-row.js'

/** What a creditor is told of what its debtor says or proposes, and what is proposed to it. */
export interface AgreementNotice {
  kind: Extract<NoticeView['kind'], 'payment-asserted' | 'promise' | 'settlement' | 'judicial-step' | 'judicial-proposal' | 'pieces-wanted'>
  /** How it stands. */
  reason: string
  /** The id of what it is about. */
  reference: string
  /** 0 where the debtor has named no sum. */
  amountCents: number
  on: LegalDay
}

/** Tells a file's creditor, unless it collects for itself, and knows (Code des procédures civiles d’exécution R124-5: any proposal of the debtor). */
export async function tellCreditor(tx: Transaction, file: FileRow, { on, ...notice }: AgreementNotice): Promise<void> {
  if (file.ownClaims) return
  const { tenantId, creditorId, id: fileId } = file
  await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...notice, happenedOn: toDay(on) } })
}
