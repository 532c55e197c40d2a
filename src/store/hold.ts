import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import { lawOf } from '../law/book.js'
import type { CarryOut } from './carry-out.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'

const PAUSE = 'operator-pause'

/** Stops a file's clock. @throws DomainError hold-until-past, file-already-paused */
export const pause: CarryOut<'pause'> = async (tx, file, { reason, until, actor }, at) => {
  const today = legalDayOf(at, lawOf(file.country).zone)
  if (until !== null && until <= today) throw new DomainError('hold-until-past')
  const hold = await pauseInForce(tx, file.id)
  if (hold && (hold.until === null || fromDay(hold.until) > today)) throw new DomainError('file-already-paused')
  if (hold) await lift(tx, hold.id, at) // it ran out by itself
  await tx.hold.create({
    data: { id: uuidv7(), fileId: file.id, reason: PAUSE, until: until === null ? null : toDay(until), placedAt: at },
  })
  await appendEvent(tx, file.id, { kind: 'paused', actor, legalTime: at, data: { reason, until } })
}

/** Lets a paused file go on. @throws DomainError file-not-paused */
export const resume: CarryOut<'resume'> = async (tx, file, { actor }, at) => {
  const hold = await pauseInForce(tx, file.id)
  if (!hold) throw new DomainError('file-not-paused')
  await lift(tx, hold.id, at)
  await appendEvent(tx, file.id, { kind: 'resumed', actor, legalTime: at, data: {} })
}

const pauseInForce = (tx: Transaction, fileId: string) => tx.hold.findFirst({ where: { fileId, reason: PAUSE, liftedAt: null } })
const lift = (tx: Transaction, id: string, liftedAt: Date) => tx.hold.update({ where: { id }, data: { liftedAt } })
