import type { z } from 'zod'
import type { ImportBody } from '../contracts/debt-file.js'
import type { PlannedFile } from './plan.js'

export type Batch = z.input<typeof ImportBody>

const MOST_FILES = 100
/** A quarter of what the API takes, so that one large file on top of a full batch still passes. */
const MOST_BYTES = 1024 * 1024

/** The files in batches of at most 100, or of 1 MB where that is reached first; a larger file goes by itself. */
export function* batchesOf(files: readonly PlannedFile[], dryRun: boolean): Generator<Batch> {
  let batch: Batch['files'] = []
  let bytes = 0
  for (const { key, file } of files) {
    const size = Buffer.byteLength(JSON.stringify({ key, file }))
    if (batch.length > 0 && (batch.length >= MOST_FILES || bytes + size > MOST_BYTES)) {
      yield { dryRun, files: batch }
      batch = []
      bytes = 0
    }
    batch.push({ key, file })
    bytes += size
  }
  if (batch.length > 0) yield { dryRun, files: batch }
}
