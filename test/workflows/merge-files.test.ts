import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DeclarationBody } from '../../src/contracts/declaration.js'
import { FileList, FileQuery } from '../../src/contracts/file-list.js'
import { FileView } from '../../src/contracts/file-view.js'
import { viewBalance } from '../../src/store/balance-view.js'
import { takeDeclaration } from '../../src/store/declaration.js'
import { loadCase } from '../../src/store/facts.js'
import { listFiles } from '../../src/store/file-list.js'
import { mergeFiles, undoFileMerge } from '../../src/store/merge-files.js'
import { Life } from '../support/life.js'
import { MoneyDesk, paid } from '../support/money.js'
import { joinStack, type TestStack } from '../support/stack.js'

/**
 * Two files of one consumer and creditor, of 100.00 euros each, due on 2 January 2026: three letters go out on 12 January (opening), 27
 * January and 16 February (formal notice), each with eight days to pay. What is printed on the 12th is posted on the 13th.
 */
let stack: TestStack
let desk: MoneyDesk

beforeAll(async () => {
  stack = await joinStack()
  desk = await MoneyDesk.open(stack)
})
afterAll(() => stack.close())

const now = () => new Date()
type Beginning = Partial<Parameters<typeof Life.open>[1]>

async function pair(later: Beginning = {}): Promise<[Life, Life]> {
  const debtor = { customerReference: randomUUID() }
  const due = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', capacity: 'consumer' as const, creditor: desk.creditor, debtor }
  return [await Life.open(stack, due), await Life.open(stack, { ...due, ...later })]
}

const merge = (kept: Life, merged: Life, key: string = randomUUID()) =>
  mergeFiles(stack.db, { tenantId: stack.tenantId, key, actor: 'Anne' }, { keptId: kept.id, mergedId: merged.id }, now())
const part = (merged: Life) => undoFileMerge(stack.db, { tenantId: stack.tenantId, actor: 'Bruno' }, merged.id, now())
const claimsOf = async (life: Life) => (await life.view()).claims.map(({ reference }) => reference)
const declare = async (life: Life, kind: 'dispute' | 'direct-payment', amountCents?: number) => {
  const [claim] = await claimsOf(life)
  const body = DeclarationBody.parse({ kind, claim, amountCents, reference: randomUUID(), on: '2026-01-05' })
  return takeDeclaration(stack.db, { tenantId: stack.tenantId, creditor: desk.creditor, actor: 'test' }, body, now())
}

describe('a file that goes on with the claims of another', () => {
  it('asks for both in one letter, and the other one is closed as a duplicate', async () => {
    const [kept, merged] = await pair()
    const claims = [...(await claimsOf(kept)), ...(await claimsOf(merged))]
    const view = await merge(kept, merged)
    expect(view).toMatchObject({
      kept: (await kept.view()).reference,
      merged: (await merged.view()).reference,
      actor: 'Anne',
      undoneAt: null,
    })
    await merged.untilDecided('close')
    const closed = await merged.view()
    expect(closed).toMatchObject({ status: 'closed', closedReason: 'duplicate', balanceCents: 0, claims: [] })
    await kept.forward(8)
    await kept.liveOn()
    expect((await claimsOf(kept)).sort()).toEqual(claims.sort())
    const contacts = await stack.db.contact.findMany({ where: { fileId: { in: [kept.id, merged.id] } } })
    expect(contacts.map(({ actId, amountCents }) => `${actId} ${amountCents}`)).toEqual(['opening-letter 20000'])
    for (const life of [kept, merged]) expect(await life.happened()).toContain('file-merged')
  })

  it('leaves one that can be read, listed and asked for its balance', async () => {
    const [kept, merged] = await pair()
    await merge(kept, merged)
    await merged.untilDecided('close')
    const view = FileView.parse(await merged.view())
    expect(view.currency).toBe('EUR')
    const list = await listFiles(stack.db, stack.tenantId, FileQuery.parse({ text: view.reference }), now())
    expect(FileList.parse(list).files).toMatchObject([{ claims: 0, balanceCents: 0, currency: 'EUR', oldestDueDate: null }])
    expect(await viewBalance(stack.db, merged.id, undefined, now())).toMatchObject({ owedCents: 0, claims: [] })
  })

  it('sends no notice of the other one again, and leaves the debtor the days that it was given', async () => {
    const [merged, kept] = await pair({ dueDate: '2026-01-12' })
    await merged.forward(8)
    await merged.liveOn()
    const { reference } = await merged.view()
    expect(await merged.acts()).toEqual(['2026-01-12 opening-letter'])
    const [claim = ''] = await claimsOf(merged)
    await merge(kept, merged)
    await kept.untilDecided('wait')
    const moved = await stack.db.claimNotice.findMany({ where: { claim: { reference: claim } } })
    expect(moved.map(({ kind, servedOn }) => `${kind} ${servedOn.toISOString().slice(0, 10)}`)).toEqual(['opening 2026-01-13'])
    expect(moved[0]?.reference).toBe(reference)
    // The letter of 12 January gave until the 20th; the kept file's own opening letter, of its own claim, falls due after that.
    expect((await kept.view()).decision).toMatchObject({ because: [{ rule: 'hold:time-to-pay' }] })
    await kept.forward(20)
    await kept.liveOn()
    const [contact] = await stack.db.contact.findMany({ where: { fileId: kept.id, actId: 'opening-letter' }, include: { claims: true } })
    expect(contact?.claims).toHaveLength(1)
    expect(contact?.amountCents).toBe(200_00n)
  })

  it('has what is paid under the other one’s reference', async () => {
    const [kept, merged] = await pair()
    await merge(kept, merged)
    await merged.untilDecided('close')
    await desk.tell(randomUUID(), merged.id, paid(150_00, { on: '2026-01-05' }))
    await kept.untilDecided('wait')
    expect((await kept.view()).balanceCents).toBe(50_00)
    expect(await merged.view()).toMatchObject({ status: 'closed', closedReason: 'duplicate' })
    await merged.pay(50_00, 'VIR-1')
    await kept.untilDecided('close')
  })

  it('is stopped by a dispute of the other one’s claim', async () => {
    const [kept, merged] = await pair()
    await declare(merged, 'dispute')
    await merge(kept, merged)
    await kept.untilDecided('wait')
    expect((await kept.view()).decision?.because).toMatchObject([{ rule: 'hold:dispute' }])
    await part(merged)
    const held = await stack.db.hold.findMany({ where: { fileId: { in: [kept.id, merged.id] }, liftedAt: null } })
    expect(held.map(({ fileId, reason }) => [fileId, reason])).toEqual([[merged.id, 'dispute']])
  })
})

