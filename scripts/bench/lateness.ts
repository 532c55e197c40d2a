import { setTimeout as pause } from 'node:timers/promises'
import { startBare } from './bare.js'
import type { BenchStack } from './bench-stack.js'
import type { Figure, Measurement } from './figure.js'
import { countTaken, takenSince, untilTaken } from './messages.js'
import { importPortfolio, untilTold } from './portfolio.js'
import { percentile } from './timing.js'

/** Files that are surely opened and told in a second. */
const OPENED_PER_S = 50
const SPARE_MS = 4_000
const SHARES = [0.5, 0.95, 0.99]

/** How late messages are handed over that all fall due at one instant. */
export const lateness: Measurement = {
  name: 'lateness',
  async measure(stack, files) {
    const bare = await latenesses(stack, files, (dueAt) => startDue(stack, files, dueAt))
    const ours = await latenesses(stack, files, async (dueAt) => {
      await importPortfolio(stack, { files, dueAt })
      await untilTold(stack)
    })
    return SHARES.map(
      (share): Figure => ({
        name: `${files} due at once, p${share * 100} late`,
        unit: 'ms',
        ours: percentile(ours, share),
        bare: percentile(bare, share),
        aim: 'ratio at most 3',
      }),
    )
  },
}

/** Bare workflows that wait for one instant by a timer. */
export function startDue({ clients }: BenchStack, files: number, dueAt: Date): Promise<unknown> {
  const numbers = Array.from({ length: files }, (_, index) => `+33613${String(index).padStart(6, '0')}`)
  return startBare(
    clients.real,
    numbers.map((to) => ({ input: { dueAt: [dueAt.getTime()], looks: false, to } })),
  )
}

/** An instant by which so many files are opened. */
export const soon = (files: number) => new Date(Date.now() + SPARE_MS + (files / OPENED_PER_S) * 1000)

async function latenesses(stack: BenchStack, files: number, open: (dueAt: Date) => Promise<unknown>): Promise<number[]> {
  const before = await countTaken(stack)
  const dueAt = soon(files)
  await open(dueAt)
  const early = dueAt.getTime() - Date.now()
  if (early < 0) throw new Error(`the files were not ready when they fell due, but ${-early} ms later`)
  await pause(early)
  await untilTaken(stack, before + files)
  return (await takenSince(stack, dueAt)).map((at) => at - dueAt.getTime())
}
