import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import type { StoredCard } from '../generated/prisma/client.js'
import type { Database, Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import { type FileRow, lockFile, lockFileOf } from './file-row.js'

/** A card that the provider keeps, with the page on which its holder agreed to that. */
export interface NewStoredCard {
  /** Id of the checkout. */
  page: string
  customer: string
  method: string
  brand: string
  lastDigits: string
  consentedAt: Date
}

/** Whether a card that comes with a page is one that its holder let be kept, and is not there yet. */
export async function isNewCard(db: Database, page: string, method: string): Promise<boolean> {
  const checkout = await db.checkout.findUnique({ where: { id: page } })
  if (!checkout?.consentHash) return false
  return (await db.storedCard.count({ where: { provider: checkout.provider, method } })) === 0
}

/** Keeps a card once: told again it changes nothing. Without the holder's consent it is not kept. */
export async function keepCard(db: Database, { page, consentedAt, ...card }: NewStoredCard, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const checkout = await tx.checkout.findUnique({ where: { id: page } })
    if (!checkout?.consentHash) return
    const { tenantId, fileId, provider, consentHash } = checkout
    const file = await lockFile(tx, fileId)
    const id = uuidv7()
    const data = [{ id, tenantId, fileId, provider, consentHash, consentedAt, ...card }]
    const { count } = await tx.storedCard.createMany({ data, skipDuplicates: true })
    if (count > 0) await note(tx, file, { kind: 'card-kept', actor: provider, data: { cardId: id, consentHash } }, now)
  })
}

/** The card that may be charged: the newest that its holder has let be kept. @throws DomainError card-missing */
export async function cardToCharge(tx: Transaction, fileId: string): Promise<StoredCard> {
  const card = await tx.storedCard.findFirst({ where: { fileId, revokedAt: null }, orderBy: [{ consentedAt: 'desc' }, { id: 'desc' }] })
  if (!card) throw new DomainError('card-missing')
  return card
}

/** A card that was chosen before, if it may be charged still. @throws DomainError card-missing */
export async function stillToCharge(db: Database, id: string): Promise<StoredCard> {
  const card = await db.storedCard.findFirst({ where: { id, revokedAt: null } })
  if (!card) throw new DomainError('card-missing')
  return card
}

/** A file's cards, the newest first. */
export function listCards(db: Database, fileId: string): Promise<StoredCard[]> {
  return db.storedCard.findMany({ where: { fileId }, orderBy: [{ consentedAt: 'desc' }, { id: 'desc' }] })
}

/** Takes the consent back: the card is not charged any more. @throws DomainError file-unknown, card-unknown */
export async function revokeCard(
  db: Database,
  of: { tenantId: string; fileId: string; id: string; actor: string },
  now: Date,
): Promise<void> {
  const { tenantId, fileId, id, actor } = of
  await db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fileId)
    const card = await tx.storedCard.findFirst({ where: { id, fileId } })
    if (!card) throw new DomainError('card-unknown')
    if (card.revokedAt) return
    await tx.storedCard.update({ where: { id }, data: { revokedAt: now } })
    await note(tx, file, { kind: 'card-revoked', actor, data: { cardId: id } }, now)
  })
}

type Happened =
  | { kind: 'card-kept'; actor: string; data: { cardId: string; consentHash: string } }
  | { kind: 'card-revoked'; actor: string; data: { cardId: string } }

const note = (tx: Transaction, file: FileRow, happened: Happened, now: Date) =>
  appendEvent(tx, file.id, { ...happened, legalTime: legalNow(file, now) })
