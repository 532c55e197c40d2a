import { randomUUID } from 'node:crypto'
import type { TestStack } from '../support/stack.js'

type ContactRow = Parameters<TestStack['db']['contact']['create']>[0]['data']

/** An act of a file as if it had gone out on 15 January, without waiting until it does. @returns its id */
export async function writeContact(stack: TestStack, fileId: string, changes: Partial<ContactRow> = {}): Promise<string> {
  const id = randomUUID()
  await stack.db.contact.create({
    data: {
      id,
      fileId,
      stepId: 'first-letter',
      actId: 'first-letter',
      stage: 'amicable',
      channel: 'letter',
      state: 'sent',
      amountCents: 125_000,
      because: [{ rule: 'step:first-letter', source: 'strategy letters v1' }],
      reservedAt: new Date('2026-01-15T09:00:00Z'),
      releasedAt: new Date('2026-01-15T09:00:01Z'),
      contactedOn: new Date('2026-01-15T00:00:00Z'),
      providerReference: id,
      ...changes,
    } as ContactRow,
  })
  return id
}
