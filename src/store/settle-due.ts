import { zoneOf } from '../domain/debtor-calendar.js'
import { packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { settleSearch } from './address-search.js'
import type { Transaction } from './database.js'
import { settleDisputes } from './dispute-late.js'
import { type Case, loadCase } from './facts.js'
import type { FileRow } from './file-row.js'
import { settleProposal } from './judicial-proposal.js'
import { settlePieces } from './piece-request.js'
import { settlePlan } from './plan-end.js'
import { settleProceedings } from './proceeding-settle.js'
import { settlePromise } from './promise.js'
import { settleSettlement } from './settle-settlement.js'
import { settleUnbegun } from './unbegun.js'

/** What comes to its end by itself, once its day is over or its money is there. */
const ENDS = [
  settlePromise,
  settleSettlement,
  settlePlan,
  settleSearch,
  settleDisputes,
  settleProposal,
  settleUnbegun,
  settleProceedings,
  settlePieces,
]

/**
 * Writes down what has come to its end by now, before the file decides by it: a promise kept or broken, a settlement paid or void, a plan
 * kept, broken or left unsigned, a search without a find, a dispute without an answer, a proposal to
 * sue that nobody answers. The caller holds the file's lock.
 * @returns the case as it is then
 */
export async function settleDue(tx: Transaction, file: FileRow, found: Case, at: Date): Promise<Case> {
  let present = found
  for (const settle of ENDS) {
    const { facts, law } = present
    const today = legalDayOf(at, zoneOf(facts, packOn(law, legalDayOf(at, law.zone))))
    if (await settle(tx, file, present, today, at)) present = await loadCase(tx, file.id)
  }
  return present
}
