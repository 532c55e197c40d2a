import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeclarationBody, type DeclarationInput, type DeclarationView } from '../../src/contracts/declaration.js'
import { cents } from '../../src/domain/money.js'
import { foretellDeclaration, type TakenDeclaration, takeDeclaration } from '../../src/store/declaration.js'
import { viewFile } from '../../src/store/file-view.js'
import { recordPayment } from '../../src/store/payment.js'
import { listWork } from '../../src/store/worklist.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A consumer owes 100.00 euros since 2 January 2026, and the file began on the 5th: on that day nothing goes out yet, and nothing but the
 * principal is owed, whatever a day more or less of interest would be.
 */
let stack: TestStack
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

const DAY = '2026-01-05'
const now = () => new Date()

interface Owed {
  life: Life
  claim: string
}

async function owed(changes: Partial<Parameters<typeof Life.open>[1]> = {}): Promise<Owed> {
  const life = await Life.open(stack, { legalStart: `${DAY}T09:00:00Z`, dueDate: '2026-01-02', capacity: 'consumer', creditor, ...changes })
  const [claim] = (await life.view()).claims
  return { life, claim: claim?.reference ?? '' }
}

const body = (declaration: Partial<DeclarationInput> & Pick<DeclarationInput, 'kind' | 'claim'>) =>
  DeclarationBody.parse({ reference: randomUUID(), on: DAY, ...declaration })

const declare = (declaration: Parameters<typeof body>[0], from = creditor): Promise<TakenDeclaration> =>
  takeDeclaration(stack.db, { tenantId: stack.tenantId, creditor: from, actor: 'test' }, body(declaration), now())

const became = async (taken: Promise<TakenDeclaration>): Promise<Partial<DeclarationView>> => {
  const { outcome, refusal, appliedCents, excessCents } = (await taken).declaration
  return { outcome, refusal, appliedCents, excessCents }
}

const applied = (appliedCents: number | null, excessCents = 0) => ({ outcome: 'applied', refusal: null, appliedCents, excessCents })
const refused = (refusal: string) => ({ outcome: 'refused', refusal, appliedCents: null, excessCents: 0 })
const entries = (claim: string) => stack.db.ledgerEntry.findMany({ where: { claim: { reference: claim } }, orderBy: { id: 'asc' } })
const kept = (reference: string) => stack.db.creditorDeclaration.findMany({ where: { reference, tenantId: stack.tenantId } })
const holds = async ({ id }: Life) =>
  (await stack.db.hold.findMany({ where: { fileId: id, liftedAt: null }, orderBy: { reason: 'asc' } })).map(({ reason }) => reason)
const questions = async () => {
  const { items } = await listWork(stack.db, stack.tenantId, { limit: 200, kind: 'question' }, now())
  return items.map(({ file, question }) => `${file?.reference} ${question}`)
}

describe('a direct payment', () => {
  it('is imputed at the day on which the creditor had it, and enters no client funds', async () => {
    const { life, claim } = await owed()
    expect(await became(declare({ kind: 'direct-payment', claim, amountCents: 40_00, on: '2026-01-03' }))).toEqual(applied(40_00))
    const [entry] = (await entries(claim)).filter(({ kind }) => kind === 'direct_payment')
    expect(entry).toMatchObject({ amountCents: 4000n, valueOn: new Date('2026-01-03T00:00:00Z') })
    expect(await stack.db.fundsEntry.count({ where: { fileId: life.id } })).toBe(0)
    expect((await life.view()).balanceCents).toBe(60_00)
    expect(await life.happened()).toContain('direct-payment-recorded')
  })

  it('of more than is owed says what the creditor owes back, and closes the file', async () => {
    const { life, claim } = await owed()
    expect(await became(declare({ kind: 'direct-payment', claim, amountCents: 130_00 }))).toEqual(applied(100_00, 30_00))
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'paid-direct', balanceCents: 0 })
  })

  it('on a closed file is kept, and all of it is owed back where nothing was owed', async () => {
    const { life, claim } = await owed()
    await life.pay(100_00)
    await life.untilDecided('close')
    expect(await became(declare({ kind: 'direct-payment', claim, amountCents: 25_00 }))).toEqual(applied(0, 25_00))
  })

  it('that did not last is owed again, and the closed file opens', async () => {
    const { life, claim } = await owed()
    await declare({ kind: 'direct-payment', claim, reference: 'CHQ-1', amountCents: 100_00 })
    await life.untilDecided('close')
    expect(await became(declare({ kind: 'payment-returned', claim, of: 'CHQ-1' }))).toEqual(applied(100_00))
    await life.untilDecided('wait')
    expect(await life.view()).toMatchObject({ status: 'open', balanceCents: 100_00 })
    expect(await became(declare({ kind: 'payment-returned', claim, of: 'CHQ-1' }))).toEqual(refused('payment-already-reversed'))
    expect(await became(declare({ kind: 'payment-returned', claim, of: 'CHQ-2' }))).toEqual(refused('payment-unknown'))
  })

  it('of a day that is still to come is refused', async () => {
    const { claim } = await owed()
    const taken = declare({ kind: 'direct-payment', claim, amountCents: 1_00, on: '2199-01-01' })
    expect(await became(taken)).toEqual(refused('payment-day-future'))
  })
})

