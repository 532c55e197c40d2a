import { randomUUID } from 'node:crypto'
import type { Problem } from '../contracts/problem.js'
import { apiTarget } from './local-stack.js'
import { CommandError } from './output.js'

/** One request to the API. @throws CommandError in the words of its problem details, or when it does not answer */
export async function callApi<T>(method: 'GET' | 'POST', path: string, body?: unknown, key: string = randomUUID()): Promise<T> {
  const target = apiTarget()
  const headers: Record<string, string> = { authorization: `Bearer ${target.key}` }
  if (method === 'POST') Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': key })
  const response = await fetch(new URL(path, target.url), {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new CommandError(`Relance does not answer at ${target.url}: start it with npm start.`)
  })
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? ''))
    throw new CommandError(`What answers at ${target.url} is not Relance: set RELANCE_PUBLIC_URL to its address.`)
  const answer: unknown = await response.json()
  if (!response.ok) throw new CommandError(inWords(answer as Problem))
  return answer as T
}

function inWords({ title, faults }: Problem): string {
  const details = (faults ?? []).map(({ field, message }) => (message === title ? field : `${field}: ${message}`)).join('; ')
  return details ? `${title} (${details}).` : `${title}.`
}
