import type { ContactHours } from './contact-hours.js'
import type { LegalDay } from './legal-day.js'

/** The law of a country as it stands from a day on: data with sources, frozen once used. */
export interface LawPack {
  /** `<country>/<first day>`. */
  id: string
  from: LegalDay
  /** IANA name of the zone in which legal days are reckoned. */
  zone: string
  contactHours: Sourced<ContactHours>
}

/** A value with where it comes from and when that was looked up. */
export interface Sourced<T> {
  value: T
  source: string
  checkedOn: LegalDay
  /** False where no text of law was found: then it is a policy of the house, and may be changed. */
  confirmed: boolean
}
