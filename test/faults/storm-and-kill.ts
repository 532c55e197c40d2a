import { expect } from 'vitest'
import type { OwnStack } from '../support/own-stack.js'
import { Storm } from '../support/storm.js'

export const KILLED = ['worker', 'temporal', 'postgres', 'everything'] as const
export type Killed = (typeof KILLED)[number]

export interface KillPlan {
  files: number
  /** What the providers do wrong meanwhile. */
  faults: object[]
  /** Does not sit out the minute after which a call without an answer is looked into. */
  skippingLeases: boolean
  settledWithinMs: number
}

/**
 * Kills a process, or all of them, while many reminders go out and providers lose their answers; then looks at what was
 * sent, and lets what had failed be tried again the day after.
 */
export async function killInTheMiddle(stack: OwnStack, killed: Killed, plan: KillPlan): Promise<void> {
  await stack.setFaults(plan.faults)
  const storm = await Storm.open(stack, plan.files)
  const before = await storm.untilUnderWay(1 / 4)
  if (killed === 'everything') await stack.killAll()
  else await stack.kill(killed)
  const began = performance.now()
  if (killed === 'everything') {
    await stack.noProcessRemains()
    await stack.start()
    await stack.setFaults(plan.faults)
  }
  await stack.healthy()
  await storm.untilSettled(plan.settledWithinMs, plan.skippingLeases)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const { wrongs, tally } = await storm.judge()
  report(`kill -9 of ${killed} after ${before} of ${plan.files} messages: settled ${seconds} s later`, tally)
  expect(wrongs).toEqual([])
  expect(before).toBeLessThan(plan.files)

  await stack.setFaults([])
  await storm.tryAgainNextDay()
  await storm.untilSettled(plan.settledWithinMs, plan.skippingLeases)
  const nextDay = await storm.judge()
  report('the day after', nextDay.tally)
  expect(nextDay.wrongs).toEqual([])
  expect(nextDay.tally).toMatchObject({ failed: 0, untouched: 0 })
}

/** For the reader: how long it takes is the machine's business. */
function report(what: string, numbers: object): void {
  process.stderr.write(`${what}: ${JSON.stringify(numbers)}\n`)
}
