import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { relance } from './relance.js'

/** Strategies from the command line, where nothing of Relance runs. */

const UNLAWFUL = `name: rude
version: 1
charges: { interest: true, indemnity: true }
steps:
  - { id: opening-letter, stage: opening, channels: [letter], afterDays: 10 }
  - { id: last-notice, stage: last-notice, channels: [letter], afterDays: 30 }
`

let folder: string
const path = (name: string) => join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-strategy-'))
  writeFileSync(path('rude.yaml'), UNLAWFUL)
  writeFileSync(path('broken.yaml'), UNLAWFUL.replace('[letter], afterDays: 30', '[pigeon], afterDays: 30'))
  writeFileSync(
    path('letters.yaml'),
    UNLAWFUL.replace('last-notice, stage: last-notice', 'notice, stage: formal-notice')
      .replace('rude', 'letters')
      .replace('indemnity: true', 'indemnity: false'),
  )
  writeFileSync(
    path('example.yaml'),
    'opened: 2025-06-10\nclaims:\n  - { reference: F-1, dueDate: 2025-06-10, amountCents: 100000, capacity: trader }\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('relance strategy check', () => {
  it('names step, rule and article of what is refused, and ends with 1', async () => {
    const { code, stdout, stderr } = await relance(['strategy', 'check', path('rude.yaml')])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/^rude v1 may not be published:\n/)
    expect(stdout).toMatch(/ {2}refused: step last-notice, mandatory-notice:formal-notice: .+ \(.*1344.*\)\n/)
    expect(stdout).toMatch(/ {2}refused: charges-indemnity: .+ \(Code de commerce D441-5\)\n/)
  })

  it('passes what is lawful, as JSON on demand', async () => {
    const { code, stdout } = await relance(['strategy', 'check', path('letters.yaml'), '--collects', 'creditor', '--json'])
    expect({ code, answer: JSON.parse(stdout) as unknown }).toEqual({
      code: 0,
      answer: { strategy: 'letters v1', lawful: true, faults: [] },
    })
  })

  it.each([
    ['what cannot be read, with its place', 'broken.yaml', /broken\.yaml: step last-notice, channels\.0, line 6, column \d+: .+\.\n$/],
    [
      'a name that nothing has',
      'nothing-of-the-kind',
      /^There is no file .*nothing-of-the-kind, and no strategy of this name ships: relance strategy list --shipped names those that do\.\n$/,
    ],
  ])('refuses %s in one sentence', async (_what, name, message) => {
    const { code, stdout, stderr } = await relance(['strategy', 'check', path(name)])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
  })
})

it('relance strategy preview shows the dated plan', async () => {
  const { code, stdout } = await relance(['strategy', 'preview', path('letters.yaml'), '--from', path('example.yaml')])
  expect(code).toBe(0)
  // 20 days to 30 June at 13.15 %, 10 days from 1 July at 12.15 %: 7.21 + 3.33.
  expect(stdout).toMatch(
    /2025-07-10 {2}notice: formal-notice by letter, to pay by 2025-07-18\n {2}1.010,54.€ owed: 1.000,00.€ principal \+ 10,54.€ interest\n {2}because mandatory-notice \(/,
  )
  expect(stdout).toMatch(/2025-07-19 {2}then ask-human: judicial-decision\n/)
})

it('relance strategy diff compares by step and field', async () => {
  const { stdout } = await relance(['strategy', 'diff', path('letters.yaml'), path('rude.yaml')])
  expect(stdout.split('\n')).toEqual([
    'letters v1 → rude v1',
    '~ name: letters → rude',
    '~ charges.indemnity: false → true',
    '+ last-notice: last-notice by letter, 30 days after the due date',
    '- notice: formal-notice by letter, 30 days after the due date',
    '',
  ])
})

it('relance strategy list --shipped names those that come with Relance', async () => {
  const { stdout } = await relance(['strategy', 'list', '--shipped'])
  expect(stdout).toContain('french-b2b v1  7 steps\n')
})
