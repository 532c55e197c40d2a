import type { ProcedureRule } from '../../../domain/law-pack.js'
import { cents } from '../../../domain/money.js'
import { law, unconfirmed } from '../../sourced.js'
import { courts } from './courts.js'

const paymentOrder: ProcedureRule = {
  code: 'payment-order',
  name: 'injonction de payer',
  mostCents: null,
  serveWithinMonths: law(6, 'Code de procédure civile 1411, orders before 1 September 2026'),
  oppositionWithin: law(
    '1 month',
    'Code de procédure civile 1416: from service; not in person, from the first act that is, or the first measure that makes goods unavailable',
  ),
  enforceableAfterMonths: unconfirmed(1, 'practice: the clerk certifies after a month that nobody opposed (cnb.avocat.fr)'),
  leadDays: unconfirmed(120, 'house policy: request, order, service by a commissaire de justice'),
  attemptUpToCents: null,
  bearsFormulaAtOnce: law(false, 'Code de procédure civile 1422, before décret 2021-1322: asked for a month after service'),
  courts,
}

const smallClaims: ProcedureRule = {
  code: 'small-claims',
  name: 'procédure simplifiée de recouvrement des petites créances',
  mostCents: law(cents(4_000_00), 'Code des procédures civiles d’exécution R125-1, before 1 January 2020'),
  serveWithinMonths: null,
  oppositionWithin: law('1 month', 'Code des procédures civiles d’exécution R125-2: silence or refusal ends it'),
  enforceableAfterMonths: null,
  leadDays: unconfirmed(60, 'house policy: invitation, a month to answer, title'),
  attemptUpToCents: null,
}

const summons: ProcedureRule = {
  code: 'summons',
  name: 'assignation',
  mostCents: null,
  serveWithinMonths: null,
  oppositionWithin: null,
  enforceableAfterMonths: null,
  leadDays: unconfirmed(60, 'house policy: drafting, date of hearing, service'),
  attemptUpToCents: null,
  courts,
}

export const procedures: readonly ProcedureRule[] = [paymentOrder, smallClaims, summons]
