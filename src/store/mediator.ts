import type { Mediator } from '../contracts/organisation.js'
import type { Capacity } from '../domain/capacity.js'
import { packOn, regimeOf } from '../domain/law-pack.js'
import type { Organisation } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { findCreditor } from './organisation.js'

/** Names who mediates between a creditor and its consumers. @throws DomainError creditor-unknown */
export async function nameMediator(tx: Transaction, tenantId: string, creditor: string, mediator: Mediator): Promise<Organisation> {
  const { id } = await findCreditor(tx, tenantId, creditor)
  const { name: mediatorName, address: mediatorAddress, url: mediatorUrl } = mediator
  return tx.organisation.update({ where: { id }, data: { mediatorName, mediatorAddress, mediatorUrl } })
}

type Named = Pick<Organisation, 'mediatorName' | 'mediatorAddress' | 'mediatorUrl'>

/** The mediator that an organisation has named, or null. */
export const mediatorIn = ({ mediatorName: name, mediatorAddress: address, mediatorUrl: url }: Named): Mediator | null =>
  name === null ? null : { name, address, url }

/**
 * Who may be asked to mediate between a file's debtor and its creditor: the creditor's mediator, for debtors under the consumer's rules.
 * The agency's own would not do: a mediator hears the disputes of the professional that belongs to it
 * (Code de la consommation L612-1 and L616-1, checked 2026-11-21). Null where there is none.
 */
export async function mediatorOf(tx: Transaction, fileId: string): Promise<Mediator | null> {
  const file = await tx.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    select: { country: true, creditor: true, claims: { select: { claim: { select: { capacity: true, dueDate: true } } } } },
  })
  const book = lawOf(file.country)
  const isConsumer = file.claims.some(
    ({ claim }) => regimeOf(packOn(book, fromDay(claim.dueDate)), claim.capacity as Capacity) === 'consumer',
  )
  return isConsumer ? mediatorIn(file.creditor) : null
}
