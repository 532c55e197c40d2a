import { v7 as uuidv7 } from 'uuid'
import type { Passage } from '../domain/procedure/proceeding.js'
import { askedCents } from '../domain/procedure/winding-up.js'
import { toDay } from './day.js'
import type { PassageEffect } from './proceeding-effects.js'

/** Tells the creditor of a stage, with its date and what comes next; the debtor is told by the file's loop. */
export const noticeStage: PassageEffect = async ({ tx, file }, proceeding, _state, passage) => {
  if (file.ownClaims || !isNews(passage)) return
  const { stage, end, on, next } = passage
  const { tenantId, creditorId, id: fileId } = file
  const about = { kind: 'judicial-step', reason: end ?? stage, reference: proceeding.id, amountCents: askedCents(proceeding, on) }
  const days = { happenedOn: toDay(on), nextKind: next?.kind ?? null, nextOn: next ? toDay(next.lastDay) : null }
  await tx.creditorNotice.create({ data: { id: uuidv7(), tenantId, creditorId, fileId, ...about, ...days } })
}

/** The creditor was told of the approval when it was given; that a proceeding ends with its title is told by the title. */
const isNews = ({ stage, end }: Passage): boolean => stage !== 'preparing' && stage !== 'to-begin' && end !== 'titled'
