import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkParty } from '../../src/engine/check-registers.js'
import { RegisterWatch } from '../../src/engine/register-watch.js'
import { partiesToCheck } from '../../src/store/register-check.js'
import { Caller, problemIn } from '../api/caller.js'
import { Life } from '../support/life.js'
import { newSiren, TestRegisters } from '../support/registers.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/** The watch by the test's own hand and clock, on the stack's database and registers; and what people do by the API. */
let stack: TestStack
let registers: TestRegisters
let creditor: string
let api: Caller

beforeAll(async () => {
  stack = await joinStack()
  registers = new TestRegisters(stack)
  creditor = await addCreditor(stack, { mostRemissionPercent: 50 })
  api = new Caller(stack.apiUrl, stack.apiKey)
})
afterAll(() => stack.close())

interface Company {
  name?: string
  siren?: string
  capacity?: 'trader' | 'consumer'
}

function begin({ name = 'Garage Martin', siren = newSiren(), capacity = 'trader' }: Company = {}) {
  const beginning = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', amountCents: 1000_00, creditor, capacity }
  return Life.open(stack, { ...beginning, debtor: { kind: 'company', name, siren } })
}

const partyOf = async (life: Life) => (await stack.db.debtFile.findUniqueOrThrow({ where: { id: life.id } })).debtorId
const check = async (life: Life, cause: 'daily' | 'by-hand' = 'by-hand') => checkParty(registers.desk(), await partyOf(life), cause)
const answers = async (life: Life) =>
  (await stack.db.registerCheck.findMany({ where: { partyId: await partyOf(life) }, orderBy: { id: 'asc' } })).map(
    ({ register, outcome }) => `${register} ${outcome}`,
  )
const held = async (life: Life) =>
  (await stack.db.hold.findMany({ where: { fileId: life.id, liftedAt: null } })).map(({ reason }) => reason)

interface Insolvencies {
  insolvencies: {
    id: string
    notice: string
    state: string
    declareBy: string | null
    files: { reference: string; declaration: boolean }[]
  }[]
}
const insolvency = async (notice: string) => {
  const { insolvencies } = await api.get<Insolvencies>('/v1/insolvencies?limit=200')
  const found = insolvencies.find((one) => one.notice === notice)
  if (!found) throw new Error(`no notice ${notice}`)
  return found
}
interface Work {
  items: {
    kind: string
    file: { id: string }
    insolvency: { declareBy: string } | null
    identity: { check: string; outcome: string } | null
  }[]
}
const work = async (kind: string, life: Life) =>
  (await api.get<Work>(`/v1/worklist?kind=${kind}&limit=200`)).items.filter(({ file }) => file.id === life.id)

describe('the watch', () => {
  it('asks about a company once a day of its own time, and about a consumer never', async () => {
    const life = await begin()
    const person = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
    const mine = [await partyOf(life), await partyOf(person)]
    const due = async (now: Date) => (await partiesToCheck(stack.db, now, 1000, stack.tenantId)).filter((id) => mine.includes(id))
    const watch = new RegisterWatch(registers.desk(), pino({ level: 'silent' }))
    while ((await due(new Date())).length > 0) await watch.lookNow(stack.tenantId)
    // The stack's own watch may have asked at the same moment.
    expect(new Set(await answers(life))).toEqual(new Set(['sirene unknown', 'bodacc clear']))
    expect(await answers(person)).toEqual([])
    expect(await due(new Date())).toEqual([])
    expect(await due(new Date(Date.now() + 24 * 3_600_000))).toEqual([mine[0]])
  })

  it('asks again an hour after a register was away, and no file is harmed meanwhile', async () => {
    const siren = newSiren()
    const life = await begin({ siren })
    await registers.away(siren, true)
    await check(life)
    const partyId = await partyOf(life)
    expect((await answers(life)).filter((answer) => answer.startsWith('bodacc')).at(-1)).toBe('bodacc unavailable')
    expect(await held(life)).toEqual([])
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    expect(await partiesToCheck(stack.db, inMinutes(50), 1000, stack.tenantId)).not.toContain(partyId)
    expect(await partiesToCheck(stack.db, inMinutes(90), 1000, stack.tenantId)).toContain(partyId)
    await registers.away(siren, false)
    await checkParty(
      registers.desk(() => inMinutes(90)),
      partyId,
      'daily',
    )
    expect((await answers(life)).at(-1)).toBe('bodacc clear')
  })
})

