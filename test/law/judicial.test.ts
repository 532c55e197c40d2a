import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDelay } from '../../src/domain/delay.js'
import { type CourseRules, judicialOn } from '../../src/domain/judicial-law.js'
import type { Course, JudicialProcedure, TaskKind } from '../../src/domain/procedure/proceeding.js'
import { BOOKS_OF_LAW, lawOf } from '../../src/law/book.js'
import { canonicalHash } from '../../src/store/canonical-hash.js'

/**
 * The law of suing is data with sources, as the packs are, and frozen as they are: a proceeding is followed anew with each report, by the law of
 * its days, so what was used does not change under it. A change is a new dated law beside it, with a line of its own.
 */
const FROZEN: Record<string, string> = {
  'de/judicial/2016-07-01': 'f3ed9579d33b15376f45a520a73ce7c410c15e02c384ea67951309dfae376d04',
  'de/judicial/2026-01-01': '1d5edbe070519d6a2b3408acdfb35fc97d01d1d804d36022273dd2bb0212c8a0',
  'fr/judicial/2016-10-01': '64b793f819fc105249af01dc332e2748cbd80e87ab7682aea9a5b59ef02bbe76',
  'fr/judicial/2020-01-01': 'ff817a195fbf6078501b7232c59990a34d4eec4628935bb88d1623ad7c6dc05f',
  'fr/judicial/2026-09-01': '8417d165d77ca9b6a049b8bdb7ec811192dba6229b04a9284038f4ff7bf1e5d7',
}

const books = BOOKS_OF_LAW.filter(({ judicial = [] }) => judicial.length > 0)
const laws = books.flatMap(({ judicial = [] }) => judicial)
const byId = laws.map((one) => [one.id, one] as const)

describe('the law of suing', () => {
  it('is as it was when it was first used: else write a dated law of its own', () => {
    expect(Object.fromEntries(laws.map((one) => [one.id, canonicalHash(one)]))).toEqual(FROZEN)
  })

  it('is data through and through', () => {
    for (const one of laws) expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one)
  })

  it('is named after its country and its first day, the earliest first', () => {
    for (const { country, judicial = [] } of books) {
      expect(judicial.map(({ id }) => id)).toEqual(judicial.map(({ from }) => `${country.toLowerCase()}/judicial/${from}`))
      expect(judicial.map(({ from }) => from)).toEqual([...new Set(judicial.map(({ from }) => from))].sort())
    }
  })

  it('begins no later than the packs of its country', () => {
    for (const { packs, judicial = [] } of books) expect(judicial[0]?.from).toBe(packs[0].from)
  })
})

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const isRule = (node: Node) => 'source' in node || 'checkedOn' in node || 'confirmed' in node

function rulesIn(value: unknown, path: string): { path: string; rule: Node }[] {
  if (!isNode(value)) return []
  if (isRule(value)) return [{ path, rule: value }]
  return Object.entries(value).flatMap(([key, item]) => rulesIn(item, [path, nameOf(key, item)].filter(Boolean).join('.')))
}

/** What people call an item of a list. */
function nameOf(key: string, item: unknown): string {
  if (!isNode(item) || !/^\d+$/.test(key)) return key
  const { code, kind, anyOf } = item
  const named = code ?? kind
  if (typeof named === 'string') return named
  return Array.isArray(anyOf) ? anyOf.join(' or ') : key
}

/** Names of things, and which cases a rule is for: nothing that anybody would act on by itself. */
const NAMES = ['id', 'from', 'until', 'course', 'name', 'code', 'at', 'kind', 'courts', 'codes', 'aboveCents', 'holds']
function bareIn(value: unknown, path: readonly string[]): string[] {
  if (value === null || NAMES.some((name) => path.includes(name) && !isNode(value))) return []
  if (!isNode(value)) return [path.join('.')]
  return isRule(value) ? [] : Object.entries(value).flatMap(([key, item]) => bareIn(item, [...path, key]))
}

describe.each(byId)('each rule of %s', (_id, one) => {
  const rules = rulesIn(one, one.id)

  it('has a source, and says whether it is confirmed', () => {
    expect(rules.length).toBeGreaterThan(20)
    for (const { path, rule } of rules)
      expect([path, rule.source, rule.confirmed]).toEqual([path, expect.stringMatching(/\w{3,}/), expect.any(Boolean)])
  })

  it('that holds a value has the day on which it was checked', () => {
    const valued = rules.filter(({ rule }) => 'value' in rule)
    expect(valued.length).toBeGreaterThan(20)
    for (const { path, rule } of valued) expect([path, rule.checkedOn]).toEqual([path, expect.stringMatching(/^20\d\d-\d\d-\d\d$/)])
  })

  it('is told from a bare value: nothing to act on is without a source', () => {
    expect(bareIn(one, [])).toEqual([])
  })

  it('that nobody looked up is not confirmed', () => {
    const unsure = rules.filter(({ rule }) => /from memory|house policy|practice/.test(String(rule.source)))
    expect(unsure.length).toBeGreaterThan(5)
    expect(unsure.filter(({ rule }) => rule.confirmed).map(({ path }) => path)).toEqual([])
  })
})

