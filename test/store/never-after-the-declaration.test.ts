import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeclarationBody, type DeclarationInput } from '../../src/contracts/declaration.js'
import { giveUpContact } from '../../src/store/contact.js'
import { takeDeclaration } from '../../src/store/declaration.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { joinStack, type TestStack } from '../support/stack.js'

const NUMBERS = { phones: ['+33612345678'], emails: ['camille@test.example'] }

/** Each of them ends or stops all that the file would do. */
const DECLARED: [string, Pick<DeclarationInput, 'kind' | 'amountCents'>][] = [
  ['a payment to the creditor', { kind: 'direct-payment', amountCents: 100_00 }],
  ['a credit note', { kind: 'credit-note', amountCents: 100_00 }],
  ['goods that came back', { kind: 'return' }],
  ['a dispute', { kind: 'dispute' }],
  ['a recall', { kind: 'recall' }],
]

// By the machine's own clock, so that releases and declarations can be held against one another at the end.
describe('what a creditor declares', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  const due = () => ByHand.open(stack, { channels: ['email'], debtor: NUMBERS, realClock: true })

  async function declare(file: ByHand, said: Pick<DeclarationInput, 'kind' | 'amountCents'>): Promise<void> {
    const { creditor, claims } = await stack.db.debtFile.findUniqueOrThrow({
      where: { id: file.id },
      include: { creditor: true, claims: { include: { claim: true } } },
    })
    const claim = claims[0]?.claim.reference ?? ''
    const body = DeclarationBody.parse({ ...said, reference: randomUUID(), claim, on: '2026-01-12' })
    const declaring = { tenantId: stack.tenantId, creditor: creditor.reference, actor: 'test' }
    expect((await takeDeclaration(stack.db, declaring, body, new Date())).declaration.outcome).toBe('applied')
  }

  async function expectNothingFollows(file: ByHand): Promise<void> {
    const before = await file.contactStates()
    expect(await file.send('sent')).toBe('not-taken')
    expect(['close', 'wait']).toContain((await file.decide()).do)
    expect(await file.contactStates()).toEqual(before)
  }

  it.each(DECLARED)('%s, while an act is reserved: it is not released', async (_, said) => {
    const file = await due()
    const reserved = await file.reserve()
    await declare(file, said)
    expect(reserved && (await file.release(reserved))).toBe(false)
    expect(await file.contactStates()).toEqual(['failed'])
    await expectNothingFollows(file)
  })

  it('control: without a word of the creditor the same reservation is released', async () => {
    const file = await due()
    const reserved = await file.reserve()
    expect(reserved && (await file.release(reserved))).toBe(true)
  })

  it.each(DECLARED)('%s, while the message of a reserved act is written: that it is not sent is no failed try', async (_, said) => {
    const file = await due()
    const reserved = await file.reserve()
    if (!reserved) throw new Error('nothing was reserved')
    await declare(file, said)
    await giveUpContact(stack.db, file.id, reserved, { code: 'sums-differ', fault: 'other' }, file.now())
    expect(await file.lastContact()).toMatchObject({ state: 'failed', failureCode: expect.stringMatching(/^dropped:/), contactedOn: null })
  })

  it.each(DECLARED)('%s, while its provider is being called: the call was before it, and nothing comes after', async (_, said) => {
    const file = await due()
    expect(await file.send('sent', () => declare(file, said))).toBe('sent')
    await expectNothingFollows(file)
  })

  it('while the release waits for it: the release sees it', async () => {
    const file = await due()
    const reserved = await file.reserve()
    if (!reserved) throw new Error('nothing was reserved')
    let release: Promise<boolean> | undefined
    let declaring: Promise<void> | undefined
    await stack.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM debt_file WHERE id = ${file.id}::uuid FOR UPDATE`
      declaring = declare(file, { kind: 'dispute' })
      await eventually(async () => expect(await waiting()).toBe(1))
      release = file.release(reserved)
      await eventually(async () => expect(await waiting()).toBe(2))
    })
    await declaring
    expect(await release).toBe(false)
    await expectNothingFollows(file)
  })

  it('has no release after it, in anything above', async () => {
    const [counts] = await stack.db.$queryRaw<{ releases: number; declarations: number; late: number }[]>`
      SELECT count(DISTINCT k.id) FILTER (WHERE k.released_at IS NOT NULL)::int AS releases, count(DISTINCT d.id)::int AS declarations,
             count(DISTINCT k.id) FILTER (WHERE k.released_at > d.recorded_at)::int AS late
        FROM creditor_declaration d JOIN contact k ON k.file_id = d.file_id
       WHERE d.tenant_id = ${stack.tenantId}::uuid AND d.outcome = 'applied'`
    process.stderr.write(`never after the declaration: ${JSON.stringify(counts)}\n`)
    expect(counts).toEqual({ releases: DECLARED.length, declarations: 3 * DECLARED.length + 1, late: 0 })
  })

  /** How many sessions wait for a file's row that this test holds; files of other tests are locked for moments only. */
  async function waiting(): Promise<number> {
    const [row] = await stack.db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE usename = current_user AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE '%debt_file%FOR UPDATE%'`
    return row?.waiting ?? 0
  }
})
