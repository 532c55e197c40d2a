import { BLOCKS, isVariable, type Variable } from './variables.js'

const PLACEHOLDER = /\{\{([A-Za-z][A-Za-z0-9]*)\}\}/g
const OPTIONAL = /\[\[([^[\]]*)\]\]/g

type Values = Partial<Record<Variable, string>>

/**
 * The text with its values in place, without the optional parts that lack one. A value is put in as it is: braces in it
 * are text, never a placeholder.
 * @throws RangeError when a variable has no value
 */
export function render(text: string, values: Values): string {
  return withoutEmptyParts(text, values).replace(PLACEHOLDER, (_placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as Variable] : undefined
    if (value === undefined) throw new RangeError(`no value for the variable ${name}`)
    return value
  })
}

/** The variables that a text needs for a message of these values, and that have none. Blocks are no matter of values. */
export const lackingValues = (text: string, values: Values): string[] =>
  variablesOf(withoutEmptyParts(text, values)).filter((name) => isVariable(name) && !BLOCKS.includes(name) && values[name] === undefined)

const withoutEmptyParts = (text: string, values: Values) =>
  text.replace(OPTIONAL, (_part, inner: string) => (variablesOf(inner).every((name) => Object.hasOwn(values, name)) ? inner : ''))

/** The variables that a text names, known or not. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))]
}

/** What is left of braces and double brackets once placeholders and parts are gone, with a little of what follows. */
export function malformed(text: string): string[] {
  const rest = text.replace(PLACEHOLDER, '').replace(OPTIONAL, '$1')
  return [...rest.matchAll(/[{}]+[^{}\n]{0,20}[{}]*|\[\[[^\n]{0,20}|\]\]/g)].map(([found]) => found)
}