describe.each(books.map((book) => [book.country, book] as const))('the page of suing in %s', (country, { judicial = [] }) => {
  const page = readFileSync(join(import.meta.dirname, `../../docs/legal/suing-${country.toLowerCase()}.md`), 'utf8')
  const rules = rulesIn(judicial.at(-1), '')

  it.each([
    ['Confirmed', true],
    ['Not confirmed, in use', false],
  ])('lists what is %s of the newest law, each rule with its source, and nothing else', (heading, confirmed) => {
    const part = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
    const listed = [...part.matchAll(/^\| `([^`]+)` \| .+ \| (.+) \|$/gm)].map(([, path, source]) => ({ path, source }))
    const meant = rules.filter(({ rule }) => rule.confirmed === confirmed).map(({ path, rule }) => ({ path, source: String(rule.source) }))
    expect(listed).toEqual(meant)
  })

  it('names each of its laws', () => {
    for (const { id } of judicial) expect(page).toContain(`\`${id}\``)
  })
})

/** The task with which each course begins. */
const FIRST: Record<Course, TaskKind> = {
  order: 'file-request',
  'two-step-order': 'file-request',
  invitation: 'invite-debtor',
  suit: 'instruct-suit',
  enforcement: 'enforce',
}
const suits = laws.flatMap(({ id, procedures }) =>
  (Object.entries(procedures) as [JudicialProcedure, CourseRules][])
    .filter(([, { course }]) => course !== 'enforcement')
    .map(([procedure, rules]) => [id, procedure, rules] as const),
)

describe.each(suits)('%s: %s', (_id, _procedure, rules) => {
  it('is begun by somebody who takes a power to sue', () => {
    expect(rules.doers[FIRST[rules.course]]?.value).toMatchObject({ power: 'sue' })
  })

  it('has somebody for each of its tasks', () => {
    for (const [task, doer] of Object.entries(rules.doers)) expect([task, doer.value.by.length > 0]).toEqual([task, true])
  })

  it('has delays that can be counted', () => {
    const delays = [rules.appealWithin?.value, rules.judgmentServedWithin?.value, rules.consignWithin?.value.delay]
    for (const delay of delays) if (delay !== undefined) expect(parseDelay(delay)).not.toBeNull()
  })

  it('takes some days, and leads to a title sometimes, not always', () => {
    expect(rules.expectedDays.value).toBeGreaterThan(0)
    expect(rules.successPpm.value).toBeGreaterThan(0)
    expect(rules.successPpm.value).toBeLessThan(1_000_000)
    for (const days of Object.values(rules.silenceDays.value)) expect(days).toBeGreaterThan(0)
  })
})

describe('the sums of Germany', () => {
  it('have no appeal up to 600 EUR, and up to 1,000 from 2026', () => {
    const finals = ['2025-12-31', '2026-01-01'].map((day) => judicialOn(lawOf('DE'), day).procedures.summons?.finalUpToCents?.value)
    expect(finals).toEqual([60_000, 100_000])
  })
})

describe('the sums of France', () => {
  const onDay = (day: string, procedure: JudicialProcedure) => judicialOn(lawOf('FR'), day).procedures[procedure]
  const rules = (procedure: JudicialProcedure) => onDay('2026-11-21', procedure)

  it('were others before 2020: 4,000 EUR, and no lawyer before the commercial court', () => {
    for (const procedure of ['summons', 'interim-order', 'payment-order'] as const) {
      const both = ['2019-12-31', '2020-01-01'].map((day) => onDay(day, procedure)?.finalUpToCents?.value)
      expect([procedure, ...both]).toEqual([procedure, 400_000, 500_000])
    }
    expect(onDay('2019-12-31', 'summons')?.lawyerAbove?.value.courts).toEqual(['tribunal-judiciaire'])
  })

  it('have a lawyer above 10,000 EUR before the tribunal judiciaire and the commercial court, for suits and not for requests', () => {
    const above = { cents: 1_000_000, courts: ['tribunal-judiciaire', 'tribunal-de-commerce', 'tae'] }
    expect([rules('summons')?.lawyerAbove?.value, rules('interim-order')?.lawyerAbove?.value]).toEqual([above, above])
    expect([rules('payment-order')?.lawyerAbove, rules('small-claims')?.lawyerAbove]).toEqual([null, null])
  })

  it('have no appeal up to 5,000 EUR, and above it a month, fifteen days for an interim order', () => {
    const names = ['summons', 'interim-order', 'payment-order', 'small-claims'] as const
    expect(names.map((name) => [rules(name)?.finalUpToCents?.value, rules(name)?.appealWithin?.value])).toEqual([
      [500_000, '1 month'],
      [500_000, '15 days'],
      [500_000, '1 month'],
      [undefined, undefined],
    ])
  })
})
