import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lookUpSeat } from '../../src/engine/look-up-address.js'
import { recordLookUp, takeFound } from '../../src/store/address-lookup.js'
import { giveUpSearch, searchByHand } from '../../src/store/address-search.js'
import { listSearches, soughtBy, viewSearch } from '../../src/store/address-search-view.js'
import { recordReturn } from '../../src/store/delivery.js'
import { tell } from '../../src/store/outbox.js'
import { type Beginning, Life } from '../support/life.js'
import { newSiren, TestRegisters } from '../support/registers.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/** An agency collects 100.00 euros that are owed since 2 January 2026; the opening letter goes out by 14 January and comes back that day. */
const BEGINNING: Beginning = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' }
const OPENED = ['opening-letter']
const NEW_ADDRESS = { lines: ['3 rue des Arts'], postcode: '69001', city: 'Lyon', country: 'FR' }

let stack: TestStack
let creditor: string
const now = () => new Date()

beforeAll(async () => {
  stack = await joinStack([], 'agency')
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

/** A file whose first letter has come back to the mail room on 14 January. */
async function returned(debtor: Beginning['debtor'] = {}): Promise<{ life: Life; search: string }> {
  const life = await Life.open(stack, { ...BEGINNING, creditor, debtor })
  await life.forward(9)
  await life.liveOn()
  expect(await stepsOf(life)).toEqual(OPENED)
  const { id } = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id, stage: 'opening' } })
  await recordReturn(stack.db, stack.tenantId, id, now())
  await life.untilTold()
  await life.liveOn()
  const { id: search } = await stack.db.addressSearch.findFirstOrThrow({ where: { party: { files: { some: { id: life.id } } } } })
  return { life, search }
}

const never = () => Promise.reject(new Error('nothing else is asked'))
const named = (id: string) => ({ tenantId: stack.tenantId, id, actor: 'test', key: crypto.randomUUID() })
/** Steps that went out, in their order. */
const stepsOf = async (life: Life) => (await life.acts()).map((act) => act.split(' ')[1])
const reasonsOf = async (life: Life) => ((await life.view()).decision?.because ?? []).map(({ rule }) => rule)
const pointsOf = async (life: Life) => {
  const where = { party: { files: { some: { id: life.id } } }, kind: 'postal' as const }
  const points = await stack.db.contactPoint.findMany({ where, orderBy: { id: 'asc' } })
  return points.map(({ city, status, source }) => `${city} ${status} ${source}`)
}
const found = (search: string, match: ('confirmed' | 'name' | 'birth-date')[], source = 'creditor', costMicros = 0) =>
  recordLookUp(stack.db, named(search), { source, outcome: 'found', costMicros, match, address: NEW_ADDRESS }, now())

describe('a letter that comes back', () => {
  it('loses the address, asks the creditor and queues the search, once however often it is recorded', async () => {
    const { life, search } = await returned()
    const { id } = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id } })
    await recordReturn(stack.db, stack.tenantId, id, now())
    expect(await pointsOf(life)).toEqual(['Paris unusable creditor'])
    expect(await viewSearch(stack.db, stack.tenantId, search)).toMatchObject({
      state: 'open',
      openedOn: '2026-01-14',
      endsOn: '2026-02-13',
      spentMicros: 0,
      lookUps: [{ source: 'creditor', outcome: 'asked', actor: 'relance' }],
    })
    const notices = await stack.db.creditorNotice.findMany({ where: { fileId: life.id } })
    expect(notices).toMatchObject([{ kind: 'address-lost', reference: search, amountCents: 0n }])
    expect((await life.happened()).filter((kind) => kind === 'address-lost')).toHaveLength(1)
  })

  it('nobody is written to meanwhile, by any channel', async () => {
    const { life } = await returned()
    await life.forward(28)
    await life.liveOn()
    expect(await stepsOf(life)).toEqual(OPENED)
    expect(await reasonsOf(life)).toEqual(['hold:address-lost'])
  })

  it('is asked of the debtor by another channel, once, in words that say nothing of a debt', async () => {
    const { life } = await returned({ emails: ['camille@test.example'] })
    await life.forward(3)
    await life.liveOn()
    const rows = await stack.db.contact.findMany({ where: { fileId: life.id, stage: 'address-check' }, include: { message: true } })
    expect(rows.map(({ channel, state }) => [channel, state])).toEqual([['email', 'sent']])
    expect(`${rows[0]?.message?.subject} ${rows[0]?.message?.body}`).not.toMatch(/€|dette|créan|factur|payer|recouvr|Dumas/i)
    expect(await reasonsOf(life)).toEqual(['hold:address-lost'])
  })

  it('leaves a debtor with another address where it is: that one is written to', async () => {
    const addresses = [
      { lines: ['1 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' },
      { lines: ['9 quai du Test'], postcode: '33000', city: 'Bordeaux', country: 'FR' },
    ]
    const life = await Life.open(stack, { ...BEGINNING, creditor, debtor: { addresses } })
    await life.forward(9)
    await life.liveOn()
    const { id } = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id, stage: 'opening' } })
    await recordReturn(stack.db, stack.tenantId, id, now())
    await life.forward(1)
    await life.liveOn()
    expect(await stack.db.addressSearch.count({ where: { party: { files: { some: { id: life.id } } } } })).toBe(0)
    expect(await stepsOf(life)).toEqual(['opening-letter', 'opening-letter'])
  })
})

