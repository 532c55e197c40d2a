import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { TEST_PAYLOAD_KEYS } from '../../scripts/test-stack.js'
import { replayHistory } from '../../src/audit/replay-file.js'

const RECORDED = join(import.meta.dirname, 'recorded')

interface Kept {
  workflowId: string
  history: { events: Record<string, unknown>[] }
}

const kept = readdirSync(RECORDED, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json')).sort()
const read = (name: string) => JSON.parse(readFileSync(join(RECORDED, name), 'utf8')) as Kept
const replay = ({ workflowId, history }: Kept) => replayHistory(historyFromJSON(history), workflowId, TEST_PAYLOAD_KEYS)

/** Files live for years and code changes under them: what older code did, this code must do again. */
describe('recorded histories replay on the present code', () => {
  it('has some', () => expect(kept.length).toBeGreaterThan(3))
  it.each(kept)('%s', async (name) => expect(await replay(read(name))).toBeNull())
})

describe('a history that this code would not have made', () => {
  const [first] = kept

  it('is found out when an act has another name', async () => {
    const altered = JSON.parse(JSON.stringify(read(first as string)).replaceAll('"sendContact"', '"sendTwice"')) as Kept
    expect(await replay(altered)).toMatch(/sendTwice|[Nn]ondeterminis/)
  })

  it('is found out when it belongs to another file', async () => {
    expect(await replay({ ...read(first as string), workflowId: 'file/00000000-0000-7000-8000-000000000000' })).not.toBeNull()
  })
})
