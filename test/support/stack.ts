import { randomUUID } from 'node:crypto'
import { type Client, Connection } from '@temporalio/client'
import type { Strategy } from '../../src/domain/strategy.js'
import { openClient } from '../../src/engine/temporal-client.js'
import { type Database, openDatabase } from '../../src/store/database.js'
import { ensureTenant, publishStrategy } from '../../src/store/tenant.js'
import { standard } from '../../src/strategies/standard.js'

interface Described {
  environment: Record<string, string>
  apiUrl: string
  urls: { ownerUrl: string; appUrl: string }
  dataFolder: string
}

/** The stack that all suites share, as one suite sees it: with a tenant of its own. */
export interface TestStack extends Described {
  db: Database
  clients: { real: Client; skipping: Client }
  tenantId: string
  apiKey: string
  close(): Promise<void>
}

/** Joins the shared stack with a new tenant, which no other suite sees. */
export async function joinStack(strategies: Strategy[] = []): Promise<TestStack> {
  const text = process.env.RELANCE_TEST_STACK
  if (!text) throw new Error('No stack: run the tests with npm test, which starts one (npm test -- <pattern> for some of them).')
  return joinDescribed(JSON.parse(text) as Described, strategies)
}

/** The same for a stack that a test has started for itself. */
export async function joinDescribed(described: Described, strategies: Strategy[] = []): Promise<TestStack> {
  const { environment } = described
  const db = openDatabase(described.urls.appUrl, 4)
  const connection = await Connection.connect({ address: setting(environment, 'TEMPORAL_ADDRESS') })
  const keys = setting(environment, 'RELANCE_PAYLOAD_KEYS')
  const apiKey = `test_${randomUUID()}`
  const tenantId = await ensureTenant(db, 'Test agency', apiKey)
  for (const strategy of [standard, ...strategies]) await publishStrategy(db, tenantId, strategy)
  return {
    ...described,
    db,
    clients: {
      real: openClient(connection, setting(environment, 'TEMPORAL_NAMESPACE'), keys),
      skipping: openClient(connection, 'relance-simulation', keys),
    },
    tenantId,
    apiKey,
    async close() {
      await connection.close()
      await db.$disconnect()
    },
  }
}

function setting(environment: Record<string, string>, name: string): string {
  const value = environment[name]
  if (!value) throw new Error(`the stack's environment lacks ${name}`)
  return value
}
