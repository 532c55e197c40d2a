import { startWaiting, untilTimers } from './asleep.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { startSleepers } from './opening.js'
import { farAhead, importPortfolio, untilTold } from './portfolio.js'
import { until } from './timing.js'

const TEMPORAL = ['temporal', 'temporal_visibility'] as const
const OURS = 'relance'

/** What a sleeping file keeps in the databases. Measured first, while no space is left over from anything else. */
export const bytes: Measurement = {
  name: 'bytes',
  async measure(stack, files) {
    const bare = await growth(stack, files, () => startSleepers(stack, files))
    const ours = await growth(stack, files, async () => {
      await importPortfolio(stack, { files, dueAt: farAhead() })
      await untilTold(stack)
    })
    const bareDecided = await growth(stack, files, () => untilTimers(stack, files, () => startWaiting(stack, files)))
    const decided = await growth(stack, files, () =>
      untilTimers(stack, files, () => importPortfolio(stack, { files, dueAt: farAhead(), awake: true })),
    )
    const unit = 'bytes/file'
    return [
      { name: 'Temporal’s databases, asleep until the first act', unit, ours: ours.temporal, bare: bare.temporal, aim: '' },
      { name: 'Temporal’s databases, after a first decision', unit, ours: decided.temporal, bare: bareDecided.temporal, aim: '' },
      { name: 'our database, asleep until the first act', unit, ours: ours.relance, bare: null, aim: '' },
      { name: 'our database, after a first decision', unit, ours: decided.relance, bare: null, aim: '' },
    ]
  },
}

/** Bytes by which the databases have grown, for each file. */
async function growth(stack: BenchStack, files: number, work: () => Promise<unknown>) {
  const before = await sizes(stack)
  const seen = await visible(stack)
  await work()
  await until('all files are in the list of workflows', async () => (await visible(stack)) >= seen + files)
  const after = await sizes(stack)
  return { temporal: (after.temporal - before.temporal) / files, relance: (after.relance - before.relance) / files }
}

async function sizes(stack: BenchStack): Promise<{ temporal: number; relance: number }> {
  for (const database of [...TEMPORAL, OURS]) await stack.ask(database, 'VACUUM')
  await stack.ask('postgres', 'CHECKPOINT')
  const [main, visibility, relance] = await Promise.all([...TEMPORAL, OURS].map((database) => sizeOf(stack, database)))
  return { temporal: (main ?? 0) + (visibility ?? 0), relance: relance ?? 0 }
}

async function sizeOf(stack: BenchStack, database: string): Promise<number> {
  const [row] = await stack.ask<{ bytes: string }>('postgres', `SELECT pg_database_size('${database}') AS bytes`)
  return Number(row?.bytes)
}

async function visible(stack: BenchStack): Promise<number> {
  const [row] = await stack.ask<{ rows: number }>('temporal_visibility', 'SELECT count(*)::int AS rows FROM executions_visibility')
  return row?.rows ?? 0
}
