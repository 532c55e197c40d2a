import { createHash } from 'node:crypto'
import { OpenFileBody, type OpenFileInput } from '../contracts/debt-file.js'
import { instantOf, type LegalDay } from '../domain/legal-day.js'
import { type DateFormat, readDay } from './days.js'
import { type DebtorGroup, groupByDebtor } from './group.js'
import { ImportError } from './import-error.js'
import { mapColumns } from './mapping.js'
import { type Claim, type Paid, type ReadLine, readLine } from './read-line.js'
import { readingOf } from './reading.js'
import { repeats } from './repeats.js'
import type { Table } from './table.js'

export interface ImportOptions {
  /** Reference of the creditor whose claims these are. */
  creditor: string
  /** `field=column` for columns whose name is not known. */
  map?: readonly string[] | undefined
  /** `auto` unless said: found out from the days themselves. */
  dateFormat?: DateFormat | 'auto' | undefined
  /** Takes the portfolio as it stood on this day, and begins the files on it; only where time can be skipped. */
  asOf?: LegalDay | undefined
}

/** What is to become of one line: `planned` stands in a file that is sent. */
export interface PlannedLine {
  line: number
  invoice: string | null
  outcome: 'planned' | 'left-out' | 'refused'
  reasons: string[]
  warnings: string[]
}

export interface PlannedFile {
  /** The same for the same content, see `keyOf`. */
  key: string
  file: OpenFileInput
  /** Of each claim, in their order, the line that it came from. */
  lines: number[]
}

/** All of a portfolio, before anything is sent: every line once, and a file for each debtor with all claims that stand. */
export interface Plan {
  lines: PlannedLine[]
  files: PlannedFile[]
}

/** What the contract lets one file hold. */
const MOST_CLAIMS = 500
const OPENING_HOUR = '08:00'
const ZONE = 'Europe/Paris'

/**
 * Makes the plan of an import. The same table and options always give the same plan.
 * @throws ImportError where the table as a whole cannot be taken
 */
export function planImport(table: Table, options: ImportOptions): Plan {
  checkOptions(options)
  const reading = readingOf(table, mapColumns(table.header, options.map), options.dateFormat ?? 'auto')
  const read = table.rows.map((row) => readLine(row, reading))
  const outcomes = judge(read, options.asOf)
  const standing = read.filter((line) => outcomes.get(line)?.outcome === 'planned')
  const files = groupByDebtor(standing).flatMap((group) => filesOf(group, options))
  const broken = table.broken.map(({ line, reason }) => refused(line, null, [reason]))
  const lines = read.map((line) => outcomes.get(line) as PlannedLine)
  return { files, lines: [...lines, ...broken].sort((one, other) => one.line - other.line) }
}

function checkOptions({ creditor, asOf }: ImportOptions): void {
  if (!OpenFileBody.shape.creditor.safeParse(creditor).success) throw new ImportError(`“${creditor}” is no reference of a creditor.`)
  const day = asOf === undefined ? { day: asOf } : readDay(asOf, 'iso')
  if ('fault' in day || day.day !== asOf) throw new ImportError(`A day is written 2026-01-31, and not “${asOf}”.`)
}

const refused = (line: number, invoice: string | null, reasons: string[], warnings: string[] = []): PlannedLine => ({
  line,
  invoice,
  outcome: 'refused',
  reasons,
  warnings,
})

/** The warnings stay the line's own list: the grouping that follows adds to it. */
function judge(read: readonly ReadLine[], asOf: LegalDay | undefined): Map<ReadLine, PlannedLine> {
  const repeated = repeats(read)
  return new Map(
    read.map((line) => {
      const { reference, faults, warnings } = line
      const repeat = repeated.get(line)
      const reasons = repeat?.outcome === 'refused' ? [...faults, repeat.reason] : faults
      if (reasons.length > 0) return [line, refused(line.line, reference ?? null, reasons, warnings)]
      const reason = repeat?.reason ?? reasonToLeaveOut(line, asOf)
      const outcome = reason === undefined ? 'planned' : 'left-out'
      return [line, { line: line.line, invoice: reference ?? null, outcome, reasons: reason === undefined ? [] : [reason], warnings }]
    }),
  )
}

/** A claim that does not exist on the day, or not any more. */
function reasonToLeaveOut(line: ReadLine, asOf: LegalDay | undefined): string | undefined {
  const { claim } = line
  if (asOf && claim.issueDate && claim.issueDate > asOf) return `issued after ${asOf}`
  const paidCents = [line.paid, line.directPaid].reduce((total, paid) => total + (madeBy(paid, asOf)?.amountCents ?? 0), 0)
  return paidCents >= claim.amountCents ? 'already paid' : undefined
}

/** What was paid up to and on the day; a payment without a day counts as made before. */
const madeBy = (paid: Paid | undefined, asOf: LegalDay | undefined) => (paid && !(asOf && paid.on && paid.on > asOf) ? paid : undefined)

function filesOf(group: DebtorGroup, options: ImportOptions): PlannedFile[] {
  const sorted = group.lines.toSorted((one, other) => compare(one.claim.reference, other.claim.reference))
  const files: PlannedFile[] = []
  for (let from = 0; from < sorted.length; from += MOST_CLAIMS) {
    const lines = sorted.slice(from, from + MOST_CLAIMS)
    if (from > 0) for (const { warnings } of lines) warnings.push(`a file holds ${MOST_CLAIMS} invoices: this one is in a further file`)
    files.push(fileOf(group, lines, options))
  }
  return files
}

function fileOf({ key, debtor, strategy }: DebtorGroup, lines: readonly ReadLine[], { creditor, asOf }: ImportOptions): PlannedFile {
  const file: OpenFileInput = {
    creditor,
    debtor,
    claims: lines.map((line) => claimOf(line, asOf)),
    ...(strategy !== undefined && { strategy }),
    ...(asOf !== undefined && { legalStart: instantOf(asOf, OPENING_HOUR, ZONE).toISOString() }),
  }
  return { key: keyOf(key, file), file, lines: lines.map(({ line }) => line) }
}

/** The claim with what was done and received by the day. A payment without a reference of its own bears the invoice's. */
function claimOf(line: ReadLine, asOf: LegalDay | undefined): Claim {
  const { claim } = line
  const byThen = ({ on }: { on: string }) => asOf === undefined || on <= asOf
  const paymentsOf = (paid: Paid | undefined) => {
    const made = madeBy(paid, asOf)
    return made?.on ? [{ reference: made.reference ?? claim.reference, on: made.on, amountCents: made.amountCents }] : []
  }
  const directPayments = paymentsOf(line.directPaid)
  return {
    ...claim,
    reminders: (claim.reminders ?? []).filter(byThen),
    notices: (claim.notices ?? []).filter(byThen),
    payments: paymentsOf(line.paid),
    ...(claim.acts && { acts: claim.acts.filter(byThen) }),
    ...(directPayments.length > 0 && { directPayments }),
  }
}

/**
 * The idempotency key of a file: a hash of who owes and of all that is sent.
 *
 * The same import run again, also after it was cut off midway, gives the same keys: files that are open are `known`, the rest is
 * opened. A line that is added or corrected changes the key of its debtor's file alone. That file is then asked for again with all
 * its claims; those that a file holds already come back as duplicates and are left out, and the new one is opened. So no change of
 * the file on disk can open a claim twice, nor is it ever taken for the same request with another body.
 */
function keyOf(debtorKey: string, file: OpenFileInput): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([debtorKey, file]))
    .digest('hex')
  return `import:${hash}`
}

/** By code units: an order that no locale changes, since keys depend on it. */
function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
