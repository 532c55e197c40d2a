import type { JudicialCosts, JudicialCostView } from '../contracts/judicial-cost.js'
import { amountOf, borneBy, type CostBearer, costsDue } from '../domain/judicial-cost.js'
import { rulesFor } from '../domain/procedure/rules.js'
import type { Proceeding, ProceedingCost } from '../generated/prisma/client.js'
import { enteredTariffs } from './cost-tariff.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { lawFor } from './law.js'
import { loadProceeding } from './proceeding.js'

/** What suing has cost on a file so far, and who bears what. */
export const judicialCostsOf = (db: Database, fileId: string): Promise<JudicialCosts> => costsOf(db, { fileId })

/** The same of one proceeding, or of all of a file. */
export async function costsOf(db: Transaction, which: { fileId: string; id?: string }): Promise<JudicialCosts> {
  const proceedings = await db.proceeding.findMany({
    where: which,
    include: { costs: { orderBy: [{ incurredOn: 'asc' }, { id: 'asc' }] } },
    orderBy: { id: 'asc' },
  })
  const costs = proceedings.flatMap(({ procedure, costs: rows }) => rows.map((row) => viewOf(row, procedure)))
  const isOver = new Set(proceedings.filter(({ endReason }) => endReason !== null).map(({ id }) => id))
  const sumOf = (some: JudicialCostView[]) => some.reduce((total, { amountCents }) => total + amountCents, 0)
  const advanced = costs.filter(({ now }) => now === 'creditor')
  return {
    currency: proceedings[0]?.currency ?? 'EUR',
    costs,
    totalCents: sumOf(costs),
    creditorCents: sumOf(advanced),
    debtorCents: sumOf(costs.filter(({ now }) => now === 'debtor')),
    withTitleCents: sumOf(advanced.filter(({ after, proceeding }) => after === 'debtor' && !isOver.has(proceeding))),
    open: (await Promise.all(proceedings.map((row) => withoutSum(db, row)))).flat(),
  }
}

/** Costs of a proceeding that have fallen due and that nobody has put a sum to. */
async function withoutSum(
  db: Transaction,
  { id, fileId, costs }: Proceeding & { costs: ProceedingCost[] },
): Promise<JudicialCosts['open']> {
  const { tenantId, country } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { tenantId: true, country: true } })
  const law = await lawFor(db, tenantId, country)
  const entered = await enteredTariffs(db, tenantId, country)
  const proceeding = await loadProceeding(db, fileId, id, law)
  return costsDue(proceeding, rulesFor(proceeding, law)).flatMap(({ rule, reference, on }) => {
    const isRecorded = costs.some((row) => row.code === rule.code && row.reference === reference)
    return isRecorded || amountOf(rule, proceeding.askedCents, on, entered) !== null ? [] : [{ proceeding: id, code: rule.code, on }]
  })
}

function viewOf(row: ProceedingCost, procedure: string): JudicialCostView {
  const { id, proceedingId: proceeding, code, incurredOn, amountCents, billed, source, chargedOn, cancelledOn } = row
  const bearer = row.bearer as CostBearer
  const sides = { ...borneBy(bearer), now: chargedOn === null ? ('creditor' as const) : ('debtor' as const) }
  const days = { on: fromDay(incurredOn), chargedOn: chargedOn && fromDay(chargedOn), cancelledOn: cancelledOn && fromDay(cancelledOn) }
  return { id, proceeding, procedure, code, amountCents: Number(amountCents), bearer, ...sides, billed, source, ...days }
}
