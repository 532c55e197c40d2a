import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiContext } from '../../src/api/context.js'
import { DebtorSessions, debtorOf, requireDebtor, requireFormToken } from '../../src/api/debtor-session.js'
import { ENTER_PATH, entryHandlers, LEAVE_PATH, linkPath } from '../../src/api/routes/debtor/enter.js'
import { listen } from '../../src/api/server.js'
import { ALERTS } from '../../src/domain/key-tries.js'
import { newReference } from '../../src/domain/reference.js'
import { MasterKeys } from '../../src/engine/master-keys.js'
import type { Database } from '../../src/store/database.js'
import { enterByKey, enterByLink, isLinkGood, makeLink, type TryOutcome } from '../../src/store/debtor-access.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, refusalIn } from './caller.js'

/** A morning long after any clock of another test: what is counted then is this suite's own. */
const MORNING = new Date('2096-03-05T09:00:00Z')
const MINUTE_MS = 60_000
const later = (minutes: number, from = MORNING) => new Date(from.getTime() + minutes * MINUTE_MS)
const DAYS = 24 * 60

let stack: TestStack
let file: { id: string; reference: string; paymentKey: string }
let addresses = 0

/** An address that has not tried before. */
const newAddress = () => `10.0.${(addresses >> 8) & 255}.${addresses++ & 255}`

async function open(): Promise<typeof file> {
  const { id } = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-03-01' })
  const { reference, paymentKey } = await stack.db.debtFile.findUniqueOrThrow({ where: { id } })
  return { id, reference, paymentKey }
}

/** Another reference or key than any that was given out, as far as chance goes. */
const randomly = (length: number) => newReference(length, (below) => Math.floor(Math.random() * below))

const say = (reference: string, paymentKey: string, from = newAddress(), now = MORNING): Promise<TryOutcome> =>
  enterByKey(stack.db, { reference, paymentKey, address: from }, now)

async function wrongTries(count: number, said: { reference?: string; from?: string; now?: Date }): Promise<TryOutcome[]> {
  const outcomes: TryOutcome[] = []
  for (let index = 0; index < count; index++) outcomes.push(await say(said.reference ?? randomly(9), randomly(10), said.from, said.now))
  return outcomes
}

const enteredIn = ({ id: fileId }: { id: string }) => ({ entered: { tenantId: stack.tenantId, fileId } })
const waits = (outcomes: readonly TryOutcome[]) => outcomes.map((outcome) => ('waitSeconds' in outcome ? outcome.waitSeconds : 0))

beforeAll(async () => {
  stack = await joinStack()
  file = await open()
})
afterAll(() => stack.close())

describe('who knows reference and payment key', () => {
  it('enters, however they are written', async () => {
    const entered = { entered: { tenantId: stack.tenantId, fileId: file.id } }
    expect(await say(file.reference, file.paymentKey)).toEqual(entered)
    expect(
      await say(` ${file.reference.toLowerCase().replace(/(.{3})/g, '$1-')} `, file.paymentKey.toLowerCase().replace(/(.{4})/g, '$1 ')),
    ).toEqual(entered)
  })

  it('enters a closed file', async () => {
    const closed = await open()
    await stack.db.debtFile.update({ where: { id: closed.id }, data: { status: 'closed', closedReason: 'paid' } })
    expect(await say(closed.reference, closed.paymentKey)).toEqual({ entered: { tenantId: stack.tenantId, fileId: closed.id } })
  })

  it('enters the file that goes on with the claims of its own, over any number of mergers', async () => {
    const [first, second, third] = [await open(), await open(), await open()]
    await stack.db.debtFile.update({ where: { id: first.id }, data: { mergedIntoId: second.id } })
    await stack.db.debtFile.update({ where: { id: second.id }, data: { mergedIntoId: third.id } })
    expect(await say(first.reference, first.paymentKey)).toEqual({ entered: { tenantId: stack.tenantId, fileId: third.id } })
    expect(await say(first.reference, third.paymentKey)).toEqual({ wrong: [] })
  })
})

