import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sourced } from '../../src/domain/law-pack.js'
import { lawOf } from '../../src/law/book.js'
import { declareBy, INSOLVENCY_LAW, insolvencyLaw } from '../../src/law/insolvency.js'

describe('the last day to declare', () => {
  const fr = lawOf('FR')
  it.each([
    ['2026-01-10', '2026-03-10', 'a Tuesday'],
    ['2026-02-28', '2026-04-28', 'from the end of a short month, the same day of the month'],
    ['2025-12-31', '2026-03-02', 'February has no 31st; its 28th is a Saturday: the Monday after'],
    ['2027-12-30', '2028-02-29', 'a leap year’s last day, a Tuesday'],
    ['2026-03-14', '2026-05-15', 'Ascension is a holiday: the Friday after'],
    ['2026-03-01', '2026-05-04', '1 May is a Friday and a holiday: the Monday'],
    ['2026-06-13', '2026-08-13', 'a Thursday'],
    ['2026-06-15', '2026-08-17', '15 August is a Saturday and a holiday: the Monday'],
  ])('published on %s: %s (%s)', (publishedOn, lastDay) => {
    expect(declareBy(fr, publishedOn)).toBe(lastDay)
  })

  it('is reckoned overseas by the same law, and nowhere else', () => {
    expect(declareBy(lawOf('RE'), '2026-01-10')).toBe('2026-03-10')
    expect([insolvencyLaw(lawOf('DE')), declareBy(lawOf('DE'), '2026-01-10')]).toEqual([null, null])
  })
})

describe('the page of the law', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/legal/insolvency.md'), 'utf8')
  const part = (heading: string) => page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = (text: string) => [...text.matchAll(/^\| `([^`]+)` \| .+ \| (.+) \|$/gm)].map(([, rule, source]) => `${rule}: ${source}`)
  const held = Object.entries(INSOLVENCY_LAW).flatMap(([country, rules]) =>
    (Object.entries(rules) as [string, Sourced<unknown>][]).map(([name, { confirmed, source }]) => ({
      confirmed,
      row: `${country}.${name}: ${source}`,
    })),
  )

  it('lists what is confirmed', () => {
    expect(rows(part('Confirmed')).sort()).toEqual(
      held
        .filter(({ confirmed }) => confirmed)
        .map(({ row }) => row)
        .sort(),
    )
  })
  it('lists what is not, used or left out', () => {
    const listed = [...rows(part('Not confirmed, in use')), ...rows(part('Not confirmed, not applied'))]
    expect(listed.sort()).toEqual(
      held
        .filter(({ confirmed }) => !confirmed)
        .map(({ row }) => row)
        .sort(),
    )
  })
})
