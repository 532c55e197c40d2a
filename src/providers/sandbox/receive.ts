import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from 'express'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'
import type { Faults } from './faults.js'
import type { TakenMessage } from './outbox.js'

/** One thing that becomes of a message, and the callback that tells of it. */
export interface Step {
  state: string
  callback: OutgoingCallback | null
}

export interface Reception {
  message: TakenMessage
  body?: { html?: string; pdf?: Uint8Array; attachments?: Uint8Array[] }
  /** What a rule's `contains` is looked for in. */
  content: string
  /** Answers a request that is not taken. @returns false when the provider has no such refusal, so that it is taken */
  refuse(kind: NonNullable<Faults['request']>): boolean
  /** Looked at when nothing else comes between: whether it can be taken still. Answers when it cannot. */
  mayTake?(): boolean
  accept(): void
  /** What becomes of it once it is taken, in order. */
  life(faults: Faults): Step[]
}

/** Takes a message, or does to it what the sandbox was told to do. */
export async function receive(context: SandboxContext, response: Response, reception: Reception): Promise<void> {
  const { message, content } = reception
  const faults = context.faults.meet(message, content)
  if (faults.delayMs > 0) await sleep(faults.delayMs)
  if (faults.request === 'connection-lost') return hangUp(response)
  if (faults.request && faults.request !== 'answer-lost' && reception.refuse(faults.request)) return
  if (reception.mayTake?.() === false) return
  context.outbox.take(message, reception.body)
  live(context, message.id, reception.life(faults), faults)
  if (faults.request === 'answer-lost') return hangUp(response)
  reception.accept()
}

/** Records the steps and tells of them. */
export function live(
  { outbox, callbacks, now }: SandboxContext,
  id: string,
  steps: Step[],
  { callbacksTwice, callbacksReversed }: Pick<Faults, 'callbacksTwice' | 'callbacksReversed'> = NOTHING_WRONG,
): void {
  for (const { state } of steps) outbox.addState(id, state, now())
  const told = steps.flatMap(({ callback }) => (callback ? [callback] : []))
  if (callbacksReversed) told.reverse()
  callbacks.send(callbacksTwice ? told.flatMap((callback) => [callback, callback]) : told)
}

const NOTHING_WRONG = { callbacksTwice: false, callbacksReversed: false }

function hangUp(response: Response): void {
  response.req.socket.destroy()
}
