import type { RegisteredCompany } from '../../domain/identity.js'
import type { PublishedNotice } from '../../domain/insolvency.js'
import type { LegalDay } from '../../domain/legal-day.js'

/** Why a register gave no answer. `refused`: our key, or what was asked, is not taken. `not-understood`: its form is not the one known. */
export type AwayCode = 'unreachable' | 'too-slow' | 'too-many-requests' | 'unavailable' | 'refused' | 'not-understood'

/** A register gave no answer, which says nothing of whom it was asked about. */
export class RegisterAway extends Error {
  override readonly name = 'RegisterAway'

  constructor(
    readonly register: string,
    readonly code: AwayCode,
  ) {
    super(`${register}: ${code}`)
  }
}

/** Where the seat of a company is. */
export interface RegisteredSeat {
  names: string[]
  active: boolean
  /** Null where its owner keeps it from being published. */
  address: { lines: string[]; postcode: string; city: string; country: string } | null
}

/** The register of companies, bodies and the self-employed. Asked once a call; whoever calls asks again later. */
export interface CompanyRegister {
  /** Its entry of a number; null where it has none. @throws RegisterAway */
  find(siren: string): Promise<RegisteredCompany | null>
  /** Entries whose seat is under a postcode and whose name has these words, at most twenty. @throws RegisterAway */
  search(name: string, postcode: string): Promise<RegisteredCompany[]>
  /** Where the seat of a number is; null where there is no such number. @throws RegisterAway */
  seat(siren: string): Promise<RegisteredSeat | null>
}

/** The gazette that publishes insolvency proceedings. */
export interface InsolvencyNotices {
  /** All notices about a number, up to a day, the oldest first. @throws RegisterAway */
  of(siren: string, until: LegalDay): Promise<PublishedNotice[]>
  /** Notices about somebody whose name has these words, in the department of a postcode. @throws RegisterAway */
  named(name: string, postcode: string, until: LegalDay): Promise<PublishedNotice[]>
}

export interface VatAnswer {
  valid: boolean
  /** As the member state gives it; null where it gives none. */
  name: string | null
}

/** The register of VAT numbers. */
export interface VatRegister {
  /** @param country as it stands in the number: `EL` for Greece @param number without it @throws RegisterAway */
  check(country: string, number: string): Promise<VatAnswer>
}

/** Registers that are asked; null where one is not. */
export interface Registers {
  companies: CompanyRegister | null
  insolvencies: InsolvencyNotices | null
  vat: VatRegister | null
}