describe('a credit note', () => {
  it('lowers the claim by what its principal takes, and the rest is the creditor’s to give back', async () => {
    const { life, claim } = await owed()
    expect(await became(declare({ kind: 'credit-note', claim, amountCents: 30_00 }))).toEqual(applied(30_00))
    expect(await became(declare({ kind: 'credit-note', claim, amountCents: 90_00 }))).toEqual(applied(70_00, 20_00))
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ closedReason: 'credited', balanceCents: 0 })
  })

  it('that an operator has written down already is not taken twice', async () => {
    const { claim } = await owed()
    await declare({ kind: 'credit-note', claim, reference: 'AV-9', amountCents: 10_00 })
    expect(await became(declare({ kind: 'return', claim, reference: 'AV-9', amountCents: 10_00 }))).toEqual(refused('payment-duplicate'))
  })
})

describe('what stops a file', () => {
  it('a dispute, until it is ended: it waits for a person meanwhile', async () => {
    const { life, claim } = await owed()
    const { reference } = await life.view()
    await declare({ kind: 'dispute', claim, reference: 'LIT-1', detail: 'Not delivered, says Mr. Test' })
    await life.untilDecided('wait')
    expect((await life.view()).decision?.because).toMatchObject([{ rule: 'hold:dispute' }])
    expect(await questions()).toContain(`${reference} claim-disputed`)
    await declare({ kind: 'dispute-ended', claim })
    await life.untilDecided('wait')
    expect(await holds(life)).toEqual([])
    expect(await questions()).not.toContain(`${reference} claim-disputed`)
    const told = (await life.view()).events.filter(({ kind }) => kind.includes('dispute'))
    expect(told.map(({ kind }) => kind)).toEqual(['claim-disputed', 'dispute-ended'])
    expect(JSON.stringify(told)).not.toContain('Mr. Test')
  })

  it('goods that came back, until the creditor says what they come to', async () => {
    const { life, claim } = await owed()
    expect(await became(declare({ kind: 'return', claim }))).toEqual(applied(null))
    expect(await holds(life)).toEqual(['goods-returned'])
    expect(await became(declare({ kind: 'return', claim, amountCents: 20_00 }))).toEqual(applied(20_00))
    expect(await holds(life)).toEqual([])
    expect((await life.view()).balanceCents).toBe(80_00)
  })

  it('goods that came back, until a person ends it', async () => {
    const { life, claim } = await owed()
    await declare({ kind: 'return', claim })
    await declare({ kind: 'dispute-ended', claim })
    expect(await holds(life)).toEqual([])
  })

  it('each by itself: the end of one dispute leaves the other claim’s in force', async () => {
    const { life, claim } = await owed()
    const second = randomUUID()
    const first = await stack.db.claim.findFirstOrThrow({ where: { reference: claim } })
    const { id: _, reference: __, ...rest } = first
    const claimId = randomUUID()
    await stack.db.claim.create({ data: { ...rest, id: claimId, reference: second } as never })
    await stack.db.fileClaim.create({ data: { fileId: life.id, claimId } })
    await declare({ kind: 'dispute', claim })
    await declare({ kind: 'dispute', claim: second })
    await declare({ kind: 'dispute-ended', claim })
    expect(await holds(life)).toEqual(['dispute'])
    await declare({ kind: 'dispute-ended', claim: second })
    expect(await holds(life)).toEqual([])
  })

  it('nothing: what is not disputed cannot be ended', async () => {
    const { claim } = await owed()
    expect(await became(declare({ kind: 'dispute-ended', claim }))).toEqual(refused('dispute-unknown'))
  })

  it('a recall, for good: the file is closed with something owed', async () => {
    const { life, claim } = await owed()
    expect(await became(declare({ kind: 'recall', claim }))).toEqual(applied(null))
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'recalled', balanceCents: 100_00 })
    expect(await became(declare({ kind: 'dispute', claim }))).toEqual(refused('file-closed'))
    expect(await became(declare({ kind: 'direct-payment', claim, amountCents: 10_00 }))).toEqual(applied(10_00))
  })
})

