import type { DeclarationReport } from '../contracts/declaration.js'
import type { DeclarationLine } from './read-declarations.js'

type Answer = DeclarationReport['declarations'][number]

/** What became of one line of a creditor’s list. */
export interface DeclaredLine {
  line: number
  reference: string | null
  invoice: string | null
  outcome: Answer['outcome']
  file: string | null
  /** What exceeds the debt: the creditor owes it back. */
  excessCents: number
  reasons: string[]
}

/** Every line once, in the order of the list. @param answers in the order of the lines that are whole */
export function declaredLines(lines: readonly DeclarationLine[], answers: readonly Answer[]): DeclaredLine[] {
  const left = [...answers]
  return lines.map(({ line, reference, claim: invoice, declaration, faults }) => {
    if (!declaration) return { line, reference, invoice, outcome: 'refused', file: null, excessCents: 0, reasons: faults }
    const { outcome, file, excessCents, code, message } = left.shift() as Answer
    return { line, reference, invoice, outcome, file, excessCents, reasons: code === null ? [] : [`${message} (${code})`] }
  })
}

const WORDS: Record<Answer['outcome'], string> = {
  applied: 'applied',
  'would-apply': 'would be applied',
  known: 'there already',
  refused: 'refused',
}

/** The report for a person: the counts, then the lines that need a look. */
export function declaredInWords(lines: readonly DeclaredLine[], money: (amountCents: number) => string): string {
  const counts = (Object.keys(WORDS) as Answer['outcome'][]).map((outcome) => ({
    outcome,
    count: lines.filter((line) => line.outcome === outcome).length,
  }))
  const parts = counts.filter(({ count }) => count > 0).map(({ outcome, count }) => `${count} ${WORDS[outcome]}`)
  const noted = lines.filter(({ outcome, excessCents }) => outcome === 'refused' || excessCents > 0)
  return [
    `${lines.length} line${lines.length === 1 ? '' : 's'}: ${parts.join(', ') || 'none'}.`,
    ...noted.map((line) => `  ${lineInWords(line, money)}`),
  ].join('\n')
}

function lineInWords({ line, reference, invoice, outcome, excessCents, reasons }: DeclaredLine, money: (amountCents: number) => string) {
  const about = [reference, invoice].filter((one) => one !== null).join(', ')
  const excess = excessCents > 0 ? [`${money(excessCents)} more than is owed: the creditor owes it back`] : []
  return `line ${line}${about && ` (${about})`} ${WORDS[outcome]}: ${[...reasons, ...excess].join('; ')}`
}
