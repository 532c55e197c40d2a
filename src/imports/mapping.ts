import { FIELD_NAMES, FIELDS, type Field, isField, MANDATORY } from './fields.js'
import { quoted } from './header.js'
import { ImportError } from './import-error.js'
import { nearest, normalised } from './names.js'
import type { Cell, Row } from './table.js'

/** Where a field's value comes from. */
type Source = { kind: 'column'; index: number } | { kind: 'text'; parts: (string | number)[] }

/** Where each field that is there comes from. */
export type Mapping = ReadonlyMap<Field, Source>

/**
 * Which column is which field: by the names that are known, and by what was said, `field=column`. After a second equals sign
 * stands a text for all lines, in which `{column}` is replaced: `debtor.email=={customerID}@example.org`. Nothing after the
 * first one leaves the field out.
 * @throws ImportError for an unknown field or column, naming the nearest, or when a mandatory field has none
 */
export function mapColumns(header: readonly string[], told: readonly string[] = []): Mapping {
  const mapping = new Map<Field, Source>()
  for (const field of FIELD_NAMES) {
    const index = knownColumn(header, field)
    if (index !== undefined) mapping.set(field, { kind: 'column', index })
  }
  for (const one of told) {
    const [field, value] = parseTold(one)
    if (value === '') mapping.delete(field)
    else mapping.set(field, value.startsWith('=') ? textSource(header, value.slice(1)) : { kind: 'column', index: columnOf(header, value) })
  }
  refuseMissing(header, mapping)
  return mapping
}

/** Looks whether mappings are written as they must be, as far as that can be told without the file. @throws ImportError */
export function checkMapping(told: readonly string[]): void {
  for (const one of told) parseTold(one)
}

/** A field's value on a line; the empty text where it has none. */
export function cellFor({ cells }: Row, mapping: Mapping, field: Field): Cell {
  const source = mapping.get(field)
  if (!source) return ''
  if (source.kind === 'column') return cells[source.index] ?? ''
  const values = source.parts.map((part) => (typeof part === 'number' ? textOf(cells[part] ?? '') : part))
  // made of columns that are all empty, a text says nothing
  const told = source.parts.some((part, index) => typeof part === 'number' && values[index] !== '')
  return told || source.parts.every((part) => typeof part === 'string') ? values.join('') : ''
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell.trim() : cell.number)

function knownColumn(header: readonly string[], field: Field): number | undefined {
  const names = header.map(normalised)
  const known = [field, ...FIELDS[field]].map(normalised).find((alias) => names.includes(alias))
  return known === undefined ? undefined : names.indexOf(known)
}

function parseTold(told: string): [Field, string] {
  const at = told.indexOf('=')
  if (at < 0) throw new ImportError(`A mapping is written field=column, as claim.dueDate=Echeance, and not “${told}”.`)
  const field = told.slice(0, at).trim()
  if (!isField(field)) throw new ImportError(`There is no field “${field}”: the nearest are ${quoted(nearest(field, FIELD_NAMES))}.`)
  return [field, told.slice(at + 1).trim()]
}

function columnOf(header: readonly string[], name: string): number {
  const exact = header.indexOf(name)
  if (exact >= 0) return exact
  const alike = header.map(normalised).indexOf(normalised(name))
  if (alike >= 0 && normalised(name) !== '') return alike
  const near = nearest(
    name,
    header.filter((one) => one !== ''),
  )
  throw new ImportError(`The file has no column “${name}”: the nearest are ${quoted(near)}.`)
}

/** `Client {customerID}` as texts and the columns between them. */
function textSource(header: readonly string[], template: string): Source {
  const parts = template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') && part.endsWith('}') ? columnOf(header, part.slice(1, -1).trim()) : part))
  return { kind: 'text', parts }
}

function refuseMissing(header: readonly string[], mapping: Mapping): void {
  const missing = MANDATORY.filter((field) => !mapping.has(field))
  const [first] = missing
  if (!first) return
  const columns = quoted(header.filter((name) => name !== ''))
  throw new ImportError(
    `No column was found for ${quoted(missing)}: say which it is, as --map ${first}=<column>; the columns are ${columns}.`,
  )
}