describe('every other way', () => {
  /** The statements and comparisons of a try. */
  async function workOf(reference: string, paymentKey: string): Promise<{ outcome: TryOutcome; statements: string[]; compared: number }> {
    const statements: string[] = []
    let compared = 0
    const db = new Proxy(stack.db, {
      get(target, name: keyof Database) {
        if (name !== '$queryRaw') throw new Error(`another statement: ${String(name)}`)
        return (parts: TemplateStringsArray, ...values: unknown[]) => {
          statements.push(parts.join('?'))
          return target.$queryRaw(parts, ...values)
        }
      },
    })
    const outcome = await enterByKey(db, { reference, paymentKey, address: newAddress() }, later(1), (a, b) => {
      compared++
      return a === b
    })
    return { outcome, statements, compared }
  }

  it('does the same work and gets the same answer', async () => {
    await say(randomly(9), randomly(10)) // the first of a quarter of an hour forgets old windows besides
    const closed = await open()
    await stack.db.debtFile.update({ where: { id: closed.id }, data: { status: 'closed', closedReason: 'paid' } })
    const wrongKey = await workOf(file.reference, randomly(10))
    expect(wrongKey).toEqual({ outcome: { wrong: [] }, statements: [expect.any(String), expect.any(String)], compared: 1 })
    expect(await workOf(randomly(9), randomly(10))).toEqual(wrongKey)
    expect(await workOf(randomly(9), file.paymentKey)).toEqual(wrongKey)
    expect(await workOf(closed.reference, file.paymentKey)).toEqual(wrongKey)
    expect(await workOf(`${file.reference}2`, file.paymentKey)).toEqual(wrongKey)
    expect(await workOf('\u0000’; --', '-')).toEqual(wrongKey)
    expect(await workOf('', '')).toEqual(wrongKey)
    expect(await workOf(file.reference, '')).toEqual(wrongKey)
  })
})

describe('who was wrong too often', () => {
  const WRONG = { wrong: [] }

  it('waits until the quarter of an hour is over, for any reference, and then enters', async () => {
    const [from, now] = [newAddress(), later(5, later(DAYS))]
    const outcomes = await wrongTries(20, { from, now })
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome)))).toEqual(new Set([JSON.stringify(WRONG)]))
    expect(await say(file.reference, file.paymentKey, from, now)).toEqual({ waitSeconds: 600, for: 'any' })
    expect(await say(file.reference, file.paymentKey, from, later(9, now))).toEqual({ waitSeconds: 60, for: 'any' })
    expect(await say(file.reference, file.paymentKey, from, later(10, now))).toEqual(enteredIn(file))
    expect(await say(file.reference, file.paymentKey, newAddress(), now)).toEqual(enteredIn(file))
  })

  it('waits until the next day where each quarter of an hour was used up', async () => {
    const [from, now] = [newAddress(), later(2 * DAYS)]
    for (const quarter of [0, 1, 2]) expect(waits(await wrongTries(20, { from, now: later(15 * quarter, now) }))).not.toContain(900)
    const evening = later(15 * 40, now) // 19:00
    expect(await say(file.reference, file.paymentKey, from, evening)).toEqual({ waitSeconds: 5 * 3600, for: 'any' })
    expect(await say(file.reference, file.paymentKey, from, later(5 * 60, evening))).toEqual(enteredIn(file))
  })

  it('waits with one reference, and may say another', async () => {
    const [from, now, other] = [newAddress(), later(3 * DAYS), await open()]
    await wrongTries(10, { from, now, reference: file.reference })
    expect(await say(file.reference, file.paymentKey, from, now)).toEqual({ waitSeconds: 15 * 3600, for: 'same' })
    expect(await say(other.reference, other.paymentKey, from, now)).toEqual(enteredIn(other))
  })

  it('waits as long for a reference that names no file', async () => {
    const [now, unknown] = [later(4 * DAYS), randomly(9)]
    const [one, other] = [newAddress(), newAddress()]
    const known = await wrongTries(12, { from: one, now, reference: file.reference })
    expect(await wrongTries(12, { from: other, now, reference: unknown })).toEqual(known)
    expect(waits(known).filter((seconds) => seconds > 0)).toHaveLength(2)
  })
})

