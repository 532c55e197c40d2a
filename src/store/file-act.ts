/** Who does something to a file beside its workflow, and under which key it is done once. */
export interface FileAct {
  tenantId: string
  fileId: string
  /** `debtor`, or the person whose API key it is. */
  actor: string
  /** Of the form or the request: the same key is the same act. */
  key: string
  /** By the real clock. */
  now: Date
}

/** By which way a debtor's word came in. */
export type Origin = 'page' | 'message' | 'call' | 'operator'

/** A file that came with it, as it was sent. */
export interface Upload {
  name: string
  bytes: Uint8Array<ArrayBuffer>
}
