import { askableOf } from '../domain/barred-claims.js'
import { DomainError } from '../domain/errors.js'
import type { Facts } from '../domain/facts.js'
import { type LawPack, packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { sideActId, sideActOf } from '../domain/side-act.js'
import { lowestOpenStep, mandatoryStages, type OpenStep } from '../domain/step.js'
import type { CarryOut } from './carry-out.js'
import type { Transaction } from './database.js'
import { loadCase, loadStrategy } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

/**
 * Lets the next step go without waiting for its day. Hours, caps, holds and postings still bind it.
 * @throws DomainError step-unknown when no step is left
 */
export const runNextStep: CarryOut<'run-next-step'> = async (tx, file, { actor }, at) => {
  const { actId } = await nextStep(tx, file, at)
  await override(tx, file, actId, 'now')
  await appendEvent(tx, file.id, { kind: 'step-advanced', actor, legalTime: at, data: { actId } })
}

/**
 * Leaves out the next step, which the command names so that no other is skipped by mistake; or an answer that cannot be sent.
 * @throws DomainError step-unknown, step-not-next, notice-mandatory: a notice that the law wants is never skipped
 */
export const skipReminder: CarryOut<'skip-reminder'> = async (tx, file, { actor, step }, at) => {
  if (sideActOf(step)) return skipAnswer(tx, file, { actor, step }, at)
  const { actId, step: next, facts, pack } = await nextStep(tx, file, at)
  if (next.id !== step && actId !== step) throw new DomainError('step-not-next', 'step')
  if (mandatoryStages(facts, pack).includes(next.stage)) throw new DomainError('notice-mandatory', 'step')
  await override(tx, file, actId, 'skip')
  await appendEvent(tx, file.id, { kind: 'step-skipped', actor, legalTime: at, data: { actId } })
}

async function skipAnswer(tx: Transaction, file: FileRow, { actor, step }: { actor: string; step: string }, at: Date): Promise<void> {
  const { answers = [] } = (await loadCase(tx, file.id)).facts
  if (!answers.some((answer) => sideActId(answer) === step)) throw new DomainError('step-not-next', 'step')
  await override(tx, file, step, 'skip')
  await appendEvent(tx, file.id, { kind: 'step-skipped', actor, legalTime: at, data: { actId: step } })
}

async function nextStep(tx: Transaction, file: FileRow, at: Date): Promise<OpenStep & { facts: Facts; pack: LawPack }> {
  const { strategy } = await loadStrategy(tx, file.strategyId)
  const { facts, law } = await loadCase(tx, file.id)
  const today = legalDayOf(at, law.zone)
  const next = lowestOpenStep(askableOf(facts, law, today), strategy, law, today)
  if (!next) throw new DomainError('step-unknown', 'step')
  return { ...next, facts, pack: packOn(law, today) }
}

async function override(tx: Transaction, { id: fileId }: FileRow, actId: string, kind: 'skip' | 'now'): Promise<void> {
  await tx.stepOverride.createMany({ data: [{ fileId, actId, kind }], skipDuplicates: true })
}
