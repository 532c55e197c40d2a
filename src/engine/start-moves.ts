import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import { STRATEGY_MOVE, strategyMoveWorkflowId, TASK_QUEUE } from '../../workflows/ids.js'
import type { StrategyMoveInput } from '../../workflows/messages.js'
import type { Database } from '../store/database.js'
import { unfinishedMoves } from '../store/move-files.js'

/** Between two looks for moves that are not finished: whoever begins one waits this long for its job. */
const LOOK_EVERY_MS = 1_000
const STARTED_AT_ONCE = 20
const START_WITHIN_MS = 5_000

/**
 * Sees to it that every move of files that is not finished has its job. It is asked for again as long as that is so: the
 * server answers that it runs already, and one that began while Temporal was away, or whose job was lost, is made up for.
 */
export class MoveStarter {
  private lookedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly db: Database,
    private readonly client: Client,
    private readonly log: Logger,
  ) {}

  async look(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_EVERY_MS) return
    for (const { id } of await unfinishedMoves(this.db, STARTED_AT_ONCE)) await this.start(id)
    this.lookedAt = performance.now()
  }

  private async start(moveId: string): Promise<void> {
    const input: StrategyMoveInput = { moveId }
    const options = { workflowId: strategyMoveWorkflowId(moveId), taskQueue: TASK_QUEUE, args: [input] }
    const policies = { workflowIdReusePolicy: 'ALLOW_DUPLICATE', workflowIdConflictPolicy: 'USE_EXISTING' } as const
    try {
      await this.client.withDeadline(Date.now() + START_WITHIN_MS, () =>
        this.client.workflow.start(STRATEGY_MOVE, { ...options, ...policies }),
      )
    } catch (error) {
      this.log.warn(
        { move: moveId, code: (error as { code?: unknown }).code ?? (error as Error).name },
        'a move of files could not be started',
      )
    }
  }
}
