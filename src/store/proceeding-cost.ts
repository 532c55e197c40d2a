import { v7 as uuidv7 } from 'uuid'
import { amountOf, type CostBearer, costRulesAt, costsDue, isOnDebtor, namesOf } from '../domain/judicial-cost.js'
import type { LegalDay } from '../domain/legal-day.js'
import { outsideMandate } from '../domain/mandate-scope.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { EndReason, ProceedingFact, ReportFact } from '../domain/procedure/proceeding.js'
import { type ProceedingRules, rulesFor } from '../domain/procedure/rules.js'
import type { ProceedingCost } from '../generated/prisma/client.js'
import type { CostBasis } from '../law/recoverable-costs.js'
import { cancelCosts, costReference } from './cancel-cost.js'
import { freshReference } from './cancel-entry.js'
import { enteredTariffs } from './cost-tariff.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { lockFilesSharing } from './file-row.js'
import { post, valueDay } from './ledger.js'
import { scopeOf } from './mandate.js'
import type { Settling } from './proceeding-settle.js'
import { appendOnClaim } from './shared-claim.js'

const ENGINE = 'engine'

/**
 * Records what a proceeding has cost by now, each cost once, and puts on the debtor's account what it bears: the costs of an enforcement at once,
 * those of the suit once a title is there. What it bears no more is taken off again. One that nobody has put a sum to is recorded as soon as
 * somebody does.
 * @returns whether anything was written
 */
export async function settleCosts(settling: Settling, proceeding: ProceedingFact): Promise<boolean> {
  const rules = rulesFor(proceeding, settling.found.law)
  const recorded = await recordDue(settling, proceeding, rules)
  const granted = await recordGranted(settling, proceeding)
  const charged = await charge(settling, proceeding)
  return recorded || granted || charged
}

/** What an officer or a lawyer bills with a report: it stands in the place of what a rule says of the same act. */
export interface BilledCost {
  report: Pick<ReportFact, 'id' | 'kind' | 'act' | 'on'>
  amountCents: Cents
  /** Number of the bill, or who reports it. */
  source: string
  actor: string
}

/** Records what was billed with a report, before what follows from that is settled. The caller holds the file's lock. */
export async function addBilledCost(settling: Settling, proceeding: ProceedingFact, { report, ...billed }: BilledCost): Promise<void> {
  const rules = rulesFor(proceeding, settling.found.law)
  const [rule] = costRulesAt(proceeding, rules, namesOf(report), report.on)
  const code = rule?.code ?? report.kind
  const bearer = rule?.bearer.value ?? USUAL_BEARER[proceeding.course]
  await record(settling, proceeding, { code, reference: report.id, on: report.on, bearer, billed: true, confirmed: true, ...billed })
}

/** Who bears what no rule names: CPCE L125-1 for the invitation, L111-8 for enforcement. */
const USUAL_BEARER: Record<ProceedingFact['course'], CostBearer> = {
  order: 'loser',
  'two-step-order': 'loser',
  invitation: 'creditor',
  suit: 'loser',
  enforcement: 'debtor',
}

async function recordDue(settling: Settling, proceeding: ProceedingFact, rules: ProceedingRules): Promise<boolean> {
  const due = costsDue(proceeding, rules)
  if (due.length === 0) return false
  const { tx, file } = settling
  const entered = await enteredTariffs(tx, file.tenantId, file.country)
  let wrote = false
  for (const { rule, reference, on } of due) {
    const amount = amountOf(rule, proceeding.askedCents, on, entered)
    if (!amount) continue
    const cost = { code: rule.code, reference, on, bearer: rule.bearer.value, billed: false, actor: ENGINE, ...amount }
    wrote = (await record(settling, proceeding, cost)) || wrote
  }
  return wrote
}

/** Code of costs that a title grants beyond those that were recorded up to its day. */
const GRANTED = 'granted'

/** What a court has granted for costs that nobody has recorded is owed too. */
async function recordGranted(settling: Settling, proceeding: ProceedingFact): Promise<boolean> {
  const { tx } = settling
  const title = await titleOf(settling, proceeding)
  if (!title || title.costsCents === 0n) return false
  const suits = [proceeding.id, ...(await replacedSuit(settling, title.replacesId))]
  const known = await tx.proceedingCost.findMany({
    where: { proceedingId: { in: suits }, bearer: 'loser', incurredOn: { lte: title.grantedOn }, code: { not: GRANTED } },
  })
  const amountCents = cents(Number(title.costsCents) - sum(known.map((row) => cents(Number(row.amountCents)))))
  if (amountCents <= 0) return false
  const on = fromDay(title.grantedOn)
  const cost = {
    code: GRANTED,
    reference: title.id,
    on,
    bearer: 'loser',
    billed: true,
    confirmed: true,
    source: title.source,
    actor: ENGINE,
  } as const
  return record(settling, proceeding, { ...cost, amountCents })
}

