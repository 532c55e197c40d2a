import { v7 as uuidv7 } from 'uuid'
import { askedCents } from '../domain/procedure/amendment.js'
import { creditorReason } from '../strategies/templates/creditor-step.js'
import { toDay } from './day.js'
import type { PassageEffect } from './proceeding-effects.js'

/**
 * Tells the creditor of a stage, with its date and what comes next; the debtor is told by the file's loop. A stage that is written down anew
 * behind an act that was told late is no news.
 */
export const noticeStage: PassageEffect = async ({ tx, file }, proceeding, state, passage) => {
  const reason = creditorReason(passage)
  if (file.ownClaims || reason === null) return
  const { on, next } = passage
  const { tenantId, creditorId, id: fileId } = file
  const about = { tenantId, creditorId, fileId, kind: 'judicial-step', reason, reference: proceeding.id }
  const judged = reason === 'title-judged' ? state.title : null
  const days = { happenedOn: toDay(on), nextKind: next?.kind ?? null, nextOn: next ? toDay(next.lastDay) : null }
  if ((await tx.creditorNotice.count({ where: { ...about, ...days } })) > 0) return
  await tx.creditorNotice.create({
    data: { id: uuidv7(), ...about, ...days, amountCents: judged?.principalCents ?? askedCents(proceeding, on) },
  })
}
