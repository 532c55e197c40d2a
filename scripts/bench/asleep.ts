import { startBare } from './bare.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { startSleepers } from './opening.js'
import { farAhead, importPortfolio, untilTold } from './portfolio.js'
import { secondsOf, until } from './timing.js'

/** How fast files come to rest: asleep until their first act, or after a first decision, waiting for it by a timer. */
export const asleep: Measurement = {
  name: 'asleep',
  async measure(stack, files) {
    const delayed = await secondsOf(async () => {
      await importPortfolio(stack, { files, dueAt: farAhead() })
      await untilTold(stack)
    })
    const bareDelayed = await secondsOf(() => startSleepers(stack, files))
    const decided = await untilTimers(stack, files, () => importPortfolio(stack, { files, dueAt: farAhead(), awake: true }))
    const bareDecided = await untilTimers(stack, files, () => startWaiting(stack, files))
    return [
      { name: 'asleep until the first act', unit: 'files/s', ours: files / delayed, bare: files / bareDelayed, aim: '' },
      { name: 'asleep after a first decision', unit: 'files/s', ours: files / decided, bare: files / bareDecided, aim: '' },
    ]
  },
}

/** Bare workflows that look once and then wait for days. */
export function startWaiting({ clients }: BenchStack, files: number): Promise<unknown> {
  const start = { input: { dueAt: [farAhead().getTime()], looks: true, to: '+33613000000' } }
  return startBare(
    clients.real,
    Array.from({ length: files }, () => start),
  )
}

/** Seconds until so many more workflows wait by a timer. */
export async function untilTimers(stack: BenchStack, more: number, work: () => Promise<unknown>): Promise<number> {
  const before = await timers(stack)
  return secondsOf(async () => {
    await work()
    await until(`${more} workflows wait`, async () => (await timers(stack)) >= before + more)
  })
}

async function timers(stack: BenchStack): Promise<number> {
  const [row] = await stack.ask<{ timers: number }>('temporal', 'SELECT count(*)::int AS timers FROM timer_info_maps')
  return row?.timers ?? 0
}