/** The suit whose order a judgment has replaced: its costs are among those that the judgment grants. */
async function replacedSuit({ tx }: Settling, replacesId: string | null): Promise<string[]> {
  if (replacesId === null) return []
  const { proceedingId } = await tx.title.findUniqueOrThrow({ where: { id: replacesId }, select: { proceedingId: true } })
  return proceedingId === null ? [] : [proceedingId]
}

const titleOf = ({ tx }: Settling, { id }: ProceedingFact) =>
  tx.title.findFirst({ where: { proceedingId: id, OR: [{ endReason: null }, { endReason: { not: 'annulled' } }] }, orderBy: { id: 'asc' } })

interface NewCost {
  code: string
  reference: string
  amountCents: Cents
  on: LegalDay
  bearer: CostBearer
  source: string
  billed: boolean
  confirmed: boolean
  actor: string
}

/** @returns false where the proceeding has this cost of this act already */
async function record({ tx, file, at }: Settling, { id: proceedingId }: ProceedingFact, cost: NewCost): Promise<boolean> {
  const { on, amountCents, ...rest } = cost
  const { currency } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceedingId }, select: { currency: true } })
  const row = { id: uuidv7(), tenantId: file.tenantId, proceedingId, currency, incurredOn: toDay(on), amountCents, ...rest }
  const { count } = await tx.proceedingCost.createMany({ data: [row], skipDuplicates: true })
  if (count === 0) return false
  const data = { proceedingId, code: cost.code, amountCents, bearer: cost.bearer }
  await appendEvent(tx, file.id, { kind: 'judicial-cost', actor: cost.actor, legalTime: at, data })
  return true
}

/**
 * Puts on the debtor's account what it bears by now, as far as the creditor's mandate covers costs, and takes off it what it bears no more.
 */
async function charge(settling: Settling, proceeding: ProceedingFact): Promise<boolean> {
  const { tx, file } = settling
  const all = await tx.proceedingCost.findMany({
    where: { proceedingId: proceeding.id, bearer: { in: ['debtor', 'loser'] } },
    orderBy: { id: 'asc' },
  })
  if (all.length === 0) return false
  const borne = await borneCosts(settling, proceeding, all)
  const unfounded = all.filter((cost) => cost.chargedOn !== null && !borne.includes(cost))
  const cancelled = await cancelCosts(settling, unfounded)
  const due = borne.filter(({ chargedOn }) => chargedOn === null)
  const claimId = await bearingClaim(settling, proceeding)
  if (due.length === 0 || claimId === null || !(await coversCosts(settling))) return cancelled
  await lockFilesSharing(tx, file.tenantId, [file.id]) // held already, unless the proceeding was opened this very moment
  for (const cost of due) await chargeOne(settling, claimId, cost)
  return true
}

/** Those of some costs that the debtor bears as the proceeding and its title stand. */
async function borneCosts(settling: Settling, proceeding: ProceedingFact, costs: ProceedingCost[]): Promise<ProceedingCost[]> {
  const { tx } = settling
  const { id, course } = proceeding
  const row = await tx.proceeding.findUniqueOrThrow({ where: { id }, select: { titleId: true, endReason: true } })
  const enforced = row.titleId === null ? null : await tx.title.findUniqueOrThrow({ where: { id: row.titleId } })
  const hasLedTo = (await titleOf(settling, proceeding)) !== null
  const isGood = enforced !== null && enforced.endReason !== 'annulled'
  const end = row.endReason as EndReason | null
  return costs.filter(({ bearer }) => {
    const titled = course === 'enforcement' && bearer === 'debtor' ? isGood : hasLedTo
    return isOnDebtor(bearer as CostBearer, { course, titled, end })
  })
}

async function coversCosts({ tx, file }: Settling): Promise<boolean> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: file.id }, select: { mandate: true } })
  return mandate === null || outsideMandate(scopeOf(mandate), { items: ['costs'] }) === null
}

/** The claim of the proceeding that its costs stand on: the one that most is asked for. */
async function bearingClaim({ tx }: Settling, { id }: ProceedingFact): Promise<string | null> {
  const row = await tx.proceedingClaim.findFirst({ where: { proceedingId: id }, orderBy: [{ principalCents: 'desc' }, { claimId: 'asc' }] })
  return row?.claimId ?? null
}

async function chargeOne(
  settling: Settling,
  claimId: string,
  { id, code, amountCents: whole, bearer, source }: ProceedingCost,
): Promise<void> {
  const { tx, file, found, today, at } = settling
  const amountCents = cents(Number(whole))
  const reference = await freshReference(tx, claimId, 'cost', costReference({ id, code }))
  const basis: CostBasis = bearer === 'debtor' ? 'enforcement' : 'title'
  await post(tx, file, { kind: 'cost', reference, valueOn: valueDay(found, at) }, [{ claimId, amountCents }])
  await tx.proceedingCost.update({ where: { id }, data: { chargedOn: toDay(today), cancelledOn: null } })
  const data = { reference, amountCents, basis, source }
  await appendOnClaim(tx, file, claimId, { kind: 'cost-added', actor: ENGINE, legalTime: at, data })
}
