import { ClaimBody } from '../contracts/debt-file.js'
import { type ClaimStatement, statementsOf } from '../domain/account.js'
import { codeOf } from '../domain/admission.js'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { waivedByMandate } from '../domain/mandate-scope.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { grantedRemissions, isWithinShare } from '../domain/settlement.js'
import { waivedBy } from '../domain/strategy.js'
import { recoverableCosts } from '../law/recoverable-costs.js'
import { AdmissionDesk } from './admission.js'
import type { CarryOut } from './carry-out.js'
import { claimRows, type NewClaim, writeClaims } from './claim.js'
import { isDuplicate, type Transaction } from './database.js'
import { loadCase, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { refuseInsolvent } from './insolvency-hold.js'
import { lawFor } from './law.js'
import { entriesOf, type FactKind, post, valueDay } from './ledger.js'
import { requireInScope } from './mandate.js'
import { appendOnClaim } from './shared-claim.js'
import { takeStaged } from './staged-input.js'

/**
 * Adds an invoice to a file: it gets the notices that it has not had. Who else owes the file's claims does not owe this one, for
 * joint liability is not presumed (Code civil art. 1310, checked 2026-11-21). It is looked at as a claim that comes with a new file is.
 * @throws DomainError claim-duplicate, claim-time-barred, claim-not-admitted, mandate-scope-exceeded, currencies-mixed, act-day-impossible
 * and what else is wrong with its past
 */
export const addClaim: CarryOut<'add-claim'> = async (tx, file, { stagedId, actor }, at) => {
  const claim = ClaimBody.parse(await takeStaged(tx, stagedId))
  const { reference, amountCents, dueDate } = claim
  const law = await lawFor(tx, file.tenantId, file.country)
  await requireSameCurrency(tx, file, claim.currency)
  await requireAdmitted(tx, file, claim, { law, at })
  const { creditorId, strategyId, mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, include: { mandate: true } })
  const waived = [...waivedBy((await loadStrategy(tx, strategyId)).strategy), ...(mandate ? waivedByMandate(mandate) : [])]
  const rows = claimRows({ tenantId: file.tenantId, creditorId, fileId: file.id, actor }, [claim], law, waived)
  try {
    await writeClaims(tx, [rows])
  } catch (error) {
    throw isDuplicate(error) ? new DomainError('claim-duplicate') : error
  }
  await appendEvent(tx, file.id, { kind: 'claim-added', actor, legalTime: at, data: { reference, amountCents, dueDate } })
}

/**
 * That its debtor is in insolvency proceedings is no reason here: the file waits for these already, and all its claims are to be declared.
 * @throws DomainError with the code of what stands against it
 */
async function requireAdmitted(
  tx: Transaction,
  { id, tenantId }: FileRow,
  claim: NewClaim,
  { law, at }: { law: LawBook; at: Date },
): Promise<void> {
  const { creditorId, mandate, debtor } = await tx.debtFile.findUniqueOrThrow({
    where: { id },
    select: { creditorId: true, mandate: true, debtor: { select: { identifiers: true } } },
  })
  const asked = { opening: { legalStart: at }, creditor: { id: creditorId }, debtor, input: { claims: [claim] }, law, mandate }
  const { refusals } = (await AdmissionDesk.open(tx, tenantId, [asked])).admit(asked)
  const own = refusals.filter(({ rule }) => rule !== 'insolvency')
  if (own.length > 0) throw new DomainError(codeOf(own))
}

/** @throws DomainError currencies-mixed */
async function requireSameCurrency(tx: Transaction, { id: fileId }: FileRow, currency: string): Promise<void> {
  const others = await tx.claim.count({ where: { files: { some: { fileId } }, currency: { not: currency } } })
  if (others > 0) throw new DomainError('currencies-mixed', 'currency')
}

/** Lowers a claim by the creditor's credit note. @throws DomainError claim-unknown, payment-duplicate, payment-exceeds-balance */
export const creditNote: CarryOut<'credit-note'> = async (tx, file, note, at) => {
  const { statement } = await claimOf(tx, file, note.claim, at)
  if (note.amountCents > statement.principalCents) throw new DomainError('payment-exceeds-balance', 'amountCents')
  await credit(tx, file, statement, note, at)
}

/** A credit note of a claim, under the creditor's reference. */
export interface CreditNote {
  claim: string
  reference: string
  amountCents: number
  actor: string
  /** Day from which it counts, where that is not today. */
  valueOn?: LegalDay
}

/**
 * Lowers a claim by as much of a credit note as its principal takes: what exceeds it is the creditor's to give back.
 * @returns what was credited @throws DomainError claim-unknown, payment-duplicate
 */
export async function creditWhatFits(tx: Transaction, file: FileRow, note: CreditNote, at: Date): Promise<Cents> {
  const { statement } = await claimOf(tx, file, note.claim, at)
  const amountCents = cents(Math.min(note.amountCents, statement.principalCents))
  if (amountCents > 0) await credit(tx, file, statement, { ...note, amountCents }, at)
  return amountCents
}

/** @throws DomainError payment-duplicate */
async function credit(tx: Transaction, file: FileRow, statement: ClaimStatement, note: CreditNote, at: Date): Promise<void> {
  const { reference, amountCents, actor, valueOn = statement.on } = note
  await change(tx, file, { statement: { ...statement, on: valueOn }, kind: 'credit_note', reference, amountCents })
  await appendOnClaim(tx, file, statement.claimId, { kind: 'credit-note', actor, legalTime: at, data: { reference, amountCents } })
}

