import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FileList } from '../../src/contracts/file-list.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, creditorBody, debtor, joinAgency, mandateBody, problemIn } from './caller.js'
import { writeContact } from './rows.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const list = async (query = '', caller = api) => FileList.parse(await caller.get(`/v1/files?${query}`))
const ids = async (query = '', caller = api) => (await list(query, caller)).files.map(({ id }) => id)

describe('paging', () => {
  it('gives every file once, the newest first, whatever is opened meanwhile', async () => {
    const { stack: own, api: caller } = await joinAgency()
    const opened: string[] = []
    for (let n = 0; n < 5; n++) opened.unshift((await caller.open()).id)

    const first = await list('limit=2', caller)
    await caller.open()
    const second = await list(`limit=2&cursor=${first.next}`, caller)
    await caller.open()
    const third = await list(`limit=2&cursor=${second.next}`, caller)
    expect([first, second, third].flatMap(({ files }) => files.map(({ id }) => id))).toEqual(opened)
    expect(third.next).toBeNull()
    await own.close()
  })

  it('tells files of one instant apart', async () => {
    const { stack: own, api: caller } = await joinAgency()
    for (let n = 0; n < 3; n++) await caller.open()
    await own.db.debtFile.updateMany({ where: { tenantId: own.tenantId }, data: { createdAt: new Date('2026-01-05T09:00:00Z') } })
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`limit=1${cursor}`, caller)
      seen.push(...page.files.map(({ id }) => id))
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(new Set(seen).size).toBe(3)
    expect(seen).toEqual([...seen].sort().reverse())
    await own.close()
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['cursor=nonsense', 'cursor'],
    [`cursor=${Buffer.from('["2026-01-05T09:00:00Z","x"]').toString('base64url')}`, 'cursor'],
    ['status=lost', 'status'],
    ['stage=trial', 'stage'],
    ['minPrincipalCents=-1', 'minPrincipalCents'],
    ['colour=red', 'colour'],
    ['status=open&status=closed', 'status'],
  ])('%s is refused, naming the field', async (query, field) => {
    expect(problemIn(await api.ask('GET', `/v1/files?${query}`))).toMatchObject({ status: 400, faults: [{ field }] })
  })
})

describe('a summary', () => {
  it('says what a list needs, without the payment key', async () => {
    const { id, reference } = await api.open({ claims: [claim({ dueDate: '2026-01-04' }), claim({ amountCents: 50 })] })
    const summary = (await list()).files.find((file) => file.id === id)
    expect(summary).toMatchObject({
      reference,
      status: 'open',
      closedReason: null,
      creditor: { reference: 'energie-sud', name: 'Énergie Sud' },
      debtor: { kind: 'person', name: 'Garage Martin' },
      claims: 2,
      oldestDueDate: '2026-01-04',
      balanceCents: 125_050,
      stage: null,
      question: null,
      paused: false,
    })
    expect(JSON.stringify(await list())).not.toMatch(/paymentKey/)
  })
})

describe('filters', () => {
  it('by status', async () => {
    const { id: open } = await api.open()
    const { id: closed } = await api.open()
    await api.made(`/v1/files/${closed}/payments`, { reference: 'VIR-1', amountCents: 125_000, currency: 'EUR' })
    await eventually(async () => expect(await ids('status=closed')).toContain(closed))
    expect(await ids('status=open')).toContain(open)
    expect(await ids('status=open')).not.toContain(closed)
  })

  it('by creditor', async () => {
    await api.made('/v1/creditors', creditorBody({ reference: 'eau-nord' }))
    await api.made('/v1/creditors/eau-nord/mandates', mandateBody())
    const { id } = await api.open({ creditor: 'eau-nord' })
    expect(await ids('creditor=eau-nord')).toEqual([id])
    expect(await ids('creditor=nobody')).toEqual([])
  })

  it('by the stage that was served furthest, here or before', async () => {
    const { id: before } = await api.open({ claims: [claim({ notices: [{ kind: 'formal-notice', on: '2025-12-01' }] })] })
    const { id: here } = await api.open()
    await writeContact(stack, here)
    const { id: inVain } = await api.open()
    await writeContact(stack, inVain, { delivery: 'address-unknown' })
    expect(await ids('stage=formal-notice')).toEqual([before])
    expect(await ids('stage=amicable')).toEqual([here])
    expect(await api.file(before)).toMatchObject({ stage: 'formal-notice' })
    expect(await api.file(here)).toMatchObject({ stage: 'amicable' })
    expect(await api.file(inVain)).toMatchObject({ stage: null })
  })

  it('by what is owed, both ends included', async () => {
    const { id } = await api.open({ claims: [claim({ amountCents: 777 })] })
    expect(await ids('minPrincipalCents=777&maxPrincipalCents=777')).toEqual([id])
    expect(await ids('minPrincipalCents=700&maxPrincipalCents=776')).toEqual([])
    expect(await ids('minPrincipalCents=778&maxPrincipalCents=800')).toEqual([])
  })

  it('by whether a hold stops the file on its own day', async () => {
    const { id } = await api.open()
    await api.made(`/v1/files/${id}/pause`, { reason: 'other', until: '2026-01-10' })
    expect(await ids('paused=true')).toEqual([id])
    expect(await ids('paused=false')).not.toContain(id)
  })

  it('by question: what its last decision asks', async () => {
    const { id } = await api.open({ debtor: debtor({ addresses: [] }), claims: [claim({ dueDate: '2025-12-01' })] })
    await eventually(async () => expect(await ids('question=debtor-unreachable')).toEqual([id]))
    expect(await ids('question=agency-not-in-order')).toEqual([])
  })

  it('by text: reference, part of the name, or invoice number', async () => {
    const invoice = `F-${randomUUID()}`
    const { id, reference } = await api.open({ debtor: debtor({ name: '100 % Zinc_Bar' }), claims: [claim({ reference: invoice })] })
    for (const text of [
      reference,
      reference.toLowerCase(),
      `${reference.slice(0, 3)} ${reference.slice(3)}`,
      'zinc',
      '% Z',
      'c_B',
      invoice,
    ])
      expect([text, await ids(`text=${encodeURIComponent(text)}`)]).toEqual([text, [id]])
    expect(await ids(`text=${encodeURIComponent('%')}`)).toEqual([id])
    expect(await ids('text=Zinc-Bar')).toEqual([])
  })
})

describe('another agency', () => {
  it('lists none of these files', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    const { id } = await api.open()
    expect(await ids('', stranger)).toEqual([])
    expect(await ids('text=Martin', stranger)).toEqual([])
    const { next } = await list('limit=1')
    expect(await ids(`cursor=${next}`, stranger)).toEqual([])
    expect(await ids()).toContain(id)
    await other.close()
  })
})
