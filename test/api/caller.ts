import { randomInt, randomUUID } from 'node:crypto'
import { FileView } from '../../src/contracts/debt-file.js'
import { Problem } from '../../src/contracts/problem.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { joinStack, type TestStack } from '../support/stack.js'

export interface Answer {
  status: number
  headers: Headers
  text: string
}

type Send = { body?: unknown; key?: string | null; headers?: Record<string, string> }

/** A client of the API as its users are one: by HTTP, with a key. */
export class Caller {
  constructor(
    readonly url: string,
    readonly apiKey: string,
  ) {}

  /** A request that keeps the rules, except where `send` breaks them: `key: null` leaves the Idempotency-Key out. */
  async ask(method: string, path: string, { body, key = randomUUID(), headers = {} }: Send = {}): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.apiKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'POST' && key !== null && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }

  post(path: string, body?: unknown, key?: string): Promise<Answer> {
    return this.ask('POST', path, { body, ...(key !== undefined && { key }) })
  }

  /** The same client of another API. */
  at(url: string): Caller {
    return new Caller(url, this.apiKey)
  }

  /** What a request answers that must succeed. */
  async get<T>(path: string): Promise<T> {
    return json<T>(await this.ask('GET', path))
  }

  async made<T>(path: string, body?: unknown, key?: string): Promise<T> {
    return json<T>(await this.post(path, body, key))
  }

  async file(idOrReference: string): Promise<FileView> {
    return viewIn(await this.ask('GET', `/v1/files/${idOrReference}`))
  }

  async open(changes: Partial<OpenBody> = {}): Promise<FileView> {
    return viewIn(await this.post('/v1/files', openBody(changes)))
  }
}

export function viewIn(answer: Answer): FileView {
  return FileView.parse(json(answer))
}

function json<T>({ status, text }: Answer): T {
  if (status >= 300) throw new Error(`${status} ${text}`)
  return JSON.parse(text) as T
}

/** The problem details of a refusal, which must be complete and of their own media type. */
export function problemIn({ status, headers, text }: Answer): Problem {
  const problem = Problem.parse(JSON.parse(text))
  const type = headers.get('content-type')
  if (!type?.startsWith('application/problem+json')) throw new Error(`the media type of a problem is ${type}`)
  if (problem.status !== status || problem.type !== `urn:relance:problem:${problem.code}`) throw new Error(`a problem at odds: ${text}`)
  return problem
}

/** What a refusal says, in short: `409 key-reused`. */
export function refusalIn(answer: Answer): string {
  const { status, code } = problemIn(answer)
  return `${status} ${code}`
}

export type OpenBody = ReturnType<typeof openBody>

/** Whose claims the tests collect: every agency of theirs has it, with a mandate of the amicable kind. */
export const CREDITOR = 'energie-sud'

/** The tenant itself, which collects its own claims and needs no mandate. */
export const OWN = 'own'

/** Three letters that no law demands, so that none of them waits for its posting: on 15 and 30 January and 19 February. */
export const letters: Strategy = {
  name: 'letters',
  version: 1,
  steps: [
    { id: 'first-letter', stage: 'opening', channels: ['letter'], afterDays: 10, payWithinDays: 8, registered: false },
    { id: 'second-letter', stage: 'amicable', channels: ['letter'], afterDays: 25, payWithinDays: 8, registered: false },
    { id: 'third-letter', stage: 'amicable', channels: ['letter'], afterDays: 45, payWithinDays: 15, registered: false },
  ],
}

/** A new agency with its creditor, and a client of the API that has its key. */
export async function joinAgency(): Promise<{ stack: TestStack; api: Caller }> {
  const stack = await joinStack([letters])
  const api = new Caller(stack.apiUrl, stack.apiKey)
  await api.made('/v1/creditors', creditorBody())
  await api.made(`/v1/creditors/${CREDITOR}/mandates`, mandateBody())
  return { stack, api }
}

export function creditorBody(changes: Record<string, unknown> = {}) {
  const address = { lines: ['2 quai du Port'], postcode: '13002', city: 'Marseille' }
  return { reference: CREDITOR, name: 'Énergie Sud', address, ...changes }
}

export function mandateBody(changes: Record<string, unknown> = {}) {
  return { reference: 'M-2020', validFrom: '2020-01-01', scope: 'amicable', ...changes }
}

/** A file of one invoice over 1,250.00 euros that falls due the day the file begins: its first letter goes out on 15 January. */
export function openBody(changes: Record<string, unknown> = {}) {
  return {
    creditor: CREDITOR,
    debtor: debtor(),
    claims: [claim()],
    strategy: letters.name,
    legalStart: '2026-01-05T09:00:00Z',
    ...changes,
  }
}

export function debtor(changes: Record<string, unknown> = {}) {
  return { name: 'Garage Martin', addresses: [{ lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }], ...changes }
}

export function claim(changes: Record<string, unknown> = {}) {
  return { reference: `F-${randomUUID()}`, amountCents: 125_000, currency: 'EUR', dueDate: '2026-01-05', ...changes }
}

/** A mobile number that no other test has: messages from it concern every debtor who has it. */
export function mobile(): string {
  return `+3361${String(randomInt(10_000_000)).padStart(7, '0')}`
}
