import type { AddressInfo } from 'node:net'
import { Connection } from '@temporalio/client'
import pino from 'pino'
import type { ApiContext } from '../../src/api/context.js'
import { DebtorSessions } from '../../src/api/debtor-session.js'
import { USUAL_LIMITS } from '../../src/api/rate-limits.js'
import { createApi, listen } from '../../src/api/server.js'
import { MasterKeys } from '../../src/engine/master-keys.js'
import { PackageKeys } from '../../src/engine/package-keys.js'
import { openClient } from '../../src/engine/temporal-client.js'
import { WebhookSecrets } from '../../src/engine/webhook-secrets.js'
import { BuiltInSignature } from '../../src/providers/signature/built-in.js'
import type { TestStack } from '../support/stack.js'

/** Where the outside reaches an API of a test's own: not where the test does. */
export const PUBLIC_URL = 'https://relance.example'

/** An API of this test's own beside the shared one, on the same database: as production has it, or with parts away. */
export async function serveApi(stack: TestStack, changes: Partial<ApiContext> = {}) {
  const { db, clients } = stack
  const context = {
    db,
    clients,
    production: false,
    publicUrl: PUBLIC_URL,
    callbacks: {},
    inboundReader: null,
    inboundMail: null,
    payments: null,
    signatures: new BuiltInSignature({ sms: null, email: null }),
    registers: { companies: null, insolvencies: null, vat: null },
    webhookSecrets: new WebhookSecrets(stack.environment.RELANCE_PAYLOAD_KEYS ?? ''),
    packageKeys: new PackageKeys(db, stack.environment.RELANCE_PAYLOAD_KEYS ?? ''),
    sessions: new DebtorSessions(new MasterKeys(stack.environment.RELANCE_PAYLOAD_KEYS ?? ''), changes.publicUrl ?? PUBLIC_URL),
    limits: USUAL_LIMITS,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    ...changes,
  }
  const server = await listen(await createApi(context), 0, '127.0.0.1')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Nothing listens on this port of the system's own, and nobody but it may. */
const CLOSED = '127.0.0.1:1'

/** The same while Temporal is away. Its client tries once: what is tried again in the background would outlive the test. */
export async function serveApiWithoutTemporal(stack: TestStack) {
  const connection = Connection.lazy({ address: CLOSED, interceptors: [] })
  const client = openClient(connection, 'relance', stack.environment.RELANCE_PAYLOAD_KEYS ?? '')
  const api = await serveApi(stack, { clients: { real: client, skipping: client } })
  return { url: api.url, close: () => Promise.all([api.close(), connection.close()]) }
}
