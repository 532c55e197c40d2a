import type { DeclarationBody, DeclarationKind } from '../contracts/declaration.js'
import { DomainError } from '../domain/errors.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents } from '../domain/money.js'
import { creditWhatFits } from './claim-command.js'
import { isStopped, refreshStops } from './claim-stops.js'
import { orderClosing } from './closing-order.js'
import type { Transaction } from './database.js'
import type { DeclaredClaim } from './declared-claim.js'
import { recordDirectPayment, reverseDirectPayment } from './direct-payment.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { latestDay } from './legal-today.js'
import { tell } from './outbox.js'
import { answerByDeclaration } from './payment-assertion.js'
import { requireWhole } from './recall.js'
import { onClaims } from './shared-claim.js'

/** A declaration about a claim that is there, under the locks of all files on it. */
export interface Standing {
  claim: DeclaredClaim
  declaration: DeclarationBody
  actor: string
  now: Date
}

/** What a declaration does to the money and the life of its files. @returns what of its amount the claims have taken, null without one */
type Effect = (tx: Transaction, standing: Standing) => Promise<Cents | null>

const EFFECTS: Record<DeclarationKind, Effect> = {
  'direct-payment': async (tx, { claim, declaration, actor, now }) => {
    const { reference, on } = declaration
    const payment = { reference, amountCents: amountOf(declaration), on, actor, claims: [claim.reference] }
    const given = await recordDirectPayment(tx, claim.shared, payment, now)
    for (const file of [claim.shared.file, ...(await onClaims(tx, claim.shared.siblings, [claim.id]))])
      await answerByDeclaration(tx, file, { actor, now })
    return given
  },
  'payment-returned': (tx, { claim, declaration, actor, now }) =>
    reverseDirectPayment(tx, claim.shared, { reference: declaration.of ?? '', actor }, now),
  'credit-note': credited,
  return: (tx, standing) => (standing.declaration.amountCents === undefined ? stopped(tx, standing) : credited(tx, standing)),
  dispute: stopped,
  'dispute-ended': async (tx, { claim }) => {
    if (!(await isStopped(tx, claim.shared.file.id, claim.id))) throw new DomainError('dispute-unknown', 'claim')
    return null
  },
  recall: recalled,
}

/**
 * Carries out what a declaration says of a claim. @returns what of its amount the claims have taken; null where it is about no amount
 * @throws DomainError currency-mismatch, day-impossible, payment-day-future, payment-duplicate, payment-unknown,
 * payment-already-reversed, dispute-unknown, file-closed, closing-ordered-already, recall-incomplete
 */
export async function carryOutDeclaration(tx: Transaction, standing: Standing): Promise<Cents | null> {
  const { claim, declaration, now } = standing
  if (declaration.amountCents !== undefined && declaration.currency !== claim.currency)
    throw new DomainError('currency-mismatch', 'currency')
  if (declaration.on > latestDay(claim.shared.file, now))
    throw new DomainError(declaration.kind === 'direct-payment' ? 'payment-day-future' : 'day-impossible', 'on')
  return EFFECTS[declaration.kind](tx, standing)
}

const amountOf = ({ amountCents }: DeclarationBody): Cents => cents(amountCents ?? 0)

async function credited(tx: Transaction, { claim, declaration, actor, now }: Standing): Promise<Cents> {
  const { file } = claim.shared
  const { reference } = declaration
  const note = { claim: claim.reference, reference, amountCents: amountOf(declaration), actor }
  const amountCents = await creditWhatFits(tx, file, note, legalNow(file, now))
  await tell(tx, file.id, 'credit-note')
  return amountCents
}

/** Nothing is stopped on a file that asks for nothing. */
async function stopped(_tx: Transaction, { claim }: Standing): Promise<null> {
  if (claim.shared.file.status === 'closed') throw new DomainError('file-closed')
  return null
}

/** The creditor takes the claim back from whoever owes it; its file must have no other that is unpaid. */
async function recalled(tx: Transaction, { claim, actor, now }: Standing): Promise<null> {
  const { file } = claim.shared
  await requireWhole(tx, file, [claim.id], legalNow(file, now))
  await orderClosing(tx, file, { reason: 'recalled', actor }, legalNow(file, now))
  await tell(tx, file.id, 'recall')
  for (const sibling of await onClaims(tx, claim.shared.siblings, [claim.id])) {
    const isOrdered = (await tx.closingOrder.count({ where: { fileId: sibling.id, liftedAt: null } })) > 0
    if (isOrdered || sibling.status === 'closed') continue
    await requireWhole(tx, sibling, [claim.id], legalNow(sibling, now))
    await orderClosing(tx, sibling, { reason: 'recalled', actor }, legalNow(sibling, now))
    await tell(tx, sibling.id, 'recall')
  }
  return null
}

const TOLD = { dispute: 'claim-disputed', 'dispute-ended': 'dispute-ended', return: 'goods-returned' } as const

/**
 * Lets the files on a claim wait, or go on, as what was declared of it says: after the declaration’s own row was written.
 */
export async function settleStops(tx: Transaction, { claim, declaration, actor, now }: Standing): Promise<void> {
  const { kind, reference, on, amountCents } = declaration
  if (!isAboutStops(kind)) return
  for (const file of [claim.shared.file, ...(await onClaims(tx, claim.shared.siblings, [claim.id]))]) {
    await refreshStops(tx, file, now)
    if (kind === 'return' && amountCents !== undefined) continue
    await writeEvent(tx, file, { kind: TOLD[kind], actor, legalTime: legalNow(file, now), data: { claim: claim.reference, reference, on } })
  }
}

const isAboutStops = (kind: DeclarationKind): kind is keyof typeof TOLD => kind in TOLD

async function writeEvent(tx: Transaction, { id }: FileRow, event: Parameters<typeof appendEvent>[2]): Promise<void> {
  await appendEvent(tx, id, event)
  await tell(tx, id, event.kind)
}
