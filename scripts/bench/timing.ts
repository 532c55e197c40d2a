import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 50
const LONGEST_WAIT_MS = 120_000

/** Does a piece of work for each item, so many at once. @returns the results in the order of the items */
export async function inParallel<T, R>(atOnce: number, items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

/** Seconds that a piece of work takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Waits until something holds, asking every `pollMs`. @throws Error that says what was waited for, after two minutes */
export async function until(what: string, holds: () => Promise<boolean>, pollMs = POLL_MS): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await pause(pollMs)
  }
}

/** The value that such a share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
