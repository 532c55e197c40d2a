import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { History } from '../../src/contracts/file-view.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, joinAgency, mobile, problemIn, refusalIn, viewIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const tell = (id: string, verb: string, body?: unknown, key?: string) => api.post(`/v1/files/${id}/${verb}`, body, key)
const told = async (id: string, verb: string, body?: unknown) => viewIn(await tell(id, verb, body))
const kinds = async (id: string) => (await api.file(id)).events.map(({ kind }) => kind)

async function opened(invoice = claim()) {
  return { ...(await api.open({ claims: [invoice] })), invoice }
}

describe('a claim that comes later', () => {
  it('is owed with the others', async () => {
    const { id } = await opened()
    const later = claim({
      amountCents: 5_000,
      dueDate: '2026-01-02',
      payments: [{ reference: 'VIR-0', on: '2026-01-03', amountCents: 1_000 }],
    })
    const view = await told(id, 'claims', later)
    expect(view).toMatchObject({ balanceCents: 129_000 })
    expect(view.claims).toContainEqual(
      expect.objectContaining({ reference: later.reference, amountCents: 5_000, paidCents: 1_000, owedCents: 4_000 }),
    )
  })

  it('sent again with its key is added once; another under the key is refused', async () => {
    const { id } = await opened()
    const [key, later] = [randomUUID(), claim({ amountCents: 5_000 })]
    const answers = [await tell(id, 'claims', later, key), await tell(id, 'claims', later, key)]
    expect(answers.map((answer) => viewIn(answer).balanceCents)).toEqual([130_000, 130_000])
    expect(problemIn(await tell(id, 'claims', claim(), key))).toMatchObject({
      status: 409,
      code: 'key-reused',
      faults: [{ field: 'Idempotency-Key' }],
    })
    expect(await kinds(id)).toEqual(['opened', 'claim-added'])
  })

  it('that a file holds already, or whose time is over, is refused', async () => {
    const { id, invoice } = await opened()
    expect(problemIn(await tell(id, 'claims', invoice))).toMatchObject({
      status: 409,
      code: 'claim-duplicate',
      faults: [{ field: 'reference' }],
    })
    expect(problemIn(await tell(id, 'claims', claim({ dueDate: '2024-01-04' })))).toMatchObject({
      status: 422,
      code: 'claim-time-barred',
      faults: [{ field: 'dueDate' }],
    })
    expect(problemIn(await tell(id, 'claims', claim({ amountCents: 0 })))).toMatchObject({
      status: 400,
      faults: [{ field: 'amountCents' }],
    })
  })
})

describe('a claim that shrinks', () => {
  it('by a credit note is owed less', async () => {
    const { id, invoice } = await opened()
    const note = { claim: invoice.reference, reference: 'AV-1', amountCents: 25_000 }
    expect(await told(id, 'credit-notes', note)).toMatchObject({ balanceCents: 100_000 })
    expect(problemIn(await tell(id, 'credit-notes', note))).toMatchObject({ status: 409, faults: [{ field: 'reference' }] })
    expect(problemIn(await tell(id, 'credit-notes', { ...note, reference: 'AV-2', amountCents: 100_001 }))).toMatchObject({
      status: 422,
      code: 'payment-exceeds-balance',
      faults: [{ field: 'amountCents' }],
    })
  })

  it('that is withdrawn is owed no more, and the file closes with nothing left', async () => {
    const { id, invoice } = await opened()
    expect(await told(id, 'withdrawals', { claim: invoice.reference })).toMatchObject({ balanceCents: 0 })
    await eventually(async () => expect(await api.file(id)).toMatchObject({ status: 'closed' }))
    expect(refusalIn(await tell(id, 'withdrawals', { claim: invoice.reference }))).toBe('409 file-closed')
  })

  it.each([
    ['credit-notes', { claim: 'F-unknown', reference: 'AV-1', amountCents: 1 }],
    ['withdrawals', { claim: 'F-unknown' }],
  ])('%s of a claim that the file does not have are refused', async (verb, body) => {
    const { id } = await opened()
    expect(problemIn(await tell(id, verb, body))).toMatchObject({ status: 404, code: 'claim-unknown', faults: [{ field: 'claim' }] })
  })
})

describe('where the debtor is reached', () => {
  it('changes at once, for all of its files', async () => {
    const { id, debtor } = await opened()
    const number = mobile()
    const [old] = debtor.points
    const view = await told(id, 'contact-data', { add: { phones: [number], emails: ['Compta@Garage.example'] }, retire: [old?.id] })
    expect(view.debtor.points.map(({ kind, value, status, source }) => `${kind} ${value} ${status} ${source}`).sort()).toEqual([
      'email compta@garage.example usable operator',
      `phone ${number} usable operator`,
      'postal null superseded creditor',
    ])
  })

  it('is refused with a wrong number, before anything is kept of it', async () => {
    const { id } = await opened()
    const before = await stack.db.stagedInput.count({ where: { tenantId: stack.tenantId } })
    const answer = await tell(id, 'contact-data', { add: { phones: ['+33612345678', '12'] } })
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'number-invalid', faults: [{ field: 'add.phones.1' }] })
    expect(await stack.db.stagedInput.count({ where: { tenantId: stack.tenantId } })).toBe(before)
  })

  it('is refused for an address of somebody else', async () => {
    const [{ id }, { debtor }] = [await opened(), await opened()]
    const answer = await tell(id, 'contact-data', { retire: [debtor.points[0]?.id] })
    expect(problemIn(answer)).toMatchObject({ status: 404, code: 'point-unknown', faults: [{ field: 'retire' }] })
  })
})

