import { balanceOn } from '../domain/account.js'
import { zoneOf } from '../domain/debtor-calendar.js'
import { decide } from '../domain/decide.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, type Money } from '../domain/money.js'
import { answerCheckout, reserveCheckout } from './checkout.js'
import type { Database } from './database.js'
import { loadCase, loadStrategy } from './facts.js'
import { lockFile } from './file-row.js'
import { legalToday } from './legal-today.js'
import { noteCollection } from './plan-collection.js'
import { coverageOn, findPlan } from './plan-row.js'
import { stillToCharge } from './stored-card.js'

/** Which instalment is to be asked of the card, and by whom it is charged; null where nobody charges cards. */
export interface InstalmentToCollect {
  fileId: string
  planId: string
  number: number
  provider: string | null
}

/** Which attempt at which version of an instalment it is. */
interface Attempt {
  tenantId: string
  fileId: string
  planId: string
  revision: number
  number: number
  attempt: number
  /** The same for the same attempt, however often it is made. */
  key: string
}

/** What a provider is asked for, under the id of its checkout; `reference` where it has answered already. */
export type AskedInstalment = Attempt &
  ({ refused: string } | { refused: null; checkoutId: string; reference: string | null; money: Money; customer: string; method: string })

/** What became of it: a payment whose money is told of later, or the provider's reason why there is none. */
export type InstalmentAnswer = { reference: string } | { refused: string }

/** What stands against charging a card, and is no error: the debtor pays that instalment by other means. */
const NO_CARD: readonly ErrorCode[] = ['card-missing']

/** What has become of the file meanwhile: there is nothing to ask for any more. */
const NO_NEED: readonly ErrorCode[] = ['file-closed', 'nothing-owed', 'payment-exceeds-balance']

/**
 * Reserves what the card is asked for, if the rows as they are now still say so.
 * @returns null where nothing is to be asked any more
 */
export async function askForInstalment(db: Database, to: InstalmentToCollect, now: Date): Promise<AskedInstalment | null> {
  const next = await attemptOf(db, to, now)
  if (next === null) return null
  const { attempt, amountCents } = next
  if (to.provider === null) return { ...attempt, refused: 'no-provider' }
  const { tenantId, fileId, key } = attempt
  try {
    const request = { tenantId, fileId, key, kind: 'stored-card', provider: to.provider, amountCents, consentHash: null } as const
    const { id: checkoutId, money, reference, cardId } = await reserveCheckout(db, request, now)
    const { customer, method } = await stillToCharge(db, cardId ?? '')
    return { ...attempt, refused: null, checkoutId, reference, money, customer, method }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (NO_CARD.includes(error.code)) return { ...attempt, refused: error.code }
    if (NO_NEED.includes(error.code)) return null
    throw error
  }
}

/** The next attempt at an instalment with what is left of it: one that was begun asks for the same sum again. */
function attemptOf(
  db: Database,
  { fileId, planId, number }: InstalmentToCollect,
  now: Date,
): Promise<{ attempt: Attempt; amountCents: Cents } | null> {
  return db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const { tenantId } = file
    const at = legalNow(file, now)
    const { facts, law } = await loadCase(tx, fileId)
    const { strategy } = await loadStrategy(tx, file.strategyId)
    const decision = decide(facts, strategy, law, at)
    if (decision.do !== 'collect' || decision.planId !== planId || decision.number !== number) return null
    const today = legalDayOf(at, zoneOf(facts, packOn(law, legalDayOf(at, law.zone))))
    const row = await findPlan(tx, fileId, planId)
    const { revision } = row
    const made = row.collections.filter((one) => one.revision === revision && one.number === number).length
    const attempt = made + 1
    const key = `plan:${planId}:${revision}:${number}:${attempt}`
    const begun = await tx.checkout.findUnique({ where: { tenantId_key: { tenantId, key } }, select: { amountCents: true } })
    const instalment = (await coverageOn(tx, row, today)).find((one) => one.number === number)
    const left = cents(Math.min((instalment?.amountCents ?? 0) - (instalment?.paidCents ?? 0), balanceOn(facts, law, today)))
    const amountCents = begun ? cents(begun.amountCents) : left
    return { attempt: { tenantId, fileId, planId, revision, number, attempt, key }, amountCents }
  })
}

/** Notes what a provider has answered: a card that was declined is a collection that failed. */
export async function noteInstalment(db: Database, asked: AskedInstalment, answer: InstalmentAnswer, now: Date): Promise<void> {
  const { fileId, planId, revision, number, attempt, key } = asked
  const isTaken = 'reference' in answer
  if (isTaken && asked.refused === null) await answerCheckout(db, asked.checkoutId, answer)
  await db.$transaction(async (tx) => {
    const file = await lockFile(tx, fileId)
    const reference = asked.refused === null ? asked.checkoutId : key
    const made = { planId, revision, number, attempt, kind: 'card', reference, askedOn: legalToday(file, now) } as const
    await noteCollection(tx, file, { ...made, failureCode: isTaken ? null : answer.refused }, now)
  })
}