describe('proceedings of a debtor', () => {
  it('hold each of its open files once, whatever is published after', async () => {
    const siren = newSiren()
    const [one, two] = [await begin({ siren }), await begin({ siren })]
    await registers.publish({ id: `A-${siren}`, dateparution: '2026-01-04', siren, commercant: 'GARAGE MARTIN' })
    await check(one)
    await registers.publish({
      id: `B-${siren}`,
      dateparution: '2026-01-05',
      siren,
      commercant: 'GARAGE MARTIN',
      nature: 'Jugement de conversion en liquidation judiciaire',
    })
    await check(one)
    await check(two)
    expect([await held(one), await held(two)]).toEqual([['insolvency'], ['insolvency']])
    expect((await insolvency(`A-${siren}`)).files.map(({ declaration }) => declaration)).toEqual([true, true])
    expect(await insolvency(`B-${siren}`)).toMatchObject({ state: 'confirmed', declareBy: null })
  })

  it('refuse a remission with the article, and wait on the worklist until the claims are declared', async () => {
    const siren = newSiren()
    const life = await begin({ siren })
    await registers.publish({ id: `A-${siren}`, dateparution: '2026-01-05', siren, commercant: 'GARAGE MARTIN' })
    await check(life)
    expect((await work('insolvency', life)).map((item) => item.insolvency?.declareBy)).toEqual(['2026-03-05'])

    const { claims, reference } = await life.view()
    const remission = { claim: claims[0]?.reference, reference: 'R-1', amountCents: 10_00 }
    const refused = problemIn(await api.post(`/v1/files/${reference}/remissions`, remission))
    expect(refused).toMatchObject({ status: 409, code: 'debtor-insolvent', article: expect.stringContaining('L622-21') })

    const { id } = await insolvency(`A-${siren}`)
    const pdf = await api.ask('GET', `/v1/insolvencies/${id}/declarations/${reference}`)
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
    expect(problemIn(await api.post(`/v1/insolvencies/${id}/declared`, { on: '2026-01-04' })).code).toBe('day-impossible')
    await api.made(`/v1/insolvencies/${id}/declared`, { on: '2026-01-05' })
    expect(await work('insolvency', life)).toEqual([])
    expect(await held(life)).toEqual(['insolvency'])
  })

  it('that are not its own after all let the file go on; the answer is given once', async () => {
    const siren = newSiren()
    const life = await begin({ siren })
    await registers.publish({ id: `A-${siren}`, dateparution: '2026-01-05', siren, commercant: 'GARAGE MARTIN' })
    await check(life)
    const { id } = await insolvency(`A-${siren}`)
    expect(await api.made(`/v1/insolvencies/${id}/answer`, { about: 'other' })).toMatchObject({ state: 'dismissed' })
    expect(await held(life)).toEqual([])
    await check(life)
    expect(await held(life)).toEqual([])
    expect(problemIn(await api.post(`/v1/insolvencies/${id}/answer`, { about: 'debtor' })).code).toBe('insolvency-answered')
  })

  it('that ended before the claims arose are none of theirs', async () => {
    const siren = newSiren()
    const life = await begin({ siren })
    await registers.publish({ id: `A-${siren}`, dateparution: '2019-03-10', siren, commercant: 'GARAGE MARTIN' })
    await registers.publish({
      id: `B-${siren}`,
      dateparution: '2021-03-10',
      siren,
      commercant: 'GARAGE MARTIN',
      nature: 'Jugement de clôture pour extinction du passif',
    })
    await check(life)
    expect((await answers(life)).at(-1)).toBe('bodacc clear')
    expect(await held(life)).toEqual([])
  })
})

describe('a notice that may be about somebody else', () => {
  it('refuses a remission, holds no reminder, and is the debtor’s once a person says so', async () => {
    const letters = newSiren().replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '')
    const life = await Life.open(stack, {
      legalStart: '2026-01-05T09:00:00Z',
      dueDate: '2026-01-02',
      amountCents: 1000_00,
      capacity: 'trader',
      creditor,
      debtor: { kind: 'company', name: `Atelier ${letters}` },
    })
    await registers.publish({ id: `H-${letters}`, dateparution: '2026-01-05', siren: newSiren(), commercant: `ATELIER ${letters}` })
    await check(life)
    expect(await held(life)).toEqual([])
    expect(await insolvency(`H-${letters}`)).toMatchObject({ state: 'to-check', files: [{ declaration: false }] })
    expect(await work('insolvency', life)).toHaveLength(1)
    expect(await stack.db.creditorNotice.count({ where: { fileId: life.id } })).toBe(0)
    const { claims, reference } = await life.view()
    const remission = { claim: claims[0]?.reference, reference: 'R-1', amountCents: 10_00 }
    expect(problemIn(await api.post(`/v1/files/${reference}/remissions`, remission)).code).toBe('debtor-insolvent')

    const { id } = await insolvency(`H-${letters}`)
    expect(await api.made(`/v1/insolvencies/${id}/answer`, { about: 'debtor' })).toMatchObject({
      state: 'confirmed',
      files: [{ declaration: true }],
    })
    expect(await held(life)).toEqual(['insolvency'])
    expect(await stack.db.creditorNotice.count({ where: { fileId: life.id, kind: 'insolvency' } })).toBe(1)
  })
})

describe('a debtor whom the register knows otherwise', () => {
  it('is on the worklist until a person accepts just that; its claims are not touched', async () => {
    const siren = newSiren()
    const life = await begin({ siren, capacity: 'consumer' })
    await registers.enter({ siren, denomination: 'MAIRIE DE MARTIN', categorieJuridique: '7210', etat: 'C', depuis: '2025-11-30' })
    await check(life)
    const [item] = await work('identity', life)
    expect(item?.identity).toMatchObject({
      outcome: 'ceased',
      facts: { siren, category: '7210', proposes: 'public-body', ceasedOn: '2025-11-30' },
    })
    await api.made(`/v1/register-checks/${item?.identity?.check}/acceptance`, {})
    expect(await work('identity', life)).toEqual([])
    await check(life)
    expect(await work('identity', life)).toEqual([])
    await registers.enter({ siren, denomination: 'AUTRE NOM', categorieJuridique: '7210' })
    await check(life)
    expect((await work('identity', life)).map(({ identity }) => identity?.outcome)).toEqual(['differs'])
    expect((await life.view()).claims.map(({ capacity }) => capacity)).toEqual(['consumer'])
  })
})
