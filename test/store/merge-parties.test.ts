import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CoDebtorBody } from '../../src/contracts/co-debtor.js'
import { loadCase } from '../../src/store/facts.js'
import { recordInbound } from '../../src/store/inbound.js'
import { mergeParties, undoPartyMerge } from '../../src/store/merge-parties.js'
import { openCoDebtor } from '../../src/store/open-co-debtor.js'
import { writeContact } from '../api/rows.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/** Two spellings of one debtor, each with a file that does nothing before 12 January 2026. */
let stack: TestStack
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

const now = () => new Date()
type Debtor = NonNullable<Parameters<typeof Life.open>[1]['debtor']>
const open = (debtor: Debtor = {}) =>
  Life.open(stack, {
    legalStart: '2026-01-05T09:00:00Z',
    dueDate: '2026-01-02',
    creditor,
    debtor: { customerReference: randomUUID(), ...debtor },
  })
const debtorOf = async ({ id }: Life) => (await stack.db.debtFile.findUniqueOrThrow({ where: { id } })).debtorId
const merging = (key: string = randomUUID()) => ({ tenantId: stack.tenantId, key, actor: 'Anne' })
const merge = (keep: Life, other: Life, key?: string) => mergeParties(stack.db, merging(key), { keep: keep.id, merge: other.id }, now())
const undo = (id: string) => undoPartyMerge(stack.db, { tenantId: stack.tenantId, actor: 'Bruno' }, id, now())
const events = async (life: Life, prefix: string) =>
  (await life.view()).events.filter(({ kind }) => kind.startsWith(prefix)).map(({ kind, actor }) => `${kind} by ${actor}`)
/** All that a party has. */
const belongings = async (partyId: string) => ({
  files: (await stack.db.debtFile.findMany({ where: { debtorId: partyId }, orderBy: { id: 'asc' } })).map(({ id }) => id),
  points: (await stack.db.contactPoint.findMany({ where: { partyId }, orderBy: { id: 'asc' } })).map(({ id, status }) => `${id} ${status}`),
  identifiers: (await stack.db.partyIdentifier.findMany({ where: { partyId }, orderBy: { kind: 'asc' } })).map(({ value }) => value),
  messages: (await stack.db.inboundMessage.findMany({ where: { partyId } })).map(({ messageId }) => messageId),
})
const NOTHING = { files: [], points: [], identifiers: [], messages: [] }
let phones = 0
const phone = () => `+3361299${String(phones++).padStart(4, '0')}`

