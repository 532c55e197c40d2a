import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CourseRules, judicialOn } from '../../src/domain/judicial-law.js'
import { refusalOf } from '../../src/domain/procedure/admit.js'
import { follow } from '../../src/domain/procedure/follow.js'
import type { Course, JudicialProcedure, ProceedingFact, ReportFact } from '../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../src/domain/procedure/rules.js'
import { BOOKS_OF_LAW } from '../../src/law/book.js'

/** How the texts of each country are told. A country that is added says here how its own are called. */
const TEXTS: Record<string, RegExp> = {
  FR: /\b(?:Code (?:civil|de|des|du|général|monétaire)|décret|loi \d)/,
  DE: /\b(?:ZPO|BGB|InsO|GKG|GVG)\b/,
}
const ENDINGS = ['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped'] as const
/** Which people bring about, and no text. */
const BY_PEOPLE: readonly string[] = ['sent-back', 'stopped']

const OPENED = '2026-10-01'
const report = (kind: ReportFact['kind'], on: string, said: Partial<ReportFact> = {}): ReportFact => ({
  id: `${kind}:${on}`,
  kind,
  on,
  toldOn: on,
  ...said,
})
const sum = (amount: number) => amount as ProceedingFact['askedCents']
const filed = report('filed', '2026-10-05')
const granted = report('order-granted', '2026-10-12', { amountCents: sum(80_000) })
const servedAtHome = report('served', '2026-10-20', { act: 'order', mode: 'home' })
const opposed = report('opposition', '2026-11-02')
const judgment = report('judgment', '2026-11-10', { outcome: 'granted', amountCents: sum(80_000) })

/** How far a proceeding of each course may have come before the file ends it. */
const LIVES: Record<Course, readonly (readonly ReportFact[])[]> = {
  order: [[], [filed], [filed, granted], [filed, granted, servedAtHome], [filed, granted, servedAtHome, opposed, judgment]],
  'two-step-order': [
    [],
    [filed, granted],
    [filed, granted, servedAtHome],
    [filed, granted, servedAtHome, report('title-order', '2026-11-10', { amountCents: sum(80_000) })],
    [filed, granted, servedAtHome, opposed, judgment],
  ],
  invitation: [[], [report('invited', '2026-10-05')]],
  suit: [[], [report('summoned', '2026-10-05')], [report('summoned', '2026-10-05'), judgment]],
  enforcement: [
    [],
    [report('measure-done', '2026-10-20', { measure: 'account-seizure' })],
    [report('measure-done', '2026-10-20', { measure: 'account-seizure' }), opposed, judgment],
  ],
}

const books = BOOKS_OF_LAW.filter(({ judicial = [] }) => judicial.length > 0)
const cases = books.flatMap((book) =>
  (Object.entries(judicialOn(book, OPENED).procedures) as [JudicialProcedure, CourseRules][]).map(
    ([procedure, { course }]) => [book.country, procedure, course, book] as const,
  ),
)

function proceedingOf(procedure: JudicialProcedure, course: Course, reports: readonly ReportFact[]): ProceedingFact {
  const title = {
    id: 'title',
    kind: 'payment-order',
    on: '2026-06-01',
    enforceableOn: '2026-06-01',
    servedOn: '2026-06-15',
    servedInPerson: false,
    principalCents: sum(80_000),
    livesFrom: '2026-06-15',
  }
  return {
    id: 'proceeding',
    procedure,
    course,
    openedOn: OPENED,
    court: null,
    region: null,
    distance: 'none',
    claimIds: ['claim'],
    askedCents: sum(80_000),
    reports: [...reports],
    tasks: [],
    missing: [],
    ...(course === 'enforcement' && { title }),
  }
}

/** All that a value says, however deep. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
const foreignIn = (country: string, value: unknown): string[] =>
  wordsIn(value).filter((word) => Object.entries(TEXTS).some(([other, texts]) => other !== country && texts.test(word)))

describe.each(cases)('a proceeding of %s: %s', (country, procedure, course, book) => {
  it.each(ENDINGS)('that ends as %s says no text of another country, and its own where the law ends it', (ending) => {
    for (const life of LIVES[course]) {
      const proceeding = proceedingOf(procedure, course, [...life, report(ending, '2026-11-20')])
      const state = follow(proceeding, rulesFor(proceeding, book), '2026-11-20')
      expect(foreignIn(country, state)).toEqual([])
      if (state.end === ending && !BY_PEOPLE.includes(ending)) expect(state.passages.at(-1)?.source).toMatch(TEXTS[country] as RegExp)
    }
  })

  it('that runs says no text of another country', () => {
    for (const life of LIVES[course]) {
      const proceeding = proceedingOf(procedure, course, life)
      for (const today of ['2026-11-20', '2027-01-20', '2027-06-20'])
        expect(foreignIn(country, follow(proceeding, rulesFor(proceeding, book), today))).toEqual([])
    }
  })

  // What is enforced is what was granted: nothing is asked for any more.
  if (course !== 'enforcement')
    it('takes no sum beyond what was asked for, by a text of its own', () => {
      const proceeding = proceedingOf(procedure, course, [filed])
      const tooMuch = report('order-granted', '2026-10-12', { amountCents: sum(80_001) })
      const refusal = refusalOf(proceeding, tooMuch, rulesFor(proceeding, book), '2026-11-20')
      expect(refusal).toMatchObject({
        code: 'report-contradicts',
        rule: 'asked:80000',
        source: expect.stringMatching(TEXTS[country] as RegExp),
      })
    })
})

it('every country with a law of suing says how its texts are told', () => {
  expect(Object.keys(TEXTS).sort()).toEqual(books.map(({ country }) => country).sort())
})

describe('the code of the judicial road', () => {
  const DOMAIN = join(import.meta.dirname, '../../src/domain')
  const JUDICIAL = /^(?:title|measure|choose-procedure|court|judicial|completeness)/
  const files = [
    ...readdirSync(join(DOMAIN, 'procedure')).map((name) => `procedure/${name}`),
    ...readdirSync(DOMAIN).filter((name) => JUDICIAL.test(name) && name.endsWith('.ts')),
  ]

  it.each(files)('%s names no text of the law outside its comments', (name) => {
    const code = readFileSync(join(DOMAIN, name), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '')
    const articles = code.split('\n').filter((line) => Object.values(TEXTS).some((texts) => texts.test(line)))
    expect(articles).toEqual([])
  })
})
