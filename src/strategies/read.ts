import { type Document, isCollection, isMap, isPair, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import type { ZodError } from 'zod'
import type { Strategy } from '../domain/strategy.js'
import { StrategyDefinition } from './format.js'

/** What cannot be understood in the text of a strategy, and where. Lines and columns begin with 1. */
export interface Misreading {
  /** Id of the step, or its number where it has none; null for the strategy as a whole. */
  step: string | null
  field: string | null
  line: number
  column: number
  message: string
}

export type Reading = { strategy: Strategy } | { faults: Misreading[] }

/** Largest text that is read. */
const MOST_CHARACTERS = 1_000_000

/** Reads a strategy from YAML, of which JSON is a part. */
export function readStrategy(text: string): Reading {
  if (text.length > MOST_CHARACTERS) return { faults: [whole('longer than a million characters')] }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos: [offset], message }) => ({ ...whole(sentence(message)), ...placeOf(lines, offset) }))
    return { faults }
  }
  const value = plainValue(document)
  if (value === TOO_MANY_ALIASES) return { faults: [whole('its aliases stand for more than is read')] }
  const read = StrategyDefinition.safeParse(value)
  if (read.success) return { strategy: read.data }
  return { faults: read.error.issues.flatMap((issue) => misreadings(issue, document.contents, lines)) }
}

const TOO_MANY_ALIASES = Symbol('aliases that multiply')

function plainValue(document: Document.Parsed): unknown {
  try {
    return document.toJS()
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES // the only reason for which the library throws it here
    throw error
  }
}

/** A misreading in one sentence. */
export function inWords({ step, field, line, column, message }: Misreading): string {
  const where = [step === null ? null : `step ${step}`, field].filter((part) => part !== null)
  return [...where, `line ${line}, column ${column}: ${message}.`].join(', ')
}

const whole = (message: string): Misreading => ({ step: null, field: null, line: 1, column: 1, message })

/** The parser's words without its picture of the line. */
const sentence = (message: string) => (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')

function placeOf(lines: LineCounter, offset: number) {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function misreadings(issue: ZodError['issues'][number], root: ParsedNode | null, lines: LineCounter): Misreading[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
  return paths.map((path) => {
    const { offset, isThere } = find(path, root)
    return { ...namesIn(path, root), ...placeOf(lines, offset), message: wordsFor(issue, isThere) }
  })
}

function wordsFor({ code, message }: ZodError['issues'][number], isThere: boolean): string {
  if (code === 'unrecognized_keys') return 'there is no such field'
  return !isThere && (code === 'invalid_type' || code === 'invalid_value') ? 'is missing' : message
}

/** `steps.2.channels.0` is the field `channels` of the third step, or of the one of that id. */
function namesIn(path: PropertyKey[], root: ParsedNode | null): Pick<Misreading, 'step' | 'field'> {
  const [first, index, ...rest] = path
  if (first !== 'steps' || typeof index !== 'number') return { step: null, field: path.length > 0 ? path.join('.') : null }
  const id = isCollection(root) ? root.getIn(['steps', index, 'id']) : undefined
  return { step: typeof id === 'string' ? id : `number ${index + 1}`, field: rest.length > 0 ? rest.join('.') : null }
}

/** Where the value of a path begins; of a field that is not there, where the map begins that it should be in. */
function find(path: PropertyKey[], root: Node | null): { offset: number; isThere: boolean } {
  let node: Node | null = root
  let offset = root?.range?.[0] ?? 0
  for (const key of path) {
    const next: Node | null = childOf(node, key)
    if (!next) return { offset, isThere: false }
    node = next
    offset = next.range?.[0] ?? offset
  }
  return { offset, isThere: true }
}

function childOf(node: Node | null, key: PropertyKey): Node | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
    return ((pair?.value ?? pair?.key) as Node | undefined) ?? null
  }
  return isCollection(node) && typeof key === 'number' ? ((node.items[key] as Node | undefined) ?? null) : null
}
