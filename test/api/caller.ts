import { randomUUID } from 'node:crypto'
import { FileView } from '../../src/contracts/debt-file.js'
import { Problem } from '../../src/contracts/problem.js'

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
    private readonly apiKey: string,
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

  async file(idOrReference: string): Promise<FileView> {
    return viewIn(await this.ask('GET', `/v1/files/${idOrReference}`))
  }

  async open(changes: Partial<OpenBody> = {}): Promise<FileView> {
    return viewIn(await this.post('/v1/files', openBody(changes)))
  }
}

export function viewIn({ status, text }: Answer): FileView {
  if (status >= 300) throw new Error(`${status} ${text}`)
  return FileView.parse(JSON.parse(text))
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

/** A file of one invoice over 1,250.00 euros that falls due the day the file begins: its first letter goes out on 15 January. */
export function openBody(changes: Record<string, unknown> = {}) {
  return {
    debtor: { name: 'Garage Martin', addressLines: ['1 rue de la Paix', '75002 Paris'] },
    claims: [claim()],
    legalStart: '2026-01-05T09:00:00Z',
    ...changes,
  }
}

export function claim(changes: Record<string, unknown> = {}) {
  return { reference: `F-${randomUUID()}`, amountCents: 125_000, currency: 'EUR', dueDate: '2026-01-05', ...changes }
}
