import { JUDGED } from '../../domain/procedure/judged-title.js'
import type { Course, EndReason, Passage, ProceedingStage } from '../../domain/procedure/proceeding.js'
import type { JudicialNews } from './side-facts.js'

type News = JudicialNews['news']

/** What a debtor is told of each stage; null for one that it is not told of, and why. */
export const STAGE_NEWS: Readonly<Record<ProceedingStage, News | null>> = {
  preparing: null, // nothing has begun before others
  'to-begin': null, // nor here
  filed: 'filed',
  'to-serve': 'granted',
  'opposition-open': 'served',
  'to-certify': null, // between the creditor and the court; what follows from it is told
  invited: 'invited',
  agreed: 'agreed',
  opposed: 'opposed',
  summoned: 'summoned',
  hearing: 'hearing',
  judged: 'judged',
  appealed: 'appealed',
  enforceable: 'enforceable',
  enforcing: 'enforcing',
  stayed: 'stayed',
  ended: null, // by its reason, below
}

/** The same of each end. */
export const END_NEWS: Readonly<Record<EndReason, News | null>> = {
  titled: null, // that the title may be enforced was told when it could be
  paid: 'paid',
  settled: 'settled',
  stopped: 'withdrawn',
  'sent-back': 'withdrawn',
  refused: 'without-title',
  lapsed: 'without-title',
  declined: 'without-title',
  dismissed: 'without-title',
  insolvent: null, // nobody writes to who is in insolvency proceedings about its debt
  'debt-erased': null, // nor about a debt that is erased
  'title-expired': null, // nothing is asked of anybody any more; the page says it
  exhausted: null, // nor here
}

/** What a debtor is told of a stage that was reached; null where nothing. */
export function newsOfPassage(course: Course, { stage, end, reason }: Pick<Passage, 'stage' | 'end' | 'reason'>): News | null {
  if (reason === 'resumed') return 'resumed'
  if (reason === JUDGED) return 'title-judged'
  if (course === 'enforcement' && end === 'dismissed') return 'title-lost'
  // A title that still has to be served was granted on a day of its own, which is not that of its enforcement.
  if (course === 'enforcement' && stage === 'to-serve') return null
  return end === undefined ? STAGE_NEWS[stage] : END_NEWS[end]
}
