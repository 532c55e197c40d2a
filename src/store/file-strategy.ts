import type { Strategy } from '../domain/strategy.js'
import { StrategyDefinition } from '../strategies/format.js'
import type { Database } from './database.js'
import { newestStrategies, type newestStrategy } from './tenant.js'

type StrategyRow = Awaited<ReturnType<typeof newestStrategy>>

/** A published version with what it says. */
export type Published = Strategy & { row: StrategyRow }
export const withParsed = (row: StrategyRow): Published => ({ ...StrategyDefinition.parse(row.definition), row })

/** A tenant's strategies, in their newest versions, that say whom they are for. */
export async function strategiesForSome(db: Database, tenantId: string): Promise<Published[]> {
  return (await newestStrategies(db, tenantId)).map(withParsed).filter((strategy) => strategy.for)
}

/** Whether a strategy sends the letter that opens a recovery. */
export const hasOpening = ({ steps }: Pick<Strategy, 'steps'>): boolean => steps.some(({ stage }) => stage === 'opening')
