import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCase } from '../../src/store/facts.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

let stack: TestStack
beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

/** It is asked for by every decision, and takes longer to plan than to run. */
it('keeps the statement of a file’s facts prepared', async () => {
  const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
  const kept = await stack.db.$transaction(async (tx) => {
    await loadCase(tx, life.id)
    return tx.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%"otherContacts"%'`
  })
  expect(kept.some(({ statement }) => statement.includes('"moneyUnderWay"'))).toBe(true)
})
