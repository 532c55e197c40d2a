import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Life, monthly } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** A file so long that its workflow begins anew on the way. */
describe('a file that skips from act to act for decades', () => {
  const decades = monthly(200, 'call')
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack([decades])
  })
  afterAll(() => stack.close())

  it('lives 200 steps without hanging, over several runs of its workflow, and time never goes back', async () => {
    const began = performance.now()
    const life = await Life.open(stack, {
      legalStart: '2004-01-01T09:00:00Z',
      dueDate: '2004-01-01',
      capacity: 'non-professional', // whom no rule protects from being asked for what is time-barred
      strategy: decades.name,
      clock: 'skipping',
      debtor: { phones: ['0612345678'] },
    })
    await life.untilDecided('ask-human', 150_000)
    process.stderr.write(`  200 monthly steps took ${Math.round(performance.now() - began)} ms\n`)

    const acts = await life.acts()
    expect(acts.map((act) => act.slice(11))).toEqual(decades.steps.map(({ id }) => id))
    expect([...acts].sort()).toEqual(acts)
    const times = (await life.view()).events.map(({ legalTime }) => legalTime)
    expect([...times].sort()).toEqual(times)

    const decisions = await stack.db.decision.findMany({ where: { fileId: life.id }, select: { key: true } })
    const runs = new Set(decisions.map(({ key }) => key.split('/')[0]))
    expect(runs.size).toBeGreaterThan(1)
  }, 180_000)
})
