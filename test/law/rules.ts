import type { LawPack } from '../../src/domain/law-pack.js'

/** A rule of a pack with where it stands in it: `procedures.payment-order.leadDays`. */
export interface Rule {
  path: string
  source: unknown
  checkedOn: unknown
  confirmed: unknown
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const isRule = (node: Node) => 'source' in node

/** Each rule of a pack that has a source. What is left out is not among them. */
export function rulesOf(pack: LawPack): Rule[] {
  const { leftOut: _, ...rest } = pack
  return rulesIn(rest, [])
}

function rulesIn(value: unknown, path: readonly string[]): Rule[] {
  if (!isNode(value)) return []
  if (isRule(value)) return [{ path: path.join('.'), source: value.source, checkedOn: value.checkedOn, confirmed: value.confirmed }]
  if (Array.isArray(value)) return value.flatMap((item: unknown) => rulesIn(item, [...path, nameOf(item)]))
  return Object.entries(value).flatMap(([key, item]) => rulesIn(item, [...path, key]))
}

/** What people call an item of a list. */
function nameOf(item: unknown): string {
  if (!isNode(item)) return ''
  const name = item.code ?? item.rule ?? item.name
  if (typeof name !== 'string') throw new Error(`an item without a name: ${JSON.stringify(item)}`)
  return name
}

/** Values outside of every rule: the pack's own names, and nothing that anybody would act on. */
export function unsourced(pack: LawPack): string[] {
  const { leftOut: _, ...rest } = pack
  return loose(rest, [])
}

const NAMES = ['id', 'country', 'from', 'zone', 'note', 'isHoliday', 'code', 'rule', 'name', 'court', 'categories', 'regimes']
function loose(value: unknown, path: readonly string[]): string[] {
  if (value === null || NAMES.includes(path.at(-1) ?? '')) return []
  if (!isNode(value)) return [path.join('.')]
  if (isRule(value)) return []
  if (Array.isArray(value)) return value.flatMap((item: unknown) => loose(item, [...path, nameOf(item)]))
  return Object.entries(value).flatMap(([key, item]) => loose(item, [...path, key]))
}
