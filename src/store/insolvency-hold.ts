import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { addDays } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { isStanding } from '../domain/situation.js'
import type { Stage } from '../domain/stage.js'
import { settleCoObliged } from './co-obliged.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { loadStrategy } from './facts.js'
import { type FileRow, lockFile, lockFilesAround } from './file-row.js'
import { legalToday } from './legal-today.js'
import { tell } from './outbox.js'
import { lockParty } from './party.js'
import { isChecked, loadSubject } from './register-check.js'

/** The debtor is in insolvency proceedings: nobody asks it for anything. */
const INSOLVENT = 'insolvency'
/** A notice that may be about the debtor waits for a person: no formal notice goes out. */
const TO_CHECK = 'insolvency-to-check'
/** The gazette does not answer: the notice waits for it until tomorrow. */
export const AWAY = 'register-unavailable'

/** The party that a file is about, with its open files, locked: party first, then files by id, those that share claims with them too. */
export async function lockPartyAndOpenFiles(tx: Transaction, partyId: string): Promise<FileRow[]> {
  await tx.$queryRaw`SELECT 1 FROM party WHERE id = ${partyId}::uuid FOR NO KEY UPDATE`
  return (await lockFilesAround(tx, partyId)).filter(({ status, debtorId }) => status === 'open' && debtorId === partyId)
}

/**
 * Puts the holds of a party's open files in accord with what its notices say: all of them stand still where one is certain; a question
 * that is answered holds none any more. Who is bound with the party stands or goes on with it. Files whose holds change are told. The caller
 * holds their locks.
 */
export async function settleHolds(tx: Transaction, partyId: string, files: readonly FileRow[], now: Date): Promise<void> {
  const notices = await tx.insolvencyNotice.findMany({ where: { partyId }, select: { state: true, proceeding: true, outcome: true } })
  const isInsolvent = notices.some(
    ({ state, proceeding, outcome }) => state === 'confirmed' && proceeding !== 'other' && isStanding(outcome),
  )
  const isAsked = notices.some(({ state }) => state === 'to-check')
  for (const file of files) {
    const lifted = [...(isInsolvent ? [] : [INSOLVENT]), ...(isAsked ? [] : [TO_CHECK])]
    const changed = (await lift(tx, file, lifted, now)) + (isInsolvent ? await place(tx, file, INSOLVENT, null, now) : 0)
    if (changed > 0) await tell(tx, file.id, 'insolvency')
  }
  await settleCoObliged(tx, files, now)
}

/** The gazette has answered: what waited for it goes on. The caller holds the files' locks. */
export async function liftAway(tx: Transaction, files: readonly FileRow[], now: Date): Promise<void> {
  for (const file of files) if ((await lift(tx, file, [AWAY], now)) > 0) await tell(tx, file.id, 'register')
}

async function lift(tx: Transaction, file: FileRow, reasons: string[], now: Date): Promise<number> {
  const inForce = { fileId: file.id, reason: { in: reasons }, liftedAt: null }
  return (await tx.hold.updateMany({ where: inForce, data: { liftedAt: legalNow(file, now) } })).count
}

/** @returns 1 where it was not there yet */
async function place(tx: Transaction, file: FileRow, reason: string, until: string | null, now: Date): Promise<number> {
  const inForce = await tx.hold.findFirst({ where: { fileId: file.id, reason, liftedAt: null } })
  if (inForce && inForce.until === null) return 0
  if (inForce) await lift(tx, file, [reason], now) // it ran out by itself
  const data = { id: uuidv7(), fileId: file.id, reason, until: until === null ? null : toDay(until), placedAt: legalNow(file, now) }
  await tx.hold.create({ data })
  return 1
}

/** Stages that no debtor in insolvency proceedings is brought to. */
const GATED: readonly Stage[] = ['formal-notice', 'last-notice']

/** Whether an act is a notice that wants a look into the registers first. @returns whom it is about, or null */
export async function gatedParty(db: Database, fileId: string, actId: string): Promise<string | null> {
  const file = await db.debtFile.findUnique({ where: { id: fileId }, select: { debtorId: true, strategyId: true } })
  if (!file) return null
  const { strategy } = await loadStrategy(db, file.strategyId)
  const [stepId] = actId.split('#')
  const stage = strategy.steps.find(({ id }) => id === stepId)?.stage
  return stage && GATED.includes(stage) ? file.debtorId : null
}

/**
 * Lets a file wait before its notice, where a person must say first whom a published notice is about, or where the gazette gave no answer
 * today: until tomorrow, when it is asked again. The decision that follows says which.
 */
export async function holdBeforeNotice(db: Database, fileId: string, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const partyId = await lockParty(tx, fileId)
    const file = await lockFile(tx, fileId)
    const subject = await loadSubject(tx, partyId, now)
    const asked = await tx.insolvencyNotice.count({ where: { partyId, state: 'to-check' } })
    if (asked > 0) return placed(tx, file, TO_CHECK, null, now)
    if (subject && !isChecked(subject)) return placed(tx, file, AWAY, addDays(legalToday(file, now), 1), now)
  })
}

async function placed(tx: Transaction, file: FileRow, reason: string, until: string | null, now: Date): Promise<void> {
  if ((await place(tx, file, reason, until, now)) > 0) await tell(tx, file.id, 'register')
}

/**
 * Refuses to settle anything with a debtor in insolvency proceedings, or while nobody has said whether a notice of them is about it.
 * @throws DomainError debtor-insolvent
 */
export async function refuseInsolvent(tx: Transaction, { id: fileId }: Pick<FileRow, 'id'>): Promise<void> {
  const about = { party: { files: { some: { id: fileId } } } }
  const isOn = { OR: [{ outcome: null }, { outcome: { not: 'ended' } }] }
  const stands = [{ state: 'to-check' }, { state: 'confirmed', proceeding: { not: 'other' }, ...isOn }]
  if ((await tx.insolvencyNotice.count({ where: { ...about, OR: stands } })) > 0) throw new DomainError('debtor-insolvent')
}
