import type { ClaimCategory, Regime } from '../../domain/capacity.js'
import type { LimitationActRule, LimitationMoves, LimitationRule } from '../../domain/law-pack.js'
import { law, unconfirmed } from '../sourced.js'

const years = (value: number): LimitationRule['period']['value'] => ({ years: value, counted: 'to-the-day', foreclosure: false })
const NETWORKS: readonly ClaimCategory[] = ['telecoms', 'energy', 'water']

export const limitation: readonly LimitationRule[] = [
  {
    name: 'networks',
    categories: NETWORKS,
    regimes: [],
    period: law(
      years(5),
      'ancien Code civil art. 2277 al. 2, as of the loi du 6 juillet 2017: water, gas, electricity, telecommunications',
    ),
  },
  { name: 'rent', categories: ['rent'], regimes: [], period: law(years(5), 'ancien Code civil art. 2277 al. 1') },
  {
    name: 'consumer-goods',
    categories: ['goods-and-services'],
    regimes: ['consumer'],
    period: unconfirmed(
      years(1),
      'ancien Code civil art. 2272: goods that a trader sold; services, and what the debtor acknowledged in writing, have longer',
    ),
  },
  { name: 'general', categories: [], regimes: [], period: law(years(10), 'ancien Code civil art. 2262bis') },
]

const INTERRUPTS: LimitationActRule = { effect: 'interrupts', onlyFirst: false, moves: ['limitation'], beyondLongStop: true }

/** Only what was confirmed to interrupt: other acts move nothing here. */
export const limitationMoves: LimitationMoves = {
  acts: {
    acknowledgement: law(INTERRUPTS, 'ancien Code civil art. 2248 (centrius.be)'),
    'court-claim': law(INTERRUPTS, 'ancien Code civil art. 2244: citation (centrius.be)'),
  },
  longStopYears: null,
}

export const barredCampaigns = unconfirmed<readonly Regime[]>(['consumer'], 'house policy: time-barred debts of consumers are not chased')
