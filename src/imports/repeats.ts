import type { ReadLine } from './read-line.js'

/** What becomes of a line whose invoice number stands on another line as well. */
export interface Repeat {
  outcome: 'left-out' | 'refused'
  reason: string
}

/**
 * Invoice numbers that stand on several lines. Where all these lines say the same, the first stands and the others are left out;
 * where they differ nobody can tell which is right, and all of them are refused.
 */
export function repeats(lines: readonly ReadLine[]): Map<ReadLine, Repeat> {
  const repeated = new Map<ReadLine, Repeat>()
  for (const same of byReference(lines)) {
    const [first, ...others] = same
    if (!first || others.length === 0) continue
    if (new Set(same.map(contentOf)).size > 1)
      for (const line of same) repeated.set(line, { outcome: 'refused', reason: differs(line, same) })
    else for (const line of others) repeated.set(line, { outcome: 'left-out', reason: `repeated line: the same as line ${first.line}` })
  }
  return repeated
}

function byReference(lines: readonly ReadLine[]): Iterable<ReadLine[]> {
  const groups = new Map<string, ReadLine[]>()
  for (const line of lines) {
    if (line.reference === undefined) continue
    const group = groups.get(line.reference)
    if (group) group.push(line)
    else groups.set(line.reference, [line])
  }
  return groups.values()
}

const contentOf = ({ debtor, claim, paid, directPaid, strategy, faults }: ReadLine): string =>
  JSON.stringify([debtor, claim, paid, directPaid, strategy, faults])

const MOST_NAMED = 3

function differs(line: ReadLine, same: readonly ReadLine[]): string {
  const others = same.filter((other) => other !== line).map(({ line: number }) => number)
  const named = others.slice(0, MOST_NAMED).join(', ')
  return `this invoice number stands with other content on line ${named}${others.length > MOST_NAMED ? ' and others' : ''}`
}