describe('a reference that is tried from many addresses', () => {
  const now = later(5 * DAYS)
  let guessed: typeof file
  let told: Caller

  beforeAll(async () => {
    guessed = await open()
    told = new Caller(stack.apiUrl, stack.apiKey)
  })

  it('lets its debtor in, from an address that was not wrong, whatever others do', async () => {
    const outcomes: TryOutcome[] = []
    for (let round = 0; round < 4; round++) {
      outcomes.push(...(await wrongTries(30, { now, reference: guessed.reference })))
      expect(await say(guessed.reference, guessed.paymentKey, newAddress(), now)).toEqual(enteredIn(guessed))
    }
    expect(outcomes.flatMap((outcome) => ('wrong' in outcome ? outcome.wrong : ['waited']))).toEqual(['reference-guessed'])
  })

  it('is on the worklist of its tenant alone, once, until somebody closes it', async () => {
    const alert = { kind: 'reference-guessed', file: { id: guessed.id, reference: guessed.reference }, tries: 30, closedAt: null }
    const { alerts } = await told.get<{ alerts: { id: string; file: object | null }[] }>('/v1/security-alerts')
    expect(alerts.filter((one) => one.file)).toEqual([expect.objectContaining({ ...alert, raisedAt: now.toISOString() })])
    const id = alerts.find((one) => one.file)?.id
    const { items } = await told.get<{ items: object[] }>('/v1/worklist?kind=security')
    expect(items).toContainEqual(
      expect.objectContaining({ file: alert.file, debtor: 'Camille Test', matter: { id, state: 'reference-guessed', dueBy: null } }),
    )
    const stranger = await joinStack()
    const other = new Caller(stranger.apiUrl, stranger.apiKey)
    expect((await other.get<{ alerts: { id: string }[] }>('/v1/security-alerts?closed=yes')).alerts.map((one) => one.id)).not.toContain(id)
    expect(refusalIn(await other.post(`/v1/security-alerts/${id}/closing`, {}))).toBe('404 alert-unknown')
    await stranger.close()
    await told.made(`/v1/security-alerts/${id}/closing`, {})
    expect((await told.get<{ items: { file: object | null }[] }>('/v1/worklist?kind=security')).items.filter((one) => one.file)).toEqual([])
    expect(refusalIn(await told.post('/v1/security-alerts/none/closing', {}))).toBe('404 alert-unknown')
  })

  it('is tried three times a day by one address, and then no more', async () => {
    const from = newAddress()
    expect(waits(await wrongTries(4, { from, now, reference: guessed.reference })).map((seconds) => seconds > 0)).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  it('raises an alert for no tenant where it names no file, and as many tries are let through', async () => {
    const unknown = randomly(9)
    const outcomes = await wrongTries(ALERTS['reference-guessed'].tries + 1, { now, reference: unknown })
    expect(outcomes).toEqual(outcomes.map(() => ({ wrong: [] })))
  })

  it('leaves no count behind: what is older than a day goes with the first wrong try of a quarter of an hour', async () => {
    const old = { bucket: 'reference-day:old', opensAt: new Date('2020-01-01T00:00:00Z'), failures: 3 }
    await stack.db.accessWindow.create({ data: old })
    await say(randomly(9), randomly(10), newAddress(), later(7 * DAYS))
    expect(await stack.db.accessWindow.count({ where: { bucket: old.bucket } })).toBe(0)
    expect(await stack.db.accessWindow.count({ where: { opensAt: { gte: MORNING } } })).toBeGreaterThan(0)
  })
})

describe('a link', () => {
  const link = () => makeLink(stack.db, { tenantId: stack.tenantId, fileId: file.id, contactId: null }, MORNING)
  const entered = () => ({ tenantId: stack.tenantId, fileId: file.id })

  it('lets in once, however many use it at the same moment', async () => {
    const token = await link()
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(await isLinkGood(stack.db, token, MORNING)).toBe(true)
    const all = await Promise.all([1, 2, 3].map(() => enterByLink(stack.db, token, MORNING)))
    expect(all.filter((one) => one !== null)).toEqual([entered()])
    expect(await isLinkGood(stack.db, token, MORNING)).toBe(false)
  })

  it('is good for thirty days', async () => {
    const token = await link()
    expect(await enterByLink(stack.db, token, later(30 * DAYS))).toBeNull()
    expect(await isLinkGood(stack.db, token, later(30 * DAYS))).toBe(false)
    expect(await enterByLink(stack.db, token, later(30 * DAYS - 1))).toEqual(entered())
  })

  it('is kept nowhere but as its hash, and none that was not made lets in', async () => {
    const token = await link()
    expect(await stack.db.debtorLink.count({ where: { tokenHash: { contains: token.slice(0, 8) } } })).toBe(0)
    expect(await enterByLink(stack.db, `${token}A`, MORNING)).toBeNull()
    expect(await enterByLink(stack.db, '\u0000', MORNING)).toBeNull()
  })

  it('leads to the file that goes on with the claims of its own', async () => {
    const [merged, kept] = [await open(), await open()]
    const token = await makeLink(stack.db, { tenantId: stack.tenantId, fileId: merged.id, contactId: null }, MORNING)
    await stack.db.debtFile.update({ where: { id: merged.id }, data: { mergedIntoId: kept.id } })
    expect(await enterByLink(stack.db, token, MORNING)).toEqual({ tenantId: stack.tenantId, fileId: kept.id })
  })
})

describe('over HTTP', () => {
  const KEYS = `2:${Buffer.alloc(32, 2).toString('base64')},1:${Buffer.alloc(32, 1).toString('base64')}`
  const LOGGED: string[] = []
  let now = later(10 * DAYS)
  let url: string
  let close: () => Promise<unknown>

  beforeAll(async () => {
    const publicUrl = 'https://relance.example'
    const sessions = new DebtorSessions(new MasterKeys(KEYS), publicUrl)
    const log = pino({ level: 'warn' }, { write: (line: string) => void LOGGED.push(line) })
    const context = { db: stack.db, now: () => now, sessions, publicUrl, log } as unknown as ApiContext
    const app = express().set('trust proxy', 1)
    const entry = entryHandlers(context, {
      showForm: (_request, response, form) => response.json(form),
      showLink: (_request, response, token) => response.json({ token }),
      home: '/d/file',
      door: '/d',
    })
    app.post(ENTER_PATH, entry.enter).post(LEAVE_PATH, entry.leave)
    app.get(linkPath(':token'), entry.showLink).post(linkPath(':token'), entry.enterByLink)
    const refuse = (_request: unknown, response: express.Response) => response.status(401).json({})
    app.use('/d', requireDebtor(context, refuse))
    app.get('/d/file', (_request, response) => response.json(debtorOf(response)))
    app.post('/d/promise', express.urlencoded({ extended: false }), requireFormToken(refuse), (_request, response) =>
      response.json({ done: true }),
    )
    const server = await listen(app, 0, '127.0.0.1')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    close = () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    }
  })
  afterAll(() => close())

  const send = (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { 'x-forwarded-for': newAddress(), ...headers },
      redirect: 'manual',
    })
  const enter = (reference: string, key: string, headers?: Record<string, string>) => send(ENTER_PATH, { reference, key }, headers)
  const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? ''
  const session = (response: Response) => ({ cookie: cookieOf(response).split(';')[0] ?? '' })

  it('every wrong way has the same answer to the byte', async () => {
    const all = [
      await enter('K7M2P9QRS', randomly(10)),
      await enter('K7M2P9QRS', file.paymentKey),
      await enter('K7M2P9QRS', 'x'.repeat(1000)),
      await send(ENTER_PATH, { reference: 'K7M2P9QRS' }),
    ]
    const known = await enter(file.reference, randomly(10))
    const answers = await Promise.all(all.map(async (one) => [one.status, [...one.headers.keys()], await one.text()]))
    const text = (await known.text()).replace(file.reference, 'K7M2P9QRS')
    expect(answers).toEqual(all.map(() => [403, [...known.headers.keys()], text]))
    expect(JSON.parse(text)).toEqual({ reference: 'K7M2P9QRS', refusal: 'wrong', waitSeconds: 0 })
  })

  it('the right key begins a session in a cookie that scripts do not see and other sites do not send', async () => {
    const response = await enter(file.reference, file.paymentKey)
    expect([response.status, response.headers.get('location'), response.headers.get('cache-control')]).toEqual([303, '/d/file', 'no-store'])
    expect(cookieOf(response)).toMatch(/^relance_debtor=2\.[\w-]+\.[\w-]+; Path=\/d; HttpOnly; Secure; SameSite=Lax$/)
    const page = await send('/d/file', undefined, session(response))
    expect(await page.json()).toMatchObject({ tenantId: stack.tenantId, fileId: file.id })
  })

  it('a form from another site enters nothing', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://other.example' },
    ] as Record<string, string>[])
      expect([
        (await enter(file.reference, file.paymentKey, headers)).status,
        cookieOf(await enter(file.reference, file.paymentKey, headers)),
      ]).toEqual([403, ''])
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { origin: 'https://relance.example' },
      { origin: 'null' },
    ] as Record<string, string>[])
      expect((await enter(file.reference, file.paymentKey, headers)).status).toBe(303)
  })

  it('an address that was wrong too often is told when to come again; its neighbours in the same /64 are one with it', async () => {
    const from = (host: number) => ({ 'x-forwarded-for': `2001:db8:1:2::${host.toString(16)}` })
    for (let host = 1; host <= 20; host++) expect((await enter(randomly(9), randomly(10), from(host))).status).toBe(403)
    const refused = await enter(file.reference, file.paymentKey, from(21))
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900'])
    expect(await refused.json()).toEqual({ reference: file.reference, refusal: 'wait', waitSeconds: 900 })
    expect((await enter(file.reference, file.paymentKey, { 'x-forwarded-for': '2001:db8:1:3::1' })).status).toBe(303)
  })

  it('bursts from one address get no further than the checks that are made at once', async () => {
    const from = { 'x-forwarded-for': newAddress() }
    const statuses: number[] = []
    for (let burst = 0; burst < 4; burst++) {
      const answers = await Promise.all(Array.from({ length: 9 }, () => enter(randomly(9), randomly(10), from)))
      statuses.push(...answers.map(({ status }) => status))
    }
    const checked = statuses.filter((status) => status === 403).length
    expect(checked).toBeGreaterThanOrEqual(20)
    expect(checked).toBeLessThanOrEqual(23)
    expect(statuses.filter((status) => status === 429)).toHaveLength(36 - checked)
  })

  it('people are told in the log, without a name, a reference or an address', async () => {
    const target = await open()
    for (let index = 0; index < 30; index++) await enter(target.reference, randomly(10))
    expect(LOGGED.filter((line) => line.includes('reference-guessed'))).toHaveLength(1)
    expect(LOGGED.join()).not.toMatch(new RegExp(`${target.reference}|10\\.0\\.`))
  })

  it('a link is used by its form, and not by whoever looks at it', async () => {
    const token = await makeLink(stack.db, { tenantId: stack.tenantId, fileId: file.id, contactId: null }, now)
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url + linkPath(token), { method })).status).toBe(200)
    const first = await send(linkPath(token), {})
    expect([first.status, first.headers.get('location')]).toEqual([303, '/d/file'])
    expect((await send('/d/file', undefined, session(first))).status).toBe(200)
    const again = await send(linkPath(token), {})
    const never = await send(linkPath('A'.repeat(22)), {})
    expect([again.status, cookieOf(again), await again.text()]).toEqual([never.status, '', await never.text()])
    expect((await send(linkPath(token))).status).toBe(403)
  })

  describe('a session', () => {
    const begin = async () => session(await enter(file.reference, file.paymentKey))
    const statusOf = async (headers: Record<string, string>) => (await send('/d/file', undefined, headers)).status

    it('is over after thirty idle minutes, and goes on while it is used', async () => {
      const began = now
      let current = await begin()
      now = later(29, began)
      const seen = await send('/d/file', undefined, current)
      const renewed = session(seen)
      now = later(31, began)
      expect([await statusOf(current), await statusOf(renewed)]).toEqual([401, 200])
      current = renewed
      for (let minutes = 29 + 20; minutes < 8 * 60; minutes += 20) {
        now = later(minutes, began)
        current = session(await send('/d/file', undefined, current))
      }
      now = later(8 * 60, began)
      expect(await statusOf(current)).toBe(401)
      now = began
    })

    it('is nobody’s where its cookie was changed, or signed with a key that is not ours', async () => {
      const { cookie } = await begin()
      const [name = '', value = ''] = cookie.split('=')
      const [version, payload = '', signature = ''] = value.split('.')
      const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>
      const other = Buffer.from(JSON.stringify({ ...said, fileId: crypto.randomUUID() })).toString('base64url')
      const forged = [
        `${version}.${other}.${signature}`,
        `1.${payload}.${signature}`,
        `9.${payload}.${signature}`,
        `${version}.${payload}.`,
        `${version}.${payload}`,
        '',
        '..',
        'a.b.c',
      ]
      for (const one of forged) expect([one, await statusOf({ cookie: `${name}=${one}` })]).toEqual([one, 401])
      expect(await statusOf({ cookie: `a=b; ${name}=${value}; c=d` })).toBe(200)
    })

    it('takes a form that carries its token and comes from its own page', async () => {
      const [mine, others] = [await begin(), await begin()]
      const tokenOf = async (headers: Record<string, string>) =>
        ((await (await send('/d/file', undefined, headers)).json()) as { csrf: string }).csrf
      const promise = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
        (await send('/d/promise', form, { ...mine, ...headers })).status
      const csrf = await tokenOf(mine)
      expect(await promise({ csrf })).toBe(200)
      expect(await promise({})).toBe(401)
      expect(await promise({ csrf: await tokenOf(others) })).toBe(401)
      expect(await promise({ csrf }, { 'sec-fetch-site': 'cross-site' })).toBe(401)
      expect((await send('/d/promise', { csrf })).status).toBe(401)
    })

    it('is left', async () => {
      const left = await send(LEAVE_PATH, {}, await begin())
      expect([left.status, left.headers.get('location')]).toEqual([303, '/d'])
      expect(cookieOf(left)).toMatch(/^relance_debtor=; Path=\/d; Expires=Thu, 01 Jan 1970/)
    })
  })
})
