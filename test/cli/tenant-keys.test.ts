import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Caller } from '../api/caller.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { type Outcome, relance } from './relance.js'

describe('relance tenant key', () => {
  let stack: TestStack
  let settings: Record<string, string>

  beforeAll(async () => {
    stack = await joinStack()
    settings = { ...stack.environment, RELANCE_PUBLIC_URL: stack.apiUrl, RELANCE_API_KEY: stack.apiKey }
  })
  afterAll(() => stack.close())

  const run = (...args: string[]): Promise<Outcome> => relance(args, settings)
  const made = async (...args: string[]) =>
    JSON.parse((await run('tenant', 'key', ...args, '--json')).stdout) as { id: string; apiKey: string }
  const opens = async (apiKey: string) => (await new Caller(stack.apiUrl, apiKey).ask('GET', '/v1/creditors')).status

  let person: { id: string; apiKey: string }

  it('makes a person’s key, by which histories name the person', async () => {
    person = await made('--person', '  Anne   Roy ')
    const rate = { country: 'FR', kind: 'ecb-refi', from: '2031-01-01', percent: 3, source: 'test' }
    await new Caller(stack.apiUrl, person.apiKey).made('/v1/rates', rate)
    expect(await stack.db.lawRate.findFirst({ where: { tenantId: stack.tenantId } })).toMatchObject({ actor: 'Anne Roy' })
  })

  it('lists keys by whose they are, and none of the keys themselves', async () => {
    const { keys } = JSON.parse((await run('tenant', 'keys', '--json')).stdout) as { keys: { person: string | null; revokedAt: unknown }[] }
    expect(keys).toMatchObject([{ person: null }, { id: person.id, person: 'Anne Roy', revokedAt: null }])
    expect(JSON.stringify(keys)).not.toContain(person.apiKey)
  })

  it('revokes a key, and no other', async () => {
    expect(await opens(person.apiKey)).toBe(200)
    expect((await run('tenant', 'revoke-key', person.id)).code).toBe(0)
    expect([await opens(person.apiKey), await opens(stack.apiKey)]).toEqual([401, 200])
  })

  it('makes a program’s key where no person is named', async () => {
    expect(await opens((await made()).apiKey)).toBe(200)
  })

  it.each([
    ['another spelling of a person', ['--person', 'ANNE ROŸ']],
    ['what histories call no person', ['--person', 'API']],
    ['no letter', ['--person', '---']],
  ])('refuses %s in one sentence', async (_, args) => {
    const { code, stdout, stderr } = await run('tenant', 'key', ...args)
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 })
  })

  it('refuses to revoke what is no key of the tenant’s', async () => {
    expect(await run('tenant', 'revoke-key', '019a8f6e-0c1b-7c3e-9d55-2f6a1b3c4d5e')).toMatchObject({ code: 1, stdout: '' })
    expect(await run('tenant', 'revoke-key', 'mine')).toMatchObject({ code: 1, stderr: expect.stringContaining('relance tenant keys') })
  })
})
