import { z } from 'zod'
import type { StayReason } from '../domain/strategy-move.js'
import { amountCents, STAGES, text } from './fields.js'
import { next, pageQuery } from './page.js'

/** A published version of a strategy. */
const Version = z.strictObject({ name: text(61), version: z.int().min(1) })

/** Which of the open files that follow the old version: those that meet all that is asked for. */
const MoveFilter = z.strictObject({
  /** Reference of the creditor. */
  creditor: text(60).optional(),
  /** Furthest stage that has been served. */
  stage: z.enum(STAGES).optional(),
  minPrincipalCents: amountCents.optional(),
  /** References of the files themselves. */
  references: z.array(text(40)).min(1).max(500).optional(),
})
export type MoveFilter = z.infer<typeof MoveFilter>

const EXAMPLE = { from: { name: 'standard', version: 1 }, to: { name: 'standard', version: 2 }, filter: { creditor: 'energie-sud' } }

export const MoveBody = z
  .strictObject({ from: Version, to: Version, filter: MoveFilter.default({}) })
  .meta({ id: 'NewMove', example: EXAMPLE })
export type MoveBody = z.infer<typeof MoveBody>

export const MovePreviewBody = MoveBody.extend({
  cursor: pageQuery.cursor,
  limit: z.int().min(1).max(100).default(20),
}).meta({ id: 'NewMovePreview', example: { ...EXAMPLE, limit: 5 } })
export type MovePreviewBody = z.infer<typeof MovePreviewBody>

const PlannedAct = z.object({ on: z.iso.date(), act: z.string(), stage: z.string(), channel: z.string(), amountCents: z.int() })

/** Why a file keeps its version though it was chosen. */
export const STAY_REASONS = ['notice-missing', 'other-country'] as const satisfies readonly StayReason[]

/** A file as it would go on under either version if nothing happened meanwhile. */
const MovePreviewFile = z.object({
  id: z.uuid(),
  reference: z.string(),
  /** The next acts, five at most. */
  before: z.array(PlannedAct),
  after: z.array(PlannedAct),
  /** Steps of the new version that the file has behind it under other names: they are not taken. */
  leftOut: z.array(z.string()),
  /** Whether the acts differ by day, stage, channel or sum. */
  changes: z.boolean(),
  /** It waits for a person: the acts are those that followed if it were let go now. */
  stopped: z.boolean(),
  /** Why it would keep the version it has; null where it would be moved. */
  stays: z.enum(STAY_REASONS).nullable(),
})
export type MovePreviewFile = z.infer<typeof MovePreviewFile>

export const MovePreview = z
  .object({
    /** Files that would be moved or looked at: open, of the old version, and what the filter asks for. */
    selected: z.int(),
    /** Of the files of this page. */
    counts: z.object({ changed: z.int(), unaffected: z.int(), staying: z.int() }),
    files: z.array(MovePreviewFile),
    next,
  })
  .meta({ id: 'MovePreview' })
export type MovePreview = z.infer<typeof MovePreview>

/**
 * `waiting`, then `moved` or `skipped`; of a move that is taken back `returning`, then `rolled-back`, or `kept` where the
 * file had gone on to another version.
 */
export const MOVE_FILE_STATES = ['waiting', 'moved', 'skipped', 'returning', 'rolled-back', 'kept'] as const
export type MoveFileState = (typeof MOVE_FILE_STATES)[number]

export const MoveQuery = z.strictObject(pageQuery)
export type MoveQuery = z.infer<typeof MoveQuery>

/** A move of files: who asked for it, how far it is, and what became of each file. */
export const MoveView = z
  .object({
    id: z.uuid(),
    from: Version,
    to: Version,
    filter: MoveFilter,
    state: z.enum(['moving', 'moved', 'rolling-back', 'rolled-back']),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    rolledBackBy: z.string().nullable(),
    rolledBackAt: z.iso.datetime().nullable(),
    rollbackFinishedAt: z.iso.datetime().nullable(),
    counts: z.object(Object.fromEntries(MOVE_FILE_STATES.map((state) => [state, z.int()])) as Record<MoveFileState, z.ZodInt>),
    files: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string(),
        state: z.enum(MOVE_FILE_STATES),
        /** Why it was skipped or kept: `closed`, `other-version`, or as in a preview. */
        reason: z.string().nullable(),
      }),
    ),
    next,
  })
  .meta({ id: 'Move' })
export type MoveView = z.infer<typeof MoveView>
