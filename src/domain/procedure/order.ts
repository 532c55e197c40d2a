import type { ProcedureRule } from '../law-pack.js'
import { addDays, type LegalDay, later } from '../legal-day.js'
import { cents } from '../money.js'
import { beginning } from './beginning.js'
import { articleOf, doerOf, POLICY, standing } from './leg.js'
import { followOpposition } from './opposition.js'
import { ordinaryWindow } from './opposition-window.js'
import type { ProcedureState, ProceedingDeadline, ProceedingFact, ReportBound, ReportFact, TitleGrant } from './proceeding.js'
import type { ProceedingRules } from './rules.js'
import { answered, dropped, isOver, reach, reportOf } from './steps.js'

const REFUSED = 'Code de procédure civile 1409: no appeal; an ordinary suit stays open'

/**
 * A payment order, granted unheard, served, and open to opposition (Code de procédure civile 1405 to 1425). An order that grants a part is
 * served or left to lapse; who has it served is content with that part (1410). The law of the day of the order governs its service, the time to
 * oppose it, and how it becomes enforceable: décret 2026-96 applies to orders made from 1 September 2026, so one made before is certified as
 * before though it be served after.
 */
export function followOrder(proceeding: ProceedingFact, rules: ProceedingRules, today: LegalDay): ProcedureState {
  const filed = reportOf(proceeding, 'filed')
  const begun = standing([beginning(proceeding, rules, 'file-request', filed !== undefined, ['filed'])])
  if (!filed) return begun
  const asked = reach(
    begun,
    { stage: 'filed', on: filed.on, source: articleOf(rules, 'filed', filed.on), report: filed.id },
    { expects: ['order-granted', 'order-refused'] },
  )
  const refused = reportOf(proceeding, 'order-refused')
  if (refused) return reach(asked, { stage: 'ended', on: refused.on, source: REFUSED, report: refused.id, end: 'refused' })
  const granted = reportOf(proceeding, 'order-granted')
  return granted ? followGranted({ proceeding, rules, today, granted, law: orderLaw(rules, granted.on) }, asked) : asked
}

/** An order that was granted, with the law that governs it. */
interface Granted {
  proceeding: ProceedingFact
  rules: ProceedingRules
  today: LegalDay
  granted: ReportFact
  law: ProcedureRule
}

function followGranted(order: Granted, asked: ProcedureState): ProcedureState {
  const { proceeding, rules, today, granted } = order
  const serve = serveDeadline(order)
  const toServe = reach(
    asked,
    { stage: 'to-serve', on: granted.on, source: articleOf(rules, 'to-serve', granted.on), report: granted.id, ...next(serve) },
    {
      deadlines: serve ? [serve] : [],
      asks: [...asked.asks, { kind: 'serve-order', of: granted.id, to: 'officer', urgent: true, by: serve?.lastDay ?? null, done: false }],
      expects: ['served'],
      bounds: [serviceBound(serve)],
    },
  )
  const served = reportOf(proceeding, 'served', 'order')
  if (served) return followServed(order, served, reach(toServe, servedPassage(order, served), { asks: answered(toServe, 'serve-order') }))
  return serve && isOver(serve.lastDay, today) ? lapsedUnserved(toServe, serve) : toServe
}

function serveDeadline({ rules, granted, law }: Granted): ProceedingDeadline | null {
  const { serveWithinMonths } = law
  if (!serveWithinMonths) return null
  const { value, source } = serveWithinMonths
  const { deadline } = rules.deadline(granted.on, `${value} months`, false)
  return { kind: 'serve', lastDay: deadline, who: 'officer', rule: `serve-within:${value}-months`, source }
}

const serviceBound = (serve: ProceedingDeadline | null): ReportBound => ({
  kind: 'served',
  act: 'order',
  ...(serve && { until: serve.lastDay }),
  rule: serve?.rule ?? 'serve-order',
  source: serve?.source ?? POLICY,
})

/** Void as if it had never been made; a service in time that is told late still undoes that. */
const lapsedUnserved = (toServe: ProcedureState, serve: ProceedingDeadline): ProcedureState =>
  reach(
    toServe,
    { stage: 'ended', on: addDays(serve.lastDay, 1), source: serve.source, end: 'lapsed' },
    { deadlines: [serve], asks: dropped(toServe, 'serve-order'), expects: ['served'], bounds: [serviceBound(serve)] },
  )

const servedPassage = (order: Granted, served: ReportFact) => ({
  stage: 'opposition-open' as const,
  on: served.on,
  source: order.law.oppositionWithin?.source ?? POLICY,
  report: served.id,
  next: { kind: 'oppose' as const, lastDay: windowOf(order, served) },
})

const windowOf = ({ rules, granted }: Granted, served: ReportFact): LegalDay =>
  ordinaryWindow({ orderOn: granted.on, on: served.on }, rules)

function followServed(order: Granted, served: ReportFact, open: ProcedureState): ProcedureState {
  const { proceeding, rules, today } = order
  const opposition = reportOf(proceeding, 'opposition')
  if (opposition) {
    const opposed = {
      stage: 'opposed' as const,
      on: opposition.on,
      source: articleOf(rules, 'opposed', opposition.on),
      report: opposition.id,
    }
    return followOpposition(proceeding, rules, today, opposition, reach(open, opposed))
  }
  const lastDay = quietUntil(order, served)
  return order.rules.course(order.granted.on).nonOpposition?.value === 'silence'
    ? followSilence(order, served, lastDay, open)
    : followCertificate(order, served, lastDay, open)
}

