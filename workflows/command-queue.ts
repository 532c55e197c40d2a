import { ApplicationFailure, Trigger } from '@temporalio/workflow'
import type { CommandOutcome } from '../activities/contract.js'
import type { OperatorCommand } from '../src/domain/command.js'

interface Waiting {
  command: OperatorCommand
  outcome: Trigger<CommandOutcome>
}

/**
 * Operators' commands on their way to the loop. A handler only puts its command here and awaits the outcome; the loop
 * alone carries it out, so a file has one writer.
 */
export class CommandQueue {
  private readonly waiting: Waiting[] = []

  get length(): number {
    return this.waiting.length
  }

  /** @throws ApplicationFailure of the refusal's code: it fails the update, never the file */
  async submit(command: OperatorCommand): Promise<void> {
    const outcome = new Trigger<CommandOutcome>()
    this.waiting.push({ command, outcome })
    const { refusal } = await outcome
    if (refusal !== null) throw ApplicationFailure.nonRetryable(refusal, refusal)
  }

  /** Carries out what waits, one after the other. */
  async drain(carryOut: (command: OperatorCommand) => Promise<CommandOutcome>): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      next.outcome.resolve(await carryOut(next.command))
      this.waiting.shift() // only now: until then it counts as waiting
    }
  }
}
