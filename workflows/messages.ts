import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'

/** How a debt file's workflow starts, and what it hands on when it continues as new. */
export interface DebtFileInput {
  fileId: string
  /** Legal time of the file minus its workflow's clock, in milliseconds; 0 in production. */
  legalOffsetMs: number
  /** Last outbox row that the file has been told of. */
  toldThrough: number
}

export interface Pause {
  key: string
  actor: string
  reason: string
  /** First legal day on which the file goes on by itself; null until somebody resumes it. */
  until: string | null
}

export interface Resume {
  key: string
  actor: string
}

/** What the workflow holds right now: for diagnosis only, screens read rows. */
export interface FileState {
  fileId: string
  legalNow: string
  phase: 'deciding' | 'acting' | 'waiting' | 'asking' | 'closed'
  until: string | null
  toldThrough: number
  queued: number
  decisions: number
}

/** Something happened to the file that its rows already hold; the number is the outbox row's. */
export const toldSignal = defineSignal<[outboxId: number]>('told')
export const pauseUpdate = defineUpdate<void, [Pause]>('pause')
export const resumeUpdate = defineUpdate<void, [Resume]>('resume')
export const stateQuery = defineQuery<FileState>('state')