/** Takes a claim out of collection: nothing is asked for it any more. @throws DomainError claim-unknown, claim-settled */
export const withdrawClaim: CarryOut<'withdraw-claim'> = async (tx, file, { claim, actor }, at) => {
  const { claimId, amountCents } = await letGo(tx, file, claim, 'withdrawal', at)
  await appendOnClaim(tx, file, claimId, { kind: 'claim-withdrawn', actor, legalTime: at, data: { reference: claim, amountCents } })
}

/**
 * Lets whatever is still owed on a claim fall, under a reference of its own: its debtor was right not to owe it.
 * @throws DomainError claim-unknown, payment-duplicate
 */
export async function letFall(tx: Transaction, file: FileRow, { claim, reference, actor }: Omit<CreditNote, 'amountCents'>, at: Date) {
  const { statement } = await claimOf(tx, file, claim, at)
  const { owedCents: amountCents, claimId } = statement
  if (amountCents === 0) return
  await change(tx, file, { statement, kind: 'withdrawal', reference, amountCents })
  await appendOnClaim(tx, file, claimId, { kind: 'claim-withdrawn', actor, legalTime: at, data: { reference: claim, amountCents } })
}

/** Writes a claim off: the creditor expects nothing of it any more. @throws DomainError claim-unknown, claim-settled */
export const writeOff: CarryOut<'write-off'> = async (tx, file, { claim, actor }, at) => {
  const { claimId, amountCents } = await letGo(tx, file, claim, 'write_off', at)
  await appendOnClaim(tx, file, claimId, { kind: 'written-off', actor, legalTime: at, data: { reference: claim, amountCents } })
}

/**
 * Adds costs of recovery that the law lets the debtor be asked for.
 * @throws DomainError claim-unknown, payment-duplicate, cost-not-recoverable, mandate-scope-exceeded
 */
export const addCost: CarryOut<'add-cost'> = async (tx, file, { claim, reference, amountCents, basis, actor }, at) => {
  const { value: bases, source } = recoverableCosts(file.country)
  if (!bases.some((one) => one === basis)) throw new DomainError('cost-not-recoverable', 'basis')
  await requireInScope(tx, file.id, { items: ['costs'] }, 'claim')
  const { statement } = await claimOf(tx, file, claim, at)
  await change(tx, file, { statement, kind: 'cost', reference, amountCents })
  await appendOnClaim(tx, file, statement.claimId, {
    kind: 'cost-added',
    actor,
    legalTime: at,
    data: { reference, amountCents, basis, source },
  })
}

/**
 * Lets part of a claim go, within what the mandate leaves to the agency: its share of what was owed before anything was remitted.
 * @throws DomainError claim-unknown, payment-duplicate, payment-exceeds-balance, remission-exceeds-mandate, debtor-insolvent
 */
export const remit: CarryOut<'remit'> = async (tx, file, { claim, reference, amountCents, actor }, at) => {
  await refuseInsolvent(tx, file)
  const { statement, fact } = await claimOf(tx, file, claim, at)
  if (amountCents > statement.owedCents) throw new DomainError('payment-exceeds-balance', 'amountCents')
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { mandate: true } })
  const earlierCents = sum(grantedRemissions(fact).map((money) => money.amountCents))
  const asked = { owedCents: statement.owedCents, remittedCents: cents(amountCents), earlierCents }
  if (mandate && !isWithinShare(asked, mandate.mostRemissionPercent)) throw new DomainError('remission-exceeds-mandate', 'amountCents')
  await change(tx, file, { statement, kind: 'remission', reference, amountCents })
  await appendOnClaim(tx, file, statement.claimId, { kind: 'remitted', actor, legalTime: at, data: { reference, amountCents } })
}

/** Lets all go that is owed on a claim, under the claim's own reference. @returns how much that was */
async function letGo(
  tx: Transaction,
  file: FileRow,
  reference: string,
  kind: 'withdrawal' | 'write_off',
  at: Date,
): Promise<{ claimId: string; amountCents: Cents }> {
  const { statement } = await claimOf(tx, file, reference, at)
  // A withdrawal takes all with it that a claim bears. A write-off meets interest ahead whose rate is not known yet.
  const amountCents = cents(statement.owedCents + (kind === 'write_off' ? statement.provisionalCents : 0))
  if (amountCents === 0) throw new DomainError('claim-settled', 'claim')
  await change(tx, file, { statement, kind, reference, amountCents })
  return { claimId: statement.claimId, amountCents }
}

interface Standing {
  fact: ClaimFact
  /** How it stands on the day. */
  statement: ClaimStatement
}

/** A claim of the file. @throws DomainError claim-unknown */
async function claimOf(tx: Transaction, file: FileRow, reference: string, at: Date): Promise<Standing> {
  const row = await tx.claim.findFirst({ where: { reference, files: { some: { fileId: file.id } } }, select: { id: true } })
  const found = await loadCase(tx, file.id)
  const { facts, law } = found
  const fact = facts.claims.find(({ id }) => id === row?.id)
  const statement = statementsOf(facts, law, valueDay(found, at)).find(({ claimId }) => claimId === row?.id)
  if (!fact || !statement) throw new DomainError('claim-unknown', 'claim')
  return { fact, statement }
}

interface Change {
  statement: ClaimStatement
  kind: Exclude<FactKind, 'claim' | 'payment' | 'reversal'>
  reference: string
  amountCents: number
}

/** Posts a sum to a claim from the day of its statement. @throws DomainError payment-duplicate */
async function change(tx: Transaction, file: FileRow, { statement, kind, reference, amountCents }: Change): Promise<void> {
  if ((await entriesOf(tx, file.id, kind, reference)).length > 0) throw new DomainError('payment-duplicate', 'reference')
  const part = { claimId: statement.claimId, amountCents: cents(amountCents) }
  await post(tx, file, { kind, reference, valueOn: statement.on }, [part])
}
