import { v7 as uuidv7 } from 'uuid'
import { type Earned, missingOf, shortOfMinimum } from '../domain/commission.js'
import type { CommissionKind } from '../domain/invoice-paper.js'
import { type LegalDay, later } from '../domain/legal-day.js'
import { cents, sum } from '../domain/money.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import {
  type DueCommission,
  dueOfPayments,
  dueOfPlacements,
  dueOfWithdrawals,
  monthsWithMinimum,
  type Whose,
} from './commission-sources.js'
import type { Transaction } from './database.js'
import { fromDay, toDay } from './day.js'

/** A line of commission. */
export interface CommissionEntry extends Earned {
  kind: CommissionKind
  /** What it is for, and which of the lines for it. */
  key: string
  times: number
  mandateId: string | null
  fileId: string | null
  ppm: number
  earnedOn: LegalDay
}

/** One at a time for a tenant: what was earned is written down once, and is in one invoice. */
export async function lockCommission(tx: Transaction, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`commission ${tenantId}`}, 0))`
}

/**
 * Writes down what the agency has earned of a creditor up to a day and no line says yet, and what of it went back. Lines follow from rows
 * alone: derived again, nothing is added. Under the lock of `lockCommission`.
 * @returns how many lines were added
 */
export async function earnCommission(tx: Transaction, tenantId: string, creditorId: string, through: LegalDay): Promise<number> {
  const lines = await missingLines(tx, { tenantId, creditorId }, through)
  const rows = lines.map(({ key, times, earnedOn, ...line }) => ({
    id: uuidv7(),
    tenantId,
    creditorId,
    ...line,
    reference: referenceOf(key, times),
    currency: ORDERED_CURRENCY,
    earnedOn: toDay(earnedOn),
  }))
  await tx.commissionLine.createMany({ data: rows })
  return rows.length
}

const referenceOf = (key: string, times: number) => `${key}/${times}`
const keyOf = (reference: string) => reference.slice(0, reference.lastIndexOf('/'))

/** Lines that are missing of a creditor or one of its files, which no minimum is reckoned for. */
export async function missingLines(tx: Transaction, whose: Whose, through: LegalDay): Promise<CommissionEntry[]> {
  const known = new Known(await recordedLines(tx, whose))
  const dues = [
    ...(await dueOfPayments(tx, whose)),
    ...(await dueOfPlacements(tx, whose)),
    ...(await dueOfWithdrawals(tx, whose, (key) => known.standing('withdrawal', key))),
  ]
  const missing = [...dues, ...known.goneOf(dues)].flatMap((due) => known.missing(due, through))
  if (whose.fileId !== undefined) return missing
  return [...missing, ...(await missingOfMinimum(tx, whose, through, known, missing))]
}

/** Lines that stand. */
export async function recordedLines(tx: Transaction, { tenantId, creditorId, fileId }: Whose): Promise<CommissionEntry[]> {
  const rows = await tx.commissionLine.findMany({
    where: { tenantId, creditorId, ...(fileId !== undefined && { fileId }) },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ kind, reference, mandateId, fileId: ofFile, baseCents, ppm, amountCents, earnedOn }) => ({
    kind: kind as CommissionKind,
    key: keyOf(reference),
    times: Number(reference.slice(reference.lastIndexOf('/') + 1)),
    mandateId,
    fileId: ofFile,
    ppm,
    baseCents: cents(baseCents),
    amountCents: cents(amountCents),
    earnedOn: fromDay(earnedOn),
  }))
}

/** Lines by what they are for. */
class Known {
  private readonly lines = new Map<string, CommissionEntry[]>()

  constructor(lines: readonly CommissionEntry[]) {
    for (const line of lines) {
      const there = this.lines.get(idOf(line))
      if (there) there.push(line)
      else this.lines.set(idOf(line), [line])
    }
  }

  private of(what: Pick<CommissionEntry, 'kind' | 'key'>): CommissionEntry[] {
    return this.lines.get(idOf(what)) ?? []
  }

  /** What stands for something; null where no line ever has. */
  standing(kind: CommissionKind, key: string): Earned | null {
    const lines = this.of({ kind, key })
    const total = (of: (line: Earned) => Earned['amountCents']) => sum(lines.map(of))
    return lines.length === 0 ? null : { baseCents: total((line) => line.baseCents), amountCents: total((line) => line.amountCents) }
  }

  /** The line that is missing for something. What has earned nothing yet waits for its day. */
  missing(due: DueCommission, through: LegalDay): CommissionEntry[] {
    const { kind, key, mandateId, fileId, ppm, earnedOn, givenBackOn } = due
    const earlier = this.of(due)
    if (earlier.length === 0 && earnedOn > through) return []
    const line = missingOf(due.due, earlier)
    if (!line) return []
    const days = earlier.map((one) => one.earnedOn)
    const on = line.amountCents > 0 ? earnedOn : [givenBackOn, ...days].reduce(later)
    return [{ kind, key, times: earlier.length + 1, mandateId, fileId, ppm, earnedOn: on, ...line }]
  }

  /** Payments that have lines and are no longer what they were, as where a claim turns out to have been in court: all of these go back. */
  goneOf(dues: readonly DueCommission[]): DueCommission[] {
    const there = new Set(dues.map(idOf))
    const gone = [...this.lines].filter(([id, [line]]) => (line?.kind === 'collected' || line?.kind === 'direct') && !there.has(id))
    return gone.flatMap(([, lines]) => {
      const last = lines.at(-1)
      if (!last) return []
      const { kind, key, mandateId, fileId, ppm, earnedOn } = last
      const due = { baseCents: cents(0), amountCents: cents(0) }
      return [{ kind, key, mandateId, fileId, ppm, due, earnedOn, givenBackOn: earnedOn }]
    })
  }

  byWhat(): CommissionEntry[][] {
    return [...this.lines.values()]
  }
}

const idOf = ({ kind, key }: Pick<CommissionEntry, 'kind' | 'key'>) => `${kind} ${key}`

/** What months are short of the minimum of their mandate. */
async function missingOfMinimum(
  tx: Transaction,
  whose: Whose,
  through: LegalDay,
  known: Known,
  added: readonly CommissionEntry[],
): Promise<CommissionEntry[]> {
  const lines = [...known.byWhat().flat(), ...added].filter(({ kind }) => kind !== 'minimum')
  const mandates = await monthsWithMinimum(tx, whose, through)
  return mandates.flatMap(({ mandateId, tariff, months }) =>
    months.flatMap((last) => {
      const month = last.slice(0, 7)
      const earned = lines.filter((line) => line.mandateId === mandateId && line.earnedOn.startsWith(month))
      const short = shortOfMinimum(tariff, new Known(earned).byWhat())
      const due = { baseCents: cents(0), amountCents: short }
      const what = {
        kind: 'minimum',
        key: `${mandateId}:${month}`,
        mandateId,
        fileId: null,
        ppm: 0,
        earnedOn: last,
        givenBackOn: last,
      } as const
      return known.missing({ ...what, due }, through)
    }),
  )
}