describe('whoever is asked', () => {
  it('is told a name and the last address, and nothing else', async () => {
    const { search } = await returned()
    const { request } = await viewSearch(stack.db, stack.tenantId, search)
    expect(request).toEqual({
      name: 'Camille Test',
      address: { lines: ['1 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' },
    })
  })

  it('a register is told the number alone, and its seat speaks for itself', async () => {
    const registers = new TestRegisters(stack)
    const siren = newSiren()
    await registers.enter({ siren, denomination: 'GARAGE MARTIN', voie: '12 RUE NEUVE', codePostal: '69001', commune: 'LYON' })
    const { search } = await returned({ kind: 'company', name: 'Garage Martin', siren })
    const asked: string[] = []
    const { companies } = registers.desk().registers
    if (!companies) throw new Error('no register')
    const seat = (number: string) => {
      asked.push(number)
      return companies.seat(number)
    }
    const heard = { find: () => never(), search: () => never(), seat }
    const said = await lookUpSeat({ companies: heard, insolvencies: null, vat: null }, await soughtBy(stack.db, stack.tenantId, search))
    expect(asked).toEqual([siren])
    expect(said).toEqual({
      source: 'sirene',
      outcome: 'found',
      costMicros: 0,
      match: ['siren', 'name'],
      address: { lines: ['12 RUE NEUVE'], postcode: '69001', city: 'LYON', country: 'FR' },
    })
  })
})

describe('an address that is found', () => {
  it('is taken once enough speaks for it, and the opening letter goes out again to it', async () => {
    const { life, search } = await returned()
    const lookUp = await found(search, ['name'])
    await expect(takeFound(stack.db, named(search), { lookUp, match: [] }, now())).rejects.toMatchObject({ code: 'search-match-missing' })
    expect(await pointsOf(life)).toEqual(['Paris unusable creditor'])
    await takeFound(stack.db, named(search), { lookUp, match: ['confirmed'] }, now())
    await takeFound(stack.db, named(search), { lookUp, match: ['confirmed'] }, now())
    await life.untilTold()
    await life.liveOn()
    expect(await pointsOf(life)).toEqual(['Paris unusable creditor', 'Lyon usable creditor'])
    expect(await stepsOf(life)).toEqual([...OPENED, 'opening-letter'])
    expect((await life.acts()).at(-1)).toMatch(/^2026-01-14/)
    const contacts = await stack.db.contact.findMany({ where: { fileId: life.id }, include: { point: true }, orderBy: { id: 'asc' } })
    expect(contacts.map(({ actId, point }) => [actId, point?.city])).toEqual([
      ['opening-letter', 'Paris'],
      ['opening-letter#2', 'Lyon'],
    ])
    expect(await viewSearch(stack.db, stack.tenantId, search)).toMatchObject({ state: 'found', endedOn: '2026-01-14' })
  })

  it('brings the opening letter again also where a later letter came back, and the next one recalls the new', async () => {
    const life = await Life.open(stack, { ...BEGINNING, creditor })
    await life.forward(9)
    await life.liveOn()
    await life.forward(14)
    await life.liveOn()
    expect(await stepsOf(life)).toEqual([...OPENED, 'second-letter'])
    const { id } = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id, stage: 'amicable' } })
    await recordReturn(stack.db, stack.tenantId, id, now())
    const { id: search } = await stack.db.addressSearch.findFirstOrThrow({ where: { party: { files: { some: { id: life.id } } } } })
    await takeFound(stack.db, named(search), { lookUp: await found(search, ['name', 'birth-date']), match: [] }, now())
    await life.untilTold()
    await life.liveOn()
    await life.forward(20)
    await life.liveOn()
    const acts = await life.acts()
    expect(acts.slice(2)[0]).toBe('2026-01-28 opening-letter')
    expect(acts[3]).toMatch(/second-letter$/)
    const next = await stack.db.contact.findFirstOrThrow({
      where: { fileId: life.id },
      orderBy: { id: 'desc' },
      include: { message: true },
    })
    expect(next.message?.body).toContain('28\u00A0janvier\u00A02026')
  })

  it('by whatever way ends the search', async () => {
    const { life, search } = await returned()
    const { debtorId: partyId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: life.id } })
    const { lines: addressLines, ...place } = NEW_ADDRESS
    await stack.db.contactPoint.create({
      data: { id: crypto.randomUUID(), partyId, kind: 'postal', addressLines, ...place, source: 'operator', validFrom: now() },
    })
    await stack.db.$transaction((tx) => tell(tx, life.id, 'contact-data'))
    await life.untilTold()
    await life.liveOn()
    expect(await viewSearch(stack.db, stack.tenantId, search)).toMatchObject({ state: 'found', endedOn: '2026-01-14' })
    expect(await stepsOf(life)).toEqual([...OPENED, 'opening-letter'])
    expect((await life.acts()).at(-1)).toMatch(/^2026-01-14/)
    expect((await life.happened()).filter((kind) => kind === 'address-found')).toHaveLength(1)
  })
})

