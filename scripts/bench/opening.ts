import { AT_ONCE, startBare } from './bare.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { farAhead, importPortfolio, openByApi, untilTold } from './portfolio.js'
import { secondsOf } from './timing.js'

/** How fast files are opened, by batches and one by one, against starts of bare workflows that sleep as long. */
export const opening: Measurement = {
  name: 'opening',
  async measure(stack, files) {
    const bare = files / (await secondsOf(() => startSleepers(stack, files)))
    let committed = 0
    const told = await secondsOf(async () => {
      committed = await secondsOf(() => importPortfolio(stack, { files, dueAt: farAhead() }))
      await untilTold(stack)
    })
    const byApi = await secondsOf(() => openByApi(stack, files, AT_ONCE))
    await untilTold(stack)
    const rate = { unit: 'files/s', bare }
    return [
      { ...rate, name: 'opened by batches, committed', ours: files / committed, aim: 'ratio at least 0.7' },
      { ...rate, name: 'opened by batches, workflows started', ours: files / told, aim: 'ratio at least 0.7' },
      { ...rate, name: `opened over HTTP, ${AT_ONCE} at once`, ours: files / byApi, aim: 'ratio at least 0.4' },
    ]
  },
}

/** Bare workflows that have nothing to do for days. */
export function startSleepers({ clients }: BenchStack, files: number): Promise<unknown> {
  const dueAt = farAhead().getTime()
  const start = { input: { dueAt: [dueAt], looks: true, to: '+33613000000' }, delayMs: dueAt - Date.now() }
  return startBare(
    clients.real,
    Array.from({ length: files }, () => start),
  )
}
