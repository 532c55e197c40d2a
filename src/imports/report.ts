import type { ImportReport } from '../contracts/debt-file.js'
import type { Plan, PlannedFile, PlannedLine } from './plan.js'

export const OUTCOMES = ['opened', 'would-open', 'known', 'left-out', 'refused'] as const
export type LineOutcome = (typeof OUTCOMES)[number]

/** What became of one line. */
export interface LineReport {
  line: number
  invoice: string | null
  outcome: LineOutcome
  /** Reference of the debt file that holds the claim, where it is known. */
  file: string | null
  reasons: string[]
  warnings: string[]
  /** What is missing of a claim that is in charge all the same. */
  remarks: string[]
}

type Answer = ImportReport['files'][number]
type Settled = Pick<LineReport, 'outcome' | 'file' | 'reasons' | 'remarks'>

/** Every line of the plan once, in the order of the file. @throws Error where the API left a file unanswered, which is a bug */
export function reportLines(plan: Plan, answers: readonly Answer[]): LineReport[] {
  const byKey = new Map(answers.map((answer) => [answer.key, answer]))
  const settled = new Map<number, Settled>()
  for (const planned of plan.files) {
    const answer = byKey.get(planned.key)
    if (!answer) throw new Error(`the API did not say what became of ${planned.key}`)
    for (const [index, line] of planned.lines.entries()) settled.set(line, settle(planned, answer, index))
  }
  return plan.lines.map((line) => lineReport(line, settled.get(line.line)))
}

function lineReport({ line, invoice, outcome, reasons, warnings }: PlannedLine, settled: Settled | undefined): LineReport {
  if (outcome !== 'planned') return { line, invoice, outcome, file: null, reasons, warnings, remarks: [] }
  if (!settled) throw new Error(`line ${line} is planned and in no file`)
  return { line, invoice, ...settled, warnings }
}

const HELD = 'another file holds this invoice already'

/** What became of one claim of a file: what the API says of the claim itself, else what it says of the file. */
function settle({ file, lines }: PlannedFile, answer: Answer, index: number): Settled {
  const { outcome, reference, duplicates, code, faults, remarks } = answer
  const invoice = file.claims[index]?.reference ?? ''
  const notTaken = { file: null, remarks: [] }
  if (duplicates.includes(invoice)) return { outcome: 'left-out', reasons: [HELD], ...notTaken }
  const own = faults.filter(({ field }) => claimAt(field) === index)
  if (own.length > 0) return { outcome: 'refused', reasons: own.map(inWords), ...notTaken }
  if (outcome === 'refused') return { outcome, reasons: reasonsForAll(faults, code, lines), ...notTaken }
  const missing = remarks.filter(({ claim }) => claim === invoice)
  return { outcome, file: reference, reasons: [], remarks: missing.map((remark) => `${remark.rule}: ${remark.missing}`) }
}

function reasonsForAll(faults: Answer['faults'], code: string | null, lines: readonly number[]): string[] {
  const ofFile = faults.filter(({ field }) => claimAt(field) === undefined).map(inWords)
  if (ofFile.length > 0) return ofFile
  const atFault = [...new Set(faults.map(({ field }) => lines[claimAt(field) ?? -1]))].filter((line) => line !== undefined)
  if (atFault.length > 0) return [`refused with its debtor’s file, see line ${atFault.join(', ')}`]
  return [code ?? 'refused']
}

/** The claim that a field of a request belongs to: `claims.3.dueDate` is of the fourth. */
function claimAt(field: string): number | undefined {
  const [, index] = /(?:^|\.)claims[.[](\d+)/.exec(field) ?? []
  return index === undefined ? undefined : Number(index)
}

function inWords({ field, message }: { field: string; message: string }): string {
  const name = field.replace(/^(?:.*\.)?claims[.[]\d+\]?\.?/, 'claim.').replace(/\.$/, '')
  return `${name}: ${message}`
}

/** How many lines there are of each outcome, and how many files were opened or would be. */
export interface Summary {
  lines: number
  files: number
  counts: Record<LineOutcome, number>
  warnings: number
}

export function summarise(lines: readonly LineReport[], answers: readonly Answer[]): Summary {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<LineOutcome, number>
  for (const { outcome } of lines) counts[outcome] += 1
  const files = answers.filter(({ outcome }) => outcome === 'opened' || outcome === 'would-open').length
  return { lines: lines.length, files, counts, warnings: lines.filter(({ warnings }) => warnings.length > 0).length }
}
