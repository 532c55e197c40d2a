/** Names that several rooms must agree on. The workflow id is the file's id: a file cannot have two. */

export const TASK_QUEUE = 'debt-files'
export const DEBT_FILE = 'debtFile'

export const STRATEGY_MOVE = 'strategyMove'

/** The job of one move of files between versions of a strategy: there and, when it is taken back, the same way back. */
export function strategyMoveWorkflowId(moveId: string): string {
  return `strategy-move/${moveId}`
}

export function fileWorkflowId(fileId: string): string {
  return `file/${fileId}`
}
