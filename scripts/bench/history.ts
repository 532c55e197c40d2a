import { randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import { recordDelivery } from '../../src/store/delivery.js'
import { Life } from '../../test/support/life.js'
import { startBare } from './bare.js'
import type { BenchStack } from './bench-stack.js'
import type { Figure, Measurement } from './figure.js'
import { untilTold, year } from './portfolio.js'

const MONTH_MS = 30 * 86_400_000
const STEPS = year.steps.length
const EVENTS_PER_STEP = 11
const EVENTS_BESIDES = 20
const LARGEST_KB = 100

/** What a year of monthly acts writes into the history of its workflow. */
export const history: Measurement = {
  name: 'history',
  async measure(stack) {
    const life = await Life.open(stack, {
      legalStart: '2024-01-01T09:00:00Z',
      dueDate: '2024-01-01',
      strategy: year.name,
      clock: 'skipping',
      debtor: { phones: ['0612345678'] },
    })
    await life.untilDecided('ask-human', 60_000)
    const ours = await sizeOf(life.handle)
    const bare = await sizeOf(await bareYear(stack))
    const line = (unit: string, key: 'events' | 'kilobytes', aim: string): Figure => {
      return { name: `history of ${STEPS} steps`, unit, ours: ours[key], bare: bare[key], aim }
    }
    return [
      line('events', 'events', `at most ${EVENTS_PER_STEP * STEPS + EVENTS_BESIDES} events`),
      line('kB', 'kilobytes', `under ${LARGEST_KB} kB`),
      {
        name: 'a delivery report that changes nothing',
        unit: 'events',
        ours: (await afterReport(stack, life)) - ours.length,
        bare: null,
        aim: '0 events',
      },
    ]
  },
}

interface Size {
  /** Without those of skipped time, which a file that lives by the clock has none of. */
  events: number
  length: number
  kilobytes: number
}

async function sizeOf(handle: WorkflowHandle): Promise<Size> {
  const { raw } = await handle.describe()
  const { events } = await handle.fetchHistory()
  const skips = (events ?? []).filter(
    (event) =>
      'workflowExecutionTimeSkippingTransitionedEventAttributes' in event && event.workflowExecutionTimeSkippingTransitionedEventAttributes,
  )
  const length = Number(raw.workflowExecutionInfo?.historyLength ?? 0)
  return { length, events: length - skips.length, kilobytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0) / 1000 }
}

async function bareYear({ clients }: BenchStack): Promise<WorkflowHandle> {
  const dueAt = Array.from({ length: STEPS }, (_, index) => Date.now() + MONTH_MS * (index + 1))
  const [id = ''] = await startBare(clients.skipping, [{ input: { dueAt, looks: true, to: '+33613000000' }, skipping: true }])
  const handle = clients.skipping.workflow.getHandle(id)
  await handle.result()
  return handle
}

/** Length of a file's history after its last message was reported as sent, which is no news. */
async function afterReport(stack: BenchStack, life: Life): Promise<number> {
  const contact = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id, channel: 'sms' }, orderBy: { id: 'desc' } })
  const at = new Date()
  const report = { provider: 'bench', eventId: randomUUID(), key: contact.id, reference: '', status: 'delivered', at, code: null } as const
  await recordDelivery(stack.db, report, at)
  await untilTold(stack)
  return (await sizeOf(life.handle)).length
}
