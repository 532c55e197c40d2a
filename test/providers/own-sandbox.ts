import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Callback } from '../../src/providers/delivery.js'
import { createSandbox, type SandboxOptions } from '../../src/providers/sandbox/app.js'

/** The instant that all clocks of these tests show. */
export const NOW = new Date('2026-03-02T09:00:00Z')

export const ACCOUNTS = {
  twilio: { accountSid: 'AC00000000000000000000000000000000', authToken: 'twilio-token' },
  sendgrid: { apiKey: 'SG.sandbox' },
  merciFacteur: { serviceId: 'service', secretKey: 'merci-secret', webhookSecret: 'webhook-secret' },
  sirene: { apiKey: 'sirene-key' },
  stripe: { apiKey: 'sk_test_sandbox', webhookSecret: 'whsec_sandbox' },
}

/** A receiver of callbacks, which keeps them as they came in. It answers 503 while it is `away`. */
export async function receiveCallbacks() {
  const received: Callback[] = []
  const state = { away: false, turnedAway: 0 }
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (state.away) state.turnedAway += 1
      else received.push({ url: `${url}${request.url}`, header: (name) => request.headers[name.toLowerCase()] as string, body })
      response.writeHead(state.away ? 503 : 204).end()
    })
  })
  const url = await listening(server)
  return { url, received, state, close: () => closed(server) }
}

/** A sandbox of this test's own, on a free port and in a folder of its own. Its callbacks go to `callbackUrl`. */
export async function ownSandbox(callbackUrl: string, changes: Partial<SandboxOptions> = {}) {
  const folder = changes.folder ?? mkdtempSync(join(tmpdir(), 'relance-sandbox-'))
  const accounts = {
    twilio: { ...ACCOUNTS.twilio, inboundUrl: `${callbackUrl}/inbound` },
    sendgrid: { ...ACCOUNTS.sendgrid, eventUrl: `${callbackUrl}/sendgrid`, inboundUrl: `${callbackUrl}/inbound-email` },
    merciFacteur: { ...ACCOUNTS.merciFacteur, webhookUrl: `${callbackUrl}/merci-facteur` },
    sirene: ACCOUNTS.sirene,
    stripe: { ...ACCOUNTS.stripe, webhookUrl: `${callbackUrl}/stripe` },
  }
  const sandbox = createSandbox({
    folder,
    spoolFolder: null,
    accounts,
    callbackPausesMs: [20, 50, 100, 200, 400],
    now: () => NOW,
    ...changes,
  })
  const server = createServer(sandbox.app)
  const url = await listening(server)
  return {
    url,
    folder,
    settled: sandbox.settled,
    request: (method: string, path: string, body?: unknown) => request(`${url}/sandbox${path}`, method, body),
    faults: (rules: unknown[]) => request(`${url}/sandbox/faults`, 'PUT', rules),
    /** Ends it and leaves its folder. */
    async stop() {
      await sandbox.close()
      await closed(server)
    },
    async close() {
      await this.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function request(url: string, method: string, body?: unknown) {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' }
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
