import { balanceOn, imputationsOf, noticeDay } from '../domain/account.js'
import { DomainError } from '../domain/errors.js'
import { packOn } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { ContactPoint, Organisation } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'

/** A payment, who received it for whom, what it went to and what is left. */
export interface Receipt {
  /** Whoever collects: the tenant itself. */
  collector: Organisation
  creditor: Organisation
  debtor: { name: string; language: string; address: ContactPoint | null }
  fileReference: string
  reference: string
  /** Day from which it counts. */
  on: LegalDay
  currency: string
  amountCents: Cents
  parts: { claim: string; costsCents: Cents; indemnityCents: Cents; interestCents: Cents; principalCents: Cents }[]
  /** Owed on the file at the end of that day. */
  leftCents: Cents
  /** The article that wants a receipt of who collects for others; null where none does. */
  source: string | null
}

/**
 * What the receipt of a payment says (Code des procédures civiles d'exécution R124-6). What it went to is said by what is known now.
 * @throws DomainError payment-unknown, payment-already-reversed
 */
export async function loadReceipt(db: Database, fileId: string, reference: string): Promise<Receipt> {
  const where = { reference, claim: { files: { some: { fileId } } } }
  const entries = await db.ledgerEntry.findMany({ where: { ...where, kind: 'payment' }, include: { claim: true }, orderBy: { id: 'asc' } })
  const [first] = entries
  if (!first) throw new DomainError('payment-unknown', 'reference')
  if ((await db.ledgerEntry.count({ where: { ...where, kind: 'reversal' } })) > 0)
    throw new DomainError('payment-already-reversed', 'reference')
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      creditor: true,
      debtor: { include: { points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 } } },
      tenant: { select: { organisations: { where: { own: true } } } },
    },
  })
  const { facts, law } = await loadCase(db, fileId)
  const on = fromDay(first.valueOn)
  const parts = facts.claims.flatMap((claim) => {
    const paid = imputationsOf(claim, noticeDay(claim, facts.contacts, law, on), law, on).find(
      (one) => one.kind === 'payment' && one.reference === reference,
    )
    const number = entries.find(({ claimId }) => claimId === claim.id)?.claim.reference
    if (!paid || number === undefined) return []
    const { costsCents, indemnityCents, interestCents, principalCents } = paid
    return [{ claim: number, costsCents, indemnityCents, interestCents, principalCents }]
  })
  const { debtor } = file
  return {
    collector: file.tenant.organisations[0] ?? file.creditor,
    creditor: file.creditor,
    debtor: { name: debtor.name, language: debtor.language, address: debtor.points[0] ?? null },
    fileReference: file.reference,
    reference,
    on,
    currency: first.claim.currency,
    amountCents: sum(entries.map(({ amountCents }) => cents(amountCents))),
    parts,
    leftCents: balanceOn(facts, law, on),
    source: file.creditor.own ? null : (packOn(law, on).collecting?.receiptForEachPayment.source ?? null),
  }
}