describe('a note', () => {
  it('stands on the file, and not in its history', async () => {
    const { id } = await opened()
    const text = 'Rang back:\npays on Friday.'
    const view = await told(id, 'notes', { text })
    expect(view.notes).toMatchObject([{ actor: 'api', text }])
    expect(view.events.at(-1)).toMatchObject({ kind: 'note-added', data: { noteId: view.notes[0]?.id } })
    expect(JSON.stringify(view.events)).not.toContain('Friday')
  })

  it('with a character that no database holds is refused', async () => {
    const { id } = await opened()
    expect(problemIn(await tell(id, 'notes', { text: 'a\u0000b' }))).toMatchObject({ status: 400, faults: [{ field: 'text' }] })
  })
})

describe('the next step', () => {
  it('is left out when it is the one that is named', async () => {
    const { id } = await opened()
    await api.made(`/v1/files/${id}/forward`, { days: 12 })
    await api.made('/v1/postings', {})
    expect(problemIn(await tell(id, 'skips', { step: 'third-letter' }))).toMatchObject({
      status: 409,
      code: 'step-not-next',
      faults: [{ field: 'step' }],
    })
    const view = await told(id, 'skips', { step: 'second-letter' })
    expect(view.timeline.planned.map(({ act }) => act)).toEqual(['third-letter'])
  })

  it('is never left out when the law wants it', async () => {
    const { id } = await opened()
    expect(refusalIn(await tell(id, 'skips', { step: 'first-letter' }))).toBe('422 notice-mandatory')
  })

  it('goes without waiting for its day', async () => {
    const { id } = await opened()
    const view = await told(id, 'next-step')
    expect(view.events.map(({ kind }) => kind)).toContain('step-advanced')
  })
})

describe('what is ahead', () => {
  it('is planned day by day with its reasons, to its end', async () => {
    const { id } = await opened()
    const { timeline } = await api.file(id)
    expect(timeline.planned.map(({ on, act, channel }) => `${on} ${act} ${channel}`)).toEqual([
      '2026-01-15 first-letter letter',
      '2026-01-30 second-letter letter',
      '2026-02-19 third-letter letter',
    ])
    for (const { because } of timeline.planned) expect(because.length).toBeGreaterThan(0)
    expect(timeline.end).toMatchObject({ do: 'ask-human', question: 'amicable-road-ended', because: [{ rule: 'last-step-done' }] })
    expect(timeline.past).toMatchObject([{ on: '2026-01-05', kind: 'opened', actor: 'api' }])
  })

  it('is nothing while a pause without end lasts', async () => {
    const { id } = await opened()
    const { timeline } = await told(id, 'pause', { reason: 'other' })
    expect(timeline).toMatchObject({ planned: [], end: { do: 'wait', until: null, because: [{ rule: 'hold:operator-pause' }] } })
  })
})

describe('the history', () => {
  it('is chained, each hash on the one before', async () => {
    const { id } = await opened()
    await told(id, 'notes', { text: 'one' })
    const { events, chain } = History.parse(await api.get(`/v1/files/${id}/history`))
    expect(chain).toEqual({ whole: true, brokenAt: null })
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2])
    expect(new Set(events.map(({ hash }) => hash)).size).toBe(2)
    expect(events.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
  })
})

describe('a file', () => {
  it('is found however its reference is written', async () => {
    const { id, reference } = await opened()
    const spaced = `${reference.slice(0, 3)} ${reference.slice(3, 6)}-${reference.slice(6)}`.toLowerCase()
    expect((await api.file(encodeURIComponent(spaced))).id).toBe(id)
  })

  it('of before references had a check character is found too', async () => {
    const { id, reference } = await opened()
    const last = reference.at(-1) === '2' ? '3' : '2'
    const old = `${reference.slice(0, -1)}${last}`
    expect(refusalIn(await api.ask('GET', `/v1/files/${old}`))).toBe('404 file-unknown')
    await stack.db.debtFile.update({ where: { id }, data: { reference: old } })
    expect((await api.file(old)).id).toBe(id)
  })

  it('of another agency takes no command', async () => {
    const { id, invoice } = await opened()
    const { stack: other, api: stranger } = await joinAgency()
    const answers = await Promise.all(
      Object.entries({
        claims: claim(),
        'credit-notes': { claim: invoice.reference, reference: 'AV-1', amountCents: 1 },
        withdrawals: { claim: invoice.reference },
        'contact-data': { add: { emails: ['a@b.example'] } },
        'next-step': undefined,
        skips: { step: 'first-letter' },
        notes: { text: 'mine' },
      }).map(([verb, body]) => stranger.post(`/v1/files/${id}/${verb}`, body)),
    )
    expect(answers.map(refusalIn)).toEqual(answers.map(() => '404 file-unknown'))
    expect(await kinds(id)).toEqual(['opened'])
    await other.close()
  })
})

describe('every command has an Idempotency-Key', () => {
  it.each(['claims', 'credit-notes', 'withdrawals', 'contact-data', 'next-step', 'skips', 'notes'])('%s', async (verb) => {
    const { id } = await opened()
    expect(problemIn(await api.ask('POST', `/v1/files/${id}/${verb}`, { body: {}, key: null }))).toMatchObject({
      status: 400,
      faults: [{ field: 'Idempotency-Key' }],
    })
  })

  it.each(['/v1/creditors', '/v1/strategies', '/v1/templates', '/v1/imports/files', '/v1/postings'])('%s', async (path) => {
    expect(problemIn(await api.ask('POST', path, { body: {}, key: null }))).toMatchObject({ faults: [{ field: 'Idempotency-Key' }] })
  })
})
