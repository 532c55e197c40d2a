import { v7 as uuidv7 } from 'uuid'
import type { MissingPiece } from '../domain/completeness.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { ProceedingFact } from '../domain/procedure/proceeding.js'
import type { PieceRequest } from '../generated/prisma/client.js'
import { tellCreditor } from './agreement-notice.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { missingOf, type ProceedingRow, proceedingById } from './proceeding-facts.js'

const kindsOf = ({ anyOf }: MissingPiece) => anyOf.join('|')
const isFor = (missing: MissingPiece) => (request: PieceRequest) =>
  request.kinds === kindsOf(missing) && request.claimId === missing.claimId

/**
 * Asks for the pieces that proceedings cannot begin without, each once, and notes those that are there now. The caller holds the file's lock.
 * @returns false: nothing of the facts is changed by it
 */
export async function settlePieces(tx: Transaction, file: FileRow, found: Case, today: LegalDay, at: Date): Promise<boolean> {
  for (const proceeding of found.facts.judicial?.proceedings ?? []) await settleRequests(tx, file, found, proceeding, { today, at })
  return false
}

async function settleRequests(
  tx: Transaction,
  file: FileRow,
  { law }: Case,
  { id: proceedingId, missing: kinds, reports }: ProceedingFact,
  { today, at }: { today: LegalDay; at: Date },
): Promise<void> {
  const open = await tx.pieceRequest.findMany({ where: { proceedingId, metOn: null } })
  if (open.length === 0 && (kinds.length === 0 || reports.length > 0)) return
  const [row] = await tx.$queryRaw<{ proceeding: ProceedingRow }[]>(proceedingById(proceedingId))
  const missing = missingOf((row as { proceeding: ProceedingRow }).proceeding, law)
  const met = open.filter((request) => !missing.some((one) => isFor(one)(request)))
  await tx.pieceRequest.updateMany({ where: { id: { in: met.map(({ id }) => id) } }, data: { metOn: toDay(today) } })
  const fresh = reports.length > 0 ? [] : missing.filter((one) => !open.some(isFor(one)))
  for (const from of new Set(fresh.map((one) => one.from))) {
    const wanted = fresh.filter((one) => one.from === from)
    await ask(tx, file, { proceedingId, from, wanted, today, at })
  }
}

interface Asking {
  proceedingId: string
  from: MissingPiece['from']
  wanted: readonly MissingPiece[]
  today: LegalDay
  at: Date
}

async function ask(tx: Transaction, file: FileRow, { proceedingId, from, wanted, today, at }: Asking): Promise<void> {
  const { tenantId } = file
  const asked = { tenantId, proceedingId, askedOf: from, askedOn: toDay(today) }
  await tx.pieceRequest.createMany({
    data: wanted.map((one) => ({ id: uuidv7(), ...asked, claimId: one.claimId, kinds: kindsOf(one) })),
  })
  const kinds = [...new Set(wanted.map(kindsOf))]
  await appendEvent(tx, file.id, { kind: 'pieces-asked', actor: 'engine', legalTime: at, data: { proceedingId, kinds, from } })
  if (from === 'creditor')
    await tellCreditor(tx, file, { kind: 'pieces-wanted', reason: kinds.join(', '), reference: proceedingId, amountCents: 0, on: today })
}