describe('a declaration', () => {
  it('said again answers the same, and under one reference nothing else is said', async () => {
    const { claim } = await owed()
    const once = { kind: 'direct-payment', claim, reference: 'REG-1', amountCents: 10_00 } as const
    const first = await declare(once)
    expect(await declare(once)).toEqual({ ...first, replayed: true })
    await expect(declare({ ...once, amountCents: 11_00 })).rejects.toMatchObject({ code: 'declaration-duplicate' })
    expect((await entries(claim)).filter(({ kind }) => kind === 'direct_payment')).toHaveLength(1)
  })

  it('of a claim that nobody knows is kept as refused, and taken once the claim is there', async () => {
    const { claim } = await owed()
    const reference = randomUUID()
    const said = { kind: 'direct-payment', reference, amountCents: 10_00 } as const
    expect(await became(declare({ ...said, claim: 'NO-SUCH-NUMBER' }))).toEqual(refused('claim-unknown'))
    expect(await kept(reference)).toMatchObject([{ outcome: 'refused', refusal: 'claim-unknown', fileId: null }])
    expect(await became(declare({ ...said, claim }))).toEqual(applied(10_00))
    expect(await kept(reference)).toMatchObject([{ outcome: 'applied', refusal: null, claimReference: claim }])
  })

  it('names the invoice as people write it, where one alone is meant', async () => {
    const { claim } = await owed()
    const written = claim.toUpperCase().replaceAll('-', ' ')
    const { declaration } = await declare({ kind: 'direct-payment', claim: written, amountCents: 10_00 })
    expect(declaration).toMatchObject({ outcome: 'applied', claim })
  })

  it('is about the creditor’s own claims only', async () => {
    const other = await addCreditor(stack)
    const { claim } = await owed()
    expect(await became(declare({ kind: 'dispute', claim }, other))).toEqual(refused('claim-unknown'))
    await expect(declare({ kind: 'dispute', claim }, 'nobody')).rejects.toMatchObject({ code: 'creditor-unknown' })
  })

  it('in another currency is refused', async () => {
    const { claim } = await owed()
    const taken = declare({ kind: 'credit-note', claim, amountCents: 10_00, currency: 'CHF' })
    expect(await became(taken)).toEqual(refused('currency-mismatch'))
  })

  it('that is only tried out leaves nothing behind', async () => {
    const { life, claim } = await owed()
    const said = body({ kind: 'direct-payment', claim, amountCents: 10_00 })
    const declaring = { tenantId: stack.tenantId, creditor, actor: 'test' }
    const { declaration } = await foretellDeclaration(stack.db, declaring, said, now())
    expect(declaration).toMatchObject({ outcome: 'applied', appliedCents: 10_00 })
    const unknown = await foretellDeclaration(stack.db, declaring, { ...said, claim: 'NO-SUCH-NUMBER' }, now())
    expect(unknown.declaration).toMatchObject({ outcome: 'refused', refusal: 'claim-unknown' })
    expect(await kept(said.reference)).toEqual([])
    expect((await life.view()).balanceCents).toBe(100_00)
  })

  it('cannot be changed in the database once it is applied', async () => {
    const { claim } = await owed()
    const { declaration } = await declare({ kind: 'direct-payment', claim, amountCents: 10_00 })
    const where = { id: declaration.id }
    await expect(stack.db.creditorDeclaration.update({ where, data: { amountCents: 1 } })).rejects.toThrow(/append-only/)
    await stack.db.creditorDeclaration.update({ where, data: { detail: null } })
  })
})

describe('at once', () => {
  it('the same declaration twice is one', async () => {
    const { claim } = await owed()
    const said = { kind: 'direct-payment', claim, reference: randomUUID(), amountCents: 10_00 } as const
    const taken = await Promise.all(Array.from({ length: 4 }, () => declare(said)))
    expect(taken.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(new Set(taken.map(({ declaration }) => declaration.id)).size).toBe(1)
    expect((await entries(claim)).filter(({ kind }) => kind === 'direct_payment')).toHaveLength(1)
  })

  it('two of an unknown claim are one refusal', async () => {
    const said = { kind: 'recall', claim: 'NO-SUCH-NUMBER', reference: randomUUID() } as const
    const taken = await Promise.all([declare(said), declare(said)])
    expect(taken.map(({ declaration }) => declaration.refusal)).toEqual(['claim-unknown', 'claim-unknown'])
    expect(await kept(said.reference)).toHaveLength(1)
  })

  it('a declaration and a payment, of all that is owed each: nothing is paid twice, and what is too much is told', async () => {
    const { life, claim } = await owed()
    const fact = { tenantId: stack.tenantId, fileId: life.id, actor: 'test', reference: 'VIR-1', now: now() }
    const [declared, paid] = await Promise.allSettled([
      declare({ kind: 'direct-payment', claim, amountCents: 100_00 }),
      recordPayment(stack.db, fact, { cents: cents(100_00), currency: 'EUR' }),
    ])
    const { declaration } = (declared as PromiseFulfilledResult<TakenDeclaration>).value
    // Whoever came second found nothing owed: the operator’s payment is refused, the declaration is kept and is all excess.
    expect([declaration.appliedCents, paid.status]).toEqual(declaration.appliedCents === 0 ? [0, 'fulfilled'] : [100_00, 'rejected'])
    expect((await viewFile(stack.db, stack.tenantId, life.id, now())).balanceCents).toBe(0)
    const settled = (await entries(claim)).filter(({ kind }) => ['payment', 'direct_payment'].includes(kind))
    expect(settled.map(({ amountCents }) => amountCents)).toEqual([10_000n])
  })
})
