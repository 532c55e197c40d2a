import type { ContactHours } from './contact-hours.js'
import type { DeliveryStatus } from './delivery.js'
import type { LegalDay } from './legal-day.js'
import type { Stage } from './stage.js'

/** The law of a country as it stands from a day on: data with sources, frozen once used. */
export interface LawPack {
  /** `<country>/<first day>`. */
  id: string
  from: LegalDay
  /** IANA name of the zone in which legal days are reckoned. */
  zone: string
  /** Zones of regions that have a clock of their own, by ISO 3166-2 code. */
  regionZones: Sourced<Record<string, string>>
  contactHours: Sourced<ContactHours>
  /** How often a debtor may be contacted, over all its files and creditors. */
  contactCaps: Sourced<readonly ContactCap[]>
  /** Notices that no file goes on without, by who collects. */
  mandatoryNotices: { agency: Sourced<readonly Stage[]>; creditor: Sourced<readonly Stage[]> }
  /** What the end of a notice's journey means. */
  noticeOutcomes: Sourced<Record<NoticeOutcome, 'served' | 'not-served'>>
  /** Days after posting that a registered letter's outcome is waited for. */
  outcomeWithinDays: Sourced<number>
  /** Years after its due date in which a claim may be sued for, by the debtor's capacity. */
  limitationYears: { consumer: Sourced<number>; other: Sourced<number> }
  /** Whether nobody works on a day, in a region where that differs. */
  isHoliday: (day: LegalDay, region: string | null) => boolean
}

export interface ContactCap {
  rule: string
  most: number
  /** Within so many legal days, the day of the contact included. */
  withinDays: number
}

export type NoticeOutcome = Extract<
  DeliveryStatus,
  'delivered' | 'refused' | 'unclaimed' | 'address-unknown' | 'failed' | 'bounced' | 'opted-out'
>

/** A value with where it comes from and when that was looked up. */
export interface Sourced<T> {
  value: T
  source: string
  checkedOn: LegalDay
  /** False where no text of law was found: then it is a policy of the house, and may be changed. */
  confirmed: boolean
}
