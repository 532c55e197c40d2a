import { setTimeout as pause } from 'node:timers/promises'
import { untilTimers } from './asleep.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { soon, startDue } from './lateness.js'
import { countTaken, takenSince, untilTaken } from './messages.js'
import { importPortfolio } from './portfolio.js'

/** A fifth of the files: each of them is decided first and held by the worker that is killed. */
const SHARE = 0.2

/** How long after a worker was killed and started again everything is out that fell due while there was none. */
export const recovery: Measurement = {
  name: 'recovery',
  async measure(stack, all) {
    const files = Math.max(1, Math.round(all * SHARE))
    const bare = await secondsToRecover(stack, 'bare-worker', files, (dueAt) => startDue(stack, files, dueAt))
    const ours = await secondsToRecover(stack, 'worker', files, (dueAt) => importPortfolio(stack, { files, dueAt, awake: true }))
    return [{ name: `${files} overdue after kill -9, all out`, unit: 's', ours, bare, aim: '' }]
  },
}

async function secondsToRecover(
  stack: BenchStack,
  worker: 'worker' | 'bare-worker',
  files: number,
  open: (dueAt: Date) => Promise<unknown>,
): Promise<number> {
  const before = await countTaken(stack)
  const dueAt = soon(files)
  await untilTimers(stack, files, () => open(dueAt))
  if (Date.now() > dueAt.getTime()) throw new Error('the files fell due before the worker was killed')
  await stack.kill(worker)
  await pause(Math.max(0, dueAt.getTime() - Date.now()))
  const restarted = new Date()
  await stack.revive(worker)
  await untilTaken(stack, before + files)
  return (Math.max(...(await takenSince(stack, restarted))) - restarted.getTime()) / 1000
}
