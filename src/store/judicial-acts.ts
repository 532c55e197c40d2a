import { v7 as uuidv7 } from 'uuid'
import { judicialOn } from '../domain/judicial-law.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { LimitationActKind } from '../domain/limitation-act-kind.js'
import type { ProcedureState, ProceedingFact, ReportFact } from '../domain/procedure/proceeding.js'
import { isInterrupting } from '../domain/title-life.js'
import { toDay } from './day.js'
import type { Settling } from './proceeding-settle.js'
import { appendOnClaim } from './shared-claim.js'

/** An act of a proceeding that moves the limitation of its claims. */
interface MovingAct {
  act: LimitationActKind
  on: LegalDay
  /** Last day of a suspension. */
  until: LegalDay | null
  reference: string
  proofSha256: string | null
}

/**
 * Writes the acts of a proceeding that move the limitation of its claims: the order served, the claim in court, the debtor's consent, each act
 * of enforcement; each once, under the id of its report. Reports are never taken back and acts are never changed: an act that was served stays
 * one though the procedure fails later. The interruption that a failed suit leaves behind (Code civil 2243) is for a person to look at.
 * @returns whether anything was written
 */
export async function moveLimitation(settling: Settling, proceeding: ProceedingFact, state: ProcedureState): Promise<boolean> {
  const { tx, file, found, at } = settling
  const acts = actsOf(proceeding, state, found.law)
  if (acts.length === 0 || file.liability === 'guarantor') return false
  const rows = acts.flatMap(({ act: kind, on, until, reference, proofSha256 }) =>
    proceeding.claimIds.map((claimId) => ({
      id: uuidv7(),
      claimId,
      kind,
      doneOn: toDay(on),
      endsOn: until && toDay(until),
      reference,
      proofSha256,
      actor: 'engine',
    })),
  )
  const written = await tx.claimAct.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    include: { claim: { select: { reference: true } } },
  })
  for (const { claimId, claim, kind, reference } of written) {
    const { on, until } = acts.find((act) => act.reference === reference && act.act === kind) as MovingAct
    const data = { claim: claim.reference, act: kind, on, until, reference }
    await appendOnClaim(tx, file, claimId, { kind: 'act-recorded', actor: 'engine', legalTime: at, data })
  }
  return written.length > 0
}

function actsOf({ course, reports }: ProceedingFact, state: ProcedureState, law: LawBook): MovingAct[] {
  return reports.flatMap((report) => {
    const act = actOf(report, course, law)
    return act === null ? [] : act === 'small-claims-agreed' ? suspension(report, reports, state) : [moving(report, act)]
  })
}

/** A guarantor's acts move nothing; neither does a request that nobody was served with. */
function actOf(report: ReportFact, course: ProceedingFact['course'], law: LawBook): LimitationActKind | null {
  const { kind, act, on } = report
  if (course === 'enforcement') return isInterrupting(report, judicialOn(law, on).title.interruptedBy.value) ? 'enforcement-act' : null
  if (kind === 'debtor-agreed') return 'small-claims-agreed'
  if (kind !== 'served') return null
  return act === 'order' ? 'order-served' : act === 'summons' ? 'court-claim' : null
}

/** It lasts until the title is issued, or the procedure is over without one: recorded once more with its end. */
function suspension(report: ReportFact, reports: readonly ReportFact[], { passages, end }: ProcedureState): MovingAct[] {
  const until = reports.find(({ kind }) => kind === 'title-issued')?.on ?? (end === null ? null : passages.at(-1)?.on)
  const began = moving(report, 'small-claims-agreed')
  return until ? [began, { ...began, until, reference: `${report.id}:end` }] : [began]
}

const moving = ({ id, on }: ReportFact, act: LimitationActKind): MovingAct => ({ act, on, until: null, reference: id, proofSha256: null })
