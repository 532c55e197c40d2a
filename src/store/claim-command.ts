import { ClaimBody } from '../contracts/debt-file.js'
import { owedOn } from '../domain/balance.js'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact } from '../domain/facts.js'
import { legalDayOf } from '../domain/legal-day.js'
import { lastDayToSue } from '../domain/limitation.js'
import { type Cents, cents } from '../domain/money.js'
import { currentPack } from '../law/pack-of.js'
import type { CarryOut } from './carry-out.js'
import { claimRows, writeClaims } from './claim.js'
import { isDuplicate, type Transaction } from './database.js'
import { loadFacts } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { post, postingsOf } from './ledger.js'
import { takeStaged } from './staged-input.js'

/** Adds an invoice to a file: it gets the notices that it has not had. @throws DomainError claim-duplicate, claim-time-barred */
export const addClaim: CarryOut<'add-claim'> = async (tx, file, { stagedId, actor }, at) => {
  const claim = ClaimBody.parse(await takeStaged(tx, stagedId))
  const { reference, amountCents, dueDate, capacity } = claim
  const law = currentPack()
  if (lastDayToSue(dueDate, capacity, law) < legalDayOf(at, law.zone)) throw new DomainError('claim-time-barred')
  const { creditorId } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { creditorId: true } })
  const rows = claimRows({ tenantId: file.tenantId, creditorId, fileId: file.id }, [claim])
  try {
    await writeClaims(tx, [rows])
  } catch (error) {
    throw isDuplicate(error) ? new DomainError('claim-duplicate') : error
  }
  await appendEvent(tx, file.id, { kind: 'claim-added', actor, legalTime: at, data: { reference, amountCents, dueDate } })
}

/** Lowers a claim by the creditor's credit note. @throws DomainError claim-unknown, payment-duplicate, payment-exceeds-balance */
export const creditNote: CarryOut<'credit-note'> = async (tx, file, { claim: number, reference, amountCents, actor }, at) => {
  const claim = await claimOf(tx, file, number)
  if ((await postingsOf(tx, file.id, 'credit_note', reference)).length > 0) throw new DomainError('payment-duplicate', 'reference')
  if (amountCents > owedOn(claim)) throw new DomainError('payment-exceeds-balance', 'amountCents')
  await lower(tx, file, { claim, kind: 'credit_note', reference, amountCents: cents(amountCents), at })
  await appendEvent(tx, file.id, { kind: 'credit-note', actor, legalTime: at, data: { reference, amountCents } })
}

/** Takes a claim out of collection: nothing is asked for it any more. @throws DomainError claim-unknown, claim-settled */
export const withdrawClaim: CarryOut<'withdraw-claim'> = async (tx, file, { claim: number, actor }, at) => {
  const claim = await claimOf(tx, file, number)
  const amountCents = owedOn(claim)
  if (amountCents === 0) throw new DomainError('claim-settled', 'claim')
  await lower(tx, file, { claim, kind: 'withdrawal', reference: number, amountCents, at })
  await appendEvent(tx, file.id, { kind: 'claim-withdrawn', actor, legalTime: at, data: { reference: number, amountCents } })
}

async function claimOf(tx: Transaction, file: FileRow, reference: string): Promise<ClaimFact> {
  const row = await tx.claim.findFirst({ where: { reference, files: { some: { fileId: file.id } } }, select: { id: true } })
  const claim = row && (await loadFacts(tx, file.id)).claims.find(({ id }) => id === row.id)
  if (!claim) throw new DomainError('claim-unknown', 'claim')
  return claim
}

interface Lowering {
  claim: ClaimFact
  kind: 'credit_note' | 'withdrawal'
  reference: string
  amountCents: Cents
  at: Date
}

function lower(tx: Transaction, { tenantId }: FileRow, { claim, kind, reference, amountCents, at }: Lowering): Promise<void> {
  const bookedOn = legalDayOf(at, currentPack().zone)
  return post(tx, { tenantId, kind, reference, bookedOn }, [{ claimId: claim.id, amountCents }])
}
