import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cents } from '../../src/domain/money.js'
import { commandFile } from '../../src/engine/command-file.js'
import { playDemo } from '../../src/simulation/demo.js'
import type { PlayedFile } from '../../src/simulation/look-back.js'
import { Life } from '../support/life.js'
import type { TestStack } from '../support/stack.js'
import { addActor, Sued } from '../support/sued.js'

const SAMPLES = join(import.meta.dirname, '../../samples/demo-invoices.csv')
const demos = new WeakMap<TestStack, Promise<PlayedFile[]>>()

/** One of the files of the demonstration, which is played once. */
async function demo(stack: TestStack, index: number): Promise<Life> {
  const context = { db: stack.db, clients: stack.clients, now: () => new Date() }
  const played = demos.get(stack) ?? playDemo(context, stack.tenantId, readFileSync(SAMPLES), () => {})
  demos.set(stack, played)
  return Life.of(stack, (await played)[index]?.id ?? '')
}

/** Lives whose histories are kept: each takes the loop through a shape that later code must still be able to replay. */
export const lives: Record<string, (stack: TestStack) => Promise<Life>> = {
  'demo-pays-after-the-second-reminder': (stack) => demo(stack, 0),
  'demo-pays-partly-and-then-the-rest': (stack) => demo(stack, 1),
  'demo-never-pays': (stack) => demo(stack, 2),

  async 'letters-until-a-person-decides'(stack) {
    const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', clock: 'skipping' })
    await life.liveOn()
    await life.untilDecided('ask-human')
    return life
  },

  async 'paid-then-reversed'(stack) {
    const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
    await life.forward(10)
    await life.pay(40_00)
    await life.untilDecided('wait')
    await life.pay(60_00, 'VIR-2')
    await life.untilDecided('close')
    await life.reverse('VIR-2')
    await life.untilDecided('wait')
    await life.forward(30)
    return life
  },

  async 'paused-and-resumed'(stack) {
    const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
    await life.untilTold()
    const command = { actor: 'test' } as const
    await commandFile(stack.clients.real, life.id, { ...command, kind: 'pause', key: 'p1', reason: 'under-review', until: '2026-01-20' })
    await commandFile(stack.clients.real, life.id, { ...command, kind: 'pause', key: 'p2', reason: 'under-review', until: null }).catch(() => {})
    await life.forward(20)
    await commandFile(stack.clients.real, life.id, { ...command, kind: 'pause', key: 'p3', reason: 'other', until: null })
    await life.forward(20)
    await commandFile(stack.clients.real, life.id, { ...command, kind: 'resume', key: 'r3' })
    await life.pay(100_00)
    await life.untilDecided('close')
    return life
  },

  async 'sued-and-stopped'(stack) {
    const officerId = await addActor(stack, 'officer')
    const from = { legalStart: '2026-09-07T09:00:00Z', dueDate: '2026-01-02', amountCents: 1_000_00 }
    const sued = await Sued.open(stack, from, { officerId, lawyerId: null })
    await sued.goOn(3)
    await sued.report({ kind: 'filed', on: '2026-09-10' })
    await sued.goOn(11)
    await sued.report({ kind: 'order-granted', on: '2026-09-21', amountCents: cents(1_000_00) })
    await sued.stop()
    return sued.life
  },
}
