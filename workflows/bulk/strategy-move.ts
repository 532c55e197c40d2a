import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from '../../activities/contract.js'
import type { StrategyMoveInput } from '../messages.js'
import { EVENTS_PER_RUN, MOVE_RETRY_LONGEST_MS, MOVE_TIMEOUT_MS } from '../timeouts.js'

const { moveFiles } = proxyActivities<Activities>({
  startToCloseTimeout: MOVE_TIMEOUT_MS,
  retry: { maximumInterval: MOVE_RETRY_LONGEST_MS },
})

/**
 * Moves the files of one move from batch to batch until none is left. Which files, which way and how far stands in rows:
 * the same job takes a move back, and one that is started again goes on where the last one stopped.
 */
export async function strategyMove({ moveId }: StrategyMoveInput): Promise<void> {
  while (await moveFiles({ moveId })) {
    const { historyLength, continueAsNewSuggested } = workflowInfo()
    if (continueAsNewSuggested || historyLength > EVENTS_PER_RUN) await continueAsNew<typeof strategyMove>({ moveId })
  }
}
