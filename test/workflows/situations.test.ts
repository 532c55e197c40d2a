import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CoDebtorBody } from '../../src/contracts/co-debtor.js'
import { declareInsolvency } from '../../src/store/insolvency.js'
import { mergeParties, undoPartyMerge } from '../../src/store/merge-parties.js'
import { openCoDebtor } from '../../src/store/open-co-debtor.js'
import { endInsolvency, type NewProceedings, recordInsolvency } from '../../src/store/record-insolvency.js'
import { endSituation, type NewOutcome, type NewSituation, recordSituation } from '../../src/store/situation.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A debtor owes 1,000.00 euros since 2 January 2026, as a professional: 12.15 percent in the first half of 2026. Its file begins on the 5th; its
 * letters would go out on 12 and 27 January and 16 February.
 */
let stack: TestStack
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

type Debtor = NonNullable<Parameters<typeof Life.open>[1]['debtor']>
const begin = (debtor: Debtor = {}) =>
  Life.open(stack, {
    legalStart: '2026-01-05T09:00:00Z',
    dueDate: '2026-01-02',
    amountCents: 1000_00,
    capacity: 'professional',
    creditor,
    debtor,
  })

const acting = ({ id: fileId }: Life) => ({ tenantId: stack.tenantId, fileId, actor: 'Alice', key: randomUUID(), now: new Date() })
const PROOF = { proof: null, proofSha256: 'a'.repeat(64) }
const record = (life: Life, kind: NewSituation['kind'], since: string) =>
  recordSituation(stack.db, acting(life), { kind, since, until: null, reference: null, representative: null, ...PROOF })
const end = (life: Life, situationId: string, outcome: NewOutcome['outcome'], on: string, until: string | null = null) =>
  endSituation(stack.db, acting(life), { situationId, outcome, on, until, representative: null })
const proceedings = (life: Life, proceeding: NewProceedings['proceeding'], publishedOn: string) =>
  recordInsolvency(stack.db, acting(life), {
    proceeding,
    publishedOn,
    judgmentOn: null,
    court: null,
    representative: null,
    reference: null,
    ...PROOF,
  })
const noticed = (id: string) => ({ tenantId: stack.tenantId, id, actor: 'Alice' })

const holdsOf = async ({ id }: Life) =>
  (await stack.db.hold.findMany({ where: { fileId: id, liftedAt: null }, orderBy: { reason: 'asc' } })).map(({ reason }) => reason)
const toldOf = async ({ id }: Life) =>
  (await stack.db.creditorNotice.findMany({ where: { fileId: id }, orderBy: { id: 'asc' } })).map(({ kind, reason }) => `${kind} ${reason}`)
const interestOf = async (life: Life) => (await life.view()).totals.interestCents

async function days(life: Life, count: number): Promise<void> {
  await life.forward(count)
  await life.liveOn()
}

describe('what has happened to a debtor', () => {
  it.each([
    ['over-indebtedness', '2026-01-04'],
    ['death', '2026-01-04'],
    ['minority', '2010-06-01'],
    ['protected-adult', '2019-06-01'],
  ] as const)('%s: nothing goes out for a year, and its creditor is told', async (kind, since) => {
    const life = await begin()
    await record(life, kind, since)
    await life.untilTold()
    await days(life, 20)
    await days(life, 345)
    expect(await life.acts()).toEqual([])
    expect(await holdsOf(life)).toEqual([kind])
    expect((await life.view()).decision?.because.map(({ rule }) => rule)).toEqual([`hold:${kind}`])
    expect(await toldOf(life)).toEqual([`situation ${kind}`])
    expect((await life.view()).situations).toMatchObject([{ kind, since, outcome: null, actor: 'Alice' }])
  })

  it('control: nothing has happened, and the letters go', async () => {
    const life = await begin()
    await days(life, 7)
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter'])
  })

  it('minority ends by itself, on the day of majority', async () => {
    const life = await begin()
    await record(life, 'minority', '2008-02-10')
    await life.untilTold()
    await days(life, 30)
    expect(await life.acts()).toEqual([])
    await days(life, 6)
    expect(await life.acts()).toEqual(['2026-02-10 opening-letter'])
  })

  it('over-indebtedness stops interest from the day of its admission on, and what is no interest it leaves', async () => {
    const life = await begin()
    await record(life, 'over-indebtedness', '2026-01-05')
    await days(life, 40)
    // 2026-01-03 and 04: 1,000.00 × 2 days × 12.15 % / 365.
    expect(await interestOf(life)).toBe(67)
    expect((await life.view()).totals.indemnityCents).toBe(40_00)
  })

  it('a death leaves interest as it is', async () => {
    const life = await begin()
    await record(life, 'death', '2026-01-05')
    await days(life, 10)
    // 3 to 15 January: 13 days.
    expect(await interestOf(life)).toBe(433)
  })

  it('is known of a file that is opened later, before anything of it is decided', async () => {
    const customerReference = randomUUID()
    await record(await begin({ customerReference }), 'death', '2026-01-04')
    const later = await begin({ customerReference })
    expect(await holdsOf(later)).toEqual(['death'])
    await days(later, 60)
    expect(await later.acts()).toEqual([])
  })
})

