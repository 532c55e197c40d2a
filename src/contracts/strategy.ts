import { z } from 'zod'

/** A published version of a strategy; `definition` is its written form. */
export const StrategyView = z
  .object({
    name: z.string(),
    version: z.int(),
    publishedAt: z.iso.datetime(),
    /** SHA-256 of the definition: files that pin this version were decided by exactly this text. */
    hash: z.string(),
    definition: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Strategy' })
export type StrategyView = z.infer<typeof StrategyView>

/** The newest version of each strategy. */
export const StrategyList = z.object({ strategies: z.array(StrategyView) }).meta({ id: 'StrategyList' })
/** All versions of one strategy, the newest first. */
export const StrategyVersions = z.object({ versions: z.array(StrategyView) }).meta({ id: 'StrategyVersions' })
