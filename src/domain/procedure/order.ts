import type { ProcedureRule, Sourced } from '../law-pack.js'
import { addDays, type LegalDay, later } from '../legal-day.js'
import { cents } from '../money.js'
import { articleOf, asksFor, deadlineFrom, inMonths, type Leg, nextOf, POLICY } from './leg.js'
import { firstOf, firstService, type Matter } from './matter.js'
import { opposedOrder } from './opposition.js'
import { lastDayToOppose } from './opposition-window.js'
import type { Passage, ProceedingDeadline, ReportBound, ReportFact } from './proceeding.js'
import { requesting } from './request.js'
import type { ProceedingRules } from './rules.js'

/**
 * A payment order, granted unheard, served, and open to opposition (Code de procédure civile 1405 to 1425). An order that grants a part is
 * served or left to lapse; who has it served is content with that part (1410). The law of the day of the order governs its service, the time to
 * oppose it, and how it becomes enforceable: décret 2026-96 applies to orders made from 1 September 2026, so one made before is certified as
 * before though it be served after.
 */
export const followOrder = (matter: Matter): Leg[] =>
  requesting(matter, (granted) => followGranted({ ...matter, granted, law: orderLaw(matter.rules, granted.on) }))

type OrderLaw = ProcedureRule & { oppositionWithin: Sourced<string> }

/** @throws RangeError where the law of that day knows no such procedure */
function orderLaw(rules: ProceedingRules, on: LegalDay): OrderLaw {
  const law = rules.procedure(on)
  if (!law?.oppositionWithin) throw new RangeError(`no payment order on ${on}`)
  return { ...law, oppositionWithin: law.oppositionWithin }
}

/** An order that was granted, with the law that governs it. */
interface Granted extends Matter {
  granted: ReportFact
  law: OrderLaw
}

/** Not served in time it is void as if it had never been made; a service in time that is told late still undoes that. */
function followGranted(order: Granted): Leg[] {
  const { rules, today, reports, granted, law } = order
  const { id, on } = granted
  const serve = law.serveWithinMonths ? deadlineFrom(order, ['serve', 'officer'], on, inMonths(law.serveWithinMonths)) : null
  const served = firstService(reports, 'order', on)
  const toServe: Leg = {
    passages: [{ stage: 'to-serve', on, source: articleOf(rules, 'to-serve', on), report: id, ...(serve && { next: nextOf(serve) }) }],
    deadlines: serve ? [serve] : [],
    asks: asksFor(order, 'serve-order', on, { of: id, by: serve?.lastDay ?? null, done: served !== undefined }),
    expects: ['served'],
    bounds: [serviceBound(serve)],
  }
  if (served) return [toServe, ...followServed({ ...order, served, oppose: opposeFrom(order, served) })]
  if (serve === null || today <= serve.lastDay) return [toServe]
  const lapsed: Passage = { stage: 'ended', on: addDays(serve.lastDay, 1), source: serve.source, end: 'lapsed' }
  return [toServe, { ...toServe, passages: [lapsed], asks: [] }]
}

const serviceBound = (serve: ProceedingDeadline | null): ReportBound => ({
  kind: 'served',
  act: 'order',
  ...(serve && { until: serve.lastDay }),
  rule: serve?.rule ?? 'serve-order',
  source: serve?.source ?? POLICY,
})

const opposeFrom = (order: Granted, { on }: ReportFact): ProceedingDeadline =>
  deadlineFrom(order, ['oppose', 'debtor'], on, order.law.oppositionWithin, true)

/** An order that was served, with the debtor's ordinary time to oppose it. */
interface Served extends Granted {
  served: ReportFact
  oppose: ProceedingDeadline
}

function followServed(order: Served): Leg[] {
  const { rules, reports, granted, served, oppose } = order
  const open: Passage = { stage: 'opposition-open', on: served.on, source: oppose.source, report: served.id, next: nextOf(oppose) }
  const opposition = firstOf(reports, 'opposition', served.on)
  if (opposition) return [{ passages: [open] }, ...opposedOrder(order, opposition)]
  return rules.course(granted.on).nonOpposition?.value === 'silence' ? followSilence(order, open) : followCertificate(order, open)
}