describe('how it comes out', () => {
  it('debt erased: the file is closed for that', async () => {
    const life = await begin()
    const id = await record(life, 'over-indebtedness', '2026-01-04')
    await end(life, id, 'debt-erased', '2026-01-05')
    await life.untilTold()
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'debt-erased' })
    expect(await toldOf(life)).toEqual(['situation over-indebtedness', 'situation over-indebtedness:debt-erased', 'closed debt-erased'])
  })

  it('an estate without assets: the file is closed as the debtor’s death', async () => {
    const life = await begin()
    const id = await record(life, 'death', '2026-01-04')
    await end(life, id, 'insufficient-assets', '2026-01-05')
    await life.untilTold()
    await life.untilDecided('close')
    expect((await life.view()).closedReason).toBe('deceased')
  })

  it('measures: the file waits through their last day, and goes on after it without interest for what was before', async () => {
    const life = await begin()
    const id = await record(life, 'over-indebtedness', '2026-01-04')
    await end(life, id, 'imposed-measures', '2026-01-05', '2026-03-02')
    await days(life, 56)
    expect(await life.acts()).toEqual([])
    await days(life, 1)
    expect(await life.acts()).toEqual(['2026-03-03 opening-letter'])
    expect(await interestOf(life)).toBe(33)
  })

  it('ended: the file goes on, and interest runs again from the day after', async () => {
    const life = await begin()
    const id = await record(life, 'over-indebtedness', '2026-01-05')
    await days(life, 20)
    await end(life, id, 'ended', '2026-01-25')
    await life.untilTold()
    await life.liveOn()
    await days(life, 1)
    expect(await holdsOf(life)).toEqual([])
    expect(await life.acts()).toEqual(['2026-01-26 opening-letter'])
    // 3 and 4 January, 26 January: 0.67 and 0.33.
    expect(await interestOf(life)).toBe(67 + 33)
  })

  it('an error: the file goes on as if it had never been', async () => {
    const life = await begin()
    const id = await record(life, 'over-indebtedness', '2026-01-04')
    await days(life, 21)
    await end(life, id, 'error', '2026-01-26')
    await life.untilTold()
    await life.liveOn()
    expect(await life.acts()).toEqual(['2026-01-26 opening-letter'])
    // 3 to 26 January: 24 days.
    expect(await interestOf(life)).toBe(799)
  })

  it('heirs who have accepted: the file waits for a person', async () => {
    const life = await begin()
    const id = await record(life, 'death', '2026-01-04')
    await end(life, id, 'heirs-accepted', '2026-01-05')
    await days(life, 100)
    expect([await life.acts(), await holdsOf(life)]).toEqual([[], ['death']])
  })
})

describe('proceedings that a person has recorded', () => {
  it.each([
    [true, 'insolvent-declared'],
    [false, 'insolvent-undeclared'],
  ])('without assets, claims declared: %s: closed as %s', async (isDeclared, reason) => {
    const life = await begin({ kind: 'company' })
    const id = await proceedings(life, 'liquidation', '2026-01-05')
    const row = await stack.db.insolvencyNotice.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({
      register: 'operator',
      state: 'confirmed',
      declareBy: new Date('2026-03-05'),
      proofSha256: PROOF.proofSha256,
    })
    if (isDeclared) await declareInsolvency(stack.db, noticed(id), '2026-01-05', new Date())
    await endInsolvency(stack.db, noticed(id), 'insufficient-assets', '2026-01-05', new Date())
    await life.untilTold()
    await life.untilDecided('close')
    expect((await life.view()).closedReason).toBe(reason)
  })

  it('hold the file, without interest from the judgment on; ended, they let it go on', async () => {
    const life = await begin({ kind: 'company' })
    const id = await proceedings(life, 'reorganisation', '2026-01-05')
    await days(life, 20)
    expect([await life.acts(), await holdsOf(life), await interestOf(life)]).toEqual([[], ['insolvency'], 67])
    await endInsolvency(stack.db, noticed(id), 'ended', '2026-01-25', new Date())
    await days(life, 1)
    expect([await life.acts(), await holdsOf(life), await interestOf(life)]).toEqual([['2026-01-26 opening-letter'], [], 100])
  })
})

