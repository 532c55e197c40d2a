import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeclarationBody, type DeclarationInput } from '../../src/contracts/declaration.js'
import { takeDeclaration } from '../../src/store/declaration.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A consumer owes 100.00 euros since 2 January 2026: the first letter goes out on Monday 12 January, from 8:00 in Paris on. The file begins
 * a day and a minute before that, and its clock is moved ahead by one day: the creditor speaks in the last minute.
 */
const LAST_MINUTE = '2026-01-11T06:58:40Z'
const EIGHT_O_CLOCK = '2026-01-12T07:00:00.000Z'

let stack: TestStack
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

async function oneMinuteBefore(): Promise<Life> {
  const life = await Life.open(stack, { legalStart: LAST_MINUTE, dueDate: '2026-01-02', capacity: 'consumer', creditor })
  await life.forward(1)
  const opened = await stack.db.outbox.findFirstOrThrow({ where: { fileId: life.id, fact: 'opened' } })
  expect(opened.notBefore?.toISOString()).toBe(EIGHT_O_CLOCK)
  expect((await life.view()).legalNow.slice(0, 16)).toMatch(/^2026-01-12T06:5[89]$/)
  return life
}

async function declare(life: Life, said: Pick<DeclarationInput, 'kind' | 'amountCents'>): Promise<void> {
  const [claim] = (await life.view()).claims
  const body = DeclarationBody.parse({ ...said, reference: randomUUID(), claim: claim?.reference, on: '2026-01-11' })
  await takeDeclaration(stack.db, { tenantId: stack.tenantId, creditor, actor: 'test' }, body, new Date())
}

describe('one minute before a letter goes out, the creditor declares', () => {
  it('nothing: the letter goes', async () => {
    const life = await oneMinuteBefore()
    await life.forward(1)
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter'])
  })

  it.each([
    ['that it was paid', { kind: 'direct-payment', amountCents: 100_00 }, 'close'],
    ['a credit note', { kind: 'credit-note', amountCents: 100_00 }, 'close'],
    ['that goods came back', { kind: 'return' }, 'wait'],
    ['a dispute', { kind: 'dispute' }, 'wait'],
    ['that it takes the file back', { kind: 'recall' }, 'close'],
  ] as const)('%s: the letter does not go', async (_, said, decision) => {
    const life = await oneMinuteBefore()
    await declare(life, said)
    await life.untilDecided(decision)
    if (decision === 'wait') await life.forward(1)
    expect(await stack.db.contact.count({ where: { fileId: life.id } })).toBe(0)
  })

  it('that part of it was paid: the letter asks for the rest', async () => {
    const life = await oneMinuteBefore()
    await declare(life, { kind: 'direct-payment', amountCents: 40_00 })
    await life.forward(1)
    const [contact] = await stack.db.contact.findMany({ where: { fileId: life.id } })
    expect(contact).toMatchObject({ actId: 'opening-letter', amountCents: 60_00n })
  })

  it('a dispute that is ended: the letter goes after all', async () => {
    const life = await oneMinuteBefore()
    await declare(life, { kind: 'dispute' })
    await life.forward(3)
    expect(await life.acts()).toEqual([])
    await declare(life, { kind: 'dispute-ended' })
    await life.forward(1)
    expect(await life.acts()).toEqual(['2026-01-15 opening-letter'])
  })
})