describe('two files that are parted again', () => {
  it('go on each with its own claims, and what was served meanwhile is served', async () => {
    const [kept, merged] = await pair()
    const before = [await claimsOf(kept), await claimsOf(merged)]
    await merge(kept, merged)
    await kept.forward(8)
    await kept.liveOn()
    const view = await part(merged)
    expect(view).toMatchObject({ undoneBy: 'Bruno', claims: before[1] })
    await merged.untilDecided('wait')
    expect([await claimsOf(kept), await claimsOf(merged)]).toEqual(before)
    expect(await merged.view()).toMatchObject({ status: 'open', closedReason: null, balanceCents: 100_00 })
    await merged.forward(25)
    await merged.liveOn()
    const steps = (await merged.acts()).map((act) => act.split(' ')[1])
    expect(steps).not.toContain('opening-letter')
    expect((await loadCase(stack.db, merged.id)).facts.claims[0]?.notices).toContainEqual({ kind: 'opening', on: '2026-01-13' })
    await expect(part(merged)).rejects.toMatchObject({ code: 'merge-undone' })
    await expect(part(kept)).rejects.toMatchObject({ code: 'resource-unknown' })
  })

  it('cannot be parted once money came in for both', async () => {
    const [kept, merged] = await pair()
    await merge(kept, merged)
    await kept.pay(150_00)
    await expect(part(merged)).rejects.toMatchObject({ code: 'merge-outdated' })
  })
})

describe('files are not merged', () => {
  it('while a letter of the one that would be closed waits for its posting', async () => {
    const [kept, merged] = await pair()
    await merged.forward(8)
    await merged.untilDecided('wait')
    expect(await merged.acts()).toHaveLength(1)
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'merge-blocked', field: 'contacts' })
    await merged.post()
    expect(await merge(kept, merged)).toBeDefined()
  })

  it('while either calls somebody', async () => {
    const [kept, merged] = await pair()
    await merged.forward(8)
    await merged.liveOn()
    const call = await stack.db.contact.findFirstOrThrow({ where: { fileId: merged.id } })
    await stack.db.contact.create({
      data: { ...call, id: randomUUID(), fileId: kept.id, because: [], state: 'calling', postedOn: null, providerReference: null } as never,
    })
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'merge-blocked', field: 'contacts' })
    await expect(merge(merged, kept)).rejects.toMatchObject({ code: 'merge-blocked', field: 'contacts' })
  })

  it.each([
    ['promised', 'kept'],
    ['promised', 'merged'],
  ])('while what their debtor has %s is open on the %s one', async (_what, which) => {
    const [kept, merged] = await pair()
    const fileId = (which === 'kept' ? kept : merged).id
    const days = { payBy: new Date('2026-01-30'), madeOn: new Date('2026-01-05') }
    const promise = {
      tenantId: stack.tenantId,
      fileId,
      amountCents: 10_00,
      graceDays: 3,
      baselineCents: 0,
      origin: 'page',
      actor: 'debtor',
    }
    await stack.db.promiseToPay.create({ data: { id: randomUUID(), ...promise, ...days } })
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'merge-blocked', field: 'agreements' })
    await stack.db.promiseToPay.updateMany({ where: { fileId }, data: { outcome: 'cancelled' } })
    expect(await merge(kept, merged)).toBeDefined()
  })

  it('where the one that would be closed was paid on: it is the one to keep', async () => {
    const [kept, merged] = await pair()
    await merged.pay(10_00)
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'merge-blocked', field: 'payments' })
    expect(await merge(merged, kept)).toBeDefined()
    expect((await merged.view()).balanceCents).toBe(190_00)
  })

  it('that are one, of other debtors, or closed', async () => {
    const [kept, merged] = await pair()
    const [foreign] = await pair()
    await expect(merge(kept, kept)).rejects.toMatchObject({ code: 'merge-impossible' })
    await expect(merge(kept, foreign)).rejects.toMatchObject({ code: 'merge-impossible', field: 'debtor' })
    const key = randomUUID()
    const first = await merge(kept, merged, key)
    expect(await merge(kept, merged, key)).toEqual(first)
    await expect(merge(foreign, merged, key)).rejects.toMatchObject({ code: 'key-reused' })
    await expect(merge(kept, merged)).rejects.toMatchObject({ code: 'file-closed' })
  })
})
