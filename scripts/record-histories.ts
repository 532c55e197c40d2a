import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { projectRoot } from '../src/config.js'
import { lives } from '../test/histories/lives.js'
import { joinDescribed } from '../test/support/stack.js'
import { createProgress } from './progress.mjs'
import { freshStack } from './test-stack.js'

/**
 * `npm run histories:record -- <label>`: plays the lives of test/histories/lives.ts and keeps their histories under the
 * label. Histories once kept are never recorded again: they are what the code of that time did, and later code must
 * still replay them.
 */
export async function main([label]: string[]): Promise<void> {
  const folder = join(projectRoot, 'test', 'histories', 'recorded', label ?? 'unnamed')
  mkdirSync(folder, { recursive: true })
  const progress = createProgress()
  const started = await freshStack(progress)
  try {
    const { environment, apiUrl, urls, folder: data } = started
    const stack = await joinDescribed({ environment, apiUrl, urls, dataFolder: data.path })
    for (const [name, live] of Object.entries(lives)) {
      await progress.step(name, async () => {
        const life = await live(stack)
        const runs = await stack.db.decision.findMany({ where: { fileId: life.id }, orderBy: { recordedAt: 'asc' }, select: { key: true } })
        const runIds = [...new Set(runs.map(({ key }) => key.split('/')[0]))]
        for (const [index, runId] of runIds.entries()) {
          const { workflowId } = life.handle
          const history = await life.client.workflow.getHandle(workflowId, runId).fetchHistory()
          const kept = { workflowId, history: JSON.parse(historyToJSON(history)) }
          writeFileSync(join(folder, `${name}-${index + 1}.json`), `${JSON.stringify(kept, null, 1)}\n`)
        }
      })
    }
    await stack.close()
  } finally {
    await started.stop()
  }
  process.exit(0)
}
