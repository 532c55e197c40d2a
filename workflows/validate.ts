import { ApplicationFailure } from '@temporalio/workflow'
import type { Pause, Resume } from './messages.js'

/** Shape of what operators send. What depends on the file's rows is checked where they are written. */

const LONGEST_TEXT = 500
const LEGAL_DAY = /^\d{4}-\d{2}-\d{2}$/

export function checkPause(pause: Pause): void {
  checkResume(pause)
  requireText('reason', pause.reason)
  if (pause.until !== null && !LEGAL_DAY.test(pause.until)) refuse('until')
}

export function checkResume({ key, actor }: Resume): void {
  requireText('key', key)
  requireText('actor', actor)
}

function requireText(field: string, value: unknown): void {
  if (typeof value !== 'string' || value.length === 0 || value.length > LONGEST_TEXT) refuse(field)
}

function refuse(field: string): never {
  throw ApplicationFailure.nonRetryable(`request-invalid (${field})`, 'request-invalid', field)
}
