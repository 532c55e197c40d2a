import type { ProceedingFact, ReportFact } from '../../../src/domain/procedure/proceeding.js'

/**
 * Whether there can be a title at the end of a day, from the admitted reports alone and without any of the machines. Delays are counted here
 * anew and never moved to a working day, so they end no later than the law has them end: a title before that is one before its time.
 */
export function mayHaveTitle(proceeding: ProceedingFact, today: string): boolean {
  return BY_COURSE[proceeding.course](new Told(proceeding), today)
}

/** The longest that a last day is moved on: over Good Friday, Easter and a bridge day. */
const MOST_ROLLED = 5

class Told {
  readonly distanceMonths: number
  constructor(readonly proceeding: ProceedingFact) {
    this.distanceMonths = { none: 0, overseas: 1, abroad: 2 }[proceeding.distance]
  }
  all(kind: ReportFact['kind'], act?: string): ReportFact[] {
    return this.proceeding.reports.filter((report) => report.kind === kind && (act === undefined || report.act === act))
  }
  some(kind: ReportFact['kind'], fits: (report: ReportFact) => boolean = () => true): boolean {
    return this.all(kind).some(fits)
  }
}

const BY_COURSE: Record<ProceedingFact['course'], (told: Told, today: string) => boolean> = {
  order: (told, today) => orderMade(told, today) || judgmentServed(told, today),
  'two-step-order': (told, today) => secondOrderMade(told, today) || judgmentServed(told, today),
  invitation: agreed,
  suit: judgmentServed,
  // What is enforced is a title already; another one takes its place only after an opposition.
  enforcement: (told, today) => told.some('opposition', ({ on }) => on <= today) && judgmentServed(told, today),
}

/** Served in its time, and never opposed in that of the debtor. */
function orderMade(told: Told, today: string): boolean {
  if (told.some('opposition')) return false
  return told.all('order-granted').some((order) => {
    const isNew = order.on >= '2026-09-01'
    const caducity = plus(months(order.on, isNew ? 3 : 6), MOST_ROLLED)
    return told.all('served', 'order').some((service) => {
      if (service.mode === undefined || service.on < order.on || service.on > caducity || service.on > today) return false
      const window = months(service.on, 1 + told.distanceMonths)
      if (isNew) return today > window && today > months(service.on, 2)
      return told.some('certificate', ({ on }) => on > window && on <= today)
    })
  })
}

/** Asked for after the two weeks in which the first order is opposed, and within six months. */
function secondOrderMade(told: Told, today: string): boolean {
  return told
    .all('served', 'order')
    .some((service) =>
      told.some(
        'title-order',
        ({ on }) =>
          on > plus(service.on, 14) && on <= today && !told.some('opposition', (opposition) => opposition.on <= plus(service.on, 14)),
      ),
    )
}

/** The debtor agreed in the month after the invitation, and the officer made out the title after that. */
function agreed(told: Told, today: string): boolean {
  return told.all('invited').some((invitation) =>
    told.all('debtor-agreed').some((agreement) => {
      const last = plus(months(invitation.on, 1 + told.distanceMonths), MOST_ROLLED)
      if (agreement.on < invitation.on || agreement.on > last) return false
      return told.some('title-issued', ({ on }) => on >= agreement.on && on <= today)
    }),
  )
}

/** Judged for the creditor and served; its appeal is over, decided, or holds nothing up. */
function judgmentServed(told: Told, today: string): boolean {
  const { court, askedCents, procedure } = told.proceeding
  const isFinal = askedCents <= 5_000_00 || court === null
  return told.all('judgment').some((judgment) =>
    told.all('served', 'judgment').some((service) => {
      if (service.mode === undefined || service.on < judgment.on || service.on > today) return false
      if (told.some('appeal-decided', ({ on }) => on <= service.on)) return true
      if (judgment.outcome === 'dismissed') return false
      if (isFinal || judgment.provisional === true || procedure === 'interim-order') return true
      return !told.some('appeal') && today > months(service.on, 1 + told.distanceMonths)
    }),
  )
}

const DAY_MS = 86_400_000
export const plus = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The same day so many months later, or the last of a month that is too short. */
function months(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}
