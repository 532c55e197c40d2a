import { describe, expect, it } from 'vitest'
import { AccessGate } from '../../src/api/access-gate.js'
import type { TryOutcome } from '../../src/store/debtor-access.js'

const NOW = new Date('2026-03-02T09:00:00Z')
const WRONG: TryOutcome = { wrong: [] }
const BUSY: TryOutcome = { waitSeconds: 2, for: 'any' }

/** Checks that end when the test says so. */
class Checks {
  begun = 0
  private readonly ends: ((outcome: TryOutcome) => void)[] = []

  readonly check = (): Promise<TryOutcome> => {
    this.begun++
    return new Promise((resolve) => this.ends.push(resolve))
  }

  async end(count: number): Promise<void> {
    for (let index = 0; index < count; index++) this.ends.shift()?.(WRONG)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('the line before the check of keys', () => {
  it('checks four at once, and the next when one ends', async () => {
    const [gate, checks] = [new AccessGate(), new Checks()]
    const outcomes = Array.from({ length: 7 }, (_, index) => gate.pass(`a${index}`, NOW, checks.check))
    expect(checks.begun).toBe(4)
    await checks.end(2)
    expect(checks.begun).toBe(6)
    await checks.end(6)
    await checks.end(1)
    expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => WRONG))
  })

  it('takes ten tries of one address, and those of others behind them', async () => {
    const [gate, checks] = [new AccessGate(), new Checks()]
    const mine = Array.from({ length: 10 }, () => gate.pass('mine', NOW, checks.check))
    expect(await gate.pass('mine', NOW, checks.check)).toEqual(BUSY)
    const other = gate.pass('other', NOW, checks.check)
    for (let round = 0; round < 3; round++) await checks.end(4)
    expect(await Promise.all([...mine, other])).toEqual([...mine, other].map(() => WRONG))
    const again = gate.pass('mine', NOW, checks.check)
    await checks.end(1)
    expect(await again).toEqual(WRONG)
  })

  it('turns away what comes when a thousand wait, before anything is checked', async () => {
    const [gate, checks] = [new AccessGate(), new Checks()]
    for (let index = 0; index < 1_004; index++) void gate.pass(`a${index}`, NOW, checks.check)
    expect(await gate.pass('late', NOW, checks.check)).toEqual(BUSY)
    await expect(gate.inTurn(checks.check)).rejects.toThrow('too-many-requests')
    expect(checks.begun).toBe(4)
    await checks.end(4)
    const next = gate.pass('later', NOW, checks.check)
    for (let round = 0; round < 252; round++) await checks.end(4)
    expect(await next).toEqual(WRONG)
  })

  it('answers an address that must wait from memory until then, and not for one reference alone', async () => {
    const gate = new AccessGate()
    let checked = 0
    const answering = (outcome: TryOutcome) => () => {
      checked++
      return Promise.resolve(outcome)
    }
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
    await gate.pass('one', NOW, answering({ waitSeconds: 60, for: 'any' }))
    expect(await gate.pass('one', at(59.5), answering(WRONG))).toEqual({ waitSeconds: 1, for: 'any' })
    expect(checked).toBe(1)
    expect(await gate.pass('one', at(60), answering(WRONG))).toEqual(WRONG)
    await gate.pass('two', NOW, answering({ waitSeconds: 60, for: 'same' }))
    expect(await gate.pass('two', NOW, answering(WRONG))).toEqual(WRONG)
  })

  it('gives the place of a check that fails to the next', async () => {
    const gate = new AccessGate()
    const failing = () => Promise.reject(new Error('the database is away'))
    for (let index = 0; index < 20; index++) await expect(gate.pass('one', NOW, failing)).rejects.toThrow('the database is away')
    expect(await gate.pass('one', NOW, () => Promise.resolve(WRONG))).toEqual(WRONG)
  })
})
