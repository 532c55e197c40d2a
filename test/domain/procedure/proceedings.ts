import { refusalOf } from '../../../src/domain/procedure/admit.js'
import { follow } from '../../../src/domain/procedure/follow.js'
import type { ProcedureState, ProceedingFact, Refusal, ReportFact } from '../../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { lawOf } from '../../../src/law/book.js'

const FRANCE = lawOf('FR')

/** A payment order for 1,000.00 EUR before the commercial court, approved on a day, of a debtor in the metropolis. */
export function paymentOrder(changes: Partial<ProceedingFact> = {}): ProceedingFact {
  return {
    id: 'proceeding',
    procedure: 'payment-order',
    course: 'order',
    openedOn: '2022-01-03',
    court: 'tribunal-judiciaire',
    region: null,
    distance: 'none',
    claimIds: ['claim'],
    askedCents: 100_000 as ProceedingFact['askedCents'],
    reports: [],
    tasks: [],
    missing: [],
    ...changes,
  }
}

/** What is said of an act, beside its kind and its day. */
export type Said = Partial<Omit<ReportFact, 'amountCents' | 'costsCents'>> & { amountCents?: number; costsCents?: number }

export const report = (kind: ReportFact['kind'], on: string, said: Said = {}): ReportFact =>
  ({ id: `${kind}:${on}`, kind, on, toldOn: on, ...said }) as ReportFact

export const filed = (on: string) => report('filed', on)
export const granted = (on: string, amountCents = 100_000) => report('order-granted', on, { amountCents })
export const served = (on: string, mode: ReportFact['mode'] = 'in-person') => report('served', on, { act: 'order', mode })
export const opposed = (on: string, said: Said = {}) => report('opposition', on, said)

export const on = (proceeding: ProceedingFact, today: string, book = FRANCE): ProcedureState =>
  follow(proceeding, rulesFor(proceeding, book), today)

export const refused = (proceeding: ProceedingFact, one: ReportFact, today: string, book = FRANCE): Refusal | null =>
  refusalOf(proceeding, one, rulesFor(proceeding, book), today)

/** A day with its stage and, of an end, its reason: `2026-12-02 ended lapsed`. */
export const timeline = ({ passages }: ProcedureState): string[] =>
  passages.map(({ on: day, stage, end }) => [day, stage, end].filter((part) => part !== undefined).join(' '))

export const withReports = (proceeding: ProceedingFact, ...reports: ReportFact[]): ProceedingFact => ({
  ...proceeding,
  reports: [...proceeding.reports, ...reports],
})
