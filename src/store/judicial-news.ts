import { cents } from '../domain/money.js'
import { JUDGED } from '../domain/procedure/judged-title.js'
import type { Course, EndReason, ProceedingStage } from '../domain/procedure/proceeding.js'
import { Prisma } from '../generated/prisma/client.js'
import { END_NEWS, newsOfPassage, STAGE_NEWS } from '../strategies/templates/judicial-news.js'
import type { JudicialNews } from '../strategies/templates/side-facts.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'

const { sql, join } = Prisma

function toldIn(news: Readonly<Record<string, string | null>>): string[] {
  return Object.keys(news).filter((code) => news[code] !== null)
}

/** Stages and ends that a debtor is told of. */
const STAGES = toldIn(STAGE_NEWS)
const ENDS = toldIn(END_NEWS)
/** Before these nothing had happened that a debtor could know of. */
const UNHEARD = ['preparing', 'to-begin', 'stayed', 'ended']
const wasHeardOf = sql`EXISTS (SELECT FROM proceeding_passage e WHERE e.proceeding_id = q.id AND e.superseded_on IS NULL AND e.stage NOT IN (${join(UNHEARD)}))`

/**
 * Stages of a file's proceedings that its debtor was not told of, as acts beside the road. Of one that has ended only its end; a stay only while
 * it lasts, and that it goes on again where the stay was told; a measure once it was taken, never before; of a title that is still to be served
 * nothing, for it was granted on a day of its own. What was told stays told where it is written down anew behind an act that came late.
 */
export const untoldSteps = sql`
  SELECT json_strip_nulls(json_build_object('kind', 'judicial-step', 'of', s.id, 'final', CASE WHEN s.stage = 'ended' THEN true END)), s.recorded_on::timestamptz
    FROM proceeding q JOIN proceeding_passage s ON s.proceeding_id = q.id AND s.superseded_on IS NULL
   WHERE q.file_id = f.id
     AND CASE WHEN s.body->>'reason' = 'resumed'
                THEN q.end_reason IS NULL AND q.stage <> 'stayed'
                     AND EXISTS (SELECT FROM proceeding_passage b JOIN contact k ON k.file_id = f.id AND k.act_id = '@judicial-step:' || b.id AND k.state = 'sent'
                                  WHERE b.proceeding_id = q.id AND b.superseded_on IS NULL AND b.stage = 'stayed' AND b.sequence < s.sequence)
              WHEN s.stage = 'ended'
                THEN s.body->>'end' IN (${join(ENDS)}) AND ${wasHeardOf}
              WHEN s.stage = 'stayed' THEN q.stage = 'stayed' AND ${wasHeardOf}
              WHEN s.stage = 'enforcing'
                THEN q.end_reason IS NULL AND (s.body->>'reason' = ${JUDGED}
                     OR EXISTS (SELECT FROM proceeding_report r WHERE r.proceeding_id = q.id AND r.kind = 'measure-done'))
              WHEN q.course = 'enforcement' AND s.stage = 'to-serve' THEN false
              ELSE s.stage IN (${join(STAGES)}) AND (q.end_reason IS NULL OR q.end_reason = 'titled') END
     AND NOT EXISTS (SELECT FROM contact k JOIN proceeding_passage t ON k.act_id = '@judicial-step:' || t.id
                      WHERE k.file_id = f.id AND k.state = 'sent' AND t.proceeding_id = q.id AND t.stage = s.stage AND t.reached_on = s.reached_on
                        AND (t.body->>'end', t.body->'next'->>'lastDay') IS NOT DISTINCT FROM (s.body->>'end', s.body->'next'->>'lastDay'))`

/** What a debtor is told of a stage. @throws Error for one that it is not told of */
export async function newsOf(tx: Transaction, passageId: string): Promise<JudicialNews> {
  const { stage, reachedOn, body, proceeding } = await tx.proceedingPassage.findUniqueOrThrow({
    where: { id: passageId },
    include: { proceeding: { select: { id: true, course: true, courtName: true, titleId: true } } },
  })
  const { end, reason, next } = body as { end?: EndReason; reason?: string; next?: { lastDay: string } }
  const news = newsOfPassage(proceeding.course as Course, {
    stage: stage as ProceedingStage,
    ...(end && { end }),
    ...(reason && { reason }),
  })
  if (news === null) throw new Error(`no news: ${passageId}`)
  const on = news === 'enforcing' ? await firstMeasureOn(tx, proceeding.id) : reachedOn
  const judged = news === 'title-judged' ? await principalOf(tx, proceeding.titleId) : {}
  return { news, on: fromDay(on), court: proceeding.courtName, until: next?.lastDay ?? null, ...judged }
}

/** Enforcement begins with what is asked of an officer; the debtor hears of what was done. */
async function firstMeasureOn(tx: Transaction, proceedingId: string): Promise<Date> {
  const where = { proceedingId, kind: 'measure-done' }
  return (await tx.proceedingReport.findFirstOrThrow({ where, orderBy: { doneOn: 'asc' }, select: { doneOn: true } })).doneOn
}

async function principalOf(tx: Transaction, titleId: string | null): Promise<Pick<JudicialNews, 'principalCents'>> {
  const title = titleId === null ? null : await tx.title.findUnique({ where: { id: titleId }, select: { principalCents: true } })
  return title ? { principalCents: cents(Number(title.principalCents)) } : {}
}