describe('who is bound with the debtor', () => {
  async function withGuarantor(kind: 'person' | 'company'): Promise<[Life, Life]> {
    const life = await begin({ kind: 'company' })
    const debtor = { kind, name: 'Garant', addresses: [{ lines: ['9 rue du Test'], postcode: '75002', city: 'Paris' }] }
    const opening = { tenantId: stack.tenantId, fileId: life.id, actor: 'Alice', key: randomUUID(), now: new Date() }
    const { id } = await openCoDebtor(stack.db, opening, CoDebtorBody.parse({ debtor, liability: 'guarantor', strategy: 'three-letters' }))
    return [life, Life.of(stack, id)]
  }

  it('a person stands in a reorganisation and under its plan, and is asked once it is a liquidation', async () => {
    const [life, guarantor] = await withGuarantor('person')
    const id = await proceedings(life, 'reorganisation', '2026-01-05')
    expect(await holdsOf(guarantor)).toEqual(['guarantee-suspended'])
    await days(guarantor, 30)
    expect(await guarantor.acts()).toEqual([])
    await endInsolvency(stack.db, noticed(id), 'plan', '2026-01-05', new Date())
    expect(await holdsOf(guarantor)).toEqual(['guarantee-suspended'])
    await proceedings(life, 'liquidation', '2026-01-05')
    expect(await holdsOf(guarantor)).toEqual([])
    await guarantor.untilTold()
    await guarantor.liveOn()
    expect(await guarantor.acts()).toEqual(['2026-02-04 opening-letter'])
  })

  it.each(['over-indebtedness', 'death'] as const)('is asked after %s', async (kind) => {
    const [life, guarantor] = await withGuarantor('person')
    await record(life, kind, '2026-01-05')
    await days(guarantor, 30)
    expect([await holdsOf(guarantor), (await guarantor.acts()).length]).toEqual([[], 2])
  })

  it('a company is asked all the same', async () => {
    const [life, guarantor] = await withGuarantor('company')
    await proceedings(life, 'safeguard', '2026-01-05')
    expect(await holdsOf(guarantor)).toEqual([])
  })

  it('stands from its first day where the proceedings were there before it', async () => {
    const life = await begin({ kind: 'company' })
    await proceedings(life, 'safeguard', '2026-01-05')
    const debtor = { name: 'Garant', addresses: [{ lines: ['9 rue du Test'], postcode: '75002', city: 'Paris' }] }
    const opening = { tenantId: stack.tenantId, fileId: life.id, actor: 'Alice', key: randomUUID(), now: new Date() }
    const { id } = await openCoDebtor(stack.db, opening, CoDebtorBody.parse({ debtor, liability: 'guarantor' }))
    expect(await holdsOf(Life.of(stack, id))).toEqual(['guarantee-suspended'])
  })

  it('the death of a guarantor changes nothing for the debtor', async () => {
    const [life, guarantor] = await withGuarantor('person')
    await record(guarantor, 'death', '2026-01-05')
    expect([await holdsOf(life), await holdsOf(guarantor)]).toEqual([[], ['death']])
  })
})

describe('debtors who are one', () => {
  it('share what has happened, until they are two again', async () => {
    const [kept, other] = [await begin({ customerReference: randomUUID() }), await begin({ customerReference: randomUUID() })]
    await record(other, 'over-indebtedness', '2026-01-04')
    const merging = { tenantId: stack.tenantId, key: randomUUID(), actor: 'Alice' }
    const { id } = await mergeParties(stack.db, merging, { keep: kept.id, merge: other.id }, new Date())
    expect([await holdsOf(kept), await holdsOf(other)]).toEqual([['over-indebtedness'], ['over-indebtedness']])
    await days(kept, 60)
    expect([await kept.acts(), await interestOf(kept)]).toEqual([[], 33])
    await undoPartyMerge(stack.db, { tenantId: stack.tenantId, actor: 'Alice' }, id, new Date())
    expect([await holdsOf(kept), await holdsOf(other)]).toEqual([[], ['over-indebtedness']])
    await kept.untilTold()
    await kept.liveOn()
    expect((await kept.acts()).length).toBe(1)
  })
})
