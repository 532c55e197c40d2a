import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportReport } from '../contracts/debt-file.js'
import { type Batch, batchesOf } from '../imports/batches.js'
import type { Plan } from '../imports/plan.js'
import { ApiAwayError, callApi } from './api-client.js'
import { importProgress } from './import-progress.js'
import { CommandError } from './output.js'

type Answer = ImportReport['files'][number]

const PATH = '/v1/imports/files'
/** Pauses before a batch is sent again; after the last one the command gives up. */
const PAUSES_MS = [500, 1000, 2000, 4000, 8000]
const EXIT_BY_INTERRUPT = 130

/**
 * Sends a plan batch by batch. A batch whose answer was lost is sent again: the API knows each file by its key.
 * @throws CommandError in one sentence that says how to go on
 */
export async function sendPlan({ files }: Plan, dryRun: boolean, pausesMs: readonly number[] = PAUSES_MS): Promise<Answer[]> {
  const progress = importProgress(files.length)
  const answers: Answer[] = []
  const interrupted = () => {
    progress.stop()
    console.error(`Stopped: ${howToGoOn(answers.length, files.length, dryRun)}`)
    process.exit(EXIT_BY_INTERRUPT)
  }
  process.once('SIGINT', interrupted)
  try {
    for (const batch of batchesOf(files, dryRun)) {
      answers.push(...(await sendBatch(batch, pausesMs)))
      progress.reached(answers.length)
    }
    return answers
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    throw new CommandError(`${error.message} Of the import, ${howToGoOn(answers.length, files.length, dryRun)}`)
  } finally {
    progress.stop()
    process.removeListener('SIGINT', interrupted)
  }
}

function howToGoOn(done: number, all: number, dryRun: boolean): string {
  const through = `${done} of ${all} debt files are through`
  return dryRun ? `${through}, and nothing was opened.` : `${through}; run the same command again and it goes on where it stopped.`
}

async function sendBatch(batch: Batch, pausesMs: readonly number[]): Promise<Answer[]> {
  const key = `import:${createHash('sha256').update(JSON.stringify(batch)).digest('hex')}`
  for (const pauseMs of pausesMs) {
    try {
      return await post(batch, key)
    } catch (error) {
      if (!(error instanceof ApiAwayError)) throw error
      await pause(pauseMs)
    }
  }
  return post(batch, key)
}

async function post(batch: Batch, key: string): Promise<Answer[]> {
  return (await callApi<ImportReport>('POST', PATH, batch, key)).files
}
