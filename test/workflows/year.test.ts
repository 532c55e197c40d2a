import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Life, monthly } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** Time skipping on the real server with the real database: what a year of steps looks like, and takes. */
describe('a file that skips from act to act', () => {
  const year = monthly(12)
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack([year])
  })
  afterAll(() => stack.close())

  it('lives a year of monthly letters, each on its day, on weekdays', async () => {
    const began = performance.now()
    const life = await Life.open(stack, {
      legalStart: '2024-01-01T09:00:00Z',
      dueDate: '2024-01-01',
      strategy: year.name,
      clock: 'skipping',
    })
    await life.untilDecided('ask-human', 60_000)
    process.stderr.write(`  a year of monthly steps took ${Math.round(performance.now() - began)} ms\n`)

    expect(await life.acts()).toEqual([
      '2024-01-31 month-1',
      '2024-03-01 month-2',
      '2024-04-02 month-3', // 31 March is a Sunday, 1 April Easter Monday
      '2024-05-02 month-4',
      '2024-06-03 month-5', // 1 June is a Saturday
      '2024-07-03 month-6',
      '2024-08-02 month-7',
      '2024-09-02 month-8', // 1 September is a Sunday
      '2024-10-02 month-9',
      '2024-11-04 month-10', // 1 November is All Saints', a Friday
      '2024-12-04 month-11',
      '2025-01-03 month-12',
    ])
  })
})
