import { addDays, type LegalDay } from '../domain/legal-day.js'
import { isStanding, SITUATIONS } from '../domain/situation.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import type { FileRow } from './file-row.js'
import { tell } from './outbox.js'
import { setHold } from './set-hold.js'

/**
 * Puts the holds of a party's files in accord with what has happened to it, one for each kind: until the day after its last one, or until
 * somebody says how it came out. Closed files have them too, for they may open again. Open ones whose holds change are told. The caller
 * holds the locks of party and files.
 */
export async function settleSituations(tx: Transaction, partyId: string, files: readonly FileRow[], now: Date): Promise<void> {
  const situations = await tx.situation.findMany({ where: { partyId }, select: { kind: true, until: true, outcome: true } })
  const untils = (kind: string) =>
    situations.filter((one) => one.kind === kind && isStanding(one.outcome)).map(({ until }) => until && addDays(fromDay(until), 1))
  for (const file of files) {
    let changed = false
    for (const kind of SITUATIONS) if (await setHold(tx, file, kind, longest(untils(kind)), now)) changed = true
    if (changed && file.status === 'open') await tell(tx, file.id, 'situation')
  }
}

function longest(untils: readonly (LegalDay | null)[]): LegalDay | null | undefined {
  const days = untils.filter((day) => day !== null)
  return days.length < untils.length ? null : days.sort().at(-1)
}
