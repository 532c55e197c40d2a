import type { ZodType, z } from 'zod'
import { type AwayCode, RegisterAway } from './port.js'

/** A register that is slower than this is asked again later: an act may wait for it. */
const TIMEOUT_MS = 5_000

export interface Asked {
  status: number
  body: unknown
}

/** Method, body, and headers besides those that every request has. */
export interface Request {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** One request to a register, which answers in JSON. No second try. @throws RegisterAway when it does not answer, or not now */
export async function ask(register: string, url: URL, request: Request = {}): Promise<Asked> {
  const away = (code: AwayCode) => new RegisterAway(register, code)
  const headers = { Accept: 'application/json', ...request.headers }
  let response: Response
  let text: string
  try {
    response = await fetch(url, { ...request, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
    text = await response.text()
  } catch (error) {
    throw away((error as Error).name === 'TimeoutError' ? 'too-slow' : 'unreachable')
  }
  const { status } = response
  if (status === 429) throw away('too-many-requests')
  if (status >= 500) throw away('unavailable')
  if (status === 401 || status === 403) throw away('refused')
  try {
    return { status, body: JSON.parse(text) }
  } catch {
    // A gateway's page: nothing that the register itself says.
    throw away('not-understood')
  }
}

/** What an answer says, in the form that is known. @throws RegisterAway for another */
export function understood<S extends ZodType>(register: string, schema: S, body: unknown): z.output<S> {
  const { success, data } = schema.safeParse(body)
  if (!success) throw new RegisterAway(register, 'not-understood')
  return data
}
