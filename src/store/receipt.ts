import { balanceOn, imputationsOf, noticeDay } from '../domain/account.js'
import type { Allotment } from '../domain/claim-account.js'
import { DomainError } from '../domain/errors.js'
import type { Facts, MoneyFact } from '../domain/facts.js'
import { packOn } from '../domain/law-pack.js'
import { type LegalDay, later } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { isReversalOf } from '../domain/reversal.js'
import type { ContactPoint, Organisation } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import { ledgerReferenceOf } from './give-to-file.js'
import { numberGiven } from './receipt-list.js'

/** A payment, who received it for whom, what it went to and what is left. */
export interface Receipt {
  /** Whoever collects: the tenant itself. */
  collector: Organisation
  creditor: Organisation
  debtor: { name: string; language: string; address: ContactPoint | null }
  fileReference: string
  reference: string
  /** Numbers of the receipts that it stands for: more than one where the payment was given to the file bit by bit. None of before they had one. */
  numbers: number[]
  /** Day from which it counts. */
  on: LegalDay
  currency: string
  amountCents: Cents
  parts: { claim: string; costsCents: Cents; indemnityCents: Cents; interestCents: Cents; principalCents: Cents }[]
  /** Owed on the file at the end of a day: that of the payment, or on which part of it was taken back. */
  leftCents: Cents
  leftOn: LegalDay
  /** The article that wants a receipt of who collects for others; null where none does. */
  source: string | null
}

/**
 * What the receipt of a payment says (Code des procédures civiles d'exécution R124-6): all that the file has had of it and keeps.
 * What it went to is said by what is known now.
 * @param reference any under which the file's ledger has the payment
 * @throws DomainError payment-unknown, payment-already-reversed, receipt-not-yet
 */
export async function loadReceipt(db: Database, fileId: string, reference: string): Promise<Receipt> {
  const { references, numbers, amountCents } = await standingReceipts(db, fileId, reference)
  const where = { claim: { files: { some: { fileId } } } }
  const paid = { ...where, kind: 'payment' as const, reference: { in: references } }
  const entries = await db.ledgerEntry.findMany({ where: paid, include: { claim: true }, orderBy: { id: 'asc' } })
  const [first] = entries
  if (!first) throw new DomainError('payment-unknown', 'reference')
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
  const leftOn = lastDayOf(facts, references, on)
  const parts = facts.claims.flatMap((claim) => {
    const number = entries.find(({ claimId }) => claimId === claim.id)?.claim.reference
    const went = imputationsOf(claim, noticeDay(claim, facts.contacts, law, leftOn), law, leftOn)
    const allotted = went.filter((one) => one.kind === 'payment' && references.includes(one.reference))
    return number === undefined ? [] : [{ claim: number, ...partsOf(allotted) }]
  })
  const { debtor } = file
  return {
    collector: file.tenant.organisations[0] ?? file.creditor,
    creditor: file.creditor,
    debtor: { name: debtor.name, language: debtor.language, address: debtor.points[0] ?? null },
    fileReference: file.reference,
    reference,
    numbers,
    on,
    currency: first.claim.currency,
    amountCents: amountCents ?? sum(entries.map((entry) => cents(entry.amountCents))),
    parts,
    leftCents: balanceOn(facts, law, leftOn),
    leftOn,
    source: file.creditor.own ? null : (packOn(law, on).collecting?.receiptForEachPayment.source ?? null),
  }
}

/** What a payment gave to the file, or took back of it, counts last from this day. */
function lastDayOf({ claims }: Facts, references: readonly string[], on: LegalDay): LegalDay {
  const isOfIt = ({ kind, reference }: MoneyFact) =>
    kind === 'payment' ? references.includes(reference) : kind === 'reversal' && references.some((one) => isReversalOf(reference, one))
  return claims.flatMap(({ money }) => money.filter(isOfIt).map((fact) => fact.on)).reduce(later, on)
}

function partsOf(allotted: readonly Allotment[]) {
  const total = (part: 'costsCents' | 'indemnityCents' | 'interestCents' | 'principalCents') => sum(allotted.map((one) => one[part]))
  return {
    costsCents: total('costsCents'),
    indemnityCents: total('indemnityCents'),
    interestCents: total('interestCents'),
    principalCents: total('principalCents'),
  }
}

interface Standing {
  /** Under which the ledger has what the payment gave. */
  references: string[]
  numbers: number[]
  /** Null where the ledger alone knows of the payment, and says it. */
  amountCents: Cents | null
}

/** The receipts of a payment that hold. @throws DomainError payment-unknown, payment-already-reversed, receipt-not-yet */
async function standingReceipts(db: Database, fileId: string, reference: string): Promise<Standing> {
  const named = await db.fundsEntry.findMany({
    where: {
      kind: 'allocated',
      reference: { endsWith: `:${reference}` },
      file: { claims: { some: { claim: { files: { some: { fileId } } } } } },
    },
  })
  const gifts = named.filter((one) => ledgerReferenceOf(one.reference) === reference)
  if (gifts.length === 0) return fromLedger(db, fileId, reference)
  // What a co-debtor or guarantor has paid is on the same claims, and its receipt is theirs.
  const gift = gifts.find((one) => one.fileId === fileId)
  if (!gift?.paymentId) throw new DomainError('payment-unknown', 'reference')
  const payment = await db.payment.findUniqueOrThrow({
    where: { id: gift.paymentId },
    include: {
      receipts: { where: { fileId, cancelledAt: null }, orderBy: { number: 'asc' } },
      funds: { where: { fileId, kind: { in: ['allocated', 'taken-back'] } }, include: { legs: { where: { account: 'creditor' } } } },
    },
  })
  const { receipts, funds } = payment
  const kept = 0 - sum(funds.flatMap(({ legs }) => legs.map((leg) => cents(leg.amountCents))))
  if (kept === 0) throw new DomainError('payment-already-reversed', 'reference')
  if (receipts.length === 0) throw new DomainError('receipt-not-yet', 'reference')
  return {
    references: funds.filter(({ kind }) => kind === 'allocated').map((one) => ledgerReferenceOf(one.reference)),
    numbers: receipts.map(({ number }) => numberGiven(number)),
    amountCents: sum(receipts.map((receipt) => cents(receipt.amountCents))),
  }
}

/** A payment of before payments had rows of their own has no number. */
async function fromLedger(db: Database, fileId: string, reference: string): Promise<Standing> {
  const reversal = { reference, kind: 'reversal' as const, claim: { files: { some: { fileId } } } }
  if ((await db.ledgerEntry.count({ where: reversal })) > 0) throw new DomainError('payment-already-reversed', 'reference')
  return { references: [reference], numbers: [], amountCents: null }
}
