import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { Caller, claim, joinAgency, refusalIn, viewIn } from './caller.js'
import { serveApiWithoutTemporal } from './own-api.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const pause = (id: string, until: string | null = null, key?: string) => api.post(`/v1/files/${id}/pause`, { reason: 'other', until }, key)
const resume = (id: string, key?: string) => api.post(`/v1/files/${id}/resume`, undefined, key)
const forward = async (id: string, days: number) => viewIn(await api.post(`/v1/files/${id}/forward`, { days }))
const kinds = async (id: string) => (await api.file(id)).events.map(({ kind }) => kind)

/** A file whose workflow exists and sleeps: its first act is ten days away. */
async function sleepingFile(): Promise<string> {
  const { id } = await api.open()
  await eventually(async () => expect(await stack.db.outbox.count({ where: { fileId: id, toldAt: null } })).toBe(0))
  expect((await api.file(id)).decision).toBeNull()
  return id
}

async function closedFile(): Promise<string> {
  const { id } = await api.open()
  await api.post(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 125_000, currency: 'EUR' })
  await eventually(async () => expect((await api.file(id)).status).toBe('closed'))
  return id
}

describe('a pause', () => {
  it('wakes a file that sleeps before its first act, and is obeyed', async () => {
    const id = await sleepingFile()
    expect(viewIn(await pause(id)).events.map(({ kind }) => kind)).toEqual(['opened', 'paused'])
    await eventually(async () => {
      const { decision } = await api.file(id)
      expect(decision).toMatchObject({ do: 'wait', until: null, because: [{ rule: 'hold:operator-pause' }] })
    })
  })

  it('reaches a file that was opened a moment ago', async () => {
    const { id } = await api.open()
    expect((await pause(id)).status).toBe(200)
  })

  it('reaches a file that a reversal opens again at this moment', async () => {
    const id = await closedFile()
    await api.post(`/v1/files/${id}/payments/VIR-1/reversal`)
    expect((await pause(id)).status).toBe(200)
  })

  it('keeps the letter back while it lasts, and lets it go on the day it ends', async () => {
    const { id } = await api.open()
    viewIn(await pause(id, '2026-02-10'))
    expect((await forward(id, 30)).contacts).toEqual([])
    expect((await forward(id, 7)).contacts).toMatchObject([{ step: 'first-letter', state: 'sent', contactedOn: '2026-02-10' }])
  })

  it('control: without it the letter goes out on its day', async () => {
    const { id } = await api.open()
    expect((await forward(id, 12)).contacts).toMatchObject([{ step: 'first-letter', state: 'sent', contactedOn: '2026-01-15' }])
  })

  it.each([
    ['2026-01-04', '422 hold-until-past'],
    ['2026-01-05', '422 hold-until-past'],
    ['2026-01-06', 'taken'],
  ])('on 5 January until %s: %s', async (until, outcome) => {
    const { id } = await api.open()
    const answer = await pause(id, until)
    expect(outcome === 'taken' ? viewIn(answer).events.at(-1)?.kind : refusalIn(answer)).toBe(outcome === 'taken' ? 'paused' : outcome)
  })

  it('sent again with its key is obeyed once', async () => {
    const { id } = await api.open()
    const key = randomUUID()
    const answers = [await pause(id, null, key), await pause(id, null, key)]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await kinds(id)).toEqual(['opened', 'paused'])
  })

  it('with another command under its key is refused, and the pause stands', async () => {
    const { id } = await api.open()
    const key = randomUUID()
    viewIn(await pause(id, null, key))
    expect(refusalIn(await pause(id, '2026-02-10', key))).toBe('409 key-reused')
    expect(refusalIn(await resume(id, key))).toBe('409 key-reused')
    expect(await kinds(id)).toEqual(['opened', 'paused'])
  })

  it('of a file that is paused is refused, and the refusal stands in its history', async () => {
    const { id } = await api.open()
    await pause(id)
    expect(refusalIn(await pause(id))).toBe('409 file-already-paused')
    expect((await api.file(id)).events.at(-1)).toMatchObject({
      kind: 'command-refused',
      data: { command: 'pause', refusal: 'file-already-paused' },
    })
  })

  it('of a closed file is refused', async () => {
    expect(refusalIn(await pause(await closedFile()))).toBe('409 file-closed')
  })
})

describe('going on', () => {
  it('lifts the pause', async () => {
    const { id } = await api.open()
    await pause(id)
    expect(viewIn(await resume(id)).events.at(-1)?.kind).toBe('resumed')
    await eventually(async () => expect((await api.file(id)).decision).toMatchObject({ do: 'wait', until: '2026-01-15T07:00:00.000Z' }))
  })

  it('of a file that is not paused is refused', async () => {
    const { id } = await api.open()
    expect(refusalIn(await resume(id))).toBe('409 file-not-paused')
  })
})

describe('going ahead in time', () => {
  it('lives through all that falls due meanwhile, each act on its day', async () => {
    const { id } = await api.open()
    await forward(id, 12)
    expect(await api.made('/v1/postings', {})).toMatchObject({ confirmed: expect.any(Number) }) // nothing follows an opening letter that is only printed
    const { contacts, decision } = await forward(id, 78)
    expect(contacts.map(({ step, contactedOn }) => `${contactedOn} ${step}`)).toEqual([
      '2026-01-15 first-letter',
      '2026-01-30 second-letter',
      '2026-02-19 third-letter',
    ])
    expect(decision).toMatchObject({ do: 'ask-human', because: [{ rule: 'last-step-done' }] })
  })

  it('moves only the clock of a closed file', async () => {
    const id = await closedFile()
    const { legalNow, events } = await forward(id, 30)
    expect(legalNow.slice(0, 10)).toBe('2026-02-04')
    expect(events.at(-1)?.kind).toBe('closed')
  })
})

describe('while Temporal is away', () => {
  let alone: Awaited<ReturnType<typeof serveApiWithoutTemporal>>
  let caller: Caller

  beforeAll(async () => {
    alone = await serveApiWithoutTemporal(stack)
    caller = new Caller(alone.url, stack.apiKey)
  })
  afterAll(async () => void (await alone.close()))

  it('a command is not taken, and says so', async () => {
    const id = await sleepingFile()
    expect(refusalIn(await caller.post(`/v1/files/${id}/pause`, { reason: 'other' }))).toBe('503 not-taken')
    expect(await kinds(id)).toEqual(['opened'])
  })

  it('files are opened, read and paid all the same', async () => {
    const { id } = await caller.open({ claims: [claim()] })
    const answer = await caller.post(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 25_000, currency: 'EUR' })
    expect(viewIn(answer).balanceCents).toBe(100_000)
  })
})
