import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AGENCY_PAPER_KINDS } from '../../src/contracts/agency-paper.js'
import { AGENCY_PAPERS, EXPIRY_ALARM_DAYS, requiredPapers } from '../../src/law/agency-papers.js'

it.each([
  ['FR', ['insurance', 'declaration', 'account']],
  ['RE', ['insurance', 'declaration', 'account']], // Réunion lives under French law
  ['BE', undefined],
  ['DE', undefined],
  ['US', undefined],
])('an agency with its seat in %s must have %j', (country, kinds) => expect(requiredPapers(country)?.value).toEqual(kinds))

it('each rule says its source and when it was looked up', () => {
  expect(requiredPapers('FR')).toMatchObject({
    source: 'Code des procédures civiles d’exécution R124-2',
    checkedOn: '2026-11-21',
    confirmed: true,
  })
  expect(EXPIRY_ALARM_DAYS).toMatchObject({ value: [60, 30, 7], confirmed: false })
})

it('the API takes the kinds that the law knows', () => expect([...AGENCY_PAPER_KINDS]).toEqual([...AGENCY_PAPERS]))

it('the page of French law says what the data says', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/legal/fr.md'), 'utf8')
  const [part = ''] = (page.split('## What an agency must have\n')[1] ?? '').split('\n## ')
  const listed = [...part.matchAll(/^\| `(\w+)` \| .+ \| (.+) \|$/gm)].map(([, rule, source]) => [rule, source])
  expect(listed).toEqual([
    ['agencyPapers', requiredPapers('FR')?.source],
    ['expiryAlarmDays', EXPIRY_ALARM_DAYS.source],
  ])
})
