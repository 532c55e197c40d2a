import { v7 as uuidv7 } from 'uuid'
import { ContactDataBody, NoteBody } from '../contracts/debt-file.js'
import { DomainError } from '../domain/errors.js'
import type { CarryOut } from './carry-out.js'
import type { Transaction } from './database.js'
import { newDebtorRows, parseDebtor } from './debtor.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { tell } from './outbox.js'
import { takeStaged } from './staged-input.js'

/**
 * Changes where a debtor is reached: adds what is new and retires what is named. All the debtor's open files hear of it.
 * @throws DomainError number-invalid, point-unknown
 */
export const changeContactData: CarryOut<'change-contact-data'> = async (tx, file, { stagedId, actor }, at) => {
  const { add, retire } = ContactDataBody.parse(await takeStaged(tx, stagedId))
  const { debtorId, creditor } = await tx.debtFile.findUniqueOrThrow({
    where: { id: file.id },
    select: { debtorId: true, creditor: { select: { reference: true } } },
  })
  const debtor = parseDebtor({ kind: 'person', name: '', language: 'fr', ...add }, creditor.reference)
  const points = await tx.contactPoint.findMany({ where: { partyId: debtorId, status: 'usable' } })
  const rows = newDebtorRows(file.tenantId, debtor, { id: debtorId, identifiers: [], points }, at)
  await tx.contactPoint.createMany({ data: rows.points.map((point) => ({ ...point, source: 'operator' })) })
  for (const id of retire) {
    const { count } = await tx.contactPoint.updateMany({ where: { id, partyId: debtorId }, data: { status: 'superseded' } })
    if (count === 0) throw new DomainError('point-unknown', 'retire')
  }
  const kinds = [...new Set(rows.points.map(({ kind }) => kind))]
  await appendEvent(tx, file.id, { kind: 'contact-data-changed', actor, legalTime: at, data: { kinds } })
  await tellOtherFiles(tx, file, debtorId)
}

async function tellOtherFiles(tx: Transaction, { id }: FileRow, debtorId: string): Promise<void> {
  const others = await tx.debtFile.findMany({
    where: { debtorId, status: 'open', id: { not: id } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  for (const other of others) await tell(tx, other.id, 'contact-data')
}

/** Keeps what a person wrote about a file; its history names only the note. */
export async function writeNote(
  tx: Transaction,
  file: FileRow,
  { stagedId, actor }: { stagedId: string; actor: string },
  at: Date,
): Promise<void> {
  const { text } = NoteBody.parse(await takeStaged(tx, stagedId))
  const noteId = uuidv7()
  await tx.note.create({ data: { id: noteId, fileId: file.id, actor, text, legalTime: at } })
  await appendEvent(tx, file.id, { kind: 'note-added', actor, legalTime: at, data: { noteId } })
}
