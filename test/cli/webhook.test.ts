import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WebhookSecretMade, WebhookSecretView } from '../../src/contracts/checkout.js'
import { type Caller, joinAgency } from '../api/caller.js'
import type { TestStack } from '../support/stack.js'
import { relance } from './relance.js'

let stack: TestStack
let api: Caller

beforeAll(async () => ({ stack, api } = await joinAgency()))
afterAll(() => stack.close())

async function run<T>(...args: string[]): Promise<T> {
  const settings = { ...stack.environment, RELANCE_API_KEY: stack.apiKey }
  const { code, stdout, stderr } = await relance([...args, '--json'], settings)
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as T
}

/** The recipe of the page, as somebody would paste it. */
const recipe = () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')
  const found = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, code = '']) => code).filter((code) => code.includes('openssl'))
  if (found.length !== 1) throw new Error('the page has one recipe')
  return (found[0] as string).replace('"2026-03-02T08:00:00Z"', '"2026-01-05T08:00:00Z"')
}

describe('a sender of payment webhooks', () => {
  it('gets a secret, follows the page by openssl and curl, and is refused once the secret is revoked', async () => {
    const { reference, id } = await api.open()
    const made = await run<WebhookSecretMade>('webhook', 'secret', 'create', 'cash desk')
    const env = { ...stack.environment, PATH: '/usr/bin:/bin', FILE: reference, SECRET: made.secret, ADDRESS: made.url }
    const send = () => promisify(execFile)('bash', ['-ec', recipe()], { env })
    await send()
    await send()
    expect((await api.file(id)).balanceCents).toBe(100_000)
    const secrets = await run<WebhookSecretView[]>('webhook', 'secret', 'list')
    expect(secrets).toMatchObject([{ id: made.id, label: 'cash desk', revokedAt: null }])
    expect(await run('webhook', 'secret', 'revoke', made.id)).toMatchObject({ id: made.id, revokedAt: expect.any(String) })
    await expect(send()).rejects.toThrow('403')
  })

  it('is told in one sentence that there is no such secret', async () => {
    await expect(run('webhook', 'secret', 'revoke', 'nobody')).rejects.toThrow(/^There is nothing of this name\.?\n$/)
  })
})

it('a page to pay on is opened from the command line', async () => {
  const { reference } = await api.open()
  expect(await run('file', 'checkout', reference, '--amount', '250.00')).toMatchObject({
    amountCents: 25_000,
    currency: 'EUR',
    url: expect.stringContaining('/stripe/pay/cs_'),
  })
})
