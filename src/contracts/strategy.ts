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

/** A strategy as it was published, with what may be wrong with it: rules of which no text of law was found, or that hold for some claims only. */
export const PublishedStrategy = StrategyView.extend({
  warnings: z.array(z.object({ step: z.string().nullable(), rule: z.string(), article: z.string(), message: z.string() })),
}).meta({ id: 'PublishedStrategy' })
export type PublishedStrategy = z.infer<typeof PublishedStrategy>

/** The newest version of each strategy. */
export const StrategyList = z.object({ strategies: z.array(StrategyView) }).meta({ id: 'StrategyList' })
export type StrategyList = z.infer<typeof StrategyList>
/** All versions of one strategy, the newest first. */
export const StrategyVersions = z.object({ versions: z.array(StrategyView) }).meta({ id: 'StrategyVersions' })
export type StrategyVersions = z.infer<typeof StrategyVersions>
