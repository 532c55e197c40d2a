import type { Regime } from '../../../domain/capacity.js'
import type { LimitationRule } from '../../../domain/law-pack.js'
import { law } from '../../sourced.js'

const years = (value: number, source: string, foreclosure = false): LimitationRule['period'] =>
  law({ years: value, counted: 'to-the-day', foreclosure }, source)

/** The special ones first. */
export const limitation: readonly LimitationRule[] = [
  {
    name: 'consumer-credit',
    categories: ['consumer-credit'],
    regimes: ['consumer'],
    period: years(2, 'Code de la consommation R312-35', true),
  },
  {
    name: 'telecom',
    categories: ['telecoms'],
    regimes: [],
    period: years(1, 'Code des postes et des communications électroniques L34-2'),
  },
  { name: 'rent', categories: ['rent'], regimes: ['consumer', 'civil'], period: years(3, 'Loi 89-462 art. 7-1') },
  { name: 'consumer-goods', categories: [], regimes: ['consumer'], period: years(2, 'Code de la consommation L218-2') },
  { name: 'b2b', categories: [], regimes: ['business'], period: years(5, 'Code de commerce L110-4') },
  { name: 'general', categories: [], regimes: [], period: years(5, 'Code civil art. 2224') },
]

export const barredCampaigns = law<readonly Regime[]>(
  ['consumer'],
  'DGCCRF, Recouvrement amiable de créances: demanding time-barred debts is among the anomalies it lists',
)
