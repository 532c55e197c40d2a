import { v7 as uuidv7 } from 'uuid'
import type { OrderedReason } from '../domain/closing-reason.js'
import { DomainError } from '../domain/errors.js'
import type { Transaction } from './database.js'
import { endAgreements } from './end-agreements.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

export interface NewClosingOrder {
  reason: OrderedReason
  actor: string
}

/**
 * Orders that a file be closed though something is owed on it, under its lock: its next decision closes it, once no act of its is under
 * way and no money for it on its way. The caller tells the file.
 * @throws DomainError file-closed, closing-ordered-already
 */
export async function orderClosing(tx: Transaction, file: FileRow, { reason, actor }: NewClosingOrder, at: Date): Promise<void> {
  if (file.status === 'closed') throw new DomainError('file-closed')
  if (await openOrder(tx, file)) throw new DomainError('closing-ordered-already')
  await tx.closingOrder.create({ data: { id: uuidv7(), fileId: file.id, reason, actor, orderedAt: at } })
  await appendEvent(tx, file.id, { kind: 'closing-ordered', actor, legalTime: at, data: { reason } })
  await endAgreements(tx, file, 'closing-ordered', at)
}

/** Takes an order to close back, also after the file was closed by it: it goes on where it was. The caller tells the file. @throws DomainError closing-not-ordered */
export async function liftClosing(tx: Transaction, file: FileRow, actor: string, at: Date): Promise<void> {
  const order = await openOrder(tx, file)
  if (!order) throw new DomainError('closing-not-ordered')
  await tx.closingOrder.update({ where: { id: order.id }, data: { liftedAt: at } })
  await appendEvent(tx, file.id, { kind: 'closing-lifted', actor, legalTime: at, data: { reason: order.reason } })
}

const openOrder = (tx: Transaction, { id: fileId }: FileRow) => tx.closingOrder.findFirst({ where: { fileId, liftedAt: null } })