/** Last day of the time after which the order may be enforced: never before the debtor's own time to oppose is over, however long for its distance. */
function quietUntil({ rules, law, served, oppose }: Served): LegalDay {
  const { enforceableAfterMonths: after } = law
  return after ? later(oppose.lastDay, rules.deadline(served.on, inMonths(after).value, false).deadline) : oppose.lastDay
}

/** Orders that nobody certifies: enforceable once the clerk has told of no opposition for so long. */
function followSilence(order: Served, open: Passage): Leg[] {
  const lastDay = quietUntil(order)
  const source = order.law.enforceableAfterMonths?.source ?? POLICY
  const opposing = oppositionBound(order, lastDay)
  const quiet: Leg = { passages: [open], deadlines: running(order, lastDay, source), expects: ['opposition'], bounds: [opposing] }
  return order.today <= lastDay ? [quiet] : [quiet, titled(order, { on: addDays(lastDay, 1), source }, opposing)]
}

/** Orders whose non-opposition is certified: the certificate is asked for once the time to oppose is over, and makes the title. */
function followCertificate(order: Served, open: Passage): Leg[] {
  const { today, reports, granted, served } = order
  const lastDay = quietUntil(order)
  const after = addDays(lastDay, 1)
  const source = certificateSource(order)
  const certificate = firstOf(reports, 'certificate', served.on)
  const opposing = oppositionBound(order, certificate ? addDays(certificate.on, -1) : null)
  const taking: Partial<Leg> = {
    expects: ['opposition', 'certificate'],
    bounds: [opposing, { kind: 'certificate', from: after, rule: 'after-opposition', source }],
  }
  const waiting: Leg = { passages: [open], deadlines: running(order, lastDay, source), ...taking }
  if (!certificate && today <= lastDay) return [waiting]
  const asks = asksFor(order, 'ask-certificate', granted.on, { of: served.id, done: certificate !== undefined })
  const toCertify: Leg = { passages: [{ stage: 'to-certify', on: after, source }], asks, ...taking }
  if (!certificate) return [waiting, toCertify]
  return [waiting, toCertify, titled(order, { on: certificate.on, source, report: certificate.id }, opposing)]
}

/** Before orders bore the formula from the start, the same request asked for it. */
function certificateSource({ law: { bearsFormulaAtOnce, enforceableAfterMonths } }: Served): string {
  const rule = bearsFormulaAtOnce?.value === false ? bearsFormulaAtOnce : enforceableAfterMonths
  return rule?.source ?? POLICY
}

function running({ oppose, today }: Served, lastDay: LegalDay, source: string): ProceedingDeadline[] {
  const enforceable: ProceedingDeadline = { kind: 'enforceable', lastDay, who: 'court', rule: 'quiet-after-service', source }
  return [oppose, enforceable].filter((deadline) => today <= deadline.lastDay)
}

/** Until when an opposition stops the order itself. Where its time has no end yet, until there is a title; after that it is one against its enforcement. */
function oppositionBound({ rules, granted, served, oppose }: Served, untilTitle: LegalDay | null): ReportBound {
  const { on, mode = 'home' } = served
  const until = lastDayToOppose({ orderOn: granted.on, on, mode }, [], rules) ?? (untilTitle && later(oppose.lastDay, untilTitle))
  return { kind: 'opposition', from: on, ...(until && { until }), rule: oppose.rule, source: oppose.source }
}

/** An opposition in time that is told late still undoes the title. */
function titled({ granted }: Served, made: { on: LegalDay; source: string; report?: string }, opposing: ReportBound): Leg {
  const { on, source } = made
  const title = {
    of: granted.id,
    on: granted.on,
    enforceableOn: on,
    principalCents: granted.amountCents ?? cents(0),
    costsCents: granted.costsCents ?? cents(0),
    source,
  }
  const passages: Passage[] = [
    { stage: 'enforceable', ...made },
    { stage: 'ended', on, source, end: 'titled' },
  ]
  return { passages, expects: ['opposition'], bounds: [opposing], title }
}
