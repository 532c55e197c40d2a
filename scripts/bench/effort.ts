import { createActivities } from '../../activities/activities.js'
import type { Channels } from '../../activities/channels.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { DUE_OPENS, farAhead, importPortfolio, openOne, untilTold } from './portfolio.js'
import { inParallel } from './timing.js'

const AT_ONCE = 10
/** Long enough after the act falls due for no clock to doubt it. */
const AFTER_MS = 1_000

/** Processor time that a worker's own code takes for a decision and for an act, and the API’s for an opening: what no second core shares. */
export const effort: Measurement = {
  name: 'effort',
  async measure(stack, all) {
    const files = await importPortfolio(stack, { files: Math.ceil(all / 4), dueAt: farAhead() })
    await untilTold(stack)
    const lives = activitiesAt(stack, new Date(farAhead().getTime() + AFTER_MS))
    const at = new Date(DUE_OPENS.getTime() + AFTER_MS).toISOString()
    const decide = (key: string) => inParallel(AT_ONCE, files, (fileId) => lives.decideNext({ fileId, at, key, toldThrough: 0 }))
    await decide('warm') // code and statements that are used for the first time
    const decisions = await processorMs(() => decide('measured'))
    const acts = await processorMs(() => inParallel(AT_ONCE, files, (fileId) => lives.sendContact({ fileId, at, actId: 'reminder' })))
    const sent = await stack.db.contact.count({ where: { fileId: { in: files }, state: 'sent' } })
    if (sent !== files.length) throw new Error(`${sent} of ${files.length} acts went out`)
    const openings = await processorMs(() => inParallel(AT_ONCE, files, () => openOne(stack)))
    const line = { unit: 'ms of CPU', bare: null, aim: '' }
    return [
      { ...line, name: 'an opening by itself, in the API', ours: openings / files.length },
      { ...line, name: 'a decision, in the worker', ours: decisions / files.length },
      { ...line, name: 'an act, in the worker', ours: acts / files.length },
    ]
  },
}

/** The activities at a moment of ours, with a provider that takes everything at once. */
function activitiesAt({ db }: BenchStack, now: Date) {
  const taken = { hand: async () => ({ reference: 'bench', costMicros: 0 }), find: async () => ({ taken: false as const }) }
  const channels: Channels = { sms: taken, email: taken, post: { ...taken } }
  return createActivities({ db, channels, publicUrl: 'http://127.0.0.1', now: () => now })
}

async function processorMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
