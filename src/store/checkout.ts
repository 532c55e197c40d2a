import { v7 as uuidv7 } from 'uuid'
import { balanceOn } from '../domain/account.js'
import { askableOf } from '../domain/barred-claims.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, type Money } from '../domain/money.js'
import type { Checkout } from '../generated/prisma/client.js'
import { canonicalHash } from './canonical-hash.js'
import { type Database, isDuplicate, type Transaction } from './database.js'
import { loadCase } from './facts.js'
import { type FileRow, lockFileOf } from './file-row.js'
import { cardToCharge } from './stored-card.js'

/** What somebody asks a payment provider for, once per key. */
export interface NewCheckout {
  tenantId: string
  fileId: string
  key: string
  /** `page`: where the debtor pays. `stored-card`: the card that the debtor lets be charged. */
  kind: 'page' | 'stored-card'
  provider: string
  /** All that the debtor is asked for where it is left out; it may pay what it contests as well. */
  amountCents: number | undefined
  /** SHA-256 of the words by which the debtor lets the card be kept. */
  consentHash: string | null
}

/** What was reserved: the provider is asked for it under its id, and again as long as it has no reference. */
export interface ReservedCheckout {
  id: string
  money: Money
  keepCard: boolean
  reference: string | null
  url: string | null
  /** Of a stored card. */
  cardId: string | null
  title: string
}

/**
 * Reserves a checkout, before the provider is asked: whoever asks again with the key finds it.
 * @throws DomainError file-unknown, file-closed, nothing-owed, payment-exceeds-balance, card-missing, key-reused
 */
export async function reserveCheckout(db: Database, input: NewCheckout, now: Date): Promise<ReservedCheckout> {
  const { tenantId, fileId, key } = input
  const requestHash = canonicalHash({ ...input, amountCents: input.amountCents ?? null })
  try {
    return await db.$transaction(async (tx) => {
      const file = await lockFileOf(tx, tenantId, fileId)
      const known = await tx.checkout.findUnique({ where: { tenantId_key: { tenantId, key } } })
      if (known && known.requestHash !== requestHash) throw new DomainError('key-reused', 'Idempotency-Key')
      return reserved(known ?? (await insertCheckout(tx, file, { ...input, requestHash }, now)), file)
    })
  } catch (error) {
    throw isDuplicate(error) ? new DomainError('key-reused', 'Idempotency-Key') : error // on another file, meanwhile
  }
}

async function insertCheckout(tx: Transaction, file: FileRow, input: NewCheckout & { requestHash: string }, now: Date): Promise<Checkout> {
  if (file.status === 'closed') throw new DomainError('file-closed')
  const { owed, asked } = await owedNow(tx, file, now)
  const { amountCents = asked, ...rest } = input
  if (owed.cents === 0 || amountCents === 0) throw new DomainError('nothing-owed')
  if (amountCents > owed.cents) throw new DomainError('payment-exceeds-balance', 'amountCents')
  const cardId = rest.kind === 'stored-card' ? (await cardToCharge(tx, file.id)).id : null
  return tx.checkout.create({ data: { id: uuidv7(), ...rest, amountCents, currency: owed.currency, cardId } })
}

/** What is owed, and what of it the debtor is asked for. What is barred from campaigns it may pay, and is not asked for either. */
async function owedNow(tx: Transaction, file: FileRow, now: Date): Promise<{ owed: Money; asked: Cents }> {
  const { facts, law } = await loadCase(tx, file.id)
  const today = legalDayOf(legalNow(file, now), law.zone)
  const owed = { cents: balanceOn(facts, law, today), currency: facts.claims[0]?.currency ?? '' }
  return { owed, asked: balanceOn(askableOf(facts, law, today), law, today) }
}

function reserved({ id, amountCents, currency, consentHash, reference, url, cardId }: Checkout, file: FileRow): ReservedCheckout {
  const money = { cents: cents(amountCents), currency }
  return { id, money, keepCard: consentHash !== null, reference, url, cardId, title: file.reference }
}

/** Notes what the provider has answered. */
export async function answerCheckout(db: Database, id: string, answer: { reference: string; url?: string }): Promise<void> {
  await db.checkout.update({ where: { id }, data: answer })
}
