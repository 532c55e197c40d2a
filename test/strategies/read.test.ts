import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inWords, readStrategy } from '../../src/strategies/read.js'
import { strategySchema } from '../../src/strategies/schema.js'

/** Strategies as they are written: what is read, and in which words and where what cannot be read is refused. */

const FOLDER = join(import.meta.dirname, '../../src/strategies')
const words = (text: string) => {
  const reading = readStrategy(text)
  return 'faults' in reading ? reading.faults.map(inWords) : []
}
const LAWFUL = `name: letters
version: 3
steps:
  - id: opening-letter
    stage: opening
    channels: [letter]
    afterDays: 10
`

describe('a strategy', () => {
  it('is read from YAML, with the days to pay and the post that it leaves out', () => {
    expect(readStrategy(LAWFUL)).toEqual({
      strategy: {
        name: 'letters',
        version: 3,
        steps: [{ id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10, payWithinDays: 8, registered: false }],
      },
    })
  })

  it('is read from JSON, which is YAML too', () => {
    const json = JSON.stringify({ name: 'letters', version: 3, steps: [{ id: 'a', stage: 'opening', channels: ['letter'], afterDays: 1 }] })
    expect(words(json)).toEqual([])
  })

  it('has hours as a clock shows them, and days as text', () => {
    const reading = readStrategy(`${LAWFUL}hours: { weekdays: [1, 2], from: 09:00, to: 18:30 }\n`)
    expect(reading).toMatchObject({ strategy: { hours: { weekdays: [1, 2], from: '09:00', to: '18:30' } } })
  })
})

describe('is refused with step, field, line and column', () => {
  it.each([
    [
      'a field that nobody knows',
      `${LAWFUL}    colour: red\n`,
      ['step opening-letter, colour, line 8, column 13: there is no such field.'],
    ],
    [
      'a channel that there is not',
      LAWFUL.replace('[letter]', '[letter, pigeon]'),
      ['step opening-letter, channels.1, line 6, column 24: Invalid option: expected one of "letter"|"sms"|"email"|"call".'],
    ],
    ['a step without a stage', LAWFUL.replace('    stage: opening\n', ''), ['step opening-letter, stage, line 4, column 5: is missing.']],
    ['a step without a name', LAWFUL.replace('id: opening-letter\n    ', ''), ['step number 1, id, line 4, column 5: is missing.']],
    ['two of one name', `${LAWFUL}name: again\n`, ['line 8, column 1: Map keys must be unique.']],
    [
      'hours that end before they begin',
      `${LAWFUL}hours: { weekdays: [1], from: 10:00, to: 09:00 }\n`,
      ['hours, line 8, column 8: the hours end before they begin.'],
    ],
    ['a condition that says nothing', `${LAWFUL}for: {}\n`, ['for, line 8, column 6: a condition names something.']],
    [
      'bounds that nothing lies between',
      `${LAWFUL}for:\n  leastCents: 2\n  mostCents: 1\n`,
      ['for, line 9, column 3: leastCents is more than mostCents.'],
    ],
    [
      'a text of another stage',
      `${LAWFUL}    template: reminder-1\n`,
      ['step opening-letter, template, line 8, column 15: this text is for the stage amicable.'],
    ],
    [
      'an order that the law does not know',
      `${LAWFUL.replace('opening\n', 'amicable\n')}  - id: late\n    stage: opening\n    channels: [letter]\n    afterDays: 20\n`,
      [
        'step late, stage, line 9, column 12: nothing but a preventive word comes before the opening letter (Code des procédures civiles d’exécution R124-4).',
      ],
    ],
    [
      'no list of steps',
      'name: a\nversion: 1\nsteps: none\n',
      ['steps, line 3, column 8: Invalid input: expected array, received string.'],
    ],
    ['nothing at all', '', ['line 1, column 1: Invalid input: expected object, received null.']],
    ['a list', '- a\n', ['line 1, column 1: Invalid input: expected object, received array.']],
  ])('%s', (_what, text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it('text that is no YAML', () => {
    expect(words('name: [')).toEqual([expect.stringMatching(/^line 1, column 8: .+\.$/)])
  })

  it('text without end, before it is looked at', () => {
    expect(words('#'.repeat(1_000_001))).toEqual(['line 1, column 1: longer than a million characters.'])
  })

  it('a thousand names for one thing, which would fill the memory', () => {
    const lists = Array.from({ length: 9 }, (_, index) => `l${index + 1}: &l${index + 1} [${Array(9).fill(`*l${index}`).join(', ')}]`)
    expect(words(`l0: &l0 [a]\n${lists.join('\n')}\n`)).toEqual([expect.stringMatching(/alias/i)])
  })
})

describe('the schema that editors check by', () => {
  const written = JSON.parse(readFileSync(join(FOLDER, 'strategy.schema.json'), 'utf8')) as object

  it('is as the format is: relance strategy schema writes it anew', () => {
    expect(written).toEqual(JSON.parse(JSON.stringify(strategySchema())))
  })

  it('is named by each file that ships', () => {
    for (const file of readdirSync(join(FOLDER, 'shipped')))
      expect(readFileSync(join(FOLDER, 'shipped', file), 'utf8')).toMatch(
        /^# yaml-language-server: \$schema=\.\.\/strategy\.schema\.json\n/,
      )
  })
})
