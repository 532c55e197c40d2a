import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { countryOf } from '../../src/domain/strategy.js'
import { lawOf } from '../../src/law/book.js'
import { checkStrategy } from '../../src/strategies/check.js'
import { StrategyExample } from '../../src/strategies/example.js'
import { previewStrategy } from '../../src/strategies/preview.js'
import { shippedStrategies } from '../../src/strategies/shipped.js'

const shipped = shippedStrategies()

it('there is one for each kind of debtor', () => {
  expect(shipped.map(({ name }) => name)).toEqual([
    'belgian-b2c',
    'french-b2b',
    'french-b2c-gentle',
    'german-b2b',
    'large-accounts',
    'preventive-reliable',
    'progressive-late-payers',
    'standard',
  ])
})

describe.each(['agency', 'creditor'] as const)('the law has nothing against it, for an %s', (who) => {
  it.each(shipped.map((strategy) => [strategy.name, strategy] as const))('%s', (name, strategy) => {
    const faults = checkStrategy(strategy, lawOf(countryOf(strategy)), who)
    // The oldest names no procedure: what follows its last notice is for a person.
    expect(faults.map(({ rule, level }) => `${level} ${rule}`)).toEqual(name === 'standard' ? ['warning suit-announced'] : [])
  })
})

it('the large accounts are called first, once the opening letter is there', () => {
  const steps = shipped.find(({ name }) => name === 'large-accounts')?.steps ?? []
  const after = steps.slice(steps.findIndex(({ stage }) => stage === 'opening') + 1)
  expect(after[0]?.channels[0]).toBe('call')
})

describe('each example', () => {
  const folder = join(import.meta.dirname, '../../samples/strategy-examples')

  it.each(readdirSync(folder))('%s can be played by every strategy of any country', (file) => {
    const example = StrategyExample.parse(parse(readFileSync(join(folder, file), 'utf8')))
    for (const strategy of shipped) {
      const { acts, end } = previewStrategy(strategy, example, lawOf(countryOf(strategy)))
      expect([strategy.name, acts.length > 0, end.do]).toEqual([strategy.name, true, 'ask-human'])
    }
  })
})
