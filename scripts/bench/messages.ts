import type { OutboxCounts, OutboxPage } from '../../src/contracts/outbox.js'
import type { BenchStack } from './bench-stack.js'
import { until } from './timing.js'

const PAGE = 200
const ASK_EVERY_MS = 500

/** When the sandbox took the messages that it has taken since `since`, in milliseconds since 1970. */
export async function takenSince({ sandboxUrl }: BenchStack, since: Date): Promise<number[]> {
  const taken: number[] = []
  for (let cursor = ''; ; ) {
    const page = (await get(`${sandboxUrl}/sandbox/messages?limit=${PAGE}${cursor && `&cursor=${cursor}`}`)) as OutboxPage
    const recent = page.messages.map(({ at }) => Date.parse(at)).filter((at) => at >= since.getTime())
    taken.push(...recent)
    if (page.nextCursor === null || recent.length < page.messages.length) return taken
    cursor = page.nextCursor
  }
}

/** How many messages the sandbox has taken in all. */
export async function countTaken({ sandboxUrl }: BenchStack): Promise<number> {
  return ((await get(`${sandboxUrl}/sandbox/counts`)) as OutboxCounts).total
}

/** Waits until the sandbox has taken so many messages. */
export function untilTaken(stack: BenchStack, total: number): Promise<void> {
  return until(`${total} messages are out`, async () => (await countTaken(stack)) >= total, ASK_EVERY_MS)
}

async function get(url: string): Promise<unknown> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`GET ${url}: ${response.status}`)
  return response.json()
}
