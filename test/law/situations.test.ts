import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Sourced } from '../../src/domain/law-pack.js'
import { SITUATION_OUTCOMES, SITUATIONS } from '../../src/domain/situation.js'
import { lawOf } from '../../src/law/book.js'
import { coObligedIn } from '../../src/law/insolvency.js'
import { actBy, lastDayBeforeAge, OUTCOMES_OF, SITUATION_LAW, situationRule } from '../../src/law/situations.js'

const FR = lawOf('FR')

describe('what a situation stops', () => {
  it.each([
    ['over-indebtedness', true],
    ['death', false],
    ['minority', false],
    ['protected-adult', false],
  ] as const)('%s: contact, payments and enforcement; interest: %s', (kind, interest) => {
    for (const country of ['FR', 'DE', 'BE', 'RE']) {
      const rule = situationRule(lawOf(country), kind)
      expect([rule.contactStops.value, rule.paymentsStop.value, rule.enforcementStops.value]).toEqual([true, true, true])
      expect(rule.interestStops.value).toBe(interest)
    }
  })

  it('says of everything that no source has confirmed that it is a policy, or which article was meant', () => {
    const rules = Object.values(SITUATION_LAW).flatMap((kinds) => Object.values(kinds).flatMap((rule) => sourced(rule)))
    for (const { confirmed, source } of rules) expect(confirmed || /^house policy: |^Code /.test(source)).toBe(true)
    expect(rules.every(({ checkedOn }) => checkedOn === '2026-11-21')).toBe(true)
  })
})

describe('the last day for what a situation calls for', () => {
  it.each([
    ['over-indebtedness', '2026-01-05', '2026-03-20', '2026-02-04', 'thirty days from the admission'],
    ['over-indebtedness', '2026-04-01', '2026-04-02', '2026-05-04', 'the thirtieth day is 1 May, a holiday and a Friday'],
    ['over-indebtedness', '2028-01-30', '2028-01-31', '2028-02-29', 'a leap year'],
    ['death', '2026-01-05', '2026-02-02', '2026-02-17', 'fifteen days from the day on which it became known'],
    ['protected-adult', '2020-06-01', '2026-02-06', '2026-02-23', 'the fifteenth day is a Saturday, that after it a Sunday'],
  ] as const)('%s since %s, known on %s: %s (%s)', (kind, since, known, lastDay, _why) => {
    expect(actBy(FR, kind, since, known)).toBe(lastDay)
  })

  it.each([
    ['2010-05-01', '2028-04-30'],
    ['2008-02-29', '2026-02-28'],
    ['2008-03-01', '2026-02-28'],
    ['2010-01-01', '2027-12-31'],
  ])('of the minority of who was born on %s is %s', (bornOn, last) => {
    expect(lastDayBeforeAge(bornOn, 18)).toBe(last)
  })
})

describe('who is bound with the debtor', () => {
  it.each([
    ['safeguard', 'stand'],
    ['reorganisation', 'stand'],
    ['plan', 'stand'],
    ['liquidation', 'asked'],
    ['closure', 'asked'],
  ] as const)('%s: %s in France; elsewhere left alone', (proceeding, fate) => {
    expect([coObligedIn(FR, proceeding), coObligedIn(lawOf('DE'), proceeding)]).toEqual([fate, 'stand'])
  })
  it('is asked after a death or an over-indebtedness in France; elsewhere who is over-indebted takes the others with it', () => {
    const fate = (country: string, kind: (typeof SITUATIONS)[number]) => situationRule(lawOf(country), kind).coObliged.value
    expect([fate('FR', 'over-indebtedness'), fate('FR', 'death')]).toEqual(['asked', 'asked'])
    expect([fate('DE', 'over-indebtedness'), fate('DE', 'death')]).toEqual(['stand', 'asked'])
  })
})

describe('how a situation comes out', () => {
  it('may be an error, whatever it is; and no outcome is without a kind', () => {
    for (const kind of SITUATIONS) expect(OUTCOMES_OF[kind].error).toBeNull()
    expect(SITUATION_OUTCOMES.filter((outcome) => !SITUATIONS.some((kind) => outcome in OUTCOMES_OF[kind]))).toEqual([])
  })
  it('never lets anybody write to who has died', () => {
    expect('ended' in OUTCOMES_OF.death).toBe(false)
  })
})

describe('the page of the law', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/situations.md'), 'utf8')
  const part = (heading: string) => page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = (text: string) => [...text.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, rule, source]) => `${rule}: ${source}`)
  const held = Object.entries(SITUATION_LAW).flatMap(([country, kinds]) =>
    Object.entries(kinds).flatMap(([kind, rule]) =>
      named(rule).map(([name, { confirmed, source }]) => ({ confirmed, source, row: `${country}.${kind}.${name}: ${source}` })),
    ),
  )
  const listed = (isListed: (one: (typeof held)[number]) => boolean) => held.filter(isListed).map(({ row }) => row)

  it('lists what is confirmed', () => {
    expect(rows(part('Confirmed')).sort()).toEqual(listed(({ confirmed }) => confirmed).sort())
  })
  it('lists what is not, but for the policies of the house', () => {
    const isLaw = ({ confirmed, source }: (typeof held)[number]) => !confirmed && !source.startsWith('house policy: ')
    expect(rows(part('Not confirmed, in use')).sort()).toEqual(listed(isLaw).sort())
  })
})

function named(rule: object): [string, Sourced<unknown>][] {
  return Object.entries(rule).filter(([, value]) => value !== null) as [string, Sourced<unknown>][]
}

function sourced(rule: object): Sourced<unknown>[] {
  return named(rule).map(([, value]) => value)
}
