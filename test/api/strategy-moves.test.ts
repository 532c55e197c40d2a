import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovePreview, MoveView } from '../../src/contracts/strategy-move.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, creditorBody, joinAgency, mandateBody, problemIn, refusalIn } from './caller.js'
import { serveApiWithoutTemporal } from './own-api.js'

const MOVES = '/v1/strategies/moves'

let stack: TestStack
let api: Caller
let client: pg.Client

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  client = new pg.Client({ connectionString: stack.urls.appUrl })
  await client.connect()
})
afterAll(async () => {
  await Promise.all([client.end(), stack.close()])
})

const step = (id: string, stage: string, afterDays: number) => ({ id, stage, channels: ['letter'], afterDays })
const OLD = [step('opening-letter', 'opening', 10), step('second', 'amicable', 25), step('formal-notice', 'formal-notice', 45)]
const NEW = [
  step('hello', 'opening', 10),
  step('reminder', 'amicable', 20),
  step('again', 'amicable', 30),
  step('notice', 'formal-notice', 45),
]

/** A strategy in two versions, and files that follow the first. */
async function road(files: Record<string, unknown>[] = [{}]) {
  const name = `road-${randomUUID()}`
  await api.made('/v1/strategies', { name, version: 1, steps: OLD })
  const opened = []
  for (const changes of files) opened.push(await api.open({ strategy: name, ...changes }))
  await api.made('/v1/strategies', { name, version: 2, steps: NEW })
  const body = (more: Record<string, unknown> = {}) => ({ from: { name, version: 1 }, to: { name, version: 2 }, ...more })
  return { name, files: opened, body }
}

const preview = async (body: object) => MovePreview.parse(await api.made(`${MOVES}/preview`, body))
const show = async (id: string, query = '') => MoveView.parse(await api.get(`${MOVES}/${id}${query}`))
const moved = (id: string, state = 'moved') =>
  eventually(async () => {
    const move = await show(id)
    expect(move.state).toBe(state)
    return move
  })
const begin = async (body: object, key?: string) => MoveView.parse(await api.made(MOVES, body, key))
/** Runs while nothing of a file can be moved. */
async function blocked<T>(fileId: string, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  await client.query('SELECT id FROM debt_file WHERE id = $1 FOR NO KEY UPDATE', [fileId])
  try {
    return await work()
  } finally {
    await client.query('COMMIT')
  }
}

