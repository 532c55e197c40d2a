import type { LimitationView } from '../contracts/limitation.js'
import type { ClaimFact } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { lastDaysToServe, limitationOn } from '../domain/limitation.js'
import { alarmsOf } from '../domain/limitation-alarm.js'
import type { Acknowledgement, ClaimAct, LimitationAlarm, Prisma } from '../generated/prisma/client.js'
import { fromDay } from './day.js'

/** Rows that a claim's limitation is shown with. */
export interface LimitationRows {
  acts: ClaimAct[]
  alarms: LimitationAlarm[]
  acknowledgements: Acknowledgement[]
}

/** What a claim's rows are read with, in the order in which they are shown. */
export const WITH_LIMITATION = {
  acts: { orderBy: [{ doneOn: 'asc' }, { id: 'asc' }] },
  alarms: true,
  acknowledgements: { orderBy: [{ madeOn: 'asc' }, { reference: 'asc' }] },
} satisfies Prisma.ClaimInclude

/** How long a claim may be sued for, as it stands on a day. */
export function limitationView(claim: ClaimFact, rows: LimitationRows, book: LawBook, today: LegalDay): LimitationView {
  const { name: rule, ...limitation } = limitationOn(claim, book, today)
  const raised = new Set(rows.alarms.map(({ alarm, lastDay }) => `${alarm} ${fromDay(lastDay)}`))
  return {
    rule,
    ...limitation,
    procedures: lastDaysToServe(claim, book),
    alarms: alarmsOf(claim, book).map(({ alarm, on, lastDay }) => ({ alarm, on, raised: raised.has(`${alarm} ${lastDay}`) })),
    acts: rows.acts.map(({ kind: act, doneOn, endsOn, reference, proofSha256 }) => ({
      act,
      on: fromDay(doneOn),
      until: endsOn && fromDay(endsOn),
      reference,
      proofSha256,
    })),
    acknowledgements: rows.acknowledgements.map(({ reference, madeOn, accepted }) => ({ reference, on: fromDay(madeOn), accepted })),
  }
}
