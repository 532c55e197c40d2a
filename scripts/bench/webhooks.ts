import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from '../../src/config.js'
import { freePorts } from '../../src/engine/embedded/ports.js'
import type { BenchStack } from './bench-stack.js'
import type { Figure, Measurement } from './figure.js'
import { farAhead, importPortfolio, untilTold } from './portfolio.js'
import { inParallel, percentile } from './timing.js'

const AT_ONCE = 32
const AMOUNT_CENTS = 50_00

/**
 * How many webhooks are taken in a second, each with its payment, ledger and client funds, against Express and one INSERT. The
 * worker is away meanwhile, on both sides: what the files do with their money afterwards is measured elsewhere.
 */
export const webhooks: Measurement = {
  name: 'webhooks',
  async measure(stack, files) {
    const ids = await importPortfolio(stack, { files, dueAt: farAhead() })
    await untilTold(stack)
    const secret = await secretOf(stack)
    const bodies = ids.map((file) => bodyOf(file))
    await stack.kill('worker')
    const bare = await bareRate(stack, bodies)
    const ours = await rateOf(bodies, (body) => post(`${stack.apiUrl}/webhooks/payments/${stack.tenantId}`, body, signed(body, secret)))
    const rows = await stack.db.paymentEvent.count({ where: { tenantId: stack.tenantId, outcome: 'posted' } })
    await stack.revive('worker')
    if (rows < files) throw new Error(`${rows} of ${files} webhooks were posted`)
    await untilTold(stack)
    const figures: Figure[] = [
      {
        name: `webhooks accepted, ${AT_ONCE} at once`,
        unit: 'events/s',
        ours: ours.perSecond,
        bare: bare.perSecond,
        aim: 'ratio at least 0.3',
      },
      { name: 'until it is answered, p99', unit: 'ms', ours: ours.p99, bare: bare.p99, aim: '' },
    ]
    return figures
  },
}

async function secretOf({ apiUrl, apiKey }: BenchStack): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  const response = await fetch(`${apiUrl}/v1/webhook-secrets`, { method: 'POST', headers, body: JSON.stringify({ label: 'bench' }) })
  return ((await response.json()) as { secret: string }).secret
}

function bodyOf(file: string): string {
  const payment = { reference: randomUUID(), amountCents: AMOUNT_CENTS, currency: 'EUR', method: 'transfer', file }
  return JSON.stringify({ id: randomUUID(), type: 'payment.received', occurredAt: new Date().toISOString(), payment })
}

function signed(body: string, secret: string): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000)
  return { 'relance-signature': `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}` }
}

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${url}: ${response.status} ${answer}`)
}

interface Rate {
  perSecond: number
  /** Milliseconds that all but one in a hundred waited at most. */
  p99: number
}

async function rateOf(bodies: readonly string[], send: (body: string) => Promise<void>): Promise<Rate> {
  const began = performance.now()
  const waited = await inParallel(AT_ONCE, bodies, async (body) => {
    const sent = performance.now()
    await send(body)
    return performance.now() - sent
  })
  return { perSecond: bodies.length / ((performance.now() - began) / 1000), p99: percentile(waited, 0.99) }
}

async function bareRate(stack: BenchStack, bodies: readonly string[]): Promise<Rate> {
  await stack.ask('relance', 'CREATE TABLE bare_webhook (id bigserial PRIMARY KEY, body jsonb NOT NULL)')
  await stack.ask('relance', 'GRANT INSERT ON bare_webhook TO relance_app')
  await stack.ask('relance', 'GRANT USAGE ON SEQUENCE bare_webhook_id_seq TO relance_app')
  const [port] = (await freePorts(1)) as [number]
  const child = await bareServer(stack, port)
  try {
    return await rateOf(bodies, (body) => post(`http://127.0.0.1:${port}/webhook`, body))
  } finally {
    child.kill()
    await once(child, 'exit')
    await stack.ask('relance', 'DROP TABLE bare_webhook')
  }
}

async function bareServer({ environment }: BenchStack, port: number): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./bare-webhooks.mjs', import.meta.url))
  const env = childEnvironment({ ...environment, RELANCE_API_PORT: String(port) })
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  return child
}
