import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LawBook } from '../../src/domain/law-pack.js'
import { BOOKS_OF_LAW } from '../../src/law/book.js'
import { rulesOf } from './rules.js'

/**
 * The pages of the law are for people who check it. So each says what its packs hold: every rule with its source, and every
 * rule that nobody confirmed.
 *
 * Not claimed: that the words of a page put a rule rightly.
 */
const PAGES: Record<string, string> = { FR: 'fr', BE: 'be', DE: 'de', ZZ: 'generic' }
const pageOf = ({ country }: LawBook) => readFileSync(join(import.meta.dirname, '../../docs/legal', `${PAGES[country]}.md`), 'utf8')

/** The part of a page below a heading, up to the next. */
function partOf(page: string, heading: string): string {
  const [, rest] = page.split(`## ${heading}\n`)
  return rest?.split('\n## ')[0] ?? ''
}

/** Rules that a part lists in a table, with what stands in the last column. */
function listed(part: string): { rule: string; source: string }[] {
  const rows = [...part.matchAll(/^\| `([^`]+)` \| .+ \| (.+) \|$/gm)]
  return rows.map(([, rule = '', source = '']) => ({ rule, source }))
}

const byRule = (a: { rule: string }, b: { rule: string }) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
const once = <T extends { rule: string }>(rules: readonly T[]) => [...new Map(rules.map((rule) => [rule.rule, rule])).values()].sort(byRule)
const asRows = (rules: readonly { path: string; source: unknown }[]) =>
  once(rules.map(({ path, source }) => ({ rule: path, source: String(source) })))

describe.each(BOOKS_OF_LAW.map((book) => [book.country, book] as const))('the page of %s', (_country, book) => {
  const page = pageOf(book)
  const newest = book.packs.at(-1) ?? book.packs[0]

  it('lists each confirmed rule of the newest pack with its source, and nothing else', () => {
    const rules = rulesOf(newest).filter(({ confirmed }) => confirmed)
    expect(once(listed(partOf(page, 'What the newest pack says')))).toEqual(asRows(rules))
  })

  it('lists each rule of any pack that is used and not confirmed', () => {
    const rules = book.packs.flatMap(rulesOf).filter(({ confirmed }) => !confirmed)
    expect(once(listed(partOf(page, 'Not confirmed, in use')))).toEqual(asRows(rules))
  })

  it('lists each rule that is left out, in the words of the pack', () => {
    const left = book.packs.flatMap(({ leftOut }) => leftOut)
    expect(once(listed(partOf(page, 'Not confirmed, not applied')))).toEqual(once(left.map(({ rule, source }) => ({ rule, source }))))
    for (const { rule, says } of left) expect(page).toContain(`| \`${rule}\` | ${says} |`)
  })

  it('names each pack of its country', () => {
    const named = [...page.matchAll(/^\| `([a-z]+\/\d{4}-\d\d-\d\d)` \|/gm)].map(([, id]) => id)
    expect(named).toEqual(book.packs.map(({ id }) => id))
  })
})

describe('the check itself', () => {
  it('reads the rules of a table, and of one part of a page only', () => {
    const page =
      '# X\n\n## One\n\n| rule | says | source |\n|---|---|---|\n| `a.b` | words | art. 1 |\n\n## Two\n\n| `c` | words | art. 2 |\n'
    expect(listed(partOf(page, 'One'))).toEqual([{ rule: 'a.b', source: 'art. 1' }])
    expect(listed(partOf(page, 'Two'))).toEqual([{ rule: 'c', source: 'art. 2' }])
    expect(listed(partOf(page, 'Three'))).toEqual([])
  })
})
