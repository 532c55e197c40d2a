import { commandFile } from '../../src/engine/command-file.js'
import { Life } from '../support/life.js'
import type { TestStack } from '../support/stack.js'

/** Lives whose histories are kept: each takes the loop through a shape that later code must still be able to replay. */
export const lives: Record<string, (stack: TestStack) => Promise<Life>> = {
  async 'letters-until-a-person-decides'(stack) {
    const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02', clock: 'skipping' })
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
}