describe('a preview', () => {
  it('shows the acts of a file before and after, and changes nothing', async () => {
    const { files, body } = await road()
    const act = (on: string, name: string, stage: string) => ({ on, act: name, stage, channel: 'letter', amountCents: 125_000 })
    const { selected, counts, files: rows, next } = await preview(body())
    expect({ selected, counts, next }).toEqual({ selected: 1, counts: { changed: 1, unaffected: 0, staying: 0 }, next: null })
    expect(rows).toEqual([
      {
        id: files[0]?.id,
        reference: files[0]?.reference,
        before: [
          act('2026-01-15', 'opening-letter', 'opening'),
          act('2026-01-30', 'second', 'amicable'),
          act('2026-02-19', 'formal-notice', 'formal-notice'),
        ],
        after: [
          act('2026-01-15', 'hello', 'opening'),
          act('2026-01-26', 'reminder', 'amicable'),
          act('2026-02-05', 'again', 'amicable'),
          act('2026-02-20', 'notice', 'formal-notice'),
        ],
        leftOut: [],
        changes: true,
        stopped: false,
        stays: null,
      },
    ])
    const file = await api.file(files[0]?.id ?? '')
    expect([file.strategy.endsWith(' v1'), file.events.map(({ kind }) => kind)]).toEqual([true, ['opened']])
  })

  it('names the steps that a file has behind it: none is taken again', async () => {
    const { files, body } = await road()
    const id = files[0]?.id ?? ''
    await api.made(`/v1/files/${id}/forward`, { days: 12 })
    const { contacts } = await api.file(id)
    await api.made(`/v1/files/${id}/contacts/${contacts[0]?.id}/posting`, {})
    await api.made(`/v1/files/${id}/forward`, { days: 16 })
    const { files: rows } = await preview(body())
    expect(rows[0]).toMatchObject({
      leftOut: ['reminder'],
      after: [
        { on: '2026-02-09', act: 'again' },
        { on: '2026-02-24', act: 'notice' },
      ],
    })
  })

  it('counts what goes on as before and what would stay', async () => {
    const { name, files, body } = await road([{}])
    await api.made('/v1/strategies', { name, version: 3, steps: OLD.map((one) => ({ ...one, id: `${one.id}-3` })) })
    await api.made('/v1/strategies', { name, version: 4, steps: OLD.slice(0, 2) })
    expect((await preview(body({ to: { name, version: 3 } }))).counts).toEqual({ changed: 0, unaffected: 1, staying: 0 })
    const staying = await preview(body({ to: { name, version: 4 } }))
    expect(staying.counts).toEqual({ changed: 0, unaffected: 0, staying: 1 })
    expect(staying.files[0]).toMatchObject({ id: files[0]?.id, stays: 'notice-missing', changes: false })
  })

  it('is about the open files that follow the old version and meet the filter, page by page', async () => {
    await api.made('/v1/creditors', creditorBody({ reference: 'other' }))
    await api.made('/v1/creditors/other/mandates', mandateBody())
    const small = { claims: [claim({ amountCents: 1_000 })] }
    const { name, files, body } = await road([{}, {}, { creditor: 'other' }, small])
    await api.open({ strategy: name }) // follows the new one
    const [a, b, c, d] = files.map(({ id }) => id)
    const chosen = async (filter: object) => (await preview(body({ filter }))).files.map(({ id }) => id)
    expect(await chosen({})).toEqual([d, c, b, a])
    expect(await chosen({ creditor: 'other' })).toEqual([c])
    expect(await chosen({ minPrincipalCents: 1_001 })).toEqual([c, b, a])
    expect(await chosen({ references: [files[0]?.reference.toLowerCase()] })).toEqual([a])
    expect(await chosen({ stage: 'opening' })).toEqual([])
    await api.made(`/v1/files/${d}/payments`, { reference: 'VIR-1', amountCents: 1_000, currency: 'EUR' })
    await eventually(async () => expect(await chosen({})).toEqual([c, b, a]))

    const first = await preview(body({ limit: 2 }))
    const second = await preview(body({ limit: 2, cursor: first.next }))
    expect([first, second].map(({ selected }) => selected)).toEqual([3, 3])
    expect([first, second].map((page) => page.files.map(({ id }) => id))).toEqual([[c, b], [a]])
    expect(second.next).toBeNull()
  })
})

