import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact } from '../domain/facts.js'
import { legalDayOf } from '../domain/legal-day.js'
import { actRefusal } from '../domain/limitation-act.js'
import type { CarryOut } from './carry-out.js'
import { fromDay, toDay } from './day.js'
import { loadCase } from './facts.js'
import { appendOnClaim } from './shared-claim.js'

/**
 * Records an act that interrupts or suspends a claim's limitation, with what proves it. Acts are never changed: the end of
 * a suspension is recorded by the same act of the same day again, with its end and the reference of what ended it.
 * What interrupts against one joint debtor interrupts against all, and against the guarantor (Code civil art. 2245 and 2246, checked
 * 2026-11-21); that an act against a guarantor alone is held against the debtor, no text was found to say, so it moves nothing.
 * @throws DomainError claim-unknown, act-day-impossible, act-moves-nothing, foreclosure-unmoved, claim-time-barred,
 * act-proof-missing, act-duplicate
 */
export const recordAct: CarryOut<'record-act'> = async (tx, file, command, at) => {
  const { claim: number, act, on, until, reference, proofSha256, actor } = command
  const row = await tx.claim.findFirst({ where: { reference: number, files: { some: { fileId: file.id } } } })
  if (!row) throw new DomainError('claim-unknown', 'claim')
  const { facts, law } = await loadCase(tx, file.id)
  const claim = facts.claims.find(({ id }) => id === row.id) as ClaimFact
  const arose = [
    claim.dueDate,
    claim.limitationFrom ?? claim.dueDate,
    row.issueDate ? fromDay(row.issueDate) : claim.dueDate,
  ].sort()[0] as string
  const claimed = { kind: act, on, until, isProven: proofSha256 !== null }
  if (file.liability === 'guarantor') throw new DomainError('act-moves-nothing')
  const refusal = actRefusal(claim, claimed, arose, law, legalDayOf(at, law.zone))
  if (refusal) throw new DomainError(refusal)
  if ((await tx.claimAct.count({ where: { claimId: row.id, kind: act, reference } })) > 0) throw new DomainError('act-duplicate')
  const endsOn = until === null ? null : toDay(until)
  await tx.claimAct.create({ data: { id: uuidv7(), claimId: row.id, kind: act, doneOn: toDay(on), endsOn, reference, proofSha256, actor } })
  await appendOnClaim(tx, file, row.id, { kind: 'act-recorded', actor, legalTime: at, data: { claim: number, act, on, until, reference } })
}
