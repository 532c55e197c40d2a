import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgencyPaperKind } from '../../src/law/agency-papers.js'
import { recordPaper } from '../../src/store/agency-paper.js'
import { endMandate } from '../../src/store/mandate.js'
import { ensureTenant, publishStrategy } from '../../src/store/tenant.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack, threeLetters } from '../support/stack.js'

// Monday 5 January 2026, 10:00 in Paris. Letters are due on 12 and 27 January and 16 February.
const LEGAL_START = '2026-01-05T09:00:00Z'
const ADDRESS = { lines: ['18 rue des Carmes'], postcode: '75005', city: 'Paris', country: 'FR' }

let joined: TestStack
beforeAll(async () => {
  joined = await joinStack()
})
afterAll(() => joined.close())

/** An agency whose insurance ends on 20 January. */
async function insuredAgency(): Promise<TestStack> {
  const apiKey = `test_${randomUUID()}`
  const tenantId = await ensureTenant(joined.db, { kind: 'agency', name: 'Cabinet Neuf', address: ADDRESS }, apiKey)
  await publishStrategy(joined.db, tenantId, threeLetters)
  const stack = { ...joined, tenantId, apiKey }
  await record(stack, 'insurance', 'RCP-1', '2025-01-01', '2026-01-20')
  await record(stack, 'declaration', 'D-1', '2025-01-01')
  await record(stack, 'account', 'FR7630006000011234567890189', '2025-01-01')
  return stack
}

function record(stack: TestStack, kind: AgencyPaperKind, reference: string, validFrom: string, validUntil: string | null = null) {
  return recordPaper(stack.db, stack.tenantId, 'test', { kind, reference, issuer: 'Somebody', validFrom, validUntil })
}

async function begin(stack: TestStack): Promise<{ life: Life; creditor: string }> {
  const creditor = await addCreditor(stack)
  return { life: await Life.open(stack, { legalStart: LEGAL_START, dueDate: '2026-01-02', creditor }), creditor }
}

/** Through 12 January, and on to the 22nd, with the opening letter posted. */
async function untilLapsed(life: Life): Promise<void> {
  await life.forward(10)
  await life.post()
  await life.forward(7)
}

describe('a file whose agency’s insurance has lapsed', () => {
  it('sends nothing more, asks a person, and goes on once the renewed one is recorded', async () => {
    const stack = await insuredAgency()
    const { life } = await begin(stack)
    await untilLapsed(life)
    await life.forward(10)
    await life.untilDecided('ask-human')
    expect((await life.view()).decision).toMatchObject({ question: 'agency-not-in-order', because: [{ rule: 'paper:insurance' }] })
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter'])
    await record(stack, 'insurance', 'RCP-2', '2026-01-30')
    await life.forward(3)
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-02-02 second-letter'])
  })

  it('goes on by itself on the first day of a renewed one that begins later', async () => {
    const stack = await insuredAgency()
    const { life } = await begin(stack)
    await untilLapsed(life)
    await record(stack, 'insurance', 'RCP-2', '2026-02-04')
    await life.forward(9)
    await life.untilDecided('ask-human')
    await life.forward(14)
    expect((await life.acts())[1]).toBe('2026-02-04 second-letter')
  })
})

describe('a file whose mandate is ended', () => {
  it('goes on through the last day, and is closed after it', async () => {
    const stack = await insuredAgency()
    await record(stack, 'insurance', 'RCP-2', '2026-01-21')
    const { life, creditor } = await begin(stack)
    await life.forward(10)
    await life.post()
    const end = { on: '2026-01-27', reason: 'collects in-house', actor: 'test', today: '2026-01-15' }
    await endMandate(stack.db, stack.tenantId, creditor, 'M-1', end)
    await life.forward(20)
    await life.untilDecided('close')
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter', '2026-01-27 second-letter'])
    expect((await life.view()).closedReason).toBe('mandate-ended')
  })
})
