import { describe, expect, it } from 'vitest'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import { StrategyDefinition } from '../../src/strategies/format.js'
import { shippedStrategies } from '../../src/strategies/shipped.js'
import { standard } from '../../src/strategies/standard.js'
import { faults, type Versions } from './frozen-versions.js'

const FROZEN: Record<string, string> = {
  'belgian-b2c v1': '26c3a38896948fe8b54bda3051af0fd0f5633e70126b583c1afc894f16d2cc79',
  'french-b2b v1': '2f133292447a7c1b2a4015780914300291acc5d20a566784f0bce8cb31923ab6',
  'french-b2c-gentle v1': '6e7be9bfcea24cfa7ed85ab6911a96686ee8bc85adb868f60061b57b42bbee3a',
  'german-b2b v1': '590ec9aa99994c095993d9ace940a91bc513fd67716fd260679e45cca672b64c',
  'large-accounts v1': '53f8d47a869e12b4943aeba3246c7efbbdca21ad9993dc3e8884eac263da0e6f',
  'preventive-reliable v1': 'bdba9b034f1da58cc8f5147a1eef707857435a7488048f2dce6d4a510f716cef',
  'progressive-late-payers v1': '1763ea9e9ce3a7ff3344da8eb2ee670776a8df070fb1216259b56e37b0696e89',
  'standard v2': '7f4953eb2b687ab2b282c65c78f59383759dce6f142176aa01b80c7ea1cd79af',
}

const shipped = shippedStrategies()
const strategies: Versions = Object.fromEntries(shipped.map((strategy) => [`${strategy.name} v${strategy.version}`, strategy]))

describe('strategies that ship', () => {
  it('are as they were when they were first used', () => {
    expect(faults(strategies, FROZEN)).toEqual([])
  })

  it('have names of their own', () => {
    expect(Object.keys(strategies)).toHaveLength(shipped.length)
  })

  it('are data through and through: a function or a date object would escape the hash', () => {
    for (const value of shipped) expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
  })

  it('have one hash whether as they are written or as they are read', () => {
    for (const value of shipped) expect(canonicalHash(StrategyDefinition.parse(value))).toBe(canonicalHash(value))
    expect(canonicalHash(StrategyDefinition.parse(standard))).toBe(FROZEN['standard v2'])
  })
})
