import { unpaidOn } from '../domain/account.js'
import type { OrderedReason } from '../domain/closing-reason.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { limitationOn } from '../domain/limitation.js'
import type { CarryOut } from './carry-out.js'
import { orderClosing } from './closing-order.js'
import type { Transaction } from './database.js'
import { writeNote } from './debtor-command.js'
import { loadCase } from './facts.js'
import type { FileRow } from './file-row.js'

/**
 * Orders that a file be closed though something is owed on it. The loop hears of it by obeying.
 * @throws DomainError closing-unfounded, closing-note-missing, closing-ordered-already
 */
export const orderToClose: CarryOut<'close'> = async (tx, file, { reason, stagedId, actor }, at) => {
  await requireFounded(tx, file, reason, stagedId !== null, at)
  await orderClosing(tx, file, { reason, actor }, at)
  if (stagedId !== null) await writeNote(tx, file, { stagedId, actor }, at)
}

/** What bears a reason out: the file's own facts, somebody's word, or nothing but the order. */
type Founded = (tx: Transaction, file: FileRow, at: Date) => Promise<boolean>
const BORNE_OUT: Record<OrderedReason, Founded | 'note' | 'order'> = {
  'time-barred': isAllBarred,
  'insolvent-declared': (tx, file) => isInsolvent(tx, file, true),
  'insolvent-undeclared': (tx, file) => isInsolvent(tx, file, false),
  'dispute-upheld': 'note',
  'debt-erased': 'note',
  'not-found': 'note',
  deceased: 'note',
  fraud: 'note',
  duplicate: 'note',
  recalled: 'order',
  'mandate-ended': 'order',
  'below-cost': 'order',
}

async function requireFounded(tx: Transaction, file: FileRow, reason: OrderedReason, hasNote: boolean, at: Date): Promise<void> {
  const founded = BORNE_OUT[reason]
  if (founded === 'order') return
  if (founded === 'note') {
    if (!hasNote) throw new DomainError('closing-note-missing', 'note')
    return
  }
  if (!(await founded(tx, file, at))) throw new DomainError('closing-unfounded', 'reason')
}

/** Whether every claim on which something is owed may no longer be sued for. */
async function isAllBarred(tx: Transaction, { id }: FileRow, at: Date): Promise<boolean> {
  const { facts, law } = await loadCase(tx, id)
  const today = legalDayOf(at, law.zone)
  return unpaidOn(facts, law, today).every((claim) => limitationOn(claim, law, today).barred)
}

/** Whether a confirmed notice tells of the debtor's insolvency, and the claims were declared to it or not. */
async function isInsolvent(tx: Transaction, { id }: FileRow, declared: boolean): Promise<boolean> {
  const notices = await tx.insolvencyNotice.findMany({ where: { state: 'confirmed', party: { files: { some: { id } } } } })
  return notices.length > 0 && notices.some(({ declaredOn }) => declaredOn !== null) === declared
}