describe('a move', () => {
  it('begins though Temporal is away, and is carried out once it is back', async () => {
    const { name, files, body } = await road([{}, {}])
    const away = await serveApiWithoutTemporal(stack)
    const answer = await api.at(away.url).post(MOVES, body({ filter: { creditor: 'energie-sud' } }))
    await away.close()
    const { id } = MoveView.parse(JSON.parse(answer.text))
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `${MOVES}/${id}`])
    const move = await moved(id)
    expect(move).toMatchObject({
      from: { name, version: 1 },
      to: { name, version: 2 },
      filter: { creditor: 'energie-sud' },
      startedBy: 'api',
      rolledBackBy: null,
      counts: { waiting: 0, moved: 2, skipped: 0, returning: 0, 'rolled-back': 0, kept: 0 },
    })
    expect(move.files.map((file) => file.id)).toEqual([files[1]?.id, files[0]?.id])
    for (const file of files) expect((await api.file(file.id)).strategy).toBe(`${name} v2`)
  })

  it('sent again with its key is the same; another under the key is refused', async () => {
    const { name, body } = await road()
    const key = randomUUID()
    const first = await begin(body(), key)
    const again = await api.post(MOVES, body(), key)
    expect([again.status, JSON.parse(again.text).id]).toEqual([200, first.id])
    expect(refusalIn(await api.post(MOVES, body({ filter: { minPrincipalCents: 1 } }), key))).toBe('409 key-reused')
    expect(refusalIn(await api.post(MOVES, body({ to: { name, version: 3 } }), key))).toBe('422 strategy-unknown')
  })

  it('to another strategy is one too', async () => {
    const { files, body } = await road()
    const other = await road([])
    const { id } = await begin(body({ to: { name: other.name, version: 2 } }))
    await moved(id)
    expect((await api.file(files[0]?.id ?? '')).strategy).toBe(`${other.name} v2`)
  })

  it('has its files shown page by page', async () => {
    const { files, body } = await road([{}, {}, {}])
    const { id } = await begin(body())
    await moved(id)
    const first = await show(id, '?limit=2')
    const second = await show(id, `?limit=2&cursor=${first.next}`)
    expect([...first.files, ...second.files].map((file) => file.id)).toEqual(files.map((file) => file.id).reverse())
    expect(second.next).toBeNull()
  })

  it.each([
    ['from a version that is not there', { from: { name: 'nobody', version: 1 } }, '422 strategy-unknown', 'from'],
    ['to a version that is not there', { to: { name: 'letters', version: 9 } }, '422 strategy-unknown', 'to'],
    [
      'from a version to itself',
      { from: { name: 'letters', version: 1 }, to: { name: 'letters', version: 1 } },
      '422 move-same-version',
      'to',
    ],
    ['of a creditor that is not there', { filter: { creditor: 'nobody' } }, '422 creditor-unknown', 'creditor'],
    ['of no file at all', { filter: { references: ['NOSUCHREF'] } }, '422 move-empty', 'filter'],
    ['of files by a condition that is none', { filter: { colour: 'red' } }, '400 request-invalid', 'filter.colour'],
  ])('%s is refused', async (_, changes, refusal, field) => {
    const { body } = await road()
    const answer = await api.post(MOVES, body(changes))
    expect(refusalIn(answer)).toBe(refusal)
    expect(problemIn(answer).faults?.[0]?.field).toBe(field)
  })

  it('of another tenant’s versions or files is none: they do not exist', async () => {
    const { files, body } = await road()
    const { id } = await begin(body())
    const { stack: foreign, api: stranger } = await joinAgency()
    for (const path of [MOVES, `${MOVES}/preview`]) expect(refusalIn(await stranger.post(path, body()))).toBe('422 strategy-unknown')
    expect(refusalIn(await stranger.ask('GET', `${MOVES}/${id}`))).toBe('404 resource-unknown')
    expect(refusalIn(await stranger.post(`${MOVES}/${id}/rollback`))).toBe('404 resource-unknown')
    await moved(id)
    const own = await stranger.open()
    const references = [own.reference, files[0]?.reference]
    expect(refusalIn(await api.post(MOVES, body({ filter: { references } })))).toBe('422 move-empty')
    await foreign.close()
  })

  it.each(['nonsense', randomUUID()])('%s is no move', async (id) => {
    expect(refusalIn(await api.ask('GET', `${MOVES}/${id}`))).toBe('404 resource-unknown')
    expect(refusalIn(await api.post(`${MOVES}/${id}/rollback`))).toBe('404 resource-unknown')
  })

  it('has no file in hand that another one has; nor is it taken back before it is finished', async () => {
    const { files, body } = await road([{}, {}])
    const id = await blocked(files[0]?.id ?? '', async () => {
      const begun = await begin(body({ filter: { references: [files[0]?.reference] } }))
      expect(refusalIn(await api.post(MOVES, body()))).toBe('409 move-overlaps')
      expect(refusalIn(await api.post(`${MOVES}/${begun.id}/rollback`))).toBe('409 move-unfinished')
      return begun.id
    })
    expect((await moved(id)).counts).toMatchObject({ moved: 1 })
    expect((await begin(body())).counts).toMatchObject({ waiting: 1, moved: 0 }) // the file that was not moved
  })
})

describe('a move that is taken back', () => {
  it('is so once: the same key is heard, another is refused', async () => {
    const { name, files, body } = await road()
    const { id } = await begin(body())
    await moved(id)
    const key = randomUUID()
    expect(MoveView.parse(await api.made(`${MOVES}/${id}/rollback`, {}, key)).rolledBackBy).toBe('api')
    await moved(id, 'rolled-back')
    expect((await api.post(`${MOVES}/${id}/rollback`, {}, key)).status).toBe(200)
    expect(refusalIn(await api.post(`${MOVES}/${id}/rollback`))).toBe('409 move-rolled-back')
    expect((await show(id)).counts).toMatchObject({ moved: 0, 'rolled-back': 1 })
    const file = await api.file(files[0]?.id ?? '')
    expect([file.strategy, file.events.map(({ kind }) => kind)]).toEqual([
      `${name} v1`,
      ['opened', 'strategy-moved', 'strategy-moved-back'],
    ])
  })
})
