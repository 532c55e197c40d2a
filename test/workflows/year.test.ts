import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Life, monthly } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Time skipping on the real server with the real database: what a year and twenty years of steps look like, and take. */
describe('a file that skips from act to act', () => {
  const year = monthly(12)
  const decades = monthly(240)
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack([year, decades])
  })
  afterAll(() => stack.close())

  it('lives a year of monthly letters, each on its day, on weekdays', async () => {
    const began = performance.now()
    const life = await Life.open(stack, { legalStart: '2024-01-01T09:00:00Z', dueDate: '2024-01-01', strategy: year, clock: 'skipping' })
    await life.untilDecided('ask-human')
    process.stderr.write(`  a year of monthly steps took ${Math.round(performance.now() - began)} ms\n`)

    expect(await life.acts()).toEqual([
      '2024-01-31 month-1',
      '2024-03-01 month-2',
      '2024-04-01 month-3', // 31 March is a Sunday
      '2024-05-01 month-4',
      '2024-05-31 month-5',
      '2024-07-01 month-6', // 30 June is a Sunday
      '2024-07-31 month-7',
      '2024-08-30 month-8',
      '2024-09-30 month-9', // 29 September is a Sunday
      '2024-10-30 month-10',
      '2024-11-29 month-11',
      '2024-12-30 month-12', // 29 December is a Sunday
    ])
  })

  it('lives 240 steps without hanging, over several runs of its workflow, and time never goes back', async () => {
    const began = performance.now()
    const life = await Life.open(stack, { legalStart: '2004-01-01T09:00:00Z', dueDate: '2004-01-01', strategy: decades, clock: 'skipping' })
    await life.untilDecided('ask-human', 90_000)
    process.stderr.write(`  240 monthly steps took ${Math.round(performance.now() - began)} ms\n`)

    const acts = await life.acts()
    expect(acts.map((act) => act.slice(11))).toEqual(decades.steps.map(({ id }) => id))
    expect([...acts].sort()).toEqual(acts)
    const times = (await life.view()).events.map(({ legalTime }) => legalTime)
    expect([...times].sort()).toEqual(times)

    const decisions = await stack.db.decision.findMany({ where: { fileId: life.id }, select: { key: true } })
    const runs = new Set(decisions.map(({ key }) => key.split('/')[0]))
    expect(runs.size).toBeGreaterThan(1)
  }, 120_000)
})
