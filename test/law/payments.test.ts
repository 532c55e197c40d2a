import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UNPAID_REASONS as UNPAID_CODES } from '../../src/contracts/cheque.js'
import type { Sourced } from '../../src/domain/law-pack.js'
import { CLEARING_DAYS, UNPAID_REASONS } from '../../src/law/cheques.js'
import { DEBIT_MESSAGE, DEBIT_RULES, debitRules, NOTICE_DAYS, RETURN_REASONS, returnReason } from '../../src/law/sepa.js'

const page = readFileSync(join(import.meta.dirname, '../../docs/legal/payments.md'), 'utf8')

type Rule = [string, Sourced<unknown>]
const named = (prefix: string, rules: Readonly<Record<string, Sourced<unknown>>>): Rule[] =>
  Object.entries(rules).map(([name, rule]) => [`${prefix}.${name}`, rule])

const RULES: Rule[] = [
  ['noticeDays', NOTICE_DAYS],
  ['clearingDays', CLEARING_DAYS],
  ['message', DEBIT_MESSAGE],
  ['returnReasons', RETURN_REASONS.AM04 as Sourced<unknown>],
  ...named('core', { ...DEBIT_RULES.core }),
  ...named('b2b', { ...DEBIT_RULES.b2b }),
  ...named('unpaid', UNPAID_REASONS),
]

/** Rules that a part of the page lists, with their sources. */
function listed(heading: string): string[] {
  const [part = ''] = (page.split(`## ${heading}\n`)[1] ?? '').split('\n## ')
  return [...part.matchAll(/^\| `([^`]+)` \| .+ \| (.+) \|$/gm)].map(([, rule, source]) => `${rule}: ${source}`).sort()
}

describe('the page of payments', () => {
  it.each([
    ['Confirmed', true],
    ['Not confirmed, in use', false],
  ])('lists under “%s” what is, with its source', (heading, confirmed) => {
    const rules = RULES.filter(([, rule]) => rule.confirmed === confirmed)
    expect(listed(heading)).toEqual(rules.map(([name, { source }]) => `${name}: ${source}`).sort())
  })
})

it('each scheme has the delays of its rulebook', () => {
  const common = { leadTargetDays: 1, earliestDays: 14, lapseMonths: 36, unauthorisedMonths: 13 }
  expect(debitRules('core')).toEqual({ ...common, returnTargetDays: 5, refundWeeks: 8 })
  expect(debitRules('b2b')).toEqual({ ...common, returnTargetDays: 3, refundWeeks: null })
})

it.each([
  ['AM04', 'again', false],
  ['MD01', 'new-mandate', true],
  ['MD06', 'ask', false],
  ['AC04', 'new-account', false],
  ['MS02', 'ask', false],
  ['MD07', 'never', false],
  ['XX99', 'ask', false],
])('after %s comes: %s; it says that nothing was authorised: %s', (code, next, unauthorised) =>
  expect(returnReason(code)).toMatchObject({ next, unauthorised }),
)

it('a cheque may come back for the reasons that are known, and no other', () => {
  expect([...UNPAID_CODES].sort()).toEqual(Object.keys(UNPAID_REASONS).sort())
})
