import type {
  MoveFileState,
  MoveFilter,
  MovePreview,
  MovePreviewBody,
  MovePreviewFile,
  MoveQuery,
  MoveView,
} from '../contracts/strategy-move.js'
import { MOVE_FILE_STATES } from '../contracts/strategy-move.js'
import { packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { PlannedAct } from '../domain/plan.js'
import { isStopped, nextActs, reasonToStay, stepsBehind, withoutSteps } from '../domain/strategy-move.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Database } from './database.js'
import { loadCase } from './facts.js'
import { isAfter } from './file-list.js'
import { moveOf } from './move-files.js'
import { cursorOf } from './page.js'
import { findMove, type MoveVersions, selection, versionsOf } from './strategy-move.js'

const { sql } = Prisma

/** Acts ahead of a file that a preview shows. */
const ACTS_SHOWN = 5

/**
 * What a move would do to each file it is about, the newest first: nothing is written.
 * @throws DomainError strategy-unknown, move-same-version, creditor-unknown; request-invalid for a cursor that is none
 */
export async function previewMove(db: Database, tenantId: string, body: MovePreviewBody, now: Date): Promise<MovePreview> {
  const versions = await versionsOf(db, tenantId, body)
  const chosen = await selection(db, tenantId, versions.from, body.filter, now)
  const after = body.cursor === undefined ? sql`true` : isAfter(body.cursor)
  const rows = await db.$queryRaw<FileRow[]>`
    SELECT f.id::text, f.reference, f.created_at AS "createdAt", f.country, f.legal_offset_ms AS "legalOffsetMs"
      FROM debt_file f WHERE ${chosen} AND ${after} ORDER BY f.created_at DESC, f.id DESC LIMIT ${body.limit + 1}`
  const [all] = await db.$queryRaw<[{ selected: number }]>`SELECT count(*)::int AS selected FROM debt_file f WHERE ${chosen}`
  const page = rows.slice(0, body.limit)
  const files: MovePreviewFile[] = []
  for (const row of page) files.push(await previewFile(db, row, versions, now))
  const moved = files.filter(({ stays }) => stays === null)
  const changed = moved.filter(({ changes }) => changes).length
  return {
    selected: all.selected,
    counts: { changed, unaffected: moved.length - changed, staying: files.length - moved.length },
    files,
    next: nextAfter(page.at(-1), rows.length > body.limit),
  }
}

interface FileRow {
  id: string
  reference: string
  createdAt: Date
  country: string
  legalOffsetMs: bigint
}

async function previewFile(db: Database, file: FileRow, versions: MoveVersions, now: Date): Promise<MovePreviewFile> {
  const { id, reference } = file
  const { facts, law } = await loadCase(db, id)
  const move = await moveOf(db, file, versions.from.id, versions.to.id)
  const at = legalNow(file, now)
  const today = legalDayOf(at, law.zone)
  const stays = reasonToStay(facts, move, law, today)
  const leftOut = stays === null ? stepsBehind(facts, move, packOn(law, today)) : []
  const before = nextActs(facts, move.from, law, at, ACTS_SHOWN)
  const after = stays === null ? nextActs(withoutSteps(facts, leftOut), move.to, law, at, ACTS_SHOWN) : before
  const seen = (acts: PlannedAct[]) =>
    JSON.stringify(acts.map(({ on, stage, channel, registered, amountCents }) => [on, stage, channel, registered, amountCents]))
  return {
    id,
    reference,
    before: before.map(shown),
    after: after.map(shown),
    leftOut,
    changes: seen(before) !== seen(after),
    stopped: isStopped(facts, move.from, law, at),
    stays,
  }
}

const shown = ({ on, actId: act, stage, channel, amountCents }: PlannedAct) => ({ on, act, stage, channel, amountCents })

/** A move as screens show it, with a page of its files. @throws DomainError resource-unknown, request-invalid */
export async function viewMove(db: Database, tenantId: string, id: string, { cursor, limit }: MoveQuery): Promise<MoveView> {
  const move = await findMove(db, tenantId, id)
  const after = cursor === undefined ? sql`true` : isAfter(cursor)
  const rows = await db.$queryRaw<{ id: string; reference: string; createdAt: Date; state: MoveFileState; reason: string | null }[]>`
    SELECT f.id::text, f.reference, f.created_at AS "createdAt", m.state, m.reason
      FROM strategy_move_file m JOIN debt_file f ON f.id = m.file_id
     WHERE m.move_id = ${id}::uuid AND ${after} ORDER BY f.created_at DESC, f.id DESC LIMIT ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    id,
    from: { name: move.from.name, version: move.from.version },
    to: { name: move.to.name, version: move.to.version },
    filter: move.filter as MoveFilter,
    state: stateOf(move),
    startedBy: move.actor,
    startedAt: move.createdAt.toISOString(),
    finishedAt: move.finishedAt?.toISOString() ?? null,
    rolledBackBy: move.rollbackActor,
    rolledBackAt: move.rolledBackAt?.toISOString() ?? null,
    rollbackFinishedAt: move.rollbackDone?.toISOString() ?? null,
    counts: await countsOf(db, id),
    files: page.map(({ createdAt: _, ...file }) => file),
    next: nextAfter(page.at(-1), rows.length > limit),
  }
}

function stateOf({ finishedAt, rolledBackAt, rollbackDone }: { [at in 'finishedAt' | 'rolledBackAt' | 'rollbackDone']: Date | null }) {
  if (finishedAt === null) return 'moving'
  if (rolledBackAt === null) return 'moved'
  return rollbackDone === null ? 'rolling-back' : 'rolled-back'
}

async function countsOf(db: Database, moveId: string): Promise<MoveView['counts']> {
  const groups = await db.strategyMoveFile.groupBy({ by: ['state'], where: { moveId }, _count: true })
  const countOf = (state: string) => groups.find((group) => group.state === state)?._count ?? 0
  return Object.fromEntries(MOVE_FILE_STATES.map((state) => [state, countOf(state)])) as MoveView['counts']
}

const nextAfter = (last: { id: string; createdAt: Date } | undefined, isMore: boolean) =>
  last && isMore ? cursorOf(last.createdAt.toISOString(), last.id) : null
