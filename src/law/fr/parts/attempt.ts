import type { AttemptRule } from '../../../domain/law-pack.js'
import { cents } from '../../../domain/money.js'
import { law } from '../../sourced.js'

/**
 * Before a suit of up to 5,000 EUR before the tribunal judiciaire: a conciliation, a mediation or a participative
 * procedure. So not against a trader, who is sued before the commercial court, nor against a public body. A sole trader
 * may belong before either court, by its trade: the attempt is made.
 */
export const amicableAttempt = (source: string) =>
  law<AttemptRule>({ cents: cents(5_000_00), regimes: ['civil', 'consumer'], capacities: ['professional', 'sole-trader'] }, source)