/** Last day of the time after which the order may be enforced: never before the debtor's own time to oppose is over, however long for its distance. */
function quietUntil(order: Granted, served: ReportFact): LegalDay {
  const months = order.law.enforceableAfterMonths?.value
  const window = windowOf(order, served)
  return months === undefined ? window : later(window, order.rules.deadline(served.on, `${months} months`, false).deadline)
}

/** Orders that nobody certifies: enforceable once the clerk has told of no opposition for so long. */
function followSilence(order: Granted, served: ReportFact, lastDay: LegalDay, open: ProcedureState): ProcedureState {
  const source = order.law.enforceableAfterMonths?.source ?? POLICY
  const opposing = oppositionBound(order, served, lastDay)
  const quiet = {
    ...open,
    expects: ['opposition' as const],
    bounds: [opposing],
    deadlines: runningAfterService(order, served, lastDay, source),
  }
  if (!isOver(lastDay, order.today)) return quiet
  return titled(order, quiet, { on: addDays(lastDay, 1), source }, [opposing])
}

/** Orders whose non-opposition is certified: the certificate is asked for once the time to oppose is over, and makes the title. */
function followCertificate(order: Granted, served: ReportFact, lastDay: LegalDay, open: ProcedureState): ProcedureState {
  const { proceeding, rules, today, granted } = order
  const source = certificateSource(order)
  const certificate = reportOf(proceeding, 'certificate')
  const opposing = oppositionBound(order, served, certificate ? addDays(certificate.on, -1) : null)
  const certifying: ReportBound = { kind: 'certificate', from: addDays(lastDay, 1), rule: 'after-opposition', source }
  const taking = { expects: ['opposition' as const, 'certificate' as const], bounds: [opposing, certifying] }
  const waiting = { ...open, ...taking, deadlines: runningAfterService(order, served, lastDay, source) }
  if (!certificate && !isOver(lastDay, today)) return waiting
  const to = doerOf(proceeding, rules, 'ask-certificate', granted.on) ?? 'agency'
  const ask = { kind: 'ask-certificate' as const, of: served.id, to, urgent: true, by: null, done: certificate !== undefined }
  const toCertify = reach(waiting, { stage: 'to-certify', on: addDays(lastDay, 1), source }, { asks: [...waiting.asks, ask], ...taking })
  return certificate ? titled(order, toCertify, { on: certificate.on, source, report: certificate.id }, [opposing]) : toCertify
}

/** Before orders bore the formula from the start, the same request asked for it. */
function certificateSource({ law }: Granted): string {
  const { bearsFormulaAtOnce, enforceableAfterMonths } = law
  const rule = bearsFormulaAtOnce?.value === false ? bearsFormulaAtOnce : enforceableAfterMonths
  return rule?.source ?? POLICY
}

function runningAfterService(order: Granted, served: ReportFact, lastDay: LegalDay, source: string): ProceedingDeadline[] {
  const oppose = { kind: 'oppose' as const, lastDay: windowOf(order, served), who: 'debtor' as const, ...opposeRule(order) }
  const enforceable = { kind: 'enforceable' as const, lastDay, who: 'court' as const, rule: 'quiet-after-service', source }
  return [oppose, enforceable].filter((deadline) => !isOver(deadline.lastDay, order.today))
}

const opposeRule = ({ law }: Granted) => ({
  rule: `oppose-within:${law.oppositionWithin?.value.replace(' ', '-') ?? 'none'}`,
  source: law.oppositionWithin?.source ?? POLICY,
})

/** Until when an opposition stops the order itself. Not served in person, until there is a title; after that it is one against its enforcement. */
function oppositionBound(order: Granted, served: ReportFact, untilTitle: LegalDay | null): ReportBound {
  const window = windowOf(order, served)
  const until = served.mode === 'in-person' ? window : untilTitle && later(window, untilTitle)
  return { kind: 'opposition', from: served.on, ...(until && { until }), ...opposeRule(order) }
}

/** An opposition in time that is told late still undoes the title. */
function titled(
  { granted }: Granted,
  state: ProcedureState,
  made: { on: LegalDay; source: string; report?: string },
  bounds: ReportBound[],
): ProcedureState {
  const title: TitleGrant = {
    of: granted.id,
    on: granted.on,
    enforceableOn: made.on,
    principalCents: granted.amountCents ?? cents(0),
    costsCents: granted.costsCents ?? cents(0),
    source: made.source,
  }
  const enforceable = reach(state, { stage: 'enforceable', ...made }, { title })
  const { on, source } = made
  return reach(enforceable, { stage: 'ended', on, source, end: 'titled' }, { expects: ['opposition'], bounds })
}

/** @throws RangeError where the law of that day knows no such procedure */
function orderLaw(rules: ProceedingRules, on: LegalDay): ProcedureRule {
  const law = rules.procedure(on)
  if (!law) throw new RangeError(`no payment order on ${on}`)
  return law
}

const next = (deadline: ProceedingDeadline | null) => (deadline ? { next: { kind: deadline.kind, lastDay: deadline.lastDay } } : {})
