import {
  allHandlersFinished,
  condition,
  continueAsNew,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities, JudicialPaper, NextAct, ProceedAct } from '../activities/contract.js'
import { COMMAND_KINDS } from '../src/domain/command.js'
import { CommandQueue } from './command-queue.js'
import { stepProceeding } from './judicial/step.js'
import { commandUpdate, type DebtFileInput, type FileState, stateQuery, toldSignal, type UpdateBody } from './messages.js'
import {
  COMMAND_TIMEOUT_MS,
  CONTACT_TIMEOUT_MS,
  DECISION_ATTEMPTS,
  DECISION_TIMEOUT_MS,
  EVENTS_PER_RUN,
  OUTAGE_FIRST_MS,
  OUTAGE_LONGEST_MS,
  RECONSIDER_MS,
  SETTLE_ATTEMPTS,
} from './timeouts.js'
import { asCommand, checkCommand } from './validate.js'

const { decideNext } = proxyLocalActivities<Activities>({
  startToCloseTimeout: DECISION_TIMEOUT_MS,
  scheduleToCloseTimeout: DECISION_TIMEOUT_MS * DECISION_ATTEMPTS,
  retry: { maximumAttempts: DECISION_ATTEMPTS, initialInterval: 200 },
})
const { applyCommand } = proxyActivities<Activities>({
  startToCloseTimeout: COMMAND_TIMEOUT_MS,
  retry: { maximumInterval: OUTAGE_LONGEST_MS },
})
const { settleContact, collectInstalment, preparePaper } = proxyActivities<Activities>({
  startToCloseTimeout: CONTACT_TIMEOUT_MS,
  retry: { maximumAttempts: SETTLE_ATTEMPTS },
})

/**
 * The life of one debt file: one loop that decides from the file's rows, carries out what was decided, and waits for the
 * next due act or for a message, whichever comes first. It ends when nothing is owed; a later fact starts it again.
 */
export async function debtFile(input: DebtFileInput): Promise<void> {
  const file = new DebtFile(input)
  for (;;) {
    await file.obeyCommands()
    if (file.isLong()) await file.continueAsNew()
    const next = await file.decide()
    if (next.do === 'close' && file.isQuiet()) return
    await file.carryOut(next)
  }
}

class DebtFile {
  private readonly commands = new CommandQueue()
  /** Something was told that the last decision did not know. */
  private news = false
  private outagePause = OUTAGE_FIRST_MS
  private readonly state: FileState

  constructor(private readonly input: DebtFileInput) {
    const { fileId, toldThrough } = input
    this.state = { fileId, legalNow: '', phase: 'deciding', until: null, toldThrough, queued: 0, decisions: 0 }
    setHandler(toldSignal, (outboxId) => {
      // Told again after a crash of the poller: the rows were read since, there is nothing new.
      if (outboxId <= this.state.toldThrough) return
      this.state.toldThrough = outboxId
      this.news = true
    })
    for (const kind of COMMAND_KINDS) {
      const validator = (body: UpdateBody) => checkCommand(kind, body)
      setHandler(commandUpdate(kind), (body) => this.commands.submit(asCommand(kind, body)), { validator })
    }
    setHandler(stateQuery, () => ({ ...this.state, legalNow: this.legalNow(), queued: this.commands.length }))
  }

  /** The file's legal time. The workflow's own clock may skip; the offset carries it to where the file's life began. */
  private legalNow(): string {
    return new Date(Date.now() + this.input.legalOffsetMs).toISOString()
  }

  obeyCommands(): Promise<void> {
    const { fileId } = this.input
    return this.commands.drain((command) => applyCommand({ fileId, at: this.legalNow(), command }))
  }

  isLong(): boolean {
    const { historyLength, continueAsNewSuggested } = workflowInfo()
    return continueAsNewSuggested || historyLength > EVENTS_PER_RUN
  }

  /** Nothing waits to be told or answered, so the run may end without losing it. */
  isQuiet(): boolean {
    return !this.news && this.commands.length === 0 && allHandlersFinished()
  }

  async continueAsNew(): Promise<void> {
    while (!allHandlersFinished()) {
      await condition(() => allHandlersFinished() || this.commands.length > 0)
      await this.obeyCommands()
    }
    await continueAsNew<typeof debtFile>({ ...this.input, toldThrough: this.state.toldThrough })
  }

  /** Decides from the rows as they are now; while they cannot be read, waits by a durable timer. */
  async decide(): Promise<NextAct> {
    const { fileId } = this.input
    for (;;) {
      this.enter('deciding')
      this.news = false
      // With the last word it knows: taken again after a crash it is the same decision, but not when news has come in between.
      const key = `${workflowInfo().runId}/${this.state.decisions++}/${this.state.toldThrough}`
      try {
        const next = await decideNext({ fileId, at: this.legalNow(), key, toldThrough: this.state.toldThrough })
        this.outagePause = OUTAGE_FIRST_MS
        return next
      } catch (error) {
        if (isCancellation(error)) throw error
        await this.waitAtMost(this.outagePause)
        this.outagePause = Math.min(this.outagePause * 2, OUTAGE_LONGEST_MS)
      }
    }
  }