describe('two debtors that are one', () => {
  it('have one budget of contacts, one set of numbers, and are never found apart again', async () => {
    const customerReference = randomUUID()
    const [kept, other] = [await open(), await open({ customerReference, siren: '732829320' })]
    const [keptId, otherId] = [await debtorOf(kept), await debtorOf(other)]
    await writeContact(stack, other.id)
    const view = await merge(kept, other)
    expect(view).toMatchObject({ kept: keptId, merged: otherId, files: [(await other.view()).reference], actor: 'Anne', undoneAt: null })
    expect(await belongings(otherId)).toEqual(NOTHING)
    expect((await belongings(keptId)).identifiers).toEqual(expect.arrayContaining([customerReference, '732829320']))
    expect((await loadCase(stack.db, kept.id)).facts.otherContacts).toEqual(['2026-01-15'])
    for (const debtor of [{ customerReference }, { siren: '732829320' }]) expect(await debtorOf(await open(debtor))).toBe(keptId)
    expect(await events(other, 'debtor-')).toEqual(['debtor-merged by Anne'])
    expect(await events(kept, 'debtor-')).toEqual([])
    const told = await stack.db.outbox.findMany({ where: { fact: 'debtor-merged', fileId: { in: [kept.id, other.id] } } })
    expect(told).toHaveLength(2)
  })

  it('are two again with exactly what each had, but for what came since', async () => {
    const [number, customerReference] = [phone(), randomUUID()]
    const [kept, other] = [
      await open({ phones: [number] }),
      await open({ customerReference, phones: [phone()], iban: 'FR7630006000011234567890189' }),
    ]
    const [keptId, otherId] = [await debtorOf(kept), await debtorOf(other)]
    const before = [await belongings(keptId), await belongings(otherId)]
    const { id } = await merge(kept, other)
    const since = await open({ customerReference })
    const view = await undo(id)
    expect(view).toMatchObject({ undoneBy: 'Bruno' })
    expect(await belongings(otherId)).toEqual(before[1])
    expect(await belongings(keptId)).toEqual({ ...before[0], files: [...(before[0]?.files ?? []), since.id], points: expect.anything() })
    expect(await events(other, 'debtor-')).toEqual(['debtor-merged by Anne', 'debtor-parted by Bruno'])
    expect(await debtorOf(await open({ customerReference }))).toBe(otherId)
    await expect(undo(id)).rejects.toMatchObject({ code: 'merge-undone' })
    expect((await merge(kept, other)).merged).toBe(otherId)
  })

  it('refuse messages at a number that one of them has refused them at, also after they are two again', async () => {
    const number = phone()
    const [kept, other] = [await open({ phones: [number] }), await open()]
    const otherId = await debtorOf(other)
    await stack.db.contactPoint.create({
      data: {
        id: randomUUID(),
        partyId: otherId,
        kind: 'phone',
        value: number,
        mobile: true,
        status: 'opted_out',
        source: 'debtor',
        validFrom: now(),
      },
    })
    const { id } = await merge(kept, other)
    expect((await loadCase(stack.db, kept.id)).facts.reachable).toEqual(['letter'])
    await undo(id)
    expect((await loadCase(stack.db, kept.id)).facts.reachable).toEqual(['letter'])
  })

  it('are both stopped by the insolvency of one, and it alone once they are two again', async () => {
    const [kept, other] = [await open(), await open()]
    const otherId = await debtorOf(other)
    const published = { proceeding: 'liquidation', publishedOn: new Date('2026-01-04'), state: 'confirmed' }
    const notice = { id: randomUUID(), tenantId: stack.tenantId, partyId: otherId, register: 'bodacc', noticeId: 'A-2026-1' }
    await stack.db.insolvencyNotice.create({ data: { ...notice, ...published } })
    const held = async ({ id }: Life) => (await loadCase(stack.db, id)).facts.holds.map(({ reason }) => reason)
    const { id } = await merge(kept, other)
    expect([await held(kept), await held(other)]).toEqual([['insolvency'], ['insolvency']])
    await undo(id)
    expect([await held(kept), await held(other)]).toEqual([[], ['insolvency']])
  })

  it('have the messages that came in for either', async () => {
    const number = phone()
    const [kept, other] = [await open(), await open({ phones: [number] })]
    const message = { provider: 'test', messageId: randomUUID(), channel: 'sms', from: number, text: 'Who are you?' } as const
    expect(await recordInbound(stack.db, message, now())).toBe(1)
    const { id } = await merge(kept, other)
    expect((await belongings(await debtorOf(kept))).messages).toEqual([message.messageId])
    expect(await recordInbound(stack.db, { ...message, messageId: randomUUID() }, now())).toBe(1)
    await undo(id)
    expect((await belongings(await debtorOf(other))).messages).toEqual([message.messageId])
  })
})

