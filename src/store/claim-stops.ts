import { v7 as uuidv7 } from 'uuid'
import { legalNow } from '../domain/legal-time.js'
import type { Transaction } from './database.js'
import type { FileRow } from './file-row.js'

/** Holds of a file that follow from what its creditor has declared of one of its claims. */
export const STOPS = ['dispute', 'goods-returned'] as const
export type Stop = (typeof STOPS)[number]

/** What stops a claim by now, as its creditor’s declarations have it in their order. */
interface Declared {
  claim: string
  kind: string
  hasAmount: boolean
}

/**
 * Lets a file wait, under its lock, as long as one of its claims is disputed or goods of it came back and nobody has said what they
 * come to; and lets it go on after that.
 * @returns what stops it
 */
export async function refreshStops(tx: Transaction, file: FileRow, now: Date): Promise<Stop[]> {
  const at = legalNow(file, now)
  const wanted = stopsOf(await declaredOf(tx, file.id)).map(({ stop }) => stop)
  const standing = await tx.hold.findMany({ where: { fileId: file.id, reason: { in: [...STOPS] }, liftedAt: null } })
  for (const { id, reason } of standing)
    if (!wanted.some((stop) => stop === reason)) await tx.hold.update({ where: { id }, data: { liftedAt: at } })
  const missing = STOPS.filter((stop) => wanted.includes(stop) && !standing.some(({ reason }) => reason === stop))
  await tx.hold.createMany({ data: missing.map((reason) => ({ id: uuidv7(), fileId: file.id, reason, until: null, placedAt: at })) })
  return STOPS.filter((stop) => wanted.includes(stop))
}

/** Whether a creditor’s declaration stops a claim of a file. */
export async function isStopped(tx: Transaction, fileId: string, claim: string): Promise<boolean> {
  return stopsOf(await declaredOf(tx, fileId)).some((one) => one.claim === claim)
}

async function declaredOf(tx: Transaction, fileId: string): Promise<Declared[]> {
  return tx.$queryRaw<Declared[]>`
    SELECT c.id::text AS claim, d.kind, d.amount_cents IS NOT NULL AS "hasAmount"
      FROM file_claim fc JOIN claim c ON c.id = fc.claim_id
      JOIN creditor_declaration d ON d.creditor_id = c.creditor_id AND d.claim_reference = c.reference AND d.outcome = 'applied'
     WHERE fc.file_id = ${fileId}::uuid AND d.kind IN ('dispute', 'dispute-ended', 'return') ORDER BY d.recorded_at, d.id`
}

function stopsOf(declared: readonly Declared[]): { claim: string; stop: Stop }[] {
  let stops: { claim: string; stop: Stop }[] = []
  for (const { claim, kind, hasAmount } of declared) {
    const without = (ended: readonly Stop[]) => stops.filter((one) => one.claim !== claim || !ended.includes(one.stop))
    if (kind === 'dispute') stops = [...without(['dispute']), { claim, stop: 'dispute' }]
    else if (kind === 'dispute-ended') stops = without(STOPS)
    else stops = hasAmount ? without(['goods-returned']) : [...without(['goods-returned']), { claim, stop: 'goods-returned' }]
  }
  return stops
}
