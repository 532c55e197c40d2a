import { dayNumber, dayOfNumber } from './day-number.js'
import { type InterestLine, interestOf, type RateSpan } from './interest.js'
import type { Cents } from './money.js'

/** Days with one rate. Days are numbers. */
interface Span {
  from: number
  to: number
  rate: RateSpan
}

/** Days with one rate and one principal: what becomes a line. */
interface Stretch extends Span {
  baseCents: Cents
  amountCents: Cents
}

/**
 * The interest of one claim as it accrues on a principal that changes: a new line wherever the principal, the rate or the
 * semester does, each rounded half-up to the cent. A line that is still running is rounded as it stands on the day asked
 * for, so what was taken from it before never makes the whole a cent more or less. It is asked for days in order.
 */
export class Accrual {
  /** Lines that have ended, with the sums of their interest by whether its rate is known. */
  private readonly ended: Stretch[] = []
  private endedKnown = 0
  private endedUnknown = 0
  private readonly spans: readonly Span[]
  /** The span that runs, and the first day of what runs of it. */
  private running = 0
  private since: number
  /** Lines that are wholly before the last limit asked for, and their known interest. */
  private before = 0
  private beforeKnown = 0

  /** @param rates from the first day of interest on, in order @param baseCents principal that the first day finds */
  constructor(
    rates: readonly RateSpan[],
    private baseCents: Cents,
  ) {
    this.spans = rates.map((rate) => ({ from: dayNumber(rate.from), to: dayNumber(rate.to), rate }))
    this.since = this.spans[0]?.from ?? 0
  }

  /** From the day after on, interest runs on another principal. */
  rebase(day: number, baseCents: Cents): void {
    if (baseCents === this.baseCents) return
    this.advance(day)
    const line = this.runningLine(day)
    if (line) this.end(line)
    this.since = Math.max(this.since, day + 1)
    this.baseCents = baseCents
  }

  /** Interest of all days up to one, that included, as far as its rate is known. */
  knownThrough(day: number): number {
    this.advance(day)
    const line = this.runningLine(day)
    return this.endedKnown + (line?.rate.known ? line.amountCents : 0)
  }

  /** The same of the days whose rate is not known yet, at the last known one. */
  unknownThrough(day: number): number {
    this.advance(day)
    const line = this.runningLine(day)
    return this.endedUnknown + (line && !line.rate.known ? line.amountCents : 0)
  }

  /** Known interest of the days before a limit, which lies before the day last asked for and never moves back. */
  knownBefore(limit: number): number {
    for (; (this.ended[this.before]?.to ?? limit) < limit; this.before++) {
      const { rate, amountCents } = this.ended[this.before] as Stretch
      if (rate.known) this.beforeKnown += amountCents
    }
    const line = this.ended[this.before] ?? this.runningLine(limit - 1)
    if (!line || line.from >= limit || !line.rate.known) return this.beforeKnown
    return this.beforeKnown + interestOf(line.baseCents, limit - line.from, line.rate.ratePpm)
  }

  linesThrough(day: number): InterestLine[] {
    this.advance(day)
    const running = this.runningLine(day)
    return [...this.ended, ...(running ? [running] : [])].map(({ from, to, rate, baseCents, amountCents }) => {
      return { ...rate, from: dayOfNumber(from), to: dayOfNumber(to), days: to - from + 1, baseCents, amountCents }
    })
  }

  /** Ends the lines whose rate has ended by a day. */
  private advance(day: number): void {
    for (let span = this.spans[this.running]; span && span.to <= day; span = this.spans[this.running]) {
      const line = this.runningLine(span.to)
      if (line) this.end(line)
      this.since = span.to + 1
      this.running++
    }
  }

  private end(line: Stretch): void {
    this.ended.push(line)
    if (line.rate.known) this.endedKnown += line.amountCents
    else this.endedUnknown += line.amountCents
  }

  private runningLine(day: number): Stretch | null {
    const span = this.spans[this.running]
    const { baseCents } = this
    if (!span || baseCents === 0) return null
    const from = Math.max(span.from, this.since)
    if (from > day) return null
    return { from, to: day, rate: span.rate, baseCents, amountCents: interestOf(baseCents, day - from + 1, span.rate.ratePpm) }
  }
}
