import type { LimitationMoves } from '../../domain/law-pack.js'

const CHECKED = '2026-11-22'
const checked = { checkedOn: CHECKED, confirmed: true }
const interrupts = { effect: 'interrupts', onlyFirst: false } as const
const suspends = { effect: 'suspends', moves: ['limitation'] } as const

/**
 * The closed list of what moves a limitation in France. A formal notice is not on it, registered or not (Cass. com.
 * 18 May 2022, 20-23.204). Suspensions are for limitation alone: no text applies them to a foreclosure.
 */
export const limitationMoves: LimitationMoves = {
  acts: {
    acknowledgement: {
      value: { ...interrupts, moves: ['limitation'], beyondLongStop: false },
      source: 'Code civil art. 2240; not for the foreclosure of Code de la consommation R312-35',
      ...checked,
    },
    'court-claim': {
      value: { ...interrupts, moves: ['limitation', 'foreclosure'], beyondLongStop: true },
      source: 'Code civil art. 2241',
      ...checked,
    },
    'order-served': {
      value: { ...interrupts, moves: ['limitation', 'foreclosure'], beyondLongStop: true },
      source: 'Code civil art. 2241: a payment order interrupts when it is served, not when it is asked for',
      ...checked,
    },
    // Article 2244 names foreclosure too, by memory: until that is confirmed, these leave a foreclosure where it is.
    'enforcement-act': {
      value: { ...interrupts, moves: ['limitation'], beyondLongStop: true },
      source: 'Code civil art. 2244',
      ...checked,
    },
    'conservatory-measure': {
      value: { ...interrupts, moves: ['limitation'], beyondLongStop: true },
      source: 'Code civil art. 2244',
      ...checked,
    },
    rescheduling: {
      value: { effect: 'interrupts', onlyFirst: true, moves: ['foreclosure'], beyondLongStop: false },
      source: 'Code de la consommation R312-35: from the first unpaid instalment after the first rescheduling',
      ...checked,
    },
    mediation: {
      value: { ...suspends, leastMonths: 6 },
      source: 'Code civil art. 2238',
      ...checked,
    },
    'small-claims-agreed': {
      value: { ...suspends, leastMonths: 6 },
      source: 'Code civil art. 2238; Code des procédures civiles d’exécution L125-1',
      ...checked,
    },
    impossibility: {
      value: { ...suspends, leastMonths: 0 },
      source: 'Code civil art. 2234',
      checkedOn: CHECKED,
      confirmed: false,
    },
  },
  longStopYears: { value: 20, source: 'Code civil art. 2232', ...checked },
}
