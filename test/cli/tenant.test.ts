import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller, OWN, openBody, viewIn } from '../api/caller.js'
import { joinStack, type TestStack } from '../support/stack.js'

const RELANCE = join(import.meta.dirname, '..', '..', 'scripts', 'relance.mjs')

describe('relance tenant create', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack()
  })
  afterAll(() => stack.close())

  it('makes a tenant whose key opens files, and no other’s', async () => {
    const who = ['--name', 'Cabinet Lefèvre', '--address', '18 rue des Carmes, 75005 Paris', '--creditor']
    const output = execFileSync(process.execPath, [RELANCE, 'tenant', 'create', ...who, '--json'], {
      env: { ...process.env, ...stack.environment },
      encoding: 'utf8',
    })
    const { tenantId, apiKey } = JSON.parse(output) as { tenantId: string; apiKey: string }
    const opened = viewIn(await new Caller(stack.apiUrl, apiKey).post('/v1/files', openBody({ creditor: OWN, strategy: 'standard' })))
    expect(await stack.db.debtFile.findUniqueOrThrow({ where: { id: opened.id } })).toMatchObject({ tenantId })
    expect((await new Caller(stack.apiUrl, stack.apiKey).ask('GET', `/v1/files/${opened.id}`)).status).toBe(404)
  })
})
