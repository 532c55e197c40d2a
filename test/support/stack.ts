import { randomUUID } from 'node:crypto'
import { type Client, Connection } from '@temporalio/client'
import type { Strategy } from '../../src/domain/strategy.js'
import { openClient } from '../../src/engine/temporal-client.js'
import { provideAgencyFile } from '../../src/store/agency-paper.js'
import { type Database, openDatabase } from '../../src/store/database.js'
import { addMandate } from '../../src/store/mandate.js'
import { addOrganisation } from '../../src/store/organisation.js'
import { ensureTenant, type NewTenant, publishStrategy } from '../../src/store/tenant.js'
import { standard } from '../../src/strategies/standard.js'

const ADDRESS = { lines: ['3 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' }
const IBAN = 'FR7630006000011234567890189'

/** Three letters, then a person decides. */
export const threeLetters: Strategy = {
  name: 'three-letters',
  version: 1,
  steps: [
    { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10, payWithinDays: 8, registered: false },
    { id: 'second-letter', stage: 'amicable', channels: ['letter'], afterDays: 25, payWithinDays: 8, registered: false },
    { id: 'formal-notice', stage: 'formal-notice', channels: ['letter'], afterDays: 45, payWithinDays: 8, registered: false },
  ],
}

/** Adds a creditor to a tenant, with a mandate in force through 2030. @returns its reference */
export async function addCreditor(
  stack: TestStack,
  mandate: { scope?: 'amicable' | 'judicial'; toleranceCents?: number; mostRemissionPercent?: number; longestPlanMonths?: number } = {},
): Promise<string> {
  const reference = `creditor-${randomUUID()}`
  await addOrganisation(stack.db, stack.tenantId, { kind: 'creditor', reference, name: 'Mobilier Dumas', address: ADDRESS })
  const days = { validFrom: '2020-01-01', validUntil: '2030-12-31' }
  const limits = { toleranceCents: 0, longestPlanMonths: 0, mostRemissionPercent: 0 }
  await addMandate(stack.db, stack.tenantId, reference, { reference: 'M-1', scope: 'judicial', ...days, ...limits, ...mandate })
  return reference
}

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

/**
 * Joins the shared stack with a new tenant, which no other suite sees.
 * @param kind an agency has the papers of its trade; a creditor is asked for none
 */
export async function joinStack(strategies: Strategy[] = [], kind: NewTenant['kind'] = 'creditor'): Promise<TestStack> {
  const text = process.env.RELANCE_TEST_STACK
  if (!text) throw new Error('No stack: run the tests with npm test, which starts one (npm test -- <pattern> for some of them).')
  const described = JSON.parse(text) as Described
  shared ??= await connect(described)
  return { ...(await joinConnected(described, shared, strategies, kind)), close: async () => {} }
}

/** All suites of one process talk to the shared stack over the same connections, which end with the process. */
let shared: Connected | undefined

interface Connected {
  db: Database
  connection: Connection
}

const connect = async ({ environment, urls }: Described): Promise<Connected> => ({
  db: openDatabase(urls.appUrl, 4),
  connection: await Connection.connect({ address: setting(environment, 'TEMPORAL_ADDRESS') }),
})

/** The same for a stack that a test has started for itself. */
export async function joinDescribed(
  described: Described,
  strategies: Strategy[] = [],
  kind: NewTenant['kind'] = 'creditor',
): Promise<TestStack> {
  const connected = await connect(described)
  return {
    ...(await joinConnected(described, connected, strategies, kind)),
    async close() {
      await connected.connection.close()
      await connected.db.$disconnect()
    },
  }
}

async function joinConnected(
  described: Described,
  { db, connection }: Connected,
  strategies: Strategy[],
  kind: NewTenant['kind'],
): Promise<Omit<TestStack, 'close'>> {
  const { environment } = described
  const keys = setting(environment, 'RELANCE_PAYLOAD_KEYS')
  const apiKey = `test_${randomUUID()}`
  const tenantId = await ensureTenant(db, { kind, name: 'Test & Fils', address: ADDRESS, iban: IBAN }, apiKey)
  if (kind === 'agency') await provideAgencyFile(db, tenantId)
  for (const strategy of [standard, threeLetters, ...strategies]) await publishStrategy(db, tenantId, strategy)
  return {
    ...described,
    db,
    clients: {
      real: openClient(connection, setting(environment, 'TEMPORAL_NAMESPACE'), keys),
      skipping: openClient(connection, 'relance-simulation', keys),
    },
    tenantId,
    apiKey,
  }
}

function setting(environment: Record<string, string>, name: string): string {
  const value = environment[name]
  if (!value) throw new Error(`the stack's environment lacks ${name}`)
  return value
}