describe('a search', () => {
  it('costs no more than its limit', async () => {
    const { search } = await returned()
    const buy = (costMicros: number) =>
      recordLookUp(stack.db, named(search), { source: 'adresse-plus', outcome: 'nothing', costMicros, match: [], address: null }, now())
    await buy(3_000_000)
    await expect(buy(2_000_001)).rejects.toMatchObject({ code: 'search-limit-spent' })
    await buy(2_000_000)
    expect(await viewSearch(stack.db, stack.tenantId, search)).toMatchObject({ limitMicros: 5_000_000, spentMicros: 5_000_000 })
  })

  it('notes what is sent twice under one key once', async () => {
    const { search } = await returned()
    const act = named(search)
    const said = { source: 'operator', outcome: 'nothing', costMicros: 1_000_000, match: [], address: null } as const
    const ids = [
      await recordLookUp(stack.db, act, { ...said, match: [] }, now()),
      await recordLookUp(stack.db, act, { ...said, match: [] }, now()),
    ]
    expect(ids[0]).toBe(ids[1])
    expect(await viewSearch(stack.db, stack.tenantId, search)).toMatchObject({ spentMicros: 1_000_000 })
  })

  it.each(['its last day passes', 'it is given up'])(
    'without a find closes the file as not found once %s, and the creditor hears it',
    async (how) => {
      const { life, search } = await returned()
      if (how === 'it is given up') {
        await giveUpSearch(stack.db, named(search), now())
        await giveUpSearch(stack.db, named(search), now())
      } else {
        await life.forward(30)
        await life.untilDecided('wait')
        await life.forward(1)
      }
      await life.untilTold()
      await life.untilDecided('close')
      const { status, closing } = await stack.db.debtFile
        .findUniqueOrThrow({ where: { id: life.id }, include: { closingOrders: true } })
        .then((file) => ({ status: file.status, closing: file.closingOrders.map(({ reason }) => reason) }))
      expect([status, closing]).toEqual(['closed', ['not-found']])
      expect(await stepsOf(life)).toEqual(OPENED)
      expect((await life.happened()).filter((kind) => kind === 'address-not-found')).toHaveLength(1)
      const told = await stack.db.creditorNotice.findMany({ where: { fileId: life.id, kind: 'closed' } })
      expect(told).toMatchObject([{ reason: 'not-found' }])
      await expect(found(search, ['confirmed'])).rejects.toMatchObject({ code: 'search-over' })
    },
  )

  it('waits with its end while the file is held: its claims may have to be declared', async () => {
    const { life, search } = await returned()
    const placedAt = new Date('2026-01-14T09:00:00Z')
    await stack.db.hold.create({ data: { id: crypto.randomUUID(), fileId: life.id, reason: 'insolvency', placedAt } })
    await giveUpSearch(stack.db, named(search), now())
    await life.untilTold()
    await life.untilDecided('wait')
    expect((await life.view()).status).toBe('open')
  })

  it('is begun by a person too, once', async () => {
    const life = await Life.open(stack, { ...BEGINNING, creditor })
    const act = { tenantId: stack.tenantId, fileId: life.id, actor: 'test', key: 'first', now: now() }
    const id = await searchByHand(stack.db, act)
    expect(await searchByHand(stack.db, act)).toBe(id)
    await expect(searchByHand(stack.db, { ...act, key: 'second' })).rejects.toMatchObject({ code: 'search-open' })
    const { searches } = await listSearches(stack.db, stack.tenantId, { limit: 50, state: 'open' })
    expect(searches.map((search) => search.id)).toContain(id)
  })
})
