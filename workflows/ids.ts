/** Names that several rooms must agree on. The workflow id is the file's id: a file cannot have two. */

export const TASK_QUEUE = 'debt-files'
export const DEBT_FILE = 'debtFile'

export function fileWorkflowId(fileId: string): string {
  return `file/${fileId}`
}