  async carryOut(next: NextAct): Promise<void> {
    switch (next.do) {
      case 'send':
        return this.send(next.actId, next.notAfter)
      case 'settle':
        return this.settle(next.contactId)
      case 'collect':
        return this.collect(next.planId, next.number)
      case 'proceed':
        return this.proceed(next)
      case 'wait':
        this.enter('waiting', next.until)
        return this.waitUntil(next.until, next.wakeBy)
      case 'ask-human':
        this.enter('asking')
        return this.waitUntil(next.wakeBy)
      case 'close':
        // Not quiet: a command to obey, news to decide on, or an answer on its way out.
        this.enter('closed')
        return condition(() => allHandlersFinished() || this.news || this.commands.length > 0)
    }
  }

  /**
   * One attempt, within the hours it was decided for. Whatever becomes of it stands in the contact's row, so a worker
   * that died in the middle is no failure of the file: the next decision reads the row.
   */
  private async send(actId: string, notAfter: string): Promise<void> {
    this.enter('acting')
    const { fileId } = this.input
    const { sendContact } = proxyActivities<Activities>({
      startToCloseTimeout: CONTACT_TIMEOUT_MS,
      scheduleToStartTimeout: this.msUntil(notAfter),
      retry: { maximumAttempts: 1 },
    })
    try {
      const outcome = await sendContact({ fileId, at: this.legalNow(), actId })
      if (outcome === 'sent') return
    } catch (error) {
      if (isCancellation(error)) throw error
    }
    await this.waitAtMost(RECONSIDER_MS)
  }

  /** Asks the provider what became of a call. While it does not answer, the file waits and listens. */
  private async settle(contactId: string): Promise<void> {
    this.enter('acting')
    try {
      await settleContact({ fileId: this.input.fileId, at: this.legalNow(), contactId })
    } catch (error) {
      if (isCancellation(error)) throw error
      await this.waitAtMost(OUTAGE_LONGEST_MS)
    }
  }

  /** Asks the debtor's card for an instalment. Whatever becomes of it stands in the plan's rows; while nobody answers, the file waits and listens. */
  private async collect(planId: string, number: number): Promise<void> {
    this.enter('acting')
    try {
      await collectInstalment({ fileId: this.input.fileId, at: this.legalNow(), planId, number })
    } catch (error) {
      if (isCancellation(error)) throw error
      await this.waitAtMost(OUTAGE_LONGEST_MS)
    }
  }

  /**
   * Hands a task of a proceeding to who does it, with the papers that its procedure takes. A package is sent in one attempt; what became of it
   * stands in the task's row.
   */
  private async proceed({ course, taskId, task }: ProceedAct): Promise<void> {
    this.enter('acting')
    const { fileId } = this.input
    const { handOverTask } = proxyActivities<Activities>({ startToCloseTimeout: CONTACT_TIMEOUT_MS, retry: { maximumAttempts: 1 } })
    const prepare = (paper: JudicialPaper) => preparePaper({ fileId, at: this.legalNow(), taskId, paper })
    const handOver = async () => {
      const outcome = await handOverTask({ fileId, at: this.legalNow(), taskId })
      if (outcome !== 'handed-over') await this.waitAtMost(RECONSIDER_MS)
    }
    try {
      await stepProceeding(course, task, { prepare, handOver })
    } catch (error) {
      if (isCancellation(error)) throw error
      await this.waitAtMost(OUTAGE_LONGEST_MS)
    }
  }

  /** Waits until the first of some instants; for good where none is given. */
  private waitUntil(...instants: (string | null | undefined)[]): Promise<void> {
    const [first] = instants.filter((instant) => typeof instant === 'string').sort()
    return this.waitAtMost(first === undefined ? undefined : this.msUntil(first))
  }

  /** Waits for a message, and no longer than `ms` where that is given. */
  private async waitAtMost(ms?: number): Promise<void> {
    const anything = () => this.news || this.commands.length > 0
    if (ms === undefined) await condition(anything)
    else await condition(anything, ms)
  }

  /** At least a second, so that rounding between clocks cannot make a loop spin. */
  private msUntil(instant: string): number {
    return Math.max(1000, new Date(instant).getTime() - Date.now() - this.input.legalOffsetMs)
  }

  private enter(phase: FileState['phase'], until: string | null = null): void {
    this.state.phase = phase
    this.state.until = until
  }
}