describe('are not one', () => {
  it('those that a register tells apart', async () => {
    const [one, other] = [await open({ siren: '443061841' }), await open({ siren: '552100554' })]
    await expect(merge(one, other)).rejects.toMatchObject({ code: 'merge-impossible', field: 'siren' })
  })

  it('those who owe one claim together', async () => {
    const one = await open()
    const body = CoDebtorBody.parse({
      liability: 'co-debtor',
      debtor: { name: 'Anne Test', addresses: [{ lines: ['8 quai du Test'], postcode: '69002', city: 'Lyon' }] },
      strategy: 'three-letters',
    })
    const opening = { tenantId: stack.tenantId, fileId: one.id, actor: 'test', key: randomUUID(), now: now() }
    const { id } = await openCoDebtor(stack.db, opening, body)
    await expect(merge(one, Life.of(stack, id))).rejects.toMatchObject({ code: 'merge-impossible', field: 'claims' })
  })

  it('one and itself, nor one and another tenant’s', async () => {
    const customerReference = randomUUID()
    const [one, again] = [await open({ customerReference }), await open({ customerReference })]
    await expect(merge(one, again)).rejects.toMatchObject({ code: 'merge-impossible' })
    const elsewhere = await joinStack()
    const foreign = await Life.open(elsewhere, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
    await elsewhere.close()
    await expect(merge(one, foreign)).rejects.toMatchObject({ code: 'file-unknown', field: 'merge' })
  })

  it('asked again under its key it is the same merge, and under this key no other', async () => {
    const [one, other, third] = [await open(), await open(), await open()]
    const key = randomUUID()
    const first = await merge(one, other, key)
    expect(await merge(one, other, key)).toEqual(first)
    await expect(merge(one, third, key)).rejects.toMatchObject({ code: 'key-reused' })
    await expect(merge(one, other)).rejects.toMatchObject({ code: 'merge-impossible' })
  })

  it('is undone from the last merge to the first', async () => {
    const [one, other, third] = [await open(), await open(), await open()]
    const first = await merge(one, other)
    const second = await merge(third, one)
    await expect(undo(first.id)).rejects.toMatchObject({ code: 'party-merged-already' })
    await undo(second.id)
    await undo(first.id)
    expect(new Set([await debtorOf(one), await debtorOf(other), await debtorOf(third)]).size).toBe(3)
    await expect(undo(randomUUID())).rejects.toMatchObject({ code: 'resource-unknown' })
  })
})

describe('at once', () => {
  it('a merge asked twice is one', async () => {
    const [one, other] = [await open(), await open()]
    const key = randomUUID()
    const views = await Promise.all([merge(one, other, key), merge(one, other, key)])
    expect(views[0]).toEqual(views[1])
    expect(await events(other, 'debtor-')).toHaveLength(1)
  })

  it('merges each into the other: one of them is refused', async () => {
    const [one, other] = [await open(), await open()]
    const settled = await Promise.allSettled([merge(one, other), merge(other, one)])
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await debtorOf(one)).toBe(await debtorOf(other))
  })

  it('a merge and openings by the number of the one merged: nothing stays with it', async () => {
    const customerReference = randomUUID()
    const [kept, other] = [await open(), await open({ customerReference })]
    const otherId = await debtorOf(other)
    await Promise.allSettled([open({ customerReference }), merge(kept, other), open({ customerReference }), open({ customerReference })])
    expect(await belongings(otherId)).toMatchObject({ files: [], identifiers: [] })
  })

  it('an act that waits for the debtor’s lock goes on with the one kept', async () => {
    const file = await ByHand.open(stack, { channels: ['email'], debtor: { emails: ['camille@test.example'] }, realClock: true })
    const [kept, { debtorId }] = [await debtorOf(await open()), await stack.db.debtFile.findUniqueOrThrow({ where: { id: file.id } })]
    let reserving: ReturnType<ByHand['reserve']> | undefined
    await stack.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT FROM party WHERE id = ${debtorId}::uuid FOR NO KEY UPDATE`
      reserving = file.reserve()
      await eventually(async () => expect(await waiting()).toBeGreaterThan(0))
      await tx.debtFile.update({ where: { id: file.id }, data: { debtorId: kept } })
      await tx.contactPoint.updateMany({ where: { partyId: debtorId }, data: { partyId: kept } })
      await tx.party.update({ where: { id: debtorId }, data: { mergedIntoId: kept } })
    })
    expect(await reserving).toMatchObject({ act: { actId: 'act' } })
  })

  /** Whether a session waits for a debtor's row; those of other tests are locked for moments only. */
  async function waiting(): Promise<number> {
    const [row] = await stack.db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE usename = current_user AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE '%FROM party p%'`
    return row?.waiting ?? 0
  }
})
