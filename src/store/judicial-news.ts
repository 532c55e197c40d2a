import type { EndReason, ProceedingStage } from '../domain/procedure/proceeding.js'
import { Prisma } from '../generated/prisma/client.js'
import type { JudicialNews } from '../strategies/templates/side-facts.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

const { sql, join } = Prisma

/** Stages that a debtor is told of. What is prepared is nobody's news, nor what is asked of a court's clerk. */
const NEWS: Partial<Record<ProceedingStage, JudicialNews['news']>> = {
  filed: 'filed',
  'to-serve': 'granted',
  'opposition-open': 'served',
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
}
/** Ends that a debtor is told of: not those that the law protects it by, nor that a title was reached, which is told by itself. */
const END_NEWS: Partial<Record<EndReason, JudicialNews['news']>> = {
  paid: 'paid',
  settled: 'settled',
  stopped: 'withdrawn',
  'sent-back': 'withdrawn',
  refused: 'without-title',
  lapsed: 'without-title',
  declined: 'without-title',
  dismissed: 'without-title',
}
const STAGES = Object.keys(NEWS)
const ENDS = Object.keys(END_NEWS)
/** Before these nothing had happened that a debtor could know of. */
const UNHEARD = ['preparing', 'to-begin', 'stayed', 'ended']

/**
 * Stages of a file's proceedings that its debtor was not told of, as acts beside the road. Of one that has ended only its end; a stay only while
 * it lasts; a measure once it was done, never before.
 */
export const untoldSteps = sql`
  SELECT json_strip_nulls(json_build_object('kind', 'judicial-step', 'of', s.id, 'final', CASE WHEN s.stage = 'ended' THEN true END)), s.recorded_on::timestamptz
    FROM proceeding q JOIN proceeding_passage s ON s.proceeding_id = q.id AND s.superseded_on IS NULL
   WHERE q.file_id = f.id AND s.body->>'reason' IS DISTINCT FROM 'resumed'
     AND CASE s.stage WHEN 'ended' THEN s.body->>'end' IN (${join(ENDS)})
                         AND EXISTS (SELECT FROM proceeding_passage e WHERE e.proceeding_id = q.id AND e.superseded_on IS NULL AND e.stage NOT IN (${join(UNHEARD)}))
                      WHEN 'stayed' THEN q.stage = 'stayed'
                      WHEN 'enforcing' THEN q.end_reason IS NULL AND EXISTS (SELECT FROM proceeding_report r
                             WHERE r.proceeding_id = q.id AND r.id::text = s.body->>'report' AND r.kind = 'measure-done')
                      ELSE s.stage IN (${join(STAGES)}) AND (q.end_reason IS NULL OR q.end_reason = 'titled') END
     AND NOT EXISTS (SELECT FROM contact k WHERE k.file_id = f.id AND k.act_id = '@judicial-step:' || s.id AND k.state = 'sent')`

/** What a debtor is told of a stage. @throws Error for one that it is not told of */
export async function newsOf(tx: Transaction, passageId: string): Promise<JudicialNews> {
  const { stage, reachedOn, body, proceeding } = await tx.proceedingPassage.findUniqueOrThrow({
    where: { id: passageId },
    include: { proceeding: { select: { courtName: true } } },
  })
  const { end, next } = body as { end?: EndReason; next?: { lastDay: string } }
  const news = end === undefined ? NEWS[stage as ProceedingStage] : END_NEWS[end]
  if (news === undefined) throw new Error(`no news: ${passageId}`)
  return { news, on: fromDay(reachedOn), court: proceeding.courtName, until: next?.lastDay ?? null }
}
