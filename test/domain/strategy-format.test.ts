import { describe, expect, it } from 'vitest'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import { StrategyDefinition } from '../../src/strategies/format.js'
import { standard } from '../../src/strategies/standard.js'

/** How a strategy is written, what is refused with which words, and that what was once published can be read for ever. */

const step = (id: string, more: object = {}) => ({ id, stage: 'amicable', channels: ['email'], afterDays: 10, ...more })
const letter = (id: string, stage: string, more: object = {}) => step(id, { stage, channels: ['letter'], ...more })
const strategy = (...steps: object[]) => ({ name: 'any', version: 1, steps })
const refusals = (definition: unknown) =>
  (StrategyDefinition.safeParse(definition).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('a strategy', () => {
  it('that ships is valid, and is read as it is written', () => {
    expect(StrategyDefinition.parse(standard)).toEqual(standard)
  })

  it('may leave out how long the debtor has to pay, and whether a letter is registered', () => {
    const [read] = StrategyDefinition.parse(strategy(step('reminder'))).steps
    expect(read).toEqual({ id: 'reminder', stage: 'amicable', channels: ['email'], afterDays: 10, payWithinDays: 8, registered: false })
  })

  it.each([
    [
      'all the stages, in order, two steps on one day',
      strategy(
        step('a', { stage: 'preventive', afterDays: 0 }),
        letter('b', 'opening'),
        step('c'),
        step('d'),
        letter('e', 'formal-notice'),
        step('f', { stage: 'last-notice' }),
      ),
    ],
    ['a formal notice that is the first letter', strategy(letter('a', 'formal-notice', { registered: true }))],
    ['a registered reminder that may go by letter', strategy(step('a', { channels: ['email', 'letter'], registered: true }))],
    [
      'a step a year before the due date, or a hundred years after',
      strategy(step('a', { stage: 'preventive', afterDays: -365 }), step('b', { afterDays: 36_500 })),
    ],
    ['no time to pay at all, or three months', strategy(step('a', { payWithinDays: 0 }), step('b', { payWithinDays: 90 }))],
  ])('may have %s', (_what, definition) => {
    expect(refusals(definition)).toEqual([])
  })
})

describe('is refused', () => {
  const LETTERS = 'the opening letter and the formal notice are letters (Code des procédures civiles d’exécution R124-4)'

  it.each([
    ['two steps of one name', strategy(step('a'), step('b'), step('a')), ['steps.2.id: two steps have the same id']],
    [
      'a day before the day before',
      strategy(step('a'), step('b', { afterDays: 9 })),
      ['steps.1.afterDays: a step comes before the one it follows'],
    ],
    [
      'a stage before the stage before',
      strategy(letter('a', 'formal-notice'), step('b'), letter('c', 'opening')),
      [
        'steps.1.stage: a stage comes before one it follows',
        'steps.2.stage: nothing but a preventive word comes before the opening letter (Code des procédures civiles d’exécution R124-4)',
      ],
    ],
    [
      'a preventive word after the due date',
      strategy(step('a', { stage: 'preventive', afterDays: 1 })),
      ['steps.0.afterDays: a preventive step comes before the due date'],
    ],
    ['an opening letter by e-mail', strategy(letter('a', 'opening', { channels: ['letter', 'email'] })), [`steps.0.channels: ${LETTERS}`]],
    ['a formal notice by text message', strategy(letter('a', 'formal-notice', { channels: ['sms'] })), [`steps.0.channels: ${LETTERS}`]],
    ['a registered e-mail', strategy(step('a', { registered: true })), ['steps.0.registered: only a letter is registered']],
    [
      'two opening letters',
      strategy(letter('a', 'opening'), letter('b', 'opening')),
      ['steps.1.stage: a claim is served each notice once'],
    ],
    [
      'two formal notices',
      strategy(letter('a', 'formal-notice'), letter('b', 'formal-notice')),
      ['steps.1.stage: a claim is served each notice once'],
    ],
  ])('%s, with the step and the reason', (_what, definition, expected) => {
    expect(refusals(definition)).toEqual(expected)
  })

  it.each([
    ['no step', strategy()],
    ['a thousand and one', strategy(...Array.from({ length: 1001 }, (_, index) => step(`a${index}`)))],
    ['a step without a channel', strategy(step('a', { channels: [] }))],
    ['a channel that there is not', strategy(step('a', { channels: ['pigeon'] }))],
    ['a stage that there is not', strategy(step('a', { stage: 'judicial' }))],
    ['half a day', strategy(step('a', { afterDays: 1.5 }))],
    ['more than a year before the due date', strategy(step('a', { stage: 'preventive', afterDays: -366 }))],
    ['time to pay that has passed', strategy(step('a', { payWithinDays: -1 }))],
    ['a field that nobody knows', strategy(step('a', { evenings: true }))],
    ['a field of the strategy that nobody knows', { ...strategy(step('a')), notes: '' }],
    ['an id with a number sign, which names an act', strategy(step('a#2'))],
    ['an id in capitals', strategy(step('Reminder'))],
    ['version 0', { ...strategy(step('a')), version: 0 }],
    ['no name', { version: 1, steps: [step('a')] }],
    ['steps that are none', { name: 'any', version: 1, steps: 'all' }],
    ['nothing at all', null],
  ])('%s', (_what, definition) => {
    expect(refusals(definition)).not.toEqual([])
  })

  it('control: each of these is accepted without its fault', () => {
    expect(refusals(strategy(step('a')))).toEqual([])
    expect(refusals(strategy(...Array.from({ length: 1000 }, (_, index) => step(`a${index}`))))).toEqual([])
  })
})

describe('what version 0.1 published', () => {
  const letters = (...ids: string[]) => strategy(...ids.map((id, index) => ({ id, channel: 'letter', afterDays: 10 * (index + 1) })))
  const stagesOf = (definition: unknown) => StrategyDefinition.parse(definition).steps.map(({ id, stage }) => `${id}: ${stage}`)

  it('is read with the stages that its names meant: its standard strategy, whose hash files carry', () => {
    const published = {
      name: 'standard',
      version: 1,
      steps: [
        { id: 'opening-letter', channel: 'letter', afterDays: 10 },
        { id: 'second-letter', channel: 'letter', afterDays: 25 },
        { id: 'formal-notice', channel: 'letter', afterDays: 45 },
      ],
    }
    expect(canonicalHash(published)).toBe('0181643b2f4d9dc7b7f82b806f019a547aaf204ad2c9a3d8b398321b99216f06')
    const more = { channels: ['letter'], payWithinDays: 8, registered: false }
    expect(StrategyDefinition.parse(published)).toEqual({
      name: 'standard',
      version: 1,
      steps: [
        { id: 'opening-letter', stage: 'opening', afterDays: 10, ...more },
        { id: 'second-letter', stage: 'amicable', afterDays: 25, ...more },
        { id: 'formal-notice', stage: 'formal-notice', afterDays: 45, ...more },
      ],
    })
  })

  it.each([
    ['no name that means a stage', ['first', 'second'], ['first: amicable', 'second: amicable']],
    ['a letter after the formal notice', ['formal-notice', 'final'], ['formal-notice: formal-notice', 'final: last-notice']],
    ['a letter before the opening letter', ['hello', 'opening-letter'], ['hello: amicable', 'opening-letter: amicable']],
    ['both out of order', ['formal-notice', 'opening-letter'], ['formal-notice: formal-notice', 'opening-letter: last-notice']],
  ])('is read in whatever order it was: %s', (_what, ids, stages) => {
    expect(stagesOf(letters(...ids))).toEqual(stages)
  })

  it('before the due date too', () => {
    const early = strategy(
      { id: 'friendly-word', channel: 'letter', afterDays: -4 },
      { id: 'opening-letter', channel: 'letter', afterDays: 10 },
    )
    expect(stagesOf(early)).toEqual(['friendly-word: amicable', 'opening-letter: amicable'])
  })
})
