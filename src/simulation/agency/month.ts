import { instantOf, type LegalDay } from '../../domain/legal-day.js'
import type { RegisterDesk } from '../../engine/check-registers.js'
import type { TimeContext } from '../../engine/forward-file.js'
import { readStatements } from '../../providers/bank/read-statements.js'
import { viewFile } from '../../store/file-view.js'
import { BOOK_ZONE } from '../../store/funds.js'
import { importStatements } from '../../store/import-statement.js'
import type { BankAccount } from '../bank.js'
import type { CardDesk } from './card-desk.js'
import type { Crowd } from './crowd.js'

export const ACTOR = 'demo'

/** How a debtor pays: when, and which share of what is then owed. */
export interface Way {
  road: 'card' | 'transfer' | 'cheque' | 'debit' | 'direct'
  on: LegalDay
  percent: number
}

/** A file that was taken in charge. */
export interface Placed {
  id: string
  reference: string
  creditor: string
  /** Number of its invoice, and its debtor. */
  invoice: string
  debtor: string
  way: Way | null
}

/** The public registers of the demonstration: what is published there, and who asks them. */
export interface RegisterWorld {
  desk: RegisterDesk
  publish: (notice: Record<string, unknown>) => Promise<void>
}

/** The month while it is lived: what people hold in their hands besides the rows. */
export interface Month {
  context: TimeContext
  tenantId: string
  crowd: Crowd
  bank: BankAccount
  cards: CardDesk
  registers: RegisterWorld
  files: Placed[]
  /** Day that the agency, its bank and its providers have. Files have their own, and are brought to it. */
  today: LegalDay
}

const NOON = '12:00'
/** The agency's own time: noon of its day. */
export const agencyNow = ({ today }: Pick<Month, 'today'>): Date => instantOf(today, NOON, BOOK_ZONE)

/** Files whose debtors pay by a road on a day. */
export const payingBy = (month: Month, road: Way['road'], on?: LegalDay): Placed[] =>
  month.files.filter(({ way }) => way?.road === road && (on === undefined || way.on === on))

/** Brings files to the agency's day. */
export function bring(month: Month, files: readonly Placed[]): Promise<void> {
  return month.crowd.to(
    month.today,
    NOON,
    files.map(({ id }) => id),
  )
}

/** What a debtor pays now: its share of what is owed. */
export async function sumOf({ context, tenantId }: Month, { id, way }: Placed): Promise<number> {
  const { balanceCents } = await viewFile(context.db, tenantId, id, context.now())
  return Math.round((balanceCents * (way?.percent ?? 100)) / 100)
}

/** The bank's statement of the day is imported, and the files that it moved hear of it. */
export async function stated(month: Month): Promise<void> {
  const { context, tenantId, bank, today } = month
  const statements = readStatements(bank.statement(today))
  await importStatements(context.db, { tenantId, actor: ACTOR }, { sha256: '0'.repeat(64), statements }, { dryRun: false }, context.now)
}
