import { randomUUID } from 'node:crypto'
import type { Problem } from '../contracts/problem.js'
import { apiTarget } from './local-stack.js'
import { CommandError } from './output.js'

/** The API cannot be reached, or says that it cannot answer now: the same request, with its key, may be made again. */
export class ApiAwayError extends CommandError {}

/** What the API, or a proxy before it, says where it cannot answer now. */
const AWAY = [502, 503, 504]

/**
 * One request to the API.
 * @throws ApiAwayError when it does not answer, or not now
 * @throws CommandError in the words of its problem details
 */
export async function callApi<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
  return (await answerOf(method, path, JSON_TYPE, body, key)) as T
}

/** Sends a file’s bytes as they are. @throws as callApi */
export async function sendFile<T>(path: string, bytes: Uint8Array, key: string = randomUUID()): Promise<T> {
  return (await answerOf('POST', path, JSON_TYPE, bytes, key)) as T
}

/** The bytes that an address of the API has, of one media type. @throws as callApi */
export async function fetchBytes(path: string, type: string): Promise<Uint8Array> {
  return (await answerOf('GET', path, type)) as Uint8Array
}

const JSON_TYPE = 'application/json'

/** What the API answers: JSON as it reads, another media type in its bytes. */
async function answerOf(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  type: string,
  body?: unknown,
  key: string = randomUUID(),
): Promise<unknown> {
  const target = apiTarget()
  const headers: Record<string, string> = { authorization: `Bearer ${target.key}` }
  const isFile = body instanceof Uint8Array
  if (method !== 'GET') Object.assign(headers, { 'content-type': isFile ? 'application/octet-stream' : JSON_TYPE, 'idempotency-key': key })
  const away = () => {
    throw new ApiAwayError(`Relance does not answer at ${target.url}: start it with npm start.`)
  }
  const response = await fetch(new URL(path, target.url), {
    method,
    headers,
    ...(body !== undefined && { body: isFile ? Buffer.from(body) : JSON.stringify(body) }),
  }).catch(away)
  const answered = response.headers.get('content-type') ?? ''
  if (response.ok && type !== JSON_TYPE && answered.startsWith(type)) return new Uint8Array(await response.arrayBuffer().catch(away))
  if (!/\bjson\b/.test(answered)) {
    if (AWAY.includes(response.status)) away()
    throw new CommandError(`What answers at ${target.url} is not Relance: set RELANCE_PUBLIC_URL to its address.`)
  }
  const answer: unknown = await response.json().catch(away)
  if (response.ok) return answer
  const words = inWords(answer as Problem)
  throw AWAY.includes(response.status) ? new ApiAwayError(words) : new CommandError(words)
}

function inWords({ title, because, faults }: Problem): string {
  const why = because ? [`${because.rule}, ${because.source}`] : []
  const details = [...why, ...(faults ?? []).map(({ field, message }) => (message === title ? field : `${field}: ${message}`))].join('; ')
  return details ? `${title} (${details}).` : `${title}.`
}
