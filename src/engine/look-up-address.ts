import type { LookUpBody } from '../contracts/address-search.js'
import type { AddressMatch } from '../domain/address-match.js'
import { isSameName } from '../domain/identity.js'
import { RegisterAway, type RegisteredSeat, type Registers } from '../providers/registers/port.js'
import type { Sought } from '../store/address-search-view.js'

const SIRENE = 'sirene'

/** Asks INSEE's register where the seat of a company is whose address was lost. It is told the number, and nothing else. */
export async function lookUpSeat({ companies }: Registers, sought: Sought): Promise<LookUpBody> {
  if (!companies || sought.siren === null) return saying('unavailable')
  try {
    return seatSays(await companies.seat(sought.siren), sought)
  } catch (error) {
    if (error instanceof RegisterAway) return saying('unavailable')
    throw error
  }
}

/** The number is the debtor's own, so what the register has of it is the debtor; its old address is no find. */
function seatSays(seat: RegisteredSeat | null, { name, lost }: Sought): LookUpBody {
  const address = seat?.active ? seat.address : null
  if (!seat || address === null || (address.postcode === lost.postcode && plain(address.lines) === plain(lost.lines)))
    return saying('nothing')
  const match: AddressMatch[] = ['siren', ...(isSameName(seat.names, name) ? (['name'] as const) : [])]
  return { source: SIRENE, outcome: 'found', costMicros: 0, match, address }
}

const plain = (lines: readonly string[]) =>
  lines
    .join(' ')
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toUpperCase()
    .trim()

const saying = (outcome: 'nothing' | 'unavailable'): LookUpBody => ({ source: SIRENE, outcome, costMicros: 0, match: [], address: null })
