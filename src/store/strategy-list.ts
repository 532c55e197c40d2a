import type { StrategyView } from '../contracts/strategy.js'
import type { StrategyVersion } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { newestStrategies } from './tenant.js'

/** The newest version of each of a tenant's strategies, by name. */
export async function listStrategies(db: Database, tenantId: string): Promise<StrategyView[]> {
  return (await newestStrategies(db, tenantId)).map(view)
}

/** All versions of a strategy, the newest first; empty where nobody has published it. */
export async function strategyVersions(db: Database, tenantId: string, name: string): Promise<StrategyView[]> {
  return (await db.strategyVersion.findMany({ where: { tenantId, name }, orderBy: { version: 'desc' } })).map(view)
}

function view({ name, version, publishedAt, hash, definition }: StrategyVersion): StrategyView {
  return { name, version, publishedAt: publishedAt.toISOString(), hash, definition: definition as Record<string, unknown> }
}
